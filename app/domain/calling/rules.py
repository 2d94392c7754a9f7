"""When and how often somebody may be called, thought through without a database: one person, or a whole queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self

from app.domain.calling.zones import Locality, shipped
from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.moment_words import WEEKDAY_NAMES
from app.domain.core.moments import plain_words
from app.domain.core.working import NEVER, Span, Working, WorkingWeek
from app.domain.core.zones import zone
from app.words import say

Weekend = frozenset[int]
"""Days of the week, 0 for Monday."""
DayOff = Callable[[str, date], str]
"""What a day is on which nobody is called, such as the name of a holiday; empty for any other day."""

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_USUAL_WEEKEND: Final[Weekend] = frozenset({5, 6})
#: How far ahead it is looked for the next moment at which somebody may be called; longer than any run of holidays.
_AHEAD: Final = timedelta(days=45)
_NO_DAYS: Final = frozenset(map(fold, ("none", "no", "-", "لا", "بلا")))


def parse_weekend(text: str) -> Weekend:
    """The days of a weekend, such as ``Fri Sat``; ``none`` for a country without one.

    Raises:
        Invalid: A word is no day of the week.
    """
    words = fold(text).replace("،", " ").replace(",", " ").split()
    if words and set(words) <= _NO_DAYS:
        return frozenset()
    days = {word: WEEKDAY_NAMES.get(plain_words(word)) for word in words}
    wrong = next((word for word, day in days.items() if day is None), None)
    if wrong is not None or not words:
        raise Invalid(
            say("“{text}” is no day of the week.", text=(wrong or text)[:40]),
            field="weekend",
            hint=say("Write it like Fri Sat, or none."),
        )
    return frozenset(day for day in days.values() if day is not None)


def weekend_in_words(weekend: Weekend) -> str:
    """The days as `parse_weekend` reads them."""
    return " ".join(DAYS[day] for day in sorted(weekend)) or "none"


@frozen
class CountryRule:
    """What a country's own rule says; a part that is ``None`` is as it is everywhere.

    Attributes:
        hours: When people are called there, on their own clock; its days hold as they are, also those of a weekend.
        weekend: On which days nobody is called in the hours that hold everywhere.
        holidays: Whether nobody is called on a public holiday.
    """

    hours: WorkingWeek | None = None
    weekend: Weekend | None = None
    holidays: bool | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The rules of all countries as they hold at the moment.

    Attributes:
        rules: By ISO 3166 code; empty for what holds everywhere else.
        day_off: Which days are holidays, asked with country and day.
    """

    rules: Mapping[str, CountryRule] = field(default_factory=dict)
    day_off: DayOff = lambda _country, _day: ""
    _weeks: dict[str, WorkingWeek] = field(default_factory=dict, compare=False)
    _workings: dict[tuple[Locality, date], Working] = field(default_factory=dict, compare=False)

    def week(self, country: str) -> WorkingWeek:
        """When people of a country are called, day by day."""
        if country not in self._weeks:
            own = self._rule(country).hours
            self._weeks[country] = own or _without(self.everywhere, self.weekend(country))
        return self._weeks[country]

    def weekend(self, country: str) -> Weekend:
        """The weekend of a country."""
        own = self._rule(country).weekend
        if own is not None:
            return own
        known = shipped()["weekends"].get(country)
        if known:
            return parse_weekend(known)
        elsewhere = self._rule("").weekend
        return _USUAL_WEEKEND if elsewhere is None else elsewhere

    def holiday(self, country: str, day: date) -> str:
        """What holiday a day is in a country on which nobody is called; empty for none."""
        return self.day_off(country, day) if self.observes(country) else ""

    def observes(self, country: str) -> bool:
        """Whether nobody is called on public holidays of a country."""
        own, everywhere = self._rule(country).holidays, self._rule("").holidays
        return everywhere is not False if own is None else own

    @property
    def everywhere(self) -> WorkingWeek:
        """When people are called where a country has no hours of its own."""
        return self._rule("").hours or WorkingWeek.parse(shipped()["hours"]["everywhere"])

    def working(self, locality: Locality, at: datetime) -> Working:
        """When people of a locality are called, from a moment on as far as it is looked ahead."""
        day = at.astimezone(UTC).date()
        if (locality, day) not in self._workings:
            clock = zone(locality.zone)
            days = (day + timedelta(days=ahead) for ahead in range(-2, _AHEAD.days + 2))
            off = tuple(_span(each, locality.zone) for each in days if self.holiday(locality.country, each))
            self._workings[locality, day] = Working(self.week(locality.country), clock, off)
        return self._workings[locality, day]

    def _rule(self, country: str) -> CountryRule:
        return self.rules.get(country) or CountryRule()


@frozen
class Bucket:
    """People who may be called at the same moments.

    Attributes:
        localities: Where they may be; all of them must allow a call.
        hours: A week of the queue's own by which the hours are narrowed, as text; empty for none.
    """

    localities: tuple[Locality, ...]
    hours: str = ""

    @property
    def key(self) -> str:
        """The bucket as text, by which it is kept."""
        return f"{','.join(f'{each.country}:{each.zone}' for each in self.localities)}|{self.hours}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The bucket of a text that `key` made."""
        places, _, hours = key.partition("|")
        parted = (each.partition(":") for each in places.split(",") if each)
        return cls(tuple(Locality(country, name) for country, _, name in parted), hours)


