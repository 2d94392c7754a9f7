"""The form for a lead: the short one for a card, the full one, or what research fills in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import on, work

from app.domain.core.fields import Field, ParseContext
from app.domain.leads.fields import GROUPS, QUICK_FORM
from app.screens.dialogs.base import Hint
from app.screens.dialogs.contacting import ContactingDialog
from app.screens.dialogs.form_dialog import Values, filled
from app.widgets.forms.form import Form
from app.widgets.type_ahead import ASIDE
from app.words import say

FindDuplicates = Callable[[Values], Awaitable[str]]
"""Says in a sentence which records may be the same as the one being typed; empty for none."""


class LeadForm(ContactingDialog):
    """Enters or edits a lead, contact, account or opportunity.

    For a new record it returns every value filled in; for one that is there, the values that differ from the given
    ones, emptied fields as ``None``.

    Args:
        title: Such as ``New lead`` or ``Edit · Contoso Coffee``.
        fields: The fields to show, in order.
        context: The moment, zone, currency and region in which text is read.
        new: Whether the record does not exist yet.
        find_duplicates: Finds possible duplicates of what is typed; asked whenever the typing pauses.
        grouped: Whether the groups of fields get headings.
        options: As for ``FormDialog``: values, required, suggest, draft, attempt, read_only.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        context: ParseContext,
        *,
        new: bool = False,
        find_duplicates: FindDuplicates | None = None,
        grouped: bool = False,
        **options: Any,
    ) -> None:
        if grouped:
            order = [code for code, _ in GROUPS]
            fields = sorted(fields, key=lambda each: order.index(each.group) if each.group in order else len(order))
        super().__init__(title, fields, context, groups=GROUPS if grouped else (), **options)
        self._new = new
        self._find_duplicates = find_duplicates

    @classmethod
    def quick(cls, fields: Sequence[Field], context: ParseContext, **options: Any) -> LeadForm:
        """The short form for entering a lead by hand, out of all its fields."""
        by_code = {field.code: field for field in fields}
        options.setdefault("values", {"kind": "organisation"})
        return cls(
            say("New lead"), [by_code[code] for code in QUICK_FORM if code in by_code], context, new=True, **options
        )

    def hints(self) -> Sequence[Hint]:
        """Saving, choosing and leaving."""
        if self.read_only:
            return super().hints()
        return (
            ("form.save", say("save")),
            ("form.next", say("next field")),
            ("dialog.close", say("cancel")),
        )

    def result(self, values: Values) -> Values:
        """All of a new record, the changes of another."""
        return filled(values) if self._new else self.form.changes()

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        if self._find_duplicates is not None:
            self._search_duplicates(self._find_duplicates, event.values)

    @work(exclusive=True, group=f"{ASIDE}duplicates", exit_on_error=False)
    async def _search_duplicates(self, find_duplicates: FindDuplicates, values: Values) -> None:
        self.warn(await find_duplicates(values))
