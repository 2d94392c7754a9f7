"""Completion: what a form offers below an entry while it is typed into, and which of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.widgets.forms.entering import ConditionEntry
from app.widgets.forms.entries import ChoiceEntry, CompletingEntry, LinkEntry
from app.widgets.forms.links import offered, settle
from app.widgets.forms.picklist import DropDown
from app.widgets.type_ahead import FILL

if TYPE_CHECKING:
    from textual.widget import Widget

    from app.widgets.forms.entries import Suggest
    from app.widgets.forms.matching import Option
    from app.widgets.forms.row import FieldRow

FILL_SUGGEST = f"{FILL}suggest"  # the worker that finds records while a link is typed


class Completion:
    """The drop-down of a form.

    Args:
        form: Whose workers find the records.
        suggest: Finds records while a link is typed; without it links are plain text.
        settled: Called when an option was taken, or a link that was left is known for what it is.
    """

    def __init__(self, form: Widget, suggest: Suggest | None, settled: Callable[[], None]) -> None:
        self._form = form
        self._suggest = suggest
        self._settled = settled
        self._typed = ""  # the text that the options were found for
        self.dropdown = DropDown()

    @property
    def is_open(self) -> bool:
        """Whether something is offered."""
        return self.dropdown.is_mounted and bool(self.dropdown.display)

    @property
    def option(self) -> Option | None:
        """What is offered under the cursor."""
        return self.dropdown.option if self.is_open else None

    def move(self, lines: int) -> None:
        """Take the cursor on within what is offered."""
        self.dropdown.move(lines)

    def close(self) -> None:
        """Offer nothing any more."""
        if self.dropdown.is_mounted:
            self.dropdown.display = False

    def complete(self, row: FieldRow) -> None:
        """Offer what fits the text of a field that was typed into."""
        entry = row.entry
        if not isinstance(entry, CompletingEntry) or self._ended_by_comma(entry):
            return
        if not row.current or entry.value == entry.settled or not entry.typed:
            self.close()
        elif isinstance(entry, ChoiceEntry | ConditionEntry):
            self._open(row, entry, entry.options)
        elif isinstance(entry, LinkEntry) and self._suggest is not None:
            self._form.run_worker(self._suggest_records(self._suggest, row, entry), group=FILL_SUGGEST, exclusive=True)

    def take(self, row: FieldRow | None) -> None:
        """Take what is offered under the cursor, unless more was typed since it was."""
        option = self.option
        entry = row.entry if row is not None and option is not None else None
        if row and option and isinstance(entry, CompletingEntry) and entry.typed == self._typed:
            entry.pick(option)
            row.note = option.detail if isinstance(entry, LinkEntry) else row.note
            self._settled()  # a text that was typed out already stays as it is, so nobody hears of it
        self.close()

    def take_unasked(self, row: FieldRow | None) -> None:
        """Take what is offered though no key says so, but where more may be typed behind it."""
        if row is not None and isinstance(row.entry, CompletingEntry) and row.entry.goes_on:
            self.close()
        else:
            self.take(row)

    def _ended_by_comma(self, entry: CompletingEntry) -> bool:
        """Take what is offered for one of several values as the comma behind it is typed; whether it was."""
        option, (before, comma, after) = self.option, entry.value.rpartition(",")
        kept, _, typed = before.rpartition(",")
        if not (option and entry.several and comma and not after and typed.strip() == self._typed):
            return False
        entry.put(f"{kept.strip()}, {option.label}," if kept.strip() else f"{option.label},")
        self.close()
        return True

    def leave(self, row: FieldRow) -> None:
        """Take what is offered where a field is left half-typed, and find the record that a link means."""
        self.take_unasked(row)
        if isinstance(row.entry, LinkEntry) and self._suggest is not None:
            settling = self._settle(self._suggest, row, row.entry)
            self._form.run_worker(settling, group=f"{FILL}settle-{row.field.code}", exclusive=True)

    async def _suggest_records(self, suggest: Suggest, row: FieldRow, entry: LinkEntry) -> None:
        typed = entry.typed  # as it is now that the search begins: keys may have gone ahead of it
        options = await offered(suggest, row, entry)
        if row.current and entry.typed == typed and entry.value != entry.settled:
            self._open(row, entry, options)

    async def _settle(self, suggest: Suggest, row: FieldRow, entry: LinkEntry) -> None:
        await settle(suggest, row, entry)
        self._settled()

    def _open(self, row: FieldRow, entry: CompletingEntry, options: Sequence[Option]) -> None:
        self._typed = entry.typed
        self.dropdown.drop(options, entry.region, entry.region.width + row.note_width)
