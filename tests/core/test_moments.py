"""Times in words, read and said."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.errors import Invalid
from app.domain.core.moments import (
    day_heading,
    lateness,
    lateness_in_words,
    parse_day,
    parse_duration,
    parse_moment,
    standing,
    when,
)
from app.domain.core.spans import age, duration

DUBAI = ZoneInfo("Asia/Dubai")
NEW_YORK = ZoneInfo("America/New_York")
#: Monday 23 November 2026, 10:20:12 in Dubai.
NOW = datetime(2026, 11, 23, 6, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def said(text: str) -> str:
    """The moment the words mean, as Dubai's clocks show it."""
    return f"{parse_moment(text, NOW, DUBAI).astimezone(DUBAI):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("tomorrow 10", "2026-11-24 10:00"),
        ("Tomorrow, 10", "2026-11-24 10:00"),
        ("tom 3pm", "2026-11-24 15:00"),
        ("tom 12am", "2026-11-24 00:00"),
        ("tomorrow at noon", "2026-11-24 12:00"),
        ("tomorrow", "2026-11-24 09:00"),
        ("today 16:30", "2026-11-23 16:30"),
        ("16:30", "2026-11-23 16:30"),
        ("3 pm", "2026-11-23 15:00"),
        ("now", "2026-11-23 10:20"),
        ("+2d", "2026-11-25 10:20"),
        ("+2d 14:00", "2026-11-25 14:00"),
        ("+90m", "2026-11-23 11:50"),
        ("-2h", "2026-11-23 08:20"),
        ("in 3 days", "2026-11-26 09:00"),
        ("in an hour", "2026-11-23 11:20"),
        ("2 hours ago", "2026-11-23 08:20"),
        ("next tue", "2026-11-24 09:00"),
        ("mon", "2026-11-30 09:00"),
        ("tue 14:00", "2026-11-24 14:00"),
        ("next week", "2026-11-30 09:00"),
        ("25 nov", "2026-11-25 09:00"),
        ("nov 25, 2026 16:30", "2026-11-25 16:30"),
        ("25 nov 2027 9am", "2027-11-25 09:00"),
        ("25/11/2026", "2026-11-25 09:00"),
        ("25.11.2026 14.30", "2026-11-25 14:30"),
        ("25/11 16:30", "2026-11-25 16:30"),
        ("2026-11-25", "2026-11-25 09:00"),
        ("2026-11-25T10:00", "2026-11-25 10:00"),
        ("2026-11-25 9:05", "2026-11-25 09:05"),
        ("2026-11-25 10:00Z", "2026-11-25 14:00"),
        ("2026-11-25T10:00:00.5+02:00", "2026-11-25 12:00"),
        ("غدا", "2026-11-24 09:00"),
        ("غداً الساعة ١٠", "2026-11-24 10:00"),
        ("اليوم ٤:٣٠ مساءً", "2026-11-23 16:30"),
        ("بعد غد", "2026-11-25 09:00"),
        ("الثلاثاء القادم ٣ م", "2026-11-24 15:00"),
        ("بعد ٣ أيام", "2026-11-26 09:00"),
        ("بعد ساعتين", "2026-11-23 12:20"),
        ("٢٥ نوفمبر", "2026-11-25 09:00"),
    ],
)
def test_words_mean_a_moment(words: str, moment: str) -> None:
    assert said(words) == moment


@pytest.mark.parametrize(
    "words",
    [
        "",
        "10",
        "soon",
        "tomorrow 25",
        "31 feb",
        "32/11/2026",
        "14:75",
        "+9999999d",
        "13pm",
    ],
)
def test_words_that_mean_no_moment_are_refused_with_examples(words: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_moment(words, NOW, DUBAI)
    assert "tomorrow 10" in (refused.value.hint or "")


@pytest.mark.parametrize("words", ["9999-12-31T23:59", "0001-01-01 09:00", "1970-12-31 09:00", "9001-01-01 09:00"])
def test_a_moment_at_the_edge_of_the_calendar_is_refused_with_the_years_that_fit(words: str) -> None:
    for zone in (ZoneInfo("Etc/UTC"), ZoneInfo("Asia/Tokyo"), NEW_YORK):
        with pytest.raises(Invalid) as refused:
            parse_moment(words, NOW, zone)
        assert refused.value.hint == "Give a year from 1971 to 9000."


def test_a_day_outside_its_years_is_refused_but_a_birthday_is_not() -> None:
    for words in ("9999-12-31", "0001-01-01", "1899-12-31"):
        with pytest.raises(Invalid, match=f"“{words}” is outside the years 1900 to 9000"):
            parse_day(words, TODAY)
    assert parse_day("1900-01-01", TODAY) == date(1900, 1, 1)
    assert parse_day("9000-12-31", TODAY) == date(9000, 12, 31)


def test_a_month_before_the_day_is_refused_rather_than_guessed() -> None:
    with pytest.raises(Invalid, match="the day comes before the month"):
        parse_day("11/25/2026", TODAY)


@given(st.text(max_size=30))
def test_any_other_text_is_either_a_utc_moment_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert parse_moment(text, NOW, DUBAI).tzinfo is UTC


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - wall times
def test_a_moment_written_in_iso_comes_back(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert parse_moment(aware.isoformat(), NOW, DUBAI) == aware


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)))
def test_a_day_means_the_same_in_every_way_of_writing_it(day: date) -> None:
    ways = [
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%b} {day.day}, {day.year}",
    ]
    assert {parse_day(way, TODAY) for way in ways} == {day}


