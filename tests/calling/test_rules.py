"""When somebody may be called: their zones, the hours of their country, and how often they were called."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.calling.holidays import holiday_of
from app.domain.calling.rules import (
    Attempt,
    Book,
    Bucket,
    Caps,
    CountryRule,
    held,
    opening,
    parse_weekend,
    weekend_in_words,
)
from app.domain.calling.zones import Locality, zones_of
from app.domain.core.errors import Invalid
from app.domain.core.working import NEVER, WorkingWeek
from app.domain.core.zones import country_of_zone, zone, zone_data, zones_by_country

BOOK = Book({}, holiday_of)
LIBYAN, MOROCCAN, AUSTRALIAN = "+218912345678", "+212650123456", "+61491570156"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def may_be_called(moment: str, number: str = "", *, book: Book = BOOK, hours: str = "", **known: str) -> bool:
    where = zones_of(number=number or None, **known)
    return opening(Bucket(where.localities, hours), at(moment), book).is_open


def test_the_newer_zone_data_is_used_everywhere() -> None:
    data = zone_data()
    assert data.version == max(data.system, data.package) >= "2026f"
    assert (data.source == "package") == (data.package > data.system)
    morocco = zone("Africa/Casablanca")
    assert at("2026-09-18T08:30").astimezone(morocco).strftime("%H:%M") == "09:30"
    assert at("2026-10-05T08:30").astimezone(morocco).strftime("%H:%M") == "08:30"
    assert country_of_zone("Asia/Calcutta") == "IN"
    assert (country_of_zone("UTC"), len(zones_by_country()["US"])) == ("", 29)


@pytest.mark.parametrize(
    ("number", "given", "moment", "allowed"),
    [
        # what Morocco's clocks show since it gave up its summer time in September 2026
        (MOROCCAN, "", "2026-09-18T08:30", True),
        (MOROCCAN, "", "2026-10-05T08:30", False),
        (MOROCCAN, "", "2026-10-05T09:00", True),
        (MOROCCAN, "", "2026-10-05T19:30", True),
        (MOROCCAN, "", "2026-10-05T20:00", False),
        # countries for which the library's own zones are wrong
        (LIBYAN, "", "2026-07-15T06:30", False),
        (LIBYAN, "", "2026-07-15T07:00", True),
        (LIBYAN, "", "2026-07-15T17:30", True),
        ("+77710009998", "", "2026-11-24T04:30", True),
        ("+18682911234", "", "2026-07-15T13:30", True),
        # several possible zones, and one that is given
        (AUSTRALIAN, "", "2026-11-24T22:30", False),
        (AUSTRALIAN, "", "2026-11-25T03:00", True),
        (AUSTRALIAN, "", "2026-11-25T09:30", False),
        (AUSTRALIAN, "Australia/Sydney", "2026-11-24T22:30", True),
        (AUSTRALIAN, "Australia/Sydney", "2026-11-25T03:00", True),
        (AUSTRALIAN, "Australia/Sydney", "2026-11-25T09:30", False),
        # half hours and quarters of one: Kolkata, Kathmandu, the Chatham Islands
        ("+919812345678", "", "2026-11-26T03:29", False),
        ("+919812345678", "", "2026-11-26T03:30", True),
        ("+9779812345678", "", "2026-11-24T03:14", False),
        ("+9779812345678", "", "2026-11-24T03:15", True),
        ("", "Pacific/Chatham", "2026-11-23T19:15", True),
        ("", "Pacific/Chatham", "2026-11-23T19:14", False),
        # Kiribati's three days apart, and a base in Antarctica
        ("+68672012345", "", "2026-11-24T20:59", False),
        ("+68672012345", "", "2026-11-24T21:00", True),
        ("+68672012345", "", "2026-11-25T06:00", False),
        ("", "Antarctica/Troll", "2026-11-24T09:00", True),
        # a landline tells its area where a mobile phone does not
        ("+74951234567", "", "2026-11-24T06:00", True),
        ("+79161234567", "", "2026-11-24T06:00", False),
        ("+34928123456", "", "2026-11-24T08:30", False),
    ],
)
def test_everybody_is_called_in_the_hours_of_their_own_clock(
    number: str, given: str, moment: str, allowed: bool
) -> None:
    assert may_be_called(moment, number, given=given) is allowed


def test_calling_hours_are_half_open() -> None:
    for moment, allowed in (("05:00:00", True), ("15:59:59", True), ("16:00:00", False), ("04:59:59", False)):
        assert may_be_called(f"2026-11-24T{moment}", "+971501234567") is allowed


@pytest.mark.parametrize(
    "number", ["+18005550199", "+78001234567", "+80012345678", "+870773111632", "+15551234567", "+999123", "nothing"]
)
def test_a_number_of_nowhere_tells_no_zone(number: str) -> None:
    where = zones_of(number=number)
    assert where.localities == ()
    assert opening(Bucket(()), at("2026-11-24T12:00"), BOOK).why == "no_zone"


def test_what_is_given_wins_else_address_and_number_both_count() -> None:
    assert zones_of(given="Asia/Tokyo", country="US", number="+12125550123").localities == (
        Locality("US", "Asia/Tokyo"),
    )
    assert zones_of(given="Mars/Base", number="+12125550123").names == ("America/New_York",)
    both = zones_of(country="United Arab Emirates", number="+442079460123")
    assert both.names == ("Asia/Dubai", "Europe/London")
    assert both.known_by == ("address", "number")
    assert zones_of(country="USA", part="Texas").names == ("America/Chicago", "America/Denver")
    assert zones_of(country="US", city="Phoenix").names == ("America/Phoenix",)
    assert len(zones_of(country="US", city="Springfield").names) == 29
    assert zones_of(country="Atlantis", number="+38344123456").names == ("Europe/Belgrade",)


def test_weekends_and_holidays_are_those_of_the_country() -> None:
    saturday, friday = "2026-11-28T10:00", "2026-11-27T10:00"
    assert [may_be_called(each, "+971501234567") for each in (friday, saturday)] == [True, False]
    assert [may_be_called(each, "+966501234567") for each in (friday, saturday)] == [False, False]
    assert not may_be_called("2026-12-02T10:00", "+971501234567")  # the day of the union
    assert may_be_called("2026-12-02T10:00", "+442079460123")
    closed = opening(Bucket((Locality("AE", "Asia/Dubai"),)), at("2026-12-02T10:00"), BOOK)
    assert (closed.why, closed.until) == ("holiday", at("2026-12-04T05:00"))


def test_a_manager_decides_hours_weekend_and_holidays() -> None:
    book = Book(
        {
            "": CountryRule(hours=WorkingWeek.parse("daily 10:00-18:00")),
            "AE": CountryRule(hours=WorkingWeek.parse("Mon-Thu 09:00-20:00; Fri 09:00-12:00"), holidays=False),
            "GB": CountryRule(weekend=parse_weekend("none")),
        },
        holiday_of,
    )
    assert may_be_called("2026-12-02T10:00", "+971501234567", book=book)  # no holiday counts there
    assert not may_be_called("2026-11-27T09:00", "+971501234567", book=book)  # Friday, 13:00
    assert may_be_called("2026-11-29T10:00", "+442079460123", book=book)  # a Sunday
    assert not may_be_called("2026-11-24T09:30", "+442079460123", book=book)
    shut = Book({"AE": CountryRule(weekend=frozenset(range(7)))})
    assert opening(Bucket((Locality("AE", "Asia/Dubai"),)), at("2026-11-24T10:00"), shut).until == NEVER


def test_a_queue_narrows_the_hours_and_never_widens_them() -> None:
    for moment, allowed in (("05:30", False), ("06:00", True), ("13:59", True), ("14:00", False)):
        assert may_be_called(f"2026-11-24T{moment}", "+971501234567", hours="Mon-Fri 10:00-18:00") is allowed
    assert not may_be_called("2026-11-28T10:00", "+971501234567", hours="daily 00:00-24:00")


def test_buckets_open_and_close_when_the_last_of_their_clocks_does() -> None:
    buckets = [
        Bucket(zones_of(number=AUSTRALIAN).localities),
        Bucket(zones_of(number=LIBYAN).localities, "Mon-Thu 10:00-11:00"),
    ]
    found = [opening(each, at("2026-11-24T22:30"), BOOK) for each in buckets]
    assert [(each.is_open, each.until) for each in found] == [
        (False, at("2026-11-25T01:00")),  # nine in Perth
        (False, at("2026-11-25T08:00")),  # ten in Tripoli
    ]
    assert opening(buckets[0], at("2026-11-25T01:00"), BOOK).until == at("2026-11-25T09:00")
    assert [Bucket.of_key(each.key) for each in buckets] == buckets
    apart = Bucket((Locality("US", "Pacific/Honolulu"), Locality("NZ", "Pacific/Auckland")), "daily 12:00-13:00")
    assert opening(apart, at("2026-11-25T01:00"), BOOK).until == NEVER


LOS_ANGELES = ("America/Los_Angeles",)


@pytest.mark.parametrize(
    ("caps", "moment", "why", "until"),
    [
        (Caps(per_day=3), "2026-11-25T00:30", "cap_day", "2026-11-25T08:00"),  # still the 24th there
        (Caps(per_day=3), "2026-11-25T17:00", "", ""),
        (Caps(per_day=4), "2026-11-25T00:30", "", ""),
        (Caps(total=3), "2026-11-25T17:00", "cap_total", ""),
        (Caps(cool_down=timedelta(hours=4)), "2026-11-25T03:00", "cool_down", "2026-11-25T03:30"),
        (Caps(cool_down=timedelta(hours=4)), "2026-11-25T03:30", "", ""),
        (Caps(after_refusal=timedelta(days=30)), "2026-12-01T17:00", "refused", "2026-12-24T23:00"),
        (Caps(), "2026-11-25T00:30", "", ""),
    ],
)
def test_how_often_somebody_is_called_counts_by_their_day(caps: Caps, moment: str, why: str, until: str) -> None:
    calls = [
        Attempt(at("2026-11-24T22:00")),
        Attempt(at("2026-11-24T23:00"), refused=True),
        Attempt(at("2026-11-24T23:30")),
    ]
    found = held(calls, at(moment), LOS_ANGELES, caps)
    assert (found.why if found else "") == why
    if found and until:
        assert found.until == at(until)


def test_of_several_days_the_one_with_most_calls_counts() -> None:
    calls = [Attempt(at("2026-11-24T22:00")), Attempt(at("2026-11-24T23:00"))]
    assert held(calls, at("2026-11-25T09:00"), ("Europe/London",), Caps(per_day=2)) is None
    assert held(calls, at("2026-11-25T09:00"), ("Europe/London", *LOS_ANGELES), Caps(per_day=2)) is None
    assert held(calls, at("2026-11-25T07:00"), ("Europe/London", *LOS_ANGELES), Caps(per_day=2)) is not None


def test_weekends_are_read_in_words_and_told_so() -> None:
    assert weekend_in_words(parse_weekend("friday, Sat")) == "Fri Sat"
    assert parse_weekend("الجمعة السبت") == {4, 5}
    assert parse_weekend("none") == frozenset()
    for wrong in ("", "caturday", "Fri none", "5"):
        with pytest.raises(Invalid):
            parse_weekend(wrong)


def test_holidays_are_known_by_country_and_day() -> None:
    assert holiday_of("US", date(2026, 11, 26)) == "Thanksgiving Day"
    assert holiday_of("AE", date(2026, 11, 26)) == ""
    assert holiday_of("ZZ", date(2026, 1, 1)) == ""