@frozen
class Opening:
    """Whether people may be called at a moment.

    Attributes:
        is_open: Whether they may.
        until: When that changes; `NEVER` where it does not for as far as it is looked ahead.
        closed: The first locality that does not allow it, where it is not open.
        why: ``holiday``, ``weekend`` or ``hours`` then, or ``no_zone``; empty where it is open.
    """

    is_open: bool
    until: datetime
    closed: Locality | None = None
    why: str = ""


def opening(bucket: Bucket, at: datetime, book: Book) -> Opening:
    """Whether the people of a bucket may be called at a moment, and when that changes."""
    if not bucket.localities:
        return Opening(is_open=False, until=NEVER, why="no_zone")
    narrowing = WorkingWeek.parse(bucket.hours) if bucket.hours else None
    open_while = [
        working
        for each in bucket.localities
        for working in (
            book.working(each, at),
            *((Working(narrowing, zone(each.zone)),) if narrowing is not None else ()),
        )
    ]
    if all(each.is_open(at) for each in open_while):
        return Opening(is_open=True, until=min(each.open_until(at) for each in open_while))
    closed, why = _first_closed(bucket, at, book)
    return Opening(is_open=False, until=_next_open(open_while, at), closed=closed, why=why)


@frozen
class Caps:
    """How often somebody may be called.

    Attributes:
        per_day: How often on one day of theirs; ``None`` for any number.
        total: How often in all; ``None`` for any number.
        cool_down: How long to wait after a call.
        after_refusal: How long to wait after they said no; ``None`` where that makes no difference.
    """

    per_day: int | None = None
    total: int | None = None
    cool_down: timedelta = timedelta()
    after_refusal: timedelta | None = None


@frozen
class Attempt:
    """A call to a number that we made.

    Attributes:
        at: When.
        refused: Whether they said no.
    """

    at: datetime
    refused: bool = False


@frozen
class Held:
    """That somebody was called often enough.

    Attributes:
        why: ``cap_total``, ``cap_day``, ``refused`` or ``cool_down``.
        until: Until when; `NEVER` where that does not end by itself.
        count: How many calls there were, where there is a limit to their number.
        limit: That limit.
    """

    why: str
    until: datetime
    count: int = 0
    limit: int = 0


def held(attempts: Iterable[Attempt], at: datetime, zones: Iterable[str], caps: Caps) -> Held | None:
    """Whether somebody was called often enough by a moment; ``None`` where they may be called once more.

    Args:
        attempts: The calls that were made to the number, from wherever.
        at: The moment.
        zones: The zones they may be in: the day that has most calls counts. UTC where there is none.
        caps: How often they may be called.
    """
    before = sorted((each for each in attempts if each.at <= at), key=lambda each: each.at)
    if not before:
        return None
    if caps.total is not None and len(before) >= caps.total:
        return Held("cap_total", NEVER, len(before), caps.total)
    if caps.after_refusal is not None:
        ends = max((each.at + caps.after_refusal for each in before if each.refused), default=at)
        if ends > at:
            return Held("refused", ends)
    if caps.per_day is not None:
        days = [(name, _on_day(before, at, name)) for name in tuple(zones) or ("UTC",)]
        full = [(_span(at.astimezone(zone(name)).date(), name)[1], count) for name, count in days]
        over = [(ends, count) for ends, count in full if count >= caps.per_day]
        if over:
            return Held("cap_day", max(ends for ends, _ in over), max(count for _, count in over), caps.per_day)
    ends = before[-1].at + caps.cool_down
    return Held("cool_down", ends) if ends > at else None


def _on_day(attempts: Iterable[Attempt], at: datetime, name: str) -> int:
    """How many calls there were on the day that it is in a zone."""
    clock = zone(name)
    today = at.astimezone(clock).date()
    return sum(each.at.astimezone(clock).date() == today for each in attempts)


def _first_closed(bucket: Bucket, at: datetime, book: Book) -> tuple[Locality, str]:
    """The locality that does not allow a call, and why."""
    closed = [(each, why) for each in bucket.localities if (why := _why_closed(each, at, book))]
    return closed[0] if closed else (bucket.localities[0], "hours")


def _why_closed(locality: Locality, at: datetime, book: Book) -> str:
    """Why nobody of a locality is called at a moment; empty where they are."""
    local = at.astimezone(zone(locality.zone))
    if book.holiday(locality.country, local.date()):
        return "holiday"
    if not book.week(locality.country).windows[local.weekday()]:
        return "weekend"
    return "" if book.working(locality, at).is_open(at) else "hours"


def _next_open(open_while: Iterable[Working], at: datetime) -> datetime:
    """The first moment at which all are open; `NEVER` where there is none for as far as it is looked ahead."""
    each_of = tuple(open_while)
    moment = at.astimezone(UTC)
    while moment < at + _AHEAD:
        later = max(each.next_open(moment) for each in each_of)
        if later == moment:
            return moment
        moment = later
    return NEVER


def _without(week: WorkingWeek, weekend: Weekend) -> WorkingWeek:
    """A week without some of its days."""
    return WorkingWeek(week.parts, tuple(() if day in weekend else each for day, each in enumerate(week.windows)))


def _span(day: date, name: str) -> Span:
    """When a day begins and ends in a zone, UTC."""
    begins, ends = (datetime.combine(each, time(), zone(name)) for each in (day, day + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)
