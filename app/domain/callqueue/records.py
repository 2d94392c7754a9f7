"""The stored truth about call queues: what a manager lays out, what was called, and where each lead stands.

``call_queue``, ``queue_member``, ``queue_call`` and ``agent_note`` are logged like any record. The others say where
things stand at the moment, change with every claim, and are not in the log; see docs/architecture.md.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, UNLOGGED, Base, Record
from app.domain.store.types import Code, Document, Id, Line, Prose

_USER = "user_account.id"
_LAST_RANK = 2**62
"""Behind every lead; see ``rules``."""


def _of_some(name: str, *columns: str, where: str) -> Index:
    """An index of the rows for which a condition holds; PostgreSQL's migrations find it in ``info``."""
    condition = text(where)
    return Index(name, *columns, sqlite_where=condition, info={"where": condition})


class CallQueue(Record):
    """Leads to be called, in which order and under which rules."""

    __tablename__ = "call_queue"
    __table_args__ = (Index("ix_call_queue_name_key", "name_key"),)

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, for finding."""
    condition: Mapped[Prose] = mapped_column(default="")
    """Which leads, in the query language; every open one without."""
    first: Mapped[list[str]] = mapped_column(Document, default=list)
    """Conditions by which some come before others: those of the first before those of the second, and so on."""
    script: Mapped[Prose | None]
    """What is said, with places for fields of the lead."""
    dispositions: Mapped[list[Any] | None] = mapped_column(Document)
    """How calls may end; ``None`` for the shipped set."""
    hours: Mapped[Line | None]
    """Calling hours of its own, as a week; those of the lead's country without."""
    attempts: Mapped[int | None]
    """Calls to a number at the most, in all."""
    attempts_per_day: Mapped[int | None]
    """Calls to a number on a day of the lead's at the most."""
    cooldown_seconds: Mapped[int] = mapped_column(default=0)
    """How long a number rests after any call to it."""
    wrap_up_seconds: Mapped[int] = mapped_column(default=0)
    """How long an agent has after a call before the next lead comes by itself."""
    lease_seconds: Mapped[int] = mapped_column(default=300)
    """How long a lead is held for an agent of whom nothing is heard."""
    state: Mapped[Code] = mapped_column(default="open")
    """open or paused."""
    reset_at: Mapped[datetime | None]
    """When those that were exhausted were last let in again."""
    deleted_at: Mapped[datetime | None]


class QueueMark(Base):
    """How far the upkeep of a queue has come."""

    __tablename__ = "queue_mark"
    __table_args__ = ({"info": UNLOGGED},)

    queue_id: Mapped[Id] = mapped_column(primary_key=True)
    filled_at: Mapped[datetime | None]
    """When its leads were last looked for all over; empty where that is to be done."""
    upkeep_at: Mapped[datetime | None]
    """When what has come due is to be looked for again."""
    window_until: Mapped[datetime | None]
    """Until when the hopper holds, because then a country's calling hours begin or end."""
    horizon_rank: Mapped[int] = mapped_column(BigInteger, default=_LAST_RANK)
    horizon_lead: Mapped[Id] = mapped_column(default="")
    """Up to which rank and lead the hopper holds all that is ready."""


class QueueMember(Record):
    """A user who works in a queue."""

    __tablename__ = "queue_member"
    __table_args__ = (
        Index("uq_queue_member_queue_user", "queue_id", "user_id", unique=True),
        Index("ix_queue_member_user", "user_id"),
    )

    queue_id: Mapped[Id] = mapped_column(ForeignKey("call_queue.id", deferrable=True, initially="DEFERRED"))
    user_id: Mapped[Id] = mapped_column(ForeignKey(_USER, deferrable=True, initially="DEFERRED"))


class QueueEntry(Base):
    """A lead in a queue, and where it stands there."""

    __tablename__ = "queue_entry"
    __table_args__ = (
        _of_some("ix_queue_entry_ready", "queue_id", "bucket", "rank", "lead_id", where="state = 'ready'"),
        _of_some("ix_queue_entry_waiting", "queue_id", "next_at", where="state = 'waiting'"),
        _of_some("ix_queue_entry_callback", "queue_id", "callback_at", where="callback_at IS NOT NULL"),
        Index("ix_queue_entry_state", "queue_id", "state", "reason"),
        _of_some("ix_queue_entry_phone", "phone", where="phone IS NOT NULL"),
        {"info": UNLOGGED},
    )

    lead_id: Mapped[Id] = mapped_column(primary_key=True)
    queue_id: Mapped[Id] = mapped_column(primary_key=True)
    state: Mapped[Code]
    """ready, waiting, callback, blocked, exhausted or done."""
    reason: Mapped[Code] = mapped_column(default="")
    """Why it is not ready: cool_down, recycle, cap_day, do_not_contact, no_zone and so on."""
    bucket: Mapped[Line] = mapped_column(default="")
    """Country and possible zones, which decide with the hours when it may be called."""
    rank: Mapped[int] = mapped_column(BigInteger)
    """Priority, attempts and last touch as one number; the smallest comes first."""
    phone: Mapped[Line | None]
    """E.164."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Calls to its number, in all, since ``counted_from``."""
    counted_from: Mapped[datetime | None]
    """Earlier calls do not count any more: somebody reset it."""
    next_at: Mapped[datetime | None]
    """Until when it waits."""
    recycle_at: Mapped[datetime | None]
    """Until when its last disposition lets it rest."""
    recycled: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """How often it was recycled, by disposition."""
    callback_at: Mapped[datetime | None]
    callback_by_id: Mapped[Id | None]
    """Who promised to call back; empty for anyone."""
    closed: Mapped[Code] = mapped_column(default="")
    """The disposition that ended it here, or ``exhausted``; empty while it goes on."""
    fits: Mapped[bool] = mapped_column(default=True)
    """Whether the queue's condition holds for it."""


