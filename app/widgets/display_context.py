"""The display context: what a pane needs to say times and draw signs, so that it asks no clock and no settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.core.moments import day_heading, lateness, short_day, standing, when
from app.widgets.signs import UNICODE, Signs
from app.words import formats


class DisplayContext(NamedTuple):
    """The present moment, the user's zone and id, and the signs their terminal can show."""

    now: datetime
    zone: ZoneInfo
    user_id: str = ""
    signs: Signs = UNICODE

    @property
    def today(self) -> date:
        """The user's day."""
        return self.now.astimezone(self.zone).date()

    def day(self, moment: datetime) -> date:
        """The day of a moment where the user is."""
        return moment.astimezone(self.zone).date()

    def clock(self, moment: datetime) -> str:
        """The time of day of a moment where the user is, such as ``09:20``."""
        return formats.clock(moment.astimezone(self.zone))

    def when(self, moment: datetime) -> str:
        """A moment in at most twelve cells."""
        return when(moment, self.now, self.zone)

    def heading(self, day: date) -> str:
        """A day as a heading."""
        return day_heading(day, self.today)

    def short_day(self, day: date) -> str:
        """A day in at most eleven cells, such as ``25 Nov``."""
        return short_day(day, self.today)

    def late(self, moment: datetime) -> str:
        """How overdue a moment is, in words; nothing when it is still ahead."""
        return lateness(moment, self.now, self.zone)

    def standing(self, start: datetime, end: datetime | None = None) -> str:
        """How far a plan is, such as ``in 20m``, ``under way`` or ``late 2d``."""
        return standing(start, end, self.now, self.zone)


#: What a pane has until the screen gives it another.
INITIAL_CONTEXT = DisplayContext(datetime(1970, 1, 1, tzinfo=UTC), ZoneInfo("UTC"))
