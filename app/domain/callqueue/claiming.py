"""Claiming: one lead for one agent, atomically, in as few statements as it takes; see docs/architecture.md.

The statements are written out for each database, since a claim is what hundreds of agents wait for. What is checked
here was true when the hopper was filled; it is asked once more, so that nobody is called against their wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, literal_column
from sqlalchemy.exc import DBAPIError

from app.domain.calling.barring import barring
from app.domain.core.stamps import to_stamp

_FILLED: Final = timedelta(minutes=10)
"""How long a queue in which nothing is left counts as filled."""
_AHEAD: Final = timedelta(seconds=2)
"""Upkeep that is said to be further ahead was said by a clock that ran ahead."""


class Situation(NamedTuple):
    """A queue, and an agent in it, before a claim."""

    name: str
    state: str
    deleted: bool
    unfilled: bool
    filled_long_ago: bool
    """Whether its condition may hold for other leads by now, because time has passed."""
    upkeep_due: bool
    window_over: bool
    lease_seconds: int
    hours: str | None
    is_member: bool
    agent_state: str | None
    """The state of the agent's open span; ``None`` for one who is not here."""
    agent_queue: str | None
    held: str | None
    """The lead the agent holds already."""


class Head(NamedTuple):
    """The lead that is next, and why it may not be given out after all."""

    agent_id: str
    rank: int
    lead_id: str
    bucket: str
    phone: str | None
    refused: str
    taken: bool


class Claims:
    """Claims in one transaction."""

    def __init__(self, connection: Connection, queue_id: str, agent_id: str, now: datetime) -> None:
        """Claim from a queue, for an agent, at a moment."""
        dialect = connection.dialect
        self._server = dialect.name == "postgresql"
        self._statements = _statements(dialect.name)
        self._driver: Any = connection.connection.driver_connection
        self._errors: type[Exception] = dialect.loaded_dbapi.Error
        self._given: dict[str, Any] = {
            "queue": queue_id,
            "agent": agent_id,
            "now": self._moment(now),
            "ahead": self._moment(now + _AHEAD),
            "long_ago": self._moment(now - _FILLED),
        }
        self._now = now

    def situation(self) -> Situation | None:
        """The queue and the agent as they are; ``None`` where there is no such queue."""
        row = self._one("situation")
        return None if row is None else Situation(*row)

    def take(self, lease_seconds: int) -> Head | None:
        """Take the lead that is next and hold it, unless something is against it; it leaves the hopper in any case.

        Args:
            lease_seconds: How long it is held.

        Returns:
            The lead; ``None`` where the hopper has none.
        """
        until = {"until": self._moment(self._now + timedelta(seconds=lease_seconds))}
        if self._server:
            row = self._one("take", **until)
            return None if row is None else Head(*row)
        row = self._one("head")
        if row is None:
            return None
        head = Head._make((*row, False))
        place = {"of": head.agent_id, "rank": head.rank, "lead": head.lead_id}
        self._run("leave", **place)
        if head.refused:
            return head
        held = self._run("hold", **until, rank=head.rank, lead=head.lead_id, phone=head.phone)
        return head._replace(taken=held.rowcount == 1)

    def _one(self, name: str, **more: Any) -> Any:
        return self._run(name, **more).fetchone()

    def _run(self, name: str, **more: Any) -> Any:
        """Run a statement straight through the driver: a claim has no time for what SQLAlchemy does around one.

        Raises:
            DBAPIError: The database refused, such as two that wait for each other.
        """
        statement, given = self._statements[name], self._given | more
        cursor = self._driver.cursor()
        try:
            cursor.execute(statement, given)
        except self._errors as problem:
            raise DBAPIError.instance(statement, given, problem, self._errors) from problem
        return cursor

    def _moment(self, at: datetime) -> Any:
        return at if self._server else to_stamp(at)


