"""Working hours: the windows of a week, when they are open in a zone, and sums of working time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.moment_words import WEEKDAY_NAMES
from app.domain.core.moments import LAST_YEAR, plain_words
from app.domain.core.suggestions import did_you_mean, quoted
from app.words import Said, formats, language, say

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NEVER: Final = datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
"""The moment of what does not come about: later than every other, and still a time in every zone."""

Span = tuple[datetime, datetime]
"""From a moment until another, which is no part of it."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEK: Final = len(_DAYS)
_A_MONDAY: Final = date(2024, 1, 1)
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_LONGEST: Final = 500
_SHORT: Final = 40
_PAIR: Final = 2
#: No zone is further from UTC.
_FURTHEST: Final = timedelta(hours=16)
_EVERY_DAY: Final = frozenset(map(fold, ("daily", "every day", "all days", "كل يوم", "يوميا", "كل الأيام")))
_UNTIL: Final = re.compile(rf" ?(?:-|\b(?:to|until|{fold('إلى')}|{fold('حتى')})\b) ?")
_FILLING: Final = re.compile(rf"\b(?:from|{fold('من')}|{fold('يوم')}|{fold('الساعة')})\b")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([^\W\d]+)?")
_NOON: Final = 12
_HALVES: Final = {
    fold(word): later
    for later, words in {0: ("am", "a", "ص", "صباحا"), _NOON: ("pm", "p", "م", "مساء")}.items()
    for word in words
}

Run = tuple[int, int]
"""The first and the last of something, such as days of the week or minutes of a day."""


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """Windows of a week on the clock of whoever works them, each from its first minute to the one before its last.

    Attributes:
        parts: What was said together: runs of days by first and last (0 is Monday), and their windows in minutes
            since midnight; one that ends before it begins goes on until the next day.
        windows: The windows of each day, 0 for Monday, in order and apart from each other.
    """

    parts: tuple[tuple[tuple[Run, ...], tuple[Run, ...]], ...] = field(compare=False)
    windows: tuple[tuple[Run, ...], ...]

    @classmethod
    def parse(cls, text: str) -> WorkingWeek:
        """The week a text means, such as ``Mon-Fri 09:00-18:00; Sat 10:00-14:00``; no text means always.

        Parts stand behind semicolons, the windows of a day behind commas: ``Sun-Thu 9-13, 14-18``. Days may be
        Arabic, as may digits, and a window such as ``22:00-06:00`` goes on until the next day.

        Raises:
            Invalid: A part names no days or no windows, or has hours that another has already; it is named.
        """
        if len(text) > _LONGEST:
            raise Invalid(say("Working hours have at most {n} characters.", n=str(_LONGEST)), hint=_hint())
        if not text.strip():
            return ALWAYS
        said = [part.strip() for part in re.split(r"[;؛\n]", text) if part.strip()] or [text.strip()]
        parts = tuple(map(_part, said))
        minutes: list[list[Run]] = [[] for _ in _DAYS]
        for part, (days, windows) in zip(said, parts, strict=True):
            for day, window in _each_day(days, windows):
                if any(begin < window[1] and window[0] < end for begin, end in minutes[day]):
                    raise Invalid(
                        say("{part} has hours of {day} that stand there already.", part=quoted(part), day=_named(day)),
                        hint=_hint(),
                    )
                minutes[day].append(window)
        return cls(parts, tuple(tuple(_joined(each)) for each in minutes))

    @property
    def is_always(self) -> bool:
        """Whether it has every minute of the week."""
        return all(windows == ((0, _DAY),) for windows in self.windows)

    def __str__(self) -> str:
        return "; ".join(
            f"{', '.join(days_as_text(run) for run in runs)} {', '.join(map(_window_in_words, windows))}"
            for runs, windows in self.parts
        )

    def in_words(self) -> str:
        """The same text in the language of the moment; it is read as well as the other."""
        comma, semicolon = ("، ", "؛ ") if language() == "ar" else (", ", "; ")
        return semicolon.join(
            f"{comma.join(days_as_text(run, _named) for run in runs)} "
            f"{formats.digits(comma.join(map(_window_in_words, windows)))}"
            for runs, windows in self.parts
        )


ALWAYS: Final = WorkingWeek((), (((0, _DAY),),) * _WEEK)
"""The week of whoever has no working hours: every minute is one of them."""


