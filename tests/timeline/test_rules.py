"""The rules of timelines: who is mentioned, what events say, how long a day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timeline.queries import Mark, read_mark
from app.domain.timeline.rules import Colleague, day_bounds, mentioned, sentence, subject_of

COLLEAGUES = (
    Colleague("1", "huda", "Huda Karim"),
    Colleague("2", "omar.h", "Omar Haddad"),
    Colleague("3", "omar.s", "Omar Said"),
    Colleague("4", "lina", "لينا برغ"),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@huda do you know them?", ("1",)),
        ("Ask @Huda Karim, or @Omar Said.", ("1", "3")),
        ("@omar.h and @OMAR.S: see above", ("2", "3")),
        ("@omar who?", ()),
        ("write to huda@huda.example.com", ()),
        ("@hudason is somebody else, so is @huda.karim.junior", ()),
        ("@huda.karim @omar_said", ("1", "3")),
        ("(@huda) @huda", ("1",)),
        ("ما رأيك @لينا برغ؟", ("4",)),
        ("no @ at all @", ()),
    ],
)
def test_a_mention_is_a_login_or_a_name_of_exactly_one_colleague(text: str, ids: tuple[str, ...]) -> None:
    assert mentioned(text, COLLEAGUES) == ids


@given(st.text())
def test_any_text_can_be_looked_through_for_mentions(text: str) -> None:
    assert set(mentioned(text, COLLEAGUES)) <= {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("event", "details", "told"),
    [
        ("captured", {}, "Lead captured"),
        (
            "status_changed",
            {"from": "lead", "to": "do_not_contact", "cause": ""},
            "Status Lead → Do not contact",
        ),
        ("assigned", {"from": None, "to": "Huda Karim"}, "Assigned to Huda Karim"),
        ("assigned", {"from": "Huda Karim", "to": None}, "No longer assigned to Huda Karim"),
        (
            "stage_changed",
            {"from": "Qualify", "to": "Develop", "process": "Sale"},
            "Stage Qualify → Develop · Sale",
        ),
        ("qualified", {"opportunity": "OPP-5K2D"}, "Qualified; opportunity OPP-5K2D created"),
        (
            "disqualified",
            {"reason": "poor_fit", "comment": "Too small"},
            "Disqualified: Poor fit · Too small",
        ),
        ("closed", {"status": "out_sold"}, "Closed as out-sold"),
        ("reactivated", {}, "Reactivated"),
        ("mail_opened", {}, "Mail opened"),
    ],
)
def test_events_speak_in_sentences(event: str, details: dict[str, str], told: str) -> None:
    assert sentence(event, details) == told


def test_what_has_no_subject_is_called_by_its_first_line_or_its_kind() -> None:
    assert subject_of("note", None, None, "First line\nsecond") == "First line"
    assert subject_of("call", "in", None, "They asked for prices") == "Call received"
    assert subject_of("note", None, "Given", "First") == "Given"
    assert len(subject_of("note", None, None, "x" * 500)) == 80


def test_a_day_has_as_many_hours_as_its_zone_gives_it() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    lengths = [
        end - start
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 23))
        for start, end in [day_bounds(day, berlin)]
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25), timedelta(hours=24)]


@pytest.mark.parametrize("zone", ["Etc/UTC", "Asia/Tokyo", "America/New_York"])
def test_the_first_and_the_last_day_of_the_calendar_have_bounds_like_any_other(zone: str) -> None:
    for day in (date.min, date(1, 1, 2), date(9999, 12, 30), date.max):
        start, end = day_bounds(day, ZoneInfo(zone))
        assert start < end
        assert start.tzinfo is end.tzinfo is UTC


@given(
    st.booleans(),
    st.datetimes(timezones=st.just(UTC)),
    st.text(alphabet="0123456789abcdef", min_size=32, max_size=32),
)
def test_a_mark_says_the_place_it_was_made_from(pinned: bool, at: datetime, entry_id: str) -> None:
    assert read_mark(str(Mark(pinned, at, entry_id))) == Mark(pinned, at, entry_id)