def test_an_hour_that_summer_time_skips_moves_forward() -> None:
    assert parse_moment("2026-03-08 02:30", NOW, NEW_YORK) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert parse_moment("2026-11-01 01:30", NOW, NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_days_on_keep_the_time_of_day_across_a_clock_change() -> None:
    before = datetime(2026, 3, 7, 15, 0, tzinfo=UTC)
    assert parse_moment("+1d", before, NEW_YORK) == datetime(2026, 3, 8, 14, 0, tzinfo=UTC)
    assert parse_moment("+24h", before, NEW_YORK) == datetime(2026, 3, 8, 15, 0, tzinfo=UTC)


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert parse_day("23 nov", TODAY) == TODAY
    assert parse_day("22 nov", TODAY) == date(2027, 11, 22)
    assert parse_day("29 feb", TODAY) == date(2028, 2, 29)


def test_a_month_on_ends_with_the_shorter_month() -> None:
    assert parse_day("+1mo", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("-1mo", date(2026, 1, 31)) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *(
            ("12m", 12),
            ("1h", 60),
            ("1h30", 90),
            ("90", 90),
            ("1:30", 90),
            ("1h 30m", 90),
            ("1.5h", 90),
            ("45s", 0.75),
        ),
        *(("2 hours and 5 min", 125), ("١٢ دقيقة", 12), ("ساعتين", 120), ("ساعتين و 10 دقائق", 130)),
    ],
)
def test_words_mean_a_duration(words: str, minutes: float) -> None:
    assert parse_duration(words) == timedelta(minutes=minutes)


@pytest.mark.parametrize("words", ["", "-5", "5x", "m", "1:300", "999999h", "5 6 7"])
def test_words_that_mean_no_duration_are_refused_with_examples(words: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_duration(words)
    assert "1h30" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("16:30", "16:30"),
        ("tue 14:00", "Tue 14:00"),
        ("sun 14:00", "Sun 14:00"),
        ("mon 14:00", "30 Nov 14:00"),
        ("yesterday 14:00", "22 Nov 14:00"),
        ("25 jan 2027 14:00", "25 Jan 2027"),
    ],
)
def test_a_moment_is_said_in_few_cells(moment: str, shown: str) -> None:
    assert when(parse_moment(moment, NOW, DUBAI), NOW, DUBAI) == shown
    assert len(shown) <= 12


@pytest.mark.parametrize(
    ("behind", "short", "words"),
    [
        (timedelta(days=2, hours=3), "late 2d", "2 days late"),
        (timedelta(days=3, hours=12), "late 4d", "4 days late"),  # of Thursday evening, on a Monday morning
        (timedelta(hours=12), "late 1d", "1 day late"),
        (timedelta(hours=9), "late 9h", "9 hours late"),
        (timedelta(minutes=1), "late 1m", "1 minute late"),
        (timedelta(days=90), "late 2mo", "2 months late"),
        (timedelta(seconds=30), "", ""),
        (-timedelta(days=2), "", ""),
    ],
)
def test_what_is_late_is_so_by_one_rule_however_it_is_said(behind: timedelta, short: str, words: str) -> None:
    assert lateness(NOW - behind, NOW, DUBAI) == short
    assert lateness_in_words(NOW - behind, NOW, DUBAI) == words


def test_a_meeting_is_ahead_then_under_way_then_late() -> None:
    start, end = NOW, NOW + timedelta(minutes=40)
    said = [standing(start, end, NOW + timedelta(minutes=after), DUBAI) for after in (-20, 0, 39, 40, 45)]
    assert said == ["in 20m", "under way", "under way", "now", "late 5m"]


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (TODAY, "Today"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 22), "Yesterday"),
        (date(2026, 11, 20), "Fri 20 Nov"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
    ],
)
def test_a_day_heads_a_list(day: date, heading: str) -> None:
    assert day_heading(day, TODAY) == heading


@pytest.mark.parametrize(
    ("span", "said_as"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=5, seconds=59), "5m"),
        (timedelta(hours=2), "2h"),
        (timedelta(days=3), "3d"),
        (timedelta(days=61), "2mo"),
        (timedelta(days=800), "2y"),
        (timedelta(days=-3), "now"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, said_as: str) -> None:
    assert age(span) == said_as


@pytest.mark.parametrize(
    ("seconds", "said_as"),
    [(0, "0 s"), (45, "45 s"), (720, "12 min"), (3900, "1 h 05 min"), (3599, "1 h 00 min")],
)
def test_a_length_of_time_is_said_for_people(seconds: float, said_as: str) -> None:
    assert duration(seconds) == said_as


@given(st.integers(60, 100 * 3600))
def test_a_duration_said_is_understood_to_the_minute(seconds: int) -> None:
    assert abs(parse_duration(duration(seconds)).total_seconds() - seconds) <= 30