@dataclass(frozen=True, slots=True)
class Working:
    """When somebody works: a week on the clock of a zone, without the times they are off.

    A minute belongs to a window when a clock there shows it. So a window that a clock skips in spring is shorter, one
    that it shows twice in autumn is longer, and none is a moment off.

    Attributes:
        week: The windows of a week.
        zone: The zone whose clock they are read on.
        off: When they do not work, whatever the week says; in any order.
    """

    week: WorkingWeek
    zone: ZoneInfo
    off: tuple[Span, ...] = ()

    def is_open(self, moment: datetime) -> bool:
        """Whether a moment is working time; the last moment of a window is not."""
        if any(begin <= moment < end for begin, end in self.off):
            return False
        local = moment.astimezone(self.zone)
        minute = local.hour * _HOUR + local.minute
        return any(begin <= minute < end for begin, end in self.week.windows[local.weekday()])

    def next_open(self, moment: datetime) -> datetime:
        """The first working moment from here on, in UTC: this one where it is; :data:`NEVER` where none comes."""
        return next((max(begin, moment.astimezone(UTC)) for begin, _ in self._open(moment)), NEVER)

    def open_until(self, moment: datetime) -> datetime:
        """When the working time under way is over, in UTC: at once where there is none, and maybe :data:`NEVER`."""
        moment = moment.astimezone(UTC)
        begin, end = next(self._open(moment), (NEVER, NEVER))
        return end if begin <= moment else moment

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """The first working moment by which so much working time has passed, in UTC; :data:`NEVER` where none comes.

        What is over with the last minute of a window is due when the next begins.

        Args:
            moment: From when it is counted, aware.
            working: How much working time has to pass; none gives the next working moment.
        """
        moment = moment.astimezone(UTC)
        for begin, end in self._open(moment):
            since = max(begin, moment)
            if working < end - since:
                return since + working
            working -= end - since
        return NEVER

    def _open(self, moment: datetime) -> Iterator[Span]:
        """The stretches of working time that are not over at a moment, in order and apart from each other."""
        at = moment.astimezone(UTC)
        off = _apart((begin.astimezone(UTC), end.astimezone(UTC)) for begin, end in self.off if end > at)
        while at < NEVER:
            begin_off, end_off = off.pop(0) if off else (NEVER, NEVER)
            for begin, end in self._stretches(at, begin_off):
                yield begin, min(end, begin_off)
            at = max(at, end_off)

    def _stretches(self, at: datetime, until: datetime) -> Iterator[Span]:
        """What the week has from a moment until another, without regard to time off."""
        if at >= until:
            return
        if self.week.is_always:
            yield at, until
            return
        day = at.astimezone(self.zone).date() - timedelta(days=1)
        waiting: list[Span] = []
        while waiting or _midnight(day) - _FURTHEST < until:
            waiting = _apart([*waiting, *self._windows_on(day)])
            day += timedelta(days=1)
            while waiting and waiting[0][1] < _midnight(day) - _FURTHEST:  # what comes later is no part of it
                begin, end = waiting.pop(0)
                if begin >= until:
                    return
                if end > at:
                    yield max(begin, at), end

    def _windows_on(self, day: date) -> Iterator[Span]:
        """The windows of a day of the zone, in UTC, as often and as long as its clock shows them."""
        for begin, end in self.week.windows[day.weekday()]:
            for offset, since, until in _clocks(self.zone, day):
                first = max(_midnight(day) + timedelta(minutes=begin) - offset, since)
                last = min(_midnight(day) + timedelta(minutes=end) - offset, until)
                if first < last:
                    yield first, last


