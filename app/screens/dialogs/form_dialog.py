"""The dialog around a form: save, ask before throwing away, keep a draft, show a refusal at its field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from app.domain.core.errors import Invalid, InvalidFields, Refusal
from app.domain.core.fields import Field, ParseContext
from app.screens.dialogs.base import Dialog, Hint
from app.widgets.forms.drafts import DraftKeeper
from app.widgets.forms.entries import Suggest
from app.widgets.forms.form import Form

Values = dict[str, Any]
Attempt = Callable[[Values], Awaitable[object]]
"""Tries what the dialog is for; a ``Refusal`` it raises is shown, and the dialog stays open."""


class FormDialog(Dialog[Values]):
    """Fields to fill in; returns their values by code, without the empty ones.

    Args:
        title: What it is about, such as ``Log a call · Contoso Coffee``.
        fields: The fields, in order.
        context: The moment, zone, currency and region in which text is read.
        values: What the fields hold to begin with.
        required: Codes of the fields that must be filled in.
        suggest: Finds records while a link is typed.
        draft: Where what is typed is kept until it is saved.
        attempt: Tries to save before the dialog closes; a refusal keeps it open.
        groups: Code and label of the groups that get a heading.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False, priority=True)]

    #: What ctrl+s does, in a word.
    verb = "save"
    prose_lines = 4
    #: Whether only what has changed is returned, emptied fields as ``None``.
    only_changes = False

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        context: ParseContext,
        *,
        values: Mapping[str, Any] | None = None,
        required: Sequence[str] = (),
        suggest: Suggest | None = None,
        draft: DraftKeeper | None = None,
        attempt: Attempt | None = None,
        groups: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(title)
        self.context = context
        self._attempt = attempt
        self._busy = False
        self.form = Form(
            fields,
            values or {},
            context,
            required=required,
            suggest=suggest,
            draft=draft,
            groups=groups,
            prose_lines=self.prose_lines,
        )

    def compose_body(self) -> Iterable[Widget]:
        """The form."""
        yield self.form

    def hints(self) -> Sequence[Hint]:
        """Saving, moving and leaving."""
        return (("ctrl+s", self.verb), ("↵", "next field"), ("esc", "cancel"))

    def on_mount(self) -> None:
        """Offer what was typed earlier and not saved."""
        if self.form.offers_draft:
            self.say("What you typed here earlier was not saved. ctrl+r brings it back.", "warn")

    def result(self, values: Values) -> Values:
        """What the dialog returns for the form's values.

        Raises:
            Invalid: The values do not fit each other.
        """
        if self.only_changes:
            return self.form.changes()
        return {code: value for code, value in values.items() if value is not None}

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        event.stop()
        self.action_save()

    @on(Form.Told)
    def _told(self, event: Form.Told) -> None:
        event.stop()
        if not self.form.offers_draft:
            self.say(event.text)

    def action_save(self) -> None:
        """Read the form, try it, and close with its values."""
        if self._busy:
            return
        try:
            values = self.result(self.form.values())
        except Refusal as problem:
            self.refuse(problem)
            return
        self._busy = True
        self._finish(values)

    def refuse(self, problem: Refusal) -> None:
        """Show a refusal at its fields, or above the keys; nothing typed is lost."""
        problems = problem.problems if isinstance(problem, InvalidFields) else [problem]
        elsewhere = [each for each in problems if not self.form.complain(each.field or "", str(each))]
        if any(each not in elsewhere for each in problems):
            first = next(each for each in problems if each not in elsewhere)
            self.form.focus_field(first.field or "")
        count = len(problems) - len(elsewhere)
        words = " ".join(str(each) for each in elsewhere)
        self.call_after_refresh(self.say, words or f"{_fields(count)} to look at again.", "bad")

    def action_close(self) -> None:
        """Close; ask first if something was typed."""
        if self.form.is_changed:
            self._ask_before_closing()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="finish", exit_on_error=False)
    async def _finish(self, values: Values) -> None:
        try:
            if self._attempt is not None:
                self.say("Saving…")
                await self._attempt(values)
        except Refusal as problem:
            self.refuse(problem)
            return
        finally:
            self._busy = False
        self.form.finish()
        self.dismiss(values)

    @work(exclusive=True, group="close", exit_on_error=False)
    async def _ask_before_closing(self) -> None:
        from app.screens.dialogs.confirm import ConfirmDialog

        question = ConfirmDialog(
            "Not saved", f"{self.heading}: what you typed is not saved.", action="Throw away", cancel="Go on typing"
        )
        if await self.app.push_screen_wait(question):
            self.form.finish()
            self.dismiss(None)


def _fields(count: int) -> str:
    return "One field" if count == 1 else f"{count} fields"


def needed(field: str, message: str, hint: str = "") -> Invalid:
    """The refusal for something the dialog itself must insist on."""
    return Invalid(message, field=field, hint=hint or None)
