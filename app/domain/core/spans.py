"""Spans of time in words: short ones for lists, and whole sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.domain.core.stamps import DAMAGED
from app.words import Said, label, say, say_in, say_many

A_MINUTE: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(minutes=525_960_000)  # a thousand years: so far apart are no two moments that were written


def age(delta: timedelta) -> str:
    """A span in its largest unit: ``5m``, ``2h``, ``3d``, ``4mo``, ``2y``; ``now`` below a minute."""
    if delta < A_MINUTE:
        return say_in("a moment", "now")
    return label(DAMAGED) if delta > _LONGEST else _short(*_in_largest_unit(delta))


def _short(number: int, unit: str) -> Said:
    match unit:
        case "m":
            return say("{minutes}m", minutes=number)
        case "h":
            return say("{hours}h", hours=number)
        case "d":
            return say("{days}d", days=number)
        case "mo":
            return say("{months}mo", months=number)
        case _:
            return say_many("{n}y", "{n}y", number)


def _in_largest_unit(delta: timedelta) -> tuple[int, str]:
    """A span of a minute and more as a number of its largest unit."""
    minutes = int(delta.total_seconds() // 60)
    for size, limit, unit in ((1, 60, "m"), (60, 24, "h"), (1440, 60, "d"), (43_830, 24, "mo")):
        if minutes // size < limit:
            return max(minutes // size, 1), unit
    return minutes // 525_960, "y"


def duration(seconds: float) -> Said:
    """A length of time for people: ``45 s``, ``12 min``, ``1 h 05 min``."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return say("{seconds} s", seconds=whole)
    hours, minutes = divmod(round(whole / 60), 60)
    if not hours:
        return say("{minutes} min", minutes=minutes)
    return say("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02d}")


def late_in_words(behind: timedelta) -> Said:
    """How late something is that was due a minute ago and more, such as ``3 days late``."""
    number, unit = _in_largest_unit(behind)
    match unit:
        case "m":
            return say_many("{n} minute late", "{n} minutes late", number)
        case "h":
            return say_many("{n} hour late", "{n} hours late", number)
        case "d":
            return say_many("{n} day late", "{n} days late", number)
        case "mo":
            return say_many("{n} month late", "{n} months late", number)
        case _:
            return say_many("{n} year late", "{n} years late", number)
