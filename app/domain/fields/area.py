"""Fields: what records can hold, a manager's own too."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

FIELDS: Final = Area(
    "fields",
    records="app.domain.fields.records",
    rights=(("custom_field", Shared("field")),),
    statements="app.domain.fields.statements",
    services=(("fields", "app.domain.fields.service:FieldService"),),
    reactions=(("app.domain.store.undo:TakenBack", "app.domain.fields.reactions:on_taken_back"),),
    commands="app.commands.fields",
    sections=("app.screens.sections.fields:FIELDS",),
    nouns=(Noun("field", "app.cli.field", turn=12),),
)
