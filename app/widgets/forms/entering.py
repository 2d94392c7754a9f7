"""Which entry fits a field, and the entry of a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.core.text import for_display
from app.widgets.forms.entries import ChoiceEntry, CompletingEntry, LineEntry, LinkEntry, ProseEntry, TickEntry
from app.widgets.forms.matching import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.core.fields import Field


class ConditionEntry(CompletingEntry):
    """A condition in the query language, with what may stand at the cursor offered below."""

    goes_on = True

    def __init__(self, field: Field, text: str, *, disabled: bool = False) -> None:
        super().__init__(field, text, disabled=disabled)
        self.known: Sequence[Field] = ()
        """The fields that it may name."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What may stand at the cursor, each as the whole condition would be with it."""
        from app.domain.query.complete import complete

        text, cursor = self.value, self.cursor_position
        found = complete(text, cursor, self.known)
        return tuple(
            Option(
                f"{text[: each.start]}{each.text}{text[each.end :]}", for_display(each.text), for_display(each.label)
            )
            for each in found
        )

    def pick(self, option: Option) -> None:
        """Take what is offered in place of what is being typed."""
        self.put(str(option.value))


def entry_for(
    field: Field, text: str, ref: str = "", *, read_only: bool = False
) -> LineEntry | ChoiceEntry | ConditionEntry | LinkEntry | ProseEntry:
    """The entry that fits a field."""
    match field.field_type.entry(field):
        case "prose":
            return ProseEntry(field, text, read_only=read_only)
        case "link":
            return LinkEntry(field, text, ref, disabled=read_only)
        case "choice":
            return ChoiceEntry(field, text, disabled=read_only)
        case "condition":
            return ConditionEntry(field, text, disabled=read_only)
        case "yes_no":
            return TickEntry(field, text, disabled=read_only)
        case "line":
            return LineEntry(field, text, disabled=read_only)