def _part(text: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of days and the windows of one part, as they were said."""
    words = " ".join(_FILLING.sub(" ", fold(text).replace("،", ",")).split())
    at = next((at for at, letter in enumerate(words) if letter.isdecimal()), len(words))
    days, hours = words[:at].strip(" ,:;؛"), words[at:]
    if not days.strip("-"):
        raise Invalid(say("{part} names no day of the week.", part=quoted(text)), hint=_hint())
    if not hours:
        raise Invalid(say("{part} has no hours.", part=quoted(text)), hint=_hint())
    runs = ((0, _WEEK - 1),) if days in _EVERY_DAY else tuple(_days(each, text) for each in _listed(days))
    return runs, tuple(_window(each, text) for each in _listed(hours))


def _listed(words: str) -> list[str]:
    return [each.strip() for each in words.split(",") if each.strip()]


def _days(words: str, part: str) -> Run:
    """The first and the last day of a run, such as ``sun-thu``; the same for a single day."""
    names = _UNTIL.split(words)
    days = [WEEKDAY_NAMES.get(plain_words(name)) for name in names]
    first, last = days[0], days[-1]
    if first is None or last is None or len(days) > _PAIR:
        wrong = words if len(days) > _PAIR else names[days.index(None)]
        raise Invalid(
            say("“{text}” in {part} is no day of the week.", text=wrong[:_SHORT], part=quoted(part)),
            hint=did_you_mean(wrong, _DAYS) or _hint(),
        )
    return first, last


def _window(words: str, part: str) -> Run:
    """The minutes of a window, such as ``9-18``; the last before the first where it goes on until the next day."""
    minutes = [_minute(each) for each in _UNTIL.split(words)]
    begin, end = minutes[0], minutes[-1]
    if begin is None or end is None or len(minutes) != _PAIR or begin in (end, _DAY):
        raise Invalid(
            say("“{text}” in {part} is no time from one hour to another.", text=words[:_SHORT], part=quoted(part)),
            hint=_hint(),
        )
    return begin, end


def _minute(words: str) -> int | None:
    """The minute of a day that a clock shows, up to 24:00; ``None`` for other words."""
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, later = int(found[1]), int(found[2] or 0), _HALVES.get(found[3] or "")
    if found[3] and (later is None or not 1 <= hour <= _NOON):
        return None
    if later is not None:
        hour = hour % _NOON + later
    total = hour * _HOUR + minute
    return total if minute < _HOUR and total <= _DAY else None


def _each_day(runs: tuple[Run, ...], windows: tuple[Run, ...]) -> Iterator[tuple[int, Run]]:
    """The windows of a part day by day; what goes on until the next day is in two pieces."""
    for first, last in runs:
        for ahead in range((last - first) % _WEEK + 1):
            day = (first + ahead) % _WEEK
            for begin, end in windows:
                yield day, (begin, end if begin < end else _DAY)
                if 0 < end < begin:
                    yield (day + 1) % _WEEK, (0, end)


def _joined(windows: list[Run]) -> list[Run]:
    """Windows of a day in order, with those that touch made one."""
    joined: list[Run] = []
    for begin, end in sorted(windows):
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


def parse_days(text: str) -> tuple[int, ...]:
    """The days of the week that a text names, such as ``Sun-Thu`` or ``Mon, Wed``, from 0 for Monday; all for none.

    Raises:
        Invalid: It names something else; the message says what.
    """
    words = " ".join(_FILLING.sub(" ", fold(text[:_LONGEST]).replace("،", ",")).split())
    if not words or words in _EVERY_DAY:
        return tuple(range(_WEEK))
    runs = (_days(each, text) for each in _listed(words))
    return tuple(
        sorted({(first + ahead) % _WEEK for first, last in runs for ahead in range((last - first) % _WEEK + 1)})
    )


def days_as_text(run: Run, called: Callable[[int], str] = _DAYS.__getitem__) -> str:
    """A run of days, such as ``Sun-Thu``."""
    first, last = run
    return called(first) if first == last else f"{called(first)}-{called(last)}"


def _named(day: int) -> str:
    """A day of the week in the language of the moment."""
    return formats.weekday(_A_MONDAY + timedelta(days=day))


def _window_in_words(window: Run) -> str:
    return "-".join(f"{minute // _HOUR:02d}:{minute % _HOUR:02d}" for minute in window)


def _hint() -> Said:
    return say("Write them like Mon-Fri 09:00-18:00; Sat 10:00-14:00.")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


@lru_cache(maxsize=4096)
def _clocks(zone: ZoneInfo, day: date) -> tuple[tuple[timedelta, datetime, datetime], ...]:
    """How far a zone's clock is ahead of UTC around a day, each from when until when; mostly one."""
    since, until = _midnight(day) - _FURTHEST, _midnight(day + timedelta(days=1)) + _FURTHEST
    before, after = _offset(zone, since), _offset(zone, until)
    if before == after:
        return ((before, since, until),)
    low, high = since, until
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return (before, since, high), (after, high, until)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, with those that touch or overlap made one."""
    apart: list[Span] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if apart and begin <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((begin, end))
    return apart
