"""Fields: what records can hold, a manager's own too."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

FIELDS: Final = Area(
    "fields",
    records="app.domain.fields.records",
    statements="app.domain.fields.statements",
    services=(("fields", "app.domain.fields.service:FieldService"),),
    nouns=(Noun("field", "app.cli.field", turn=12),),
)