class HopperRow(Base):
    """A lead that is next: a small cache, which can be made anew from the entries."""

    __tablename__ = "queue_hopper"
    __table_args__ = (Index("ix_queue_hopper_lead", "lead_id"), {"sqlite_with_rowid": False, "info": UNLOGGED})

    queue_id: Mapped[Id] = mapped_column(primary_key=True)
    agent_id: Mapped[Id] = mapped_column(primary_key=True)
    """For whom alone; empty for anyone."""
    rank: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lead_id: Mapped[Id] = mapped_column(primary_key=True)
    bucket: Mapped[Line]


class Lease(Base):
    """A lead that is held for an agent, through whichever queue; nobody else has it, nor another of its number.

    There is at most one for each agent, so they are looked through whole; every index would cost each claim a page.
    """

    __tablename__ = "queue_lease"
    __table_args__ = (
        Index("uq_queue_lease_phone", "phone", unique=True),
        {"sqlite_with_rowid": False, "info": UNLOGGED},
    )

    lead_id: Mapped[Id] = mapped_column(primary_key=True)
    queue_id: Mapped[Id]
    agent_id: Mapped[Id]
    phone: Mapped[Line]
    rank: Mapped[int] = mapped_column(BigInteger)
    """Its rank in the hopper when it was claimed, which says why it was next."""
    claimed_at: Mapped[datetime]
    until: Mapped[datetime]
    """When somebody else may have it, because nothing was heard of the agent."""
    dialled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When the call ended; the disposition is still to come."""


class ReturnedLease(Base):
    """The lead that an agent last lost because nothing was heard of them; forgotten with their next claim."""

    __tablename__ = "queue_return"
    __table_args__ = ({"info": UNLOGGED},)

    agent_id: Mapped[Id] = mapped_column(primary_key=True)
    lead_id: Mapped[Id]
    at: Mapped[datetime]


class QueueCall(Record):
    """A call that was disposed of: what the metrics are made of, and what an undo puts back."""

    __tablename__ = "queue_call"
    __table_args__ = (
        Index("ix_queue_call_activity", "activity_id"),
        Index("ix_queue_call_queue_at", "queue_id", "at"),
        Index("ix_queue_call_agent_at", "agent_id", "at"),
        Index("ix_queue_call_lead", "lead_id", "at"),
    )

    queue_id: Mapped[Id]
    lead_id: Mapped[Id]
    agent_id: Mapped[Id]
    activity_id: Mapped[Id]
    disposition: Mapped[Code]
    reached: Mapped[bool]
    converted: Mapped[bool]
    at: Mapped[datetime]
    """When it was disposed of."""
    talk_seconds: Mapped[int]
    """From dialling to the end of the call."""
    before: Mapped[dict[str, Any]] = mapped_column(Document)
    """Where the lead stood in the queue before it."""
    after: Mapped[dict[str, Any]] = mapped_column(Document)
    """Where it stood after it."""


class AgentSpan(Base):
    """A stretch of an agent's time in one state; one after the other, without gap or overlap, from login to leaving."""

    __tablename__ = "agent_span"
    __table_args__ = (
        _of_some("ix_agent_span_open", "agent_id", where="ended_at IS NULL"),
        Index("ix_agent_span_agent", "agent_id", "began_at"),
        Index("ix_agent_span_began", "began_at"),
        {"info": UNLOGGED},
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    agent_id: Mapped[Id]
    queue_id: Mapped[Id]
    state: Mapped[Code]
    """ready, on_call, wrap_up or paused."""
    reason: Mapped[Line] = mapped_column(default="")
    """Why paused."""
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    """When something was last heard of the agent."""


class AgentNote(Record):
    """A line from a manager to an agent, shown until it is read."""

    __tablename__ = "agent_note"
    __table_args__ = (Index("ix_agent_note_agent", "agent_id"),)

    agent_id: Mapped[Id]
    by_id: Mapped[Id | None]
    text: Mapped[Line]
    read_at: Mapped[datetime | None] = mapped_column(info=UNLOGGED)
