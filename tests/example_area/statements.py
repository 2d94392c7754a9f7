"""Statements that read samples."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from app.domain.store.reading import builds
from tests.example_area.named import SAMPLES_OF
from tests.example_area.records import Sample


@builds(SAMPLES_OF)
def samples_of() -> Select[Any]:
    """The samples of a lead, the first sent first; binds ``record_id``."""
    columns: tuple[Any, ...] = (Sample.id, Sample.product, Sample.status)
    return select(*columns).where(Sample.record_id == bindparam("record_id")).order_by(Sample.id)
