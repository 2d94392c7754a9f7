"""The clock port: the only way the program learns what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC, to the microsecond."""
        return datetime.now(UTC)


@dataclass(slots=True, repr=False, eq=False)
class FixedClock:
    """A clock that stands still until it is moved (``--now`` and the tests)."""

    moment: datetime

    def __post_init__(self) -> None:
        """Refuse a moment without an offset; keep it in UTC."""
        if self.moment.tzinfo is None:
            raise ValueError("a fixed clock needs a moment with an offset")
        self.moment = self.moment.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment
