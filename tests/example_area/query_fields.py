"""What leads can be asked for about their samples: ``samples > 0``."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, func, select

from app.domain.core.fields import Field
from app.domain.query.contributed import QueryField
from tests.example_area.records import Sample


def _samples_out(lead: FromClause) -> ColumnElement[Any]:
    """How many samples a lead has that did not come back."""
    out = select(func.count()).where(Sample.record_id == lead.c.id, Sample.status != "back")
    return out.correlate(lead).scalar_subquery()


SAMPLES_OUT: Final = QueryField(Field("samples", "Samples out", "integer"), _samples_out)
