"""The hopper: the leads that are next, kept small and in order; and what time brings back to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnClause,
    Connection,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from app.domain.callqueue.entries import Layout, renew_standing, reseat
from app.domain.callqueue.places import Windows
from app.domain.callqueue.rules import FIRST_CALLBACK, LAST_RANK, Standing, callback_rank
from app.domain.callqueue.tables import ENTRY, HOPPER, LEASE, MARK, RETURNED

UPKEEP: Final = timedelta(seconds=1)
"""How often it is looked for what has come due."""
OF_BUCKET: Final = 300
"""Leads of a bucket that are taken at once."""
_PORTION: Final = 2000
#: Written out, so that SQLite finds the index of those rows alone.
_READY: Final[ColumnClause[str]] = literal_column("'ready'")
_WAITING: Final[ColumnClause[str]] = literal_column("'waiting'")

Fill = Literal["no", "on", "anew"]
"""Whether the hopper is filled: not, on from its horizon, or anew."""
Absent = Callable[[Collection[str]], Collection[str]]
"""Tells which of some users are not there to keep a promise."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What time changes about a queue, done in a transaction that has its mark.

    Attributes:
        connection: The transaction.
        layout: The queue.
        windows: Which buckets may be called when.
        absent: Which users are not there.
        now: The present moment.
    """

    connection: Connection
    layout: Layout
    windows: Windows
    absent: Absent
    now: datetime

    def run(self, fill: Fill) -> None:
        """Take back what was left, bring up what has come due, and fill the hopper where it must be.

        Args:
            fill: ``no``, ``on`` from its horizon, up to which it is empty, or ``anew``.
        """
        self._return_leases()
        self._promote()
        values: dict[str, Any] = {"upkeep_at": self.now + UPKEEP}
        if fill == "anew":
            shared = (HOPPER.c.queue_id == self.layout.id) & (HOPPER.c.agent_id == "") & (HOPPER.c.rank >= 0)
            self.connection.execute(delete(HOPPER).where(shared))
        if fill != "no":
            values |= self._fill(self.layout.horizon if fill == "on" else None)
        self._seat_callbacks()
        self.connection.execute(update(MARK).where(MARK.c.queue_id == self.layout.id).values(**values))

    def _return_leases(self) -> None:
        """Let others have the leads of agents of whom nothing was heard."""
        over = (LEASE.c.queue_id == self.layout.id) & (LEASE.c.until <= self.now)
        rows = self.connection.execute(select(LEASE).where(over)).all()
        if not rows:
            return
        for row in rows:
            self.connection.execute(delete(RETURNED).where(RETURNED.c.agent_id == row.agent_id))
            left = {"agent_id": row.agent_id, "lead_id": row.lead_id, "at": row.until}
            self.connection.execute(insert(RETURNED).values(**left))
        self.connection.execute(delete(LEASE).where(over))
        reseat_numbers(self.connection, self.layout, [row.phone for row in rows])

    def _promote(self) -> None:
        """Look again at leads that have waited long enough."""
        due = (ENTRY.c.queue_id == self.layout.id) & (ENTRY.c.state == _WAITING) & (ENTRY.c.next_at <= self.now)
        rows = self.connection.execute(select(ENTRY).where(due).order_by(ENTRY.c.next_at).limit(_PORTION)).all()
        renew_standing(self.connection, rows, {self.layout.id: self.layout}, self.now)

    def _fill(self, after: tuple[int, str] | None) -> dict[str, Any]:
        """Put the first leads of each open bucket into the hopper; answers the mark's new columns.

        Args:
            after: Only those behind this place in the order; ``None`` from the beginning.
        """
        queue = self.layout.id
        buckets = list(buckets_of(self.connection, queue))
        open_ones, changes = self.windows.open_ones(buckets, self.now)
        horizon: tuple[int, str] = (LAST_RANK, "")
        found: list[tuple[int, str, str]] = []
        for bucket in open_ones:
            rows = self._first_of(bucket, after)
            if len(rows) > OF_BUCKET:
                horizon = min(horizon, rows[OF_BUCKET - 1][:2])
                rows = rows[:OF_BUCKET]
            found += rows
        fresh = [
            {"queue_id": queue, "agent_id": "", "rank": rank, "lead_id": lead_id, "bucket": bucket}
            for rank, lead_id, bucket in found
            if (rank, lead_id) <= horizon
        ]
        if fresh:
            self.connection.execute(insert(HOPPER), fresh)
        return {
            "horizon_rank": horizon[0],
            "horizon_lead": horizon[1],
            "window_until": changes or self.now + timedelta(days=1),
        }

    def _first_of(self, bucket: str, after: tuple[int, str] | None) -> list[tuple[int, str, str]]:
        """The first leads of a bucket behind a place that are ready and that nobody holds, and one more."""
        held = exists().where(or_(LEASE.c.lead_id == ENTRY.c.lead_id, LEASE.c.phone == ENTRY.c.phone))
        seated = exists().where(HOPPER.c.lead_id == ENTRY.c.lead_id, HOPPER.c.queue_id == ENTRY.c.queue_id)
        wanted = (
            select(ENTRY.c.rank, ENTRY.c.lead_id)
            .where(_ready(self.layout.id), ENTRY.c.bucket == bucket, ~held, ~seated)
            .order_by(ENTRY.c.rank, ENTRY.c.lead_id)
            .limit(OF_BUCKET + 1)
        )
        if after is not None:
            wanted = wanted.where(tuple_(ENTRY.c.rank, ENTRY.c.lead_id) > tuple_(*after))
        wanted = wanted.with_hint(ENTRY, "INDEXED BY ix_queue_entry_ready", "sqlite")
        return [(rank, lead_id, bucket) for rank, lead_id in self.connection.execute(wanted)]

    def _seat_callbacks(self) -> None:
        """Put the callbacks that are due before all others: under whoever promised, or anyone where they are away."""
        queue = self.layout.id
        due = (ENTRY.c.queue_id == queue) & (ENTRY.c.callback_at <= self.now) & (ENTRY.c.state == "callback")
        held = exists().where(or_(LEASE.c.lead_id == ENTRY.c.lead_id, LEASE.c.phone == ENTRY.c.phone))
        columns = (ENTRY.c.lead_id, ENTRY.c.callback_at, ENTRY.c.callback_by_id, ENTRY.c.bucket)
        rows = self.connection.execute(select(*columns).where(due, ~held)).all()
        seated = (HOPPER.c.queue_id == queue) & HOPPER.c.rank.between(FIRST_CALLBACK, -1)
        there = {row.lead_id: (row.agent_id, row.rank) for row in self.connection.execute(select(HOPPER).where(seated))}
        if not rows and not there:
            return
        away = set(self.absent({row.callback_by_id for row in rows if row.callback_by_id}))
        wanted = {
            row.lead_id: (
                row.callback_by_id if row.callback_by_id and row.callback_by_id not in away else "",
                callback_rank(row.callback_at),
            )
            for row in rows
            if self.windows.opening(row.bucket, self.now).is_open
        }
        gone = [lead_id for lead_id, seat in there.items() if wanted.get(lead_id) != seat]
        if gone:
            self.connection.execute(delete(HOPPER).where(seated, HOPPER.c.lead_id.in_(gone)))
        buckets = {row.lead_id: row.bucket for row in rows}
        fresh = [
            {"queue_id": queue, "agent_id": agent, "rank": rank, "lead_id": lead_id, "bucket": buckets[lead_id]}
            for lead_id, (agent, rank) in wanted.items()
            if there.get(lead_id) != (agent, rank)
        ]
        if fresh:
            self.connection.execute(insert(HOPPER), fresh)


def buckets_of(connection: Connection, queue_id: str) -> Iterator[str]:
    """The buckets in which leads of a queue are ready, each found by one look into the index."""
    last: str | None = None
    while True:
        wanted = select(func.min(ENTRY.c.bucket)).where(_ready(queue_id))
        bucket = connection.execute(wanted if last is None else wanted.where(ENTRY.c.bucket > last)).scalar()
        if bucket is None:
            return
        yield bucket
        last = bucket


def reseat_numbers(connection: Connection, layout: Layout, numbers: Sequence[str]) -> None:
    """Bring the leads of some numbers back into the hopper, where they are ready."""
    wanted = select(ENTRY).where(ENTRY.c.queue_id == layout.id, ENTRY.c.phone.in_(numbers))
    reseat(connection, layout, {row.lead_id: Standing.of(row) for row in connection.execute(wanted)})


def _ready(queue_id: str) -> Any:
    return (ENTRY.c.queue_id == queue_id) & (ENTRY.c.state == _READY)
