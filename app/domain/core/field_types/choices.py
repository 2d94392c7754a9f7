"""Types that hold one or several of a few values: yes or no, a choice, tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import (
    LINE_LIMIT,
    CellContext,
    EntryKind,
    Field,
    FieldType,
    LocalTime,
    ParseContext,
)
from app.domain.core.field_types.comparisons import CHOICE, SEVERAL, YES_NO
from app.words import Message, in_context, listed, say
from app.words.declared import as_given


class YesNo(FieldType):
    """Yes or no."""

    name = "yes_no"
    noun: Message = "yes or no"
    value_class = bool
    comparison = YES_NO
    query_words = ("yes", "no")

    def parse(self, field: Field, value: object, context: ParseContext) -> bool:
        """Yes or no in words."""
        from app.domain.core.amounts import parse_yes_no

        return value if isinstance(value, bool) else parse_yes_no(str(value))

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> bool:
        """Also 1 and 0 as a workbook stores them."""
        from app.domain.core.amounts import yes_or_no

        answer = yes_or_no(cell)
        return self.parse(field, cell, cells.parse_context) if answer is None else answer

    def takes(self, text: str, shape: str) -> bool:
        """Also 1 and 0."""
        from app.domain.core.amounts import yes_or_no

        return yes_or_no(text) is not None

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """Yes or no."""
        return say("Yes") if value else say("No")

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """Yes or no."""
        return say("Yes") if value else say("No")

    def entry(self, field: Field) -> EntryKind:
        """Ticked."""
        return "yes_no"

    def options(self, field: Field) -> tuple[tuple[str, str], ...]:
        """Both."""
        return (("yes", say("Yes")), ("no", say("No")))


class Choice(FieldType):
    """One of the field's choices, kept by its code; an open field takes other values too."""

    name = "choice"
    noun: Message = in_context("a new field for", "choices")
    comparison = CHOICE
    needs_choices = True
    keeps_choices = True

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The code of the choice that a text names by its label or its code."""
        return _chosen(field, value)


class Tags(FieldType):
    """Several texts; where the field has choices, codes of these."""

    name = "tags"
    noun: Message = "tags"
    value_class = tuple
    comparison = SEVERAL
    several = True
    keeps_choices = True

    def parse(self, field: Field, value: object, context: ParseContext) -> tuple[str, ...] | None:
        """Each once, in the order given."""
        from app.domain.core.text import ARABIC_COMMA

        parts = (
            value.replace(ARABIC_COMMA, ",").split(",")
            if isinstance(value, str)
            else list(value)
            if isinstance(value, (list, tuple))
            else [value]
        )
        filled = [part for part in parts if self.line_of(part)]
        read = (_chosen(field, part) if field.choices else self.line_of(part)[:LINE_LIMIT] for part in filled)
        return tuple(dict.fromkeys(each for each in read if each)) or None

    def stored(self, field: Field, value: Any) -> dict[str, Any]:
        """A list, empty for none."""
        return {field.code: list(value or ())}

    def value_of(self, field: Field, row: Mapping[str, Any]) -> tuple[str, ...]:
        """The texts in their order."""
        return tuple(row[field.code] or ())

    def from_plain(self, plain: Any) -> Any:
        """The texts in their order."""
        return tuple(plain) if isinstance(plain, list) else plain

    def display(self, field: Field, value: tuple[str, ...], at: LocalTime) -> str:
        """With commas between."""
        return listed(field.choice_label(str(each)) for each in value)

    def written(self, field: Field, value: tuple[str, ...], context: ParseContext) -> str:
        """With commas between."""
        from app.domain.core.text import for_display

        return for_display(", ".join(field.choice_label(str(each)) for each in value))


def _chosen(field: Field, value: object) -> str | None:
    """The code of the choice that a text names; the text itself where the field is open.

    Raises:
        Invalid: It is none of them.
    """
    from app.domain.core.field_types.naming import choices_called

    exact = [code for code, label in field.choices if label == value]
    if len(exact) == 1:
        return exact[0]
    text = FieldType.line_of(value)
    found = choices_called(as_given(field, "choices"), text)
    if len(found) > 1 and not text.isascii():
        message = say("“{text}” is the name of several choices: {choices}.", text=text[:60], choices=listed(found))
        raise Invalid(message, hint=say("Write the one that is meant as it stands here."))
    if found:
        return found[0]
    if field.open:
        return FieldType.bounded(text, LINE_LIMIT) or None
    known = listed(label.lower() if label.isascii() else label for _, label in field.choices[:12])
    raise Invalid(
        say("“{text}” is not one of its choices.", text=text[:60]), hint=say("Choose from: {choices}.", choices=known)
    )
