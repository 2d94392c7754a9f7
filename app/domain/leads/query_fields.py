"""What leads can be asked for beside their own columns: ``assignee = me``."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, func, select

from app.domain.core.fields import Field
from app.domain.leads.assigning import ASSIGNEE
from app.domain.leads.records import LeadAssignment
from app.domain.query.columns import Further
from app.domain.query.contributed import QueryField
from app.domain.store.unit import table_of

_ROWS: Final = table_of(LeadAssignment).c
_ONES: Final = _ROWS.role == ASSIGNEE
ASSIGNEES: Final = Further(_ROWS.lead_id, _ROWS.user_id, _ONES)
"""Every colleague who works on a lead beside its owner."""


def _first(lead: FromClause) -> ColumnElement[Any]:
    """One of them, for whoever asks whether there is any."""
    mine = select(func.min(_ROWS.user_id)).where(_ROWS.lead_id == lead.c.id, _ONES)
    return mine.correlate(lead).scalar_subquery()


WORKING_ON_IT: Final = QueryField(Field("assignee", "Assignee", "user"), _first)
