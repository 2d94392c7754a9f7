"""What the faces see of reports."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from app.domain.core.frozen import frozen

DAY: Final = 24 * 60 * 60
"""Seconds of a day."""
_CENTS: Final = Decimal("0.01")


def days_of(seconds: int) -> Decimal:
    """Seconds as days, to two decimals."""
    return (Decimal(seconds) / DAY).quantize(_CENTS, ROUND_HALF_UP)


@frozen
class StatusDays:
    """How long leads were in a status, in a span of time.

    Attributes:
        group: Whose leads, or where they came from; empty where all are added up.
        status: The status, by its code.
        leads: How many leads were in it for some time.
        now: How many are in it at the end of the span.
        open_seconds: How long all of them together were in it while they were open.
        qualified_seconds: The same while they were qualified.
        disqualified_seconds: The same while they were disqualified.
    """

    group: str
    status: str
    leads: int
    now: int
    open_seconds: int
    qualified_seconds: int
    disqualified_seconds: int

    @property
    def seconds(self) -> int:
        """How long they were in it, whatever their state."""
        return self.open_seconds + self.qualified_seconds + self.disqualified_seconds

    @property
    def days(self) -> Decimal:
        """The same in days."""
        return days_of(self.seconds)

    @property
    def average_days(self) -> Decimal:
        """How long a lead was in it that was in it at all, in days."""
        return (
            days_of(0) if not self.leads else (Decimal(self.seconds) / DAY / self.leads).quantize(_CENTS, ROUND_HALF_UP)
        )

    def as_json(self) -> dict[str, Any]:
        """The line as the command line prints it with ``--json``."""
        return {
            **({"group": self.group} if self.group else {}),
            "status": self.status,
            "leads": self.leads,
            "now": self.now,
            "seconds": self.seconds,
            "days": float(self.days),
            "average_days": float(self.average_days),
            "open_days": float(days_of(self.open_seconds)),
            "qualified_days": float(days_of(self.qualified_seconds)),
            "disqualified_days": float(days_of(self.disqualified_seconds)),
        }


@frozen
class StatusReport:
    """Days spent in each status.

    Attributes:
        since: Where the span begins; ``None`` where it begins with each lead.
        until: Where it ends.
        by: By what the lines are grouped: owner, source, or nothing.
        leads: How many leads it is about.
        lines: The lines, by group and then in the order of the statuses.
    """

    since: datetime | None
    until: datetime
    by: str
    leads: int
    lines: tuple[StatusDays, ...]
