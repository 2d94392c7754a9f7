"""Metrics: what calls and stretches of agents' time come to; thought through without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.callqueue.agents import ON_CALL, PAUSED, READY, STATES, WRAP_UP

_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an agent's time in one state."""

    agent: str
    queue: str
    state: str
    began: datetime
    ended: datetime

    def within(self, since: datetime, until: datetime) -> Stretch | None:
        """The part of it that lies between two moments."""
        began, ended = max(self.began, since), min(self.ended, until)
        return Stretch(self.agent, self.queue, self.state, began, ended) if began < ended else None

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.ended - self.began) / timedelta(seconds=1)


@dataclass(slots=True)
class Figures:
    """What agents did.

    Attributes:
        calls: Calls that were disposed of.
        contacts: Those in which somebody was reached.
        conversions: Those that were a sale, or as good as one.
        seconds: Time in each state.
    """

    calls: int = 0
    contacts: int = 0
    conversions: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STATES, 0.0))

    def call(self, number: int, reached: int, converted: int) -> None:
        """Count calls."""
        self.calls += number
        self.contacts += reached
        self.conversions += converted

    def time(self, stretch: Stretch) -> None:
        """Count a stretch of time."""
        self.seconds[stretch.state] = self.seconds.get(stretch.state, 0.0) + stretch.seconds

    @property
    def login_seconds(self) -> float:
        """Time logged in: all of it, each second in one state."""
        return sum(self.seconds.values())

    @property
    def working_seconds(self) -> float:
        """The same without pauses."""
        return self.login_seconds - self.seconds[PAUSED]

    @property
    def handling_seconds(self) -> float:
        """Time on calls and wrapping them up."""
        return self.seconds[ON_CALL] + self.seconds[WRAP_UP]

    @property
    def handle_seconds(self) -> float | None:
        """How long a call takes on average, wrap-up included."""
        return self.handling_seconds / self.calls if self.calls else None

    @property
    def occupancy(self) -> float | None:
        """The share of working time that is spent on calls."""
        return _share(self.handling_seconds, self.working_seconds)

    @property
    def contact_rate(self) -> float | None:
        """The share of calls in which somebody was reached."""
        return _share(self.contacts, self.calls)

    @property
    def conversion_of_contacts(self) -> float | None:
        """The share of those reached that were a sale, or as good as one."""
        return _share(self.conversions, self.contacts)

    @property
    def conversion_of_calls(self) -> float | None:
        """The same of all calls."""
        return _share(self.conversions, self.calls)

    @property
    def calls_per_login_hour(self) -> float | None:
        """Calls an hour logged in."""
        return _share(self.calls, self.login_seconds / 3600)

    @property
    def calls_per_working_hour(self) -> float | None:
        """Calls an hour that was worked."""
        return _share(self.calls, self.working_seconds / 3600)

    def values(self) -> dict[str, int | float | None]:
        """Everything as a row of a table: times in whole seconds, shares in percent with one decimal."""
        return {
            "calls": self.calls,
            "contacts": self.contacts,
            "conversions": self.conversions,
            "contact_rate": _percent(self.contact_rate),
            "conversion_of_contacts": _percent(self.conversion_of_contacts),
            "conversion_of_calls": _percent(self.conversion_of_calls),
            "login_seconds": round(self.login_seconds),
            "ready_seconds": round(self.seconds[READY]),
            "on_call_seconds": round(self.seconds[ON_CALL]),
            "wrap_up_seconds": round(self.seconds[WRAP_UP]),
            "paused_seconds": round(self.seconds[PAUSED]),
            "handle_seconds": None if self.handle_seconds is None else round(self.handle_seconds),
            "occupancy": _percent(self.occupancy),
            "calls_per_login_hour": _rounded(self.calls_per_login_hour),
            "calls_per_working_hour": _rounded(self.calls_per_working_hour),
        }


def by_hour(stretches: Iterable[Stretch], zone: ZoneInfo) -> Iterator[tuple[datetime, Stretch]]:
    """Stretches cut where an hour of a zone ends, each with the moment its hour began."""
    for each in stretches:
        began = each.began
        while began < each.ended:
            hour = hour_of(began, zone)
            ended = min(each.ended, hour + _HOUR)
            yield hour, Stretch(each.agent, each.queue, each.state, began, ended)
            began = ended


def hour_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the hour of a moment began in a zone, UTC; also where clocks differ by half an hour."""
    local = moment.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return moment - into


def stretch_of(
    agent: str, queue: str, state: str, began: datetime, *, ended: datetime | None, until: datetime
) -> Stretch:
    """A stretch as it is kept; one that goes on ends now.

    Args:
        agent: The agent.
        queue: The queue.
        state: The state.
        began: When it began.
        ended: When it ended; ``None`` for one that goes on.
        until: The end of one that goes on: now, or when something was last heard of the agent.
    """
    return Stretch(agent, queue, state, began, max(began, ended or until))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _percent(share: float | None) -> float | None:
    return None if share is None else _rounded(100 * share)


def _rounded(number: float | None) -> float | None:
    """To one decimal, half up, as people round."""
    return None if number is None else int(number * 10 + 0.5) / 10
