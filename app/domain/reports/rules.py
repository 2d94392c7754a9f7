"""Adding up how long leads were in each status, thought through without database or clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from app.domain.leads.fields import STATES, STATUSES
from app.domain.reports.rows import StatusDays

_NOTHING: Final = timedelta(0)
_STATES: Final = tuple(code for code, _ in STATES)


class LeadNow(NamedTuple):
    """A lead as it is now, and the group to which it counts."""

    id: str
    created_at: datetime
    status: str
    state: str
    group: str | None


class Change(NamedTuple):
    """A change of a lead's status or state; a part that did not change is ``None``."""

    lead_id: str
    at: datetime
    status_before: str | None
    status: str | None
    state_before: str | None
    state: str | None


class Stay(NamedTuple):
    """A stretch of time in one status and one state."""

    status: str
    state: str
    start: datetime
    end: datetime


def stays(lead: LeadNow, changes: Sequence[Change], until: datetime) -> Iterator[Stay]:
    """The stretches of a lead's life up to a moment, in order of time.

    What undoing takes back counts for as long as it held. A clock that was set back makes no stretch shorter than
    nothing.

    Args:
        lead: The lead as it is now.
        changes: Its changes, in the order in which they were made.
        until: The end; the last stretch is under way then.
    """
    status = next((each.status_before for each in changes if each.status_before), lead.status)
    state = next((each.state_before for each in changes if each.state_before), lead.state)
    start = lead.created_at
    for change in changes:
        at = min(max(change.at, start), until)
        if at > start:
            yield Stay(status, state, start, at)
            start = at
        if change.at <= until:
            status, state = change.status or status, change.state or state
    yield Stay(status, state, min(start, until), until)


@dataclass(slots=True)
class _Total:
    """What was added up of one status in one group."""

    leads: int = 0
    now: int = 0
    spent: dict[str, timedelta] = field(default_factory=dict)


def added_up(
    leads: Iterable[LeadNow],
    changes: Mapping[str, Sequence[Change]],
    since: datetime | None,
    until: datetime,
    *,
    grouped: bool = False,
) -> tuple[StatusDays, ...]:
    """Every group's days in each status: of one group all statuses, of several those in which there was somebody.

    Args:
        leads: The leads, each with its group.
        changes: Their changes in the order in which they were made, by lead.
        since: Where the span begins; with each lead without it.
        until: Where it ends.
        grouped: Whether the leads have groups; one without is of the group of no name.
    """
    totals: dict[str | None, dict[str, _Total]] = {}
    for lead in leads:
        if lead.created_at > until:
            continue
        of_group = totals.setdefault(lead.group, {})
        mine: dict[str, _Total] = {}
        status = lead.status
        for status, state, start, end in stays(lead, changes.get(lead.id, ()), until):
            spent = end - (start if since is None or start >= since else min(since, end))
            if spent > _NOTHING:
                total = mine[status] = of_group.setdefault(status, _Total())
                total.spent[state] = total.spent.get(state, _NOTHING) + spent
        for each in mine.values():
            each.leads += 1
        of_group.setdefault(status, _Total()).now += 1
    if not grouped:
        return tuple(_line("", code, totals.get(None, {}).get(code, _Total())) for code, _ in STATUSES)
    return tuple(
        _line(group or "", code, of_group[code])
        for group, of_group in sorted(totals.items(), key=lambda each: (each[0] is None, each[0] or ""))
        for code, _ in STATUSES
        if code in of_group
    )


def _line(group: str, status: str, total: _Total) -> StatusDays:
    seconds = (round(total.spent.get(state, _NOTHING).total_seconds()) for state in _STATES)
    return StatusDays(group, status, total.leads, total.now, *seconds)
