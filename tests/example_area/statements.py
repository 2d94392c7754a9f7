"""Statements that read samples."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from app.domain.leads.records import Lead
from app.domain.store.named import builds
from tests.example_area.named import ASKED_BACK_BY, ASKED_BACK_OF, SAMPLES_OF
from tests.example_area.records import Sample

_LINE: tuple[Any, ...] = (Sample.id, Sample.product, Sample.status)
_ASKED_BACK: tuple[Any, ...] = (
    Sample.id,
    Sample.product,
    Sample.record_id.label("lead_id"),
    Lead.title.label("lead_title"),
    Sample.updated_at.label("at"),
)


@builds(SAMPLES_OF)
def samples_of() -> Select[Any]:
    """The samples of a lead, the first sent first; binds ``record_id``."""
    sent_to = Sample.record_id == bindparam("record_id")
    return select(*_LINE).where(sent_to).order_by(Sample.created_at, Sample.id)


@builds(ASKED_BACK_OF)
def asked_back_of() -> Select[Any]:
    """What a lead was asked to send back; binds ``record_id``."""
    return _asked_back(Sample.record_id == bindparam("record_id"))


@builds(ASKED_BACK_BY)
def asked_back_by() -> Select[Any]:
    """What the leads of a user were asked to send back; binds ``user_id``."""
    return _asked_back(Lead.owner_id == bindparam("user_id"))


def _asked_back(which: ColumnElement[bool]) -> Select[Any]:
    return select(*_ASKED_BACK).join(Lead, Lead.id == Sample.record_id).where(which, Sample.status == "asked_back")
