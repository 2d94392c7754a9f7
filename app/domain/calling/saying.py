"""Why somebody is not called, in sentences without a full stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.calling.rows import Barred, Verdict
from app.domain.calling.rules import Book, Held, Opening
from app.domain.calling.zones import zones_of
from app.domain.core.countries import region_of
from app.domain.core.phones import parse_phone
from app.domain.core.working import NEVER, Run
from app.domain.core.zones import zone
from app.words import Said, formats, listed, say, say_many

_MIDNIGHT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_DAY: Final = 24 * 60
_MOST_CLOCKS: Final = 3


def said_of_list(barred: Barred) -> Said:
    """That a number is on a list."""
    return say(
        "{number} is on the do-not-call list {code} ({name})", number=barred.number, code=barred.code, name=barred.name
    )


def said_of_opening(opening: Opening, at: datetime, book: Book) -> Said:
    """Why nobody is called at a moment."""
    if opening.closed is None:
        return say("No time zone is known: neither the address nor the number tells one")
    local = at.astimezone(zone(opening.closed.zone))
    place = city_of(opening.closed.zone)
    if opening.why == "holiday":
        day = formats.full_day(local.date(), with_year=False)
        holiday = book.holiday(opening.closed.country, local.date())
        return say("{day} is a day without calls in {place}: {holiday}", day=day, place=place, holiday=holiday)
    if opening.why == "weekend":
        return say("{day} is a day without calls in {place}", day=formats.weekday(local.date()), place=place)
    if book.working(opening.closed, at).is_open(at):
        return say("It is {clock} in {place}, outside the hours of the queue", clock=formats.clock(local), place=place)
    windows = book.week(opening.closed.country).windows[local.weekday()]
    hours = listed(_window(each) for each in windows)
    return say(
        "It is {clock} in {place}, where people are called {hours}",
        clock=formats.clock(local),
        place=place,
        hours=hours,
    )


def said_of_caps(held: Held) -> Said:
    """That somebody was called often enough."""
    if held.why == "cap_total":
        return say_many(
            "{n} call was made, as often as allowed", "{n} calls were made, as often as allowed", held.count
        )
    if held.why == "cap_day":
        return say_many(
            "{n} call was made on this day, as often as allowed",
            "{n} calls were made on this day, as often as allowed",
            held.count,
        )
    if held.why == "refused":
        return say("They said no a short while ago")
    return say("They were called a short while ago")


def when_open(until: datetime, clock: str) -> str:
    """When somebody may be called again, on the clock of a zone; empty where no moment is known."""
    if until >= NEVER:
        return ""
    local = until.astimezone(zone(clock))
    return say("{day} {clock}", day=formats.full_day(local.date(), with_year=False), clock=formats.clock(local))


def local_times(zones: Iterable[str], at: datetime) -> tuple[datetime, ...]:
    """What the clocks of zones show at a moment, each time once, the earliest first."""
    shown = {each.replace(tzinfo=None): each for each in (at.astimezone(zone(name)) for name in zones)}
    return tuple(shown[each] for each in sorted(shown))


def their_time(times: Sequence[datetime]) -> str:
    """What somebody's clocks show, such as ``13:12 in New York``; the first and the last of many.

    Args:
        times: As `local_times` gives them.
    """
    told = (times[0], times[-1]) if len(times) > _MOST_CLOCKS else times
    return listed(
        say("{clock} in {place}", clock=formats.clock(each), place=city_of(str(each.tzinfo))) for each in told
    )


def their_time_of(values: Mapping[str, Any], now: datetime) -> str:
    """What the clocks of a record's person show; empty where no zone is known.

    Args:
        values: The record's values, by the codes of its fields.
        now: The moment.
    """
    phone = values.get("phone")
    where = zones_of(
        given=values.get("time_zone"),
        country=values.get("country"),
        part=values.get("region"),
        city=values.get("city"),
        number=(parse_phone(phone, region_of(values.get("country") or "")).e164 if isinstance(phone, str) else None),
    )
    return their_time(local_times(where.names, now))


def standing(verdict: Verdict) -> str:
    """What somebody's clocks show, and until when they may be called; empty where no zone is known."""
    if not verdict.local_times:
        return ""
    clocks = their_time(verdict.local_times)
    when = when_open(verdict.until, str(verdict.local_times[0].tzinfo))
    if not when:
        return clocks
    if verdict.allowed:
        return say("{clocks} · calls until {when}", clocks=clocks, when=when)
    return say("{clocks} · calls again from {when}", clocks=clocks, when=when)


def city_of(name: str) -> str:
    """The city after which a zone is named."""
    return name.rpartition("/")[2].replace("_", " ")


def _window(run: Run) -> str:
    """A window of a day, such as ``09:00–20:00``."""
    begin, end = (
        formats.clock(_MIDNIGHT + timedelta(minutes=minute)) if minute < _DAY else formats.digits("24:00")
        for minute in run
    )
    return f"{begin}–{end}"
