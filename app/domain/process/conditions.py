"""The type of field that holds a condition in the query language, as definitions of processes have one."""

from __future__ import annotations

from typing import Final

from app.domain.core.field_types.base import EntryKind, Field, FieldType, ParseContext
from app.words import Message, in_context

LONGEST: Final = 2000
"""The longest condition, in characters."""


class ConditionText(FieldType):
    """A condition as it is written; whoever keeps it reads it."""

    name = "condition"
    noun: Message = in_context("a new field for", "conditions")
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:  # noqa: ARG002 - text is text
        """One line of text."""
        return self.bounded(self.line_of(value), LONGEST) or None

    def entry(self, field: Field) -> EntryKind:  # noqa: ARG002 - whatever field it is
        """Typed, with what may stand at the cursor offered below."""
        return "condition"


CONDITION: Final = ConditionText()
