"""Steps: what somebody in the demo does at a moment, and the calendar those moments come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid
from app.words import say

_WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Step:
    """Something done in the demo.

    Attributes:
        at: When.
        lead: The key of the lead it is about.
        by: The login of who does it.
        do: What is done; a name that the performer knows.
        args: With what.
    """

    at: datetime
    lead: str
    by: str
    do: str
    args: Mapping[str, Any]


class Calendar:
    """Moments of the demo's year, counted back from its present."""

    def __init__(self, now: datetime, zone: ZoneInfo, dice: Random) -> None:
        """Count from a moment, in the zone of the company."""
        self.now = now
        self.zone = zone
        self._dice = dice
        self._today = now.astimezone(zone).date()

    def moment(self, words: str) -> datetime:
        """The moment that ``-3 15:30`` means: three days before today, half past three.

        Raises:
            Invalid: It is not written so.
        """
        try:
            days, clock = words.split()
            return self._at(self._today + timedelta(days=int(days)), time.fromisoformat(clock))
        except ValueError as problem:
            raise Invalid(
                say("“{words}” is not a moment of a story.", words=words),
                hint=say("Write it like {example}.", example="-3 15:30"),
            ) from problem

    def workday(self, days_ago: float) -> datetime:
        """A moment in working hours about so many days ago, never after seven this morning."""
        day = self._today - timedelta(days=round(days_ago))
        while day.weekday() in _WEEKEND or day >= self._today:
            day -= timedelta(days=1)
        return self._at(day, time(self._dice.randint(8, 17), self._dice.randrange(60), self._dice.randrange(60)))

    def on_the_hour(self, days_ago: float) -> datetime:
        """A full hour within working hours about so many days ago, as people plan."""
        return self.workday(days_ago).replace(minute=0, second=0)

    def after(self, moment: datetime, least: float, most: float) -> datetime:
        """A moment in working hours, so many days later than another; shortly after it when there is no room."""
        days = (self.now - moment) / timedelta(days=1) - self._dice.uniform(least, most)
        later = self.workday(max(days, 0))
        return later if later > moment else moment + timedelta(minutes=self._dice.randint(2, 9))

    def ahead(self, days: int) -> datetime:
        """A moment in working hours so many days from now; on a full or half hour."""
        day = self._today + timedelta(days=days)
        while day.weekday() in _WEEKEND:
            day += timedelta(days=1)
        return self._at(day, time(self._dice.randint(9, 16), self._dice.choice((0, 30))))

    def day_of(self, moment: datetime) -> date:
        """The day of a moment, in the company's zone."""
        return moment.astimezone(self.zone).date()

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone)
