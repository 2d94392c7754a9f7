"""The section of fields that managers added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import DEFINE_FIELDS
from app.screens.actions.fields import FieldActions
from app.screens.spec import Section
from app.widgets.own_fields import OwnFieldFacts, OwnFields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.fields.rows import OwnField
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[OwnField]:
    return space.fields.own()


FIELDS: Final = Section(
    "fields",
    "Fields",
    OwnFields,
    OwnFieldFacts,
    _read,
    frozenset({"custom_field"}),
    "setup_fields",
    (FieldActions,),
    DEFINE_FIELDS,
    turn=70,
)
