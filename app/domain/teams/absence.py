"""Use cases of time off: when somebody does not work, whatever their hours say."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.moments import when
from app.domain.core.outcomes import Outcome
from app.domain.core.periods import Period, parse_period
from app.domain.core.roles import TIME_OFF_OF_OTHERS
from app.domain.core.suggestions import quoted
from app.domain.core.text import clean_line
from app.domain.people.linking import user_id
from app.domain.people.records import User
from app.domain.store.desk import Desk
from app.domain.teams.queries import time_off_there
from app.domain.teams.records import TimeOff
from app.domain.teams.rows import TimeOffLine
from app.words import say

_MOST_OF_A_MOMENT = timedelta(minutes=1)
_LONGEST = 200


class TimeOffService:
    """Time off."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self, user: str | None = None, *, past: bool = False) -> tuple[TimeOffLine, ...]:
        """Time off that is not over, in order of time.

        Args:
            user: Whose; everybody's without one.
            past: Also what is over.

        Raises:
            NotFound: There is no such user.
        """
        with self._desk.read() as reader:
            who = user_id(reader.connection, user, me=self._desk.actor.id) if user is not None else None
            return time_off_there(reader.connection, user=who, since=None if past else self._desk.now())

    def add(self, user: str, since: str, until: str = "", reason: str = "") -> Outcome:
        """Note that somebody does not work for a time.

        Args:
            user: Who; everybody may note their own, managers that of others.
            since: Its first day, or the moment it begins, on the clock of whose it is.
            until: Its last day, or when they are back; the first day alone without it.
            reason: Why.

        Raises:
            NotAllowed: It is somebody else's and the role is too low.
            Invalid: It is no day or time, or ends before it begins.
        """
        with self._desk.write("time_off.add") as unit:
            who = unit.session.get_one(User, user_id(unit.session, user, me=self._desk.actor.id))
            self._require(who.id)
            zone = ZoneInfo(who.time_zone) if who.time_zone else self._desk.zone
            first = parse_period(since, unit.now, zone)
            last = parse_period(until, unit.now, zone) if until.strip() else first
            begin, end = first.start, _end(last)
            if end <= begin or end <= unit.now:
                raise Invalid(
                    say("Until: it must end after it begins, and after now."),
                    field="until",
                    hint=say("Name the last day off, such as 2026-12-31."),
                )
            off = TimeOff(user_id=who.id, from_at=begin, until_at=end, reason=clean_line(reason, _LONGEST) or None)
            unit.add(off)
            message = say(
                "{name} is off from {begin} until {end}.",
                name=who.name,
                begin=when(begin, unit.now, zone),
                end=when(end, unit.now, zone),
            )
            unit.describe(message)
        return Outcome(off.id, who.code, ("time_off",), message, unit.seq)

    def remove(self, ref: str) -> Outcome:
        """Take a time off away again.

        Args:
            ref: Its id, as the list shows it.

        Raises:
            NotFound: There is none.
            NotAllowed: It is somebody else's and the role is too low.
        """
        with self._desk.write("time_off.remove") as unit:
            off = unit.get(TimeOff, ref.strip())
            if off is None:
                raise NotFound(
                    say("There is no time off {text}.", text=quoted(ref)),
                    hint=say("leadline user time-off list shows the ids."),
                )
            self._require(off.user_id)
            name = unit.session.get_one(User, off.user_id).name
            unit.session.delete(off)
            message = say("Time off of {name} taken away.", name=name)
            unit.describe(message)
        return Outcome(off.id, "", ("time_off",), message, unit.seq)

    def _require(self, user: str) -> None:
        if user != self._desk.actor.id:
            self._desk.require(TIME_OFF_OF_OTHERS)


def _end(period: Period) -> datetime:
    """The end of a day, and the moment itself where one is named."""
    return period.end if period.end - period.start > _MOST_OF_A_MOMENT else period.start
