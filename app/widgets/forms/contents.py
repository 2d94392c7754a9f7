"""What stands in a form: as text, as values, and how it differs from what it began with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.fields import parse, unlisted
from app.widgets.forms.drafts import FormDraft
from app.widgets.forms.entries import LinkEntry
from app.words import say

if TYPE_CHECKING:
    from app.domain.core.fields import Field, ParseContext
    from app.widgets.forms.row import FieldRow


class Contents:
    """The rows of a form, read as a whole.

    Args:
        rows: The form's lines by field code.
        context: In which text is read.
        required: Codes of the fields that must be filled in.
    """

    def __init__(self, rows: Mapping[str, FieldRow], context: ParseContext, required: Collection[str]) -> None:
        self._rows = rows
        self._context = context
        self._required = required
        self._initial = self.kept()

    def kept(self) -> FormDraft:
        """All of it, as a draft keeps it."""
        entries = {code: row.entry for code, row in self._rows.items()}
        return FormDraft(
            {code: entry.text for code, entry in entries.items()},
            {code: entry.ref for code, entry in entries.items() if isinstance(entry, LinkEntry) and entry.ref},
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what the form began with."""
        return self.kept() != self._initial

    def would_change(self, draft: FormDraft) -> bool:
        """Whether taking up a draft would change anything."""
        return not draft.texts.items() <= self.kept().texts.items()

    def value(self, code: str) -> Any:
        """The value of one field as it stands.

        Raises:
            Invalid: What stands there does not fit.
        """
        row = self._rows[code]
        if isinstance(row.entry, LinkEntry) and row.entry.ref:
            return row.entry.ref
        return parse(row.field, row.entry.text, self._context)

    def readable(self) -> dict[str, Any]:
        """The values of the fields that read well so far."""
        values = {}
        for code in self._rows:
            try:
                values[code] = self.value(code)
            except Invalid:
                continue
        return values

    def values(self) -> dict[str, Any]:
        """The value of every field that is shown; those that are empty hold ``None``.

        Raises:
            InvalidFields: Some do not fit or are missing; each is marked.
        """
        found: dict[str, Any] = {}
        problems = []
        for code, row in self._rows.items():
            if not row.display:
                continue
            try:
                found[code] = self.value(code)
                self._insist(row, found[code])
                row.problem = ""
            except Invalid as problem:
                text = row.entry.text
                if text and text == self._initial.texts[code]:
                    continue  # a list or an older version brought it in; it stays as it is
                row.problem = str(problem)
                problems.append(problem)
        if problems:
            raise InvalidFields(problems)
        return found

    def changes(self) -> dict[str, Any]:
        """The values of the fields that differ from what the form began with; refuses as ``values`` does."""
        now, before = self.kept(), self._initial
        return {
            code: value
            for code, value in self.values().items()
            if now.texts[code] != before.texts[code] or now.links.get(code) != before.links.get(code)
        }

    def new_to_a_list(self) -> list[tuple[Field, str]]:
        """The values typed into open lists that are not on them, each with its field."""
        found = []
        for code, row in self._rows.items():
            if row.display and row.field.open:
                before = parse(row.field, self._initial.texts[code], self._context)
                known = set(unlisted(row.field, before))
                found += [(row.field, each) for each in unlisted(row.field, self.value(code)) if each not in known]
        return found

    def _insist(self, row: FieldRow, value: Any) -> None:
        if value is None and row.field.code in self._required:
            raise Invalid(say("{field} is needed.", field=row.field.label), field=row.field.code)
