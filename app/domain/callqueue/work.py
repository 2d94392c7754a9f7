"""What call queues bring to the work list: promised calls, which come before everything else when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Select, String, literal, select

from app.domain.callqueue.floor import FloorService
from app.domain.callqueue.tables import ENTRY, QUEUE
from app.domain.core.work import WorkAsked, WorkSource
from app.domain.leads.records import Lead
from app.domain.store.unit import table_of
from app.words import in_context

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.domain.store.desk import Desk

_LEAD: Final = table_of(Lead)
_ID_LENGTH: Final = 32


def _callbacks(asked: WorkAsked) -> Select[Any]:
    """The leads that were promised a call, whoever promised it."""
    empty = literal("", String)
    promised = (
        select(
            (ENTRY.c.queue_id + ENTRY.c.lead_id).label("id"),
            literal("callback", String).label("kind"),
            _LEAD.c.code,
            empty.label("subject"),
            ENTRY.c.callback_at.label("due_at"),
            ENTRY.c.callback_at.label("late_at"),
            literal(value=True, type_=Boolean).label("promised"),
            ENTRY.c.callback_by_id.label("owner_id"),
            literal("lead", String).label("record_kind"),
            ENTRY.c.lead_id.label("record_id"),
            empty.label("step"),
            QUEUE.c.name_key.label("search_text"),
        )
        .join(_LEAD, _LEAD.c.id == ENTRY.c.lead_id)
        .join(QUEUE, QUEUE.c.id == ENTRY.c.queue_id)
        .where(ENTRY.c.callback_at.is_not(None), ENTRY.c.closed == "", QUEUE.c.deleted_at.is_(None))
    )
    if asked.owners is not None:
        promised = promised.where(ENTRY.c.callback_by_id.in_(asked.owners))
    return promised if asked.until is None else promised.where(ENTRY.c.callback_at < asked.until)


def _give(desk: Desk, id: str, to: str) -> Outcome:
    return FloorService(desk).reassign(id[_ID_LENGTH:], to)


CALLBACKS: Final = WorkSource(
    "callback",
    {"callback": in_context("work", "call back")},
    _callbacks,
    frozenset({"queue_call"}),
    give=_give,
)
