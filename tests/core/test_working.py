"""Working hours: what a text means, and sums of working time on either side of a change of clocks."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.working import ALWAYS, NEVER, Working, WorkingWeek

_MINUTE = timedelta(minutes=1)
OFFICE = "Mon-Fri 09:00-18:00"


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("Mon-Fri 09:00-18:00; Sat 10:00-14:00", "Mon-Fri 09:00-18:00; Sat 10:00-14:00"),
        ("sunday to thursday 9am-1pm, 2 pm - 6 pm", "Sun-Thu 09:00-13:00, 14:00-18:00"),
        ("الأحد–الخميس ٩:٠٠–١٨:٠٠؛ السبت ١٠-١٤", "Sun-Thu 09:00-18:00; Sat 10:00-14:00"),
        ("من الأحد إلى الخميس من 9 صباحًا حتى 5 مساءً", "Sun-Thu 09:00-17:00"),
        ("Mon, Wed 8-12; Fri 22:00-06:00", "Mon, Wed 08:00-12:00; Fri 22:00-06:00"),
        ("daily 0:00-24:00", "Mon-Sun 00:00-24:00"),
        (" \n", ""),
    ],
)
def test_a_week_is_read_as_people_write_it_and_written_one_way(typed: str, week: str) -> None:
    parsed = WorkingWeek.parse(typed)
    assert str(parsed) == week
    assert WorkingWeek.parse(week) == parsed
    assert str(WorkingWeek.parse(week)) == week


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("09:00-18:00", "“09:00-18:00” names no day of the week."),
        ("Mon-Fri", "“Mon-Fri” has no hours."),
        ("Mon-Fri 9-18; Sund 9-12", "“sund” in “Sund 9-12” is no day of the week."),
        ("Mon-Wed-Fri 9-18", "“mon-wed-fri” in “Mon-Wed-Fri 9-18” is no day of the week."),
        ("Mon 9-25", "“9-25” in “Mon 9-25” is no time from one hour to another."),
        ("Mon 9-9", "“9-9” in “Mon 9-9” is no time from one hour to another."),
        ("Mon 9", "“9” in “Mon 9” is no time from one hour to another."),
        ("Mon 13pm-14pm", "“13pm-14pm” in “Mon 13pm-14pm” is no time from one hour to another."),
        ("Mon-Fri 9-18; Fri 17-20", "“Fri 17-20” has hours of Fri that stand there already."),
        ("Sun 22:00-06:00; Mon 05:00-07:00", "“Mon 05:00-07:00” has hours of Mon that stand there already."),
        (";;", "“;;” names no day of the week."),
        ("x" * 501, "Working hours have at most 500 characters."),
    ],
)
def test_a_part_that_is_wrong_is_named(typed: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        WorkingWeek.parse(typed)
    assert refused.value.message == said
    assert refused.value.hint


def _clock(since: datetime, zone: ZoneInfo) -> list[tuple[datetime, int, int]]:
    """The minutes of ten days: each moment, its day of the week and its minute there."""
    moments = [since + ahead * _MINUTE for ahead in range(10 * 1440)]
    shown = [moment.astimezone(zone) for moment in moments]
    return [
        (moment, local.weekday(), local.hour * 60 + local.minute) for moment, local in zip(moments, shown, strict=True)
    ]


def _walked(working: Working, clock: list[tuple[datetime, int, int]]) -> list[bool]:
    """Whether each minute is working time, as somebody sees who looks at the clock every minute."""
    return [
        any(begin <= minute < end for begin, end in working.week.windows[day])
        and not any(begin <= moment < end for begin, end in working.off)
        for moment, day, minute in clock
    ]


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("Europe/Berlin", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25T01:00"),
        ("America/New_York", "2027-03-14T07:00"),
        ("America/Havana", "2026-11-01T05:00"),  # midnight comes twice
        ("America/St_Johns", "2009-11-01T02:31"),  # a minute of Sunday, then Saturday again
        ("Pacific/Apia", "2011-12-30T10:00"),  # a day that there was not
        ("Australia/Lord_Howe", "2026-04-04T15:00"),  # half an hour
        ("Africa/Casablanca", "2026-02-15T02:00"),
        ("Asia/Kathmandu", "2026-11-20T00:00"),
    ],
)
def test_every_answer_is_that_of_walking_minute_by_minute(zone: str, around: str) -> None:
    dice = random.Random(f"{zone} {around}")
    weeks = ("Mon-Sun 00:00-24:00", OFFICE, "Sat-Mon 22:00-03:00; Tue 03:30-04:30, 05-6; Fri 0-24", "Sun 02:00-03:00")
    since = _utc(around) - timedelta(days=4)
    clock = _clock(since, ZoneInfo(zone))
    for text in weeks:
        off = tuple(
            (begin, begin + dice.randrange(1500) * _MINUTE)
            for begin in (since + dice.randrange(8 * 1440) * _MINUTE for _ in range(dice.randrange(4)))
        )
        working = Working(WorkingWeek.parse(text), ZoneInfo(zone), off)
        open_at = _walked(working, clock)
        for start in (dice.randrange(8 * 1440) for _ in range(20)):
            moment = since + start * _MINUTE
            assert working.is_open(moment) == open_at[start]
            if any(open_at[start:]):
                assert working.next_open(moment) == since + open_at.index(True, start) * _MINUTE
            if False in open_at[start:]:
                assert working.open_until(moment) == since + open_at.index(False, start) * _MINUTE
            needed, at = dice.randrange(900), start
            due = working.add(moment, needed * _MINUTE)
            while at < len(open_at) and not (open_at[at] and needed == 0):
                needed, at = needed - open_at[at], at + 1
            if at < len(open_at):
                assert due == since + at * _MINUTE


def test_working_time_is_summed_up_in_the_owners_hours() -> None:
    week = WorkingWeek.parse(OFFICE)
    tokyo, dubai = Working(week, ZoneInfo("Asia/Tokyo")), Working(week, ZoneInfo("Asia/Dubai"))
    assert tokyo.add(_utc("2026-11-14T09:13"), timedelta()) == _utc("2026-11-16T00:00")
    friday = datetime(2026, 11, 20, 16, tzinfo=ZoneInfo("Asia/Dubai"))
    assert dubai.add(friday, timedelta(hours=4)) == _utc("2026-11-23T07:00")
    assert dubai.add(friday, timedelta(hours=2)) == _utc("2026-11-23T05:00"), "18:00 is no working time any more"


def test_who_has_no_hours_works_always_and_who_is_off_for_good_never() -> None:
    now = _utc("2026-11-24T09:00")
    always = Working(ALWAYS, ZoneInfo("Asia/Dubai"))
    assert (always.next_open(now), always.open_until(now)) == (now, NEVER)
    holiday = Working(ALWAYS, ZoneInfo("Asia/Dubai"), ((now, now + timedelta(days=2)),))
    assert holiday.next_open(now) == now + timedelta(days=2)
    assert holiday.open_until(now - timedelta(hours=1)) == holiday.open_until(now) == now
    for week in (ALWAYS, WorkingWeek.parse(OFFICE)):
        gone = Working(week, ZoneInfo("Asia/Dubai"), ((now - timedelta(days=1), datetime.max.replace(tzinfo=UTC)),))
        assert gone.next_open(now) == gone.add(now, timedelta(hours=1)) == NEVER
        assert not gone.is_open(now)
