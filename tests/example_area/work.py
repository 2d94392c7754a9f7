"""What samples bring to the work list: those that were asked back and are still out."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Boolean, Select, literal, select

from app.domain.core.work import WorkAsked, WorkSource
from app.domain.leads.records import Lead
from app.domain.store.unit import table_of
from tests.example_area.records import Sample

SAMPLE, LEAD = table_of(Sample), table_of(Lead)


def _items(asked: WorkAsked) -> Select[Any]:
    still_out = (
        select(
            SAMPLE.c.id,
            literal("sample").label("kind"),
            LEAD.c.code,
            SAMPLE.c.product.label("subject"),
            SAMPLE.c.updated_at.label("due_at"),
            SAMPLE.c.updated_at.label("late_at"),
            literal(value=False, type_=Boolean).label("promised"),
            LEAD.c.owner_id,
            SAMPLE.c.record_kind,
            SAMPLE.c.record_id,
            literal("").label("step"),
            SAMPLE.c.product.label("search_text"),
        )
        .join(LEAD, LEAD.c.id == SAMPLE.c.record_id)
        .where(SAMPLE.c.status == "asked_back")
    )
    if asked.owners is not None:
        still_out = still_out.where(LEAD.c.owner_id.in_(asked.owners))
    return still_out if asked.until is None else still_out.where(SAMPLE.c.updated_at < asked.until)


OUT: Final = WorkSource("sample", {"sample": "sample still out"}, _items, frozenset({"sample"}))