_SITUATION: Final = """
SELECT q.name, q.state, q.deleted_at IS NOT NULL, k.filled_at IS NULL, k.filled_at <= :long_ago,
       k.upkeep_at IS NULL OR k.upkeep_at <= :now OR k.upkeep_at > :ahead,
       k.window_until IS NULL OR k.window_until <= :now,
       q.lease_seconds, q.hours,
       EXISTS (SELECT 1 FROM queue_member m WHERE m.queue_id = q.id AND m.user_id = :agent),
       s.state, s.queue_id,
       (SELECT lead_id FROM queue_lease WHERE agent_id = :agent AND until > :now LIMIT 1)
FROM call_queue q LEFT JOIN queue_mark k ON k.queue_id = q.id
     LEFT JOIN agent_span s ON s.agent_id = :agent AND s.ended_at IS NULL
WHERE q.id = :queue LIMIT 1
"""
_REFUSED: Final = """
CASE WHEN e.lead_id IS NULL OR NOT (e.state = 'ready' OR (e.state = 'callback' AND e.callback_at <= :now)) THEN 'stale'
     WHEN l.deleted_at IS NOT NULL OR l.state <> 'open' THEN 'closed'
     WHEN l.do_not_contact OR l.do_not_phone OR coalesce(c.do_not_contact OR c.do_not_phone, {false}) THEN 'unwanted'
     WHEN l.id IS NOT NULL AND (l.phone_e164 IS NULL OR l.phone_e164 <> e.phone) THEN 'number'
     WHEN ({barred}) IS NOT NULL THEN 'do_not_call'
     WHEN EXISTS (SELECT 1 FROM queue_lease b WHERE b.lead_id = h.lead_id)
       OR EXISTS (SELECT 1 FROM queue_lease b WHERE b.phone = e.phone) THEN 'held'
     ELSE '' END
"""
_JOINED: Final = """
LEFT JOIN queue_entry e ON e.lead_id = h.lead_id AND e.queue_id = :queue
LEFT JOIN lead l ON l.id = h.lead_id
LEFT JOIN contact c ON c.id = l.contact_id
"""
_ROW: Final = "agent_id, rank, lead_id, bucket"
_HEAD: Final = """
SELECT h.agent_id, h.rank, h.lead_id, h.bucket, e.phone, {refused}
FROM (SELECT * FROM (SELECT 0 AS turn, {row} FROM queue_hopper WHERE queue_id = :queue AND agent_id = :agent
                     ORDER BY rank, lead_id LIMIT 1)
      UNION ALL
      SELECT * FROM (SELECT 1 AS turn, {row} FROM queue_hopper WHERE queue_id = :queue AND agent_id = ''
                     ORDER BY rank, lead_id LIMIT 1)) h
{joined}
ORDER BY h.turn LIMIT 1
"""
_LEAVE: Final = (
    "DELETE FROM queue_hopper WHERE queue_id = :queue AND agent_id = :of AND rank = :rank AND lead_id = :lead"
)
_LEASE: Final = "INSERT INTO queue_lease (lead_id, queue_id, agent_id, phone, rank, claimed_at, until)"
_HOLD: Final = f"{_LEASE} VALUES (:lead, :queue, :agent, :phone, :rank, :now, :until) ON CONFLICT DO NOTHING"
_TAKE: Final = """
WITH mine AS (SELECT {row} FROM queue_hopper WHERE queue_id = :queue AND agent_id = :agent
              ORDER BY rank, lead_id LIMIT 1 FOR UPDATE SKIP LOCKED),
     anyone AS (SELECT {row} FROM queue_hopper WHERE queue_id = :queue AND agent_id = ''
                AND NOT EXISTS (SELECT 1 FROM mine) ORDER BY rank, lead_id LIMIT 1 FOR UPDATE SKIP LOCKED),
     h AS MATERIALIZED (SELECT * FROM mine UNION ALL SELECT * FROM anyone),
     judged AS MATERIALIZED (SELECT h.agent_id, h.rank, h.lead_id, h.bucket, e.phone, {refused} AS refused
                             FROM h {joined}),
     gone AS (DELETE FROM queue_hopper o USING h WHERE o.queue_id = :queue AND o.agent_id = h.agent_id
              AND o.rank = h.rank AND o.lead_id = h.lead_id),
     held AS ({lease} SELECT lead_id, :queue, :agent, phone, rank, CAST(:now AS timestamptz),
              CAST(:until AS timestamptz) FROM judged WHERE refused = '' ON CONFLICT DO NOTHING RETURNING lead_id)
SELECT judged.*, EXISTS (SELECT 1 FROM held) FROM judged
"""


@cache
def _statements(dialect: str) -> Mapping[str, str]:
    """The statements as a database takes them."""
    place = "{queue}"
    barred = str(
        barring(literal_column("e.phone"), place).compile(
            dialect=_dialect(dialect), compile_kwargs={"literal_binds": True}
        )
    ).replace(f"'{place}'", ":queue")
    false = "false" if dialect == "postgresql" else "0"
    given = {
        "row": _ROW,
        "joined": _JOINED,
        "refused": _REFUSED.format(false=false, barred=barred),
        "lease": _LEASE,
    }
    texts: dict[str, str] = {
        "situation": _SITUATION,
        "head": _HEAD.format(**given),
        "leave": _LEAVE,
        "hold": _HOLD,
        "take": _TAKE.format(**given),
    }
    return texts if dialect == "sqlite" else {name: _for_server(text) for name, text in texts.items()}


def _for_server(text: str) -> str:
    """A statement with its places as psycopg writes them."""
    for name in ("queue", "agent", "now", "ahead", "long_ago", "until", "rank", "lead", "phone", "of"):
        text = text.replace(f":{name}", f"%({name})s")
    return text


def _dialect(name: str) -> Any:
    if name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.dialect()  # type: ignore[no-untyped-call]
    from sqlalchemy.dialects import sqlite

    return sqlite.dialect()
