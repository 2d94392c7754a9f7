"""The dialog around a form: save, ask before throwing away, keep a draft, show a refusal at its field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from textual import on, work
from textual.widget import Widget

from app.domain.core.errors import Invalid, InvalidFields, NotFound, Refusal
from app.domain.core.fields import Field, ParseContext
from app.domain.core.folding import fold
from app.screens.dialogs.base import Dialog, Hint, T
from app.widgets.forms.drafts import DraftKeeper
from app.widgets.forms.entries import Suggest
from app.widgets.forms.form import Form
from app.words import Words, label, say, say_many

if TYPE_CHECKING:
    from app.commands.command import Place

Values = dict[str, Any]
Attempt = Callable[[T], Awaitable[object]]
"""Tries what the dialog is for; a ``Refusal`` it raises is shown, and the dialog stays open."""


class FormDialog(Dialog[T], Generic[T]):
    """Fields to fill in; returns what ``result`` makes of their values.

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
        read_only: Whether it only shows; then nothing is returned.
        begin: The field to begin at; the first one if empty.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("form", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**Dialog.COMMAND_ACTIONS, "form.save": "save"}

    AUTO_FOCUS = ""  # the form says where it begins
    #: What saving it does, in a word.
    verb: ClassVar[Words] = "save"
    prose_lines = 4
    #: Pairs of the domain's and the form's name for a field, where they differ.
    codes: tuple[tuple[str, str], ...] = ()
    #: Seconds of quiet after which what was typed is kept and looked at.
    settle = 0.3

    def __init__(  # noqa: PLR0913 - each is one thing a form may be told
        self,
        title: str,
        fields: Sequence[Field],
        context: ParseContext,
        *,
        values: Mapping[str, Any] | None = None,
        required: Sequence[str] = (),
        suggest: Suggest | None = None,
        draft: DraftKeeper | None = None,
        attempt: Attempt[T] | None = None,
        groups: Sequence[tuple[str, str]] = (),
        read_only: bool = False,
        begin: str = "",
    ) -> None:
        super().__init__(title)
        self.context = context
        self.read_only = read_only
        self._attempt = attempt
        self._busy = False
        self._asked: set[tuple[str, str]] = set()
        """The new values that were asked about, each with its field."""
        self._status = ""
        """What the form said last, such as the help of the field with the focus."""
        self._warning = ""
        self._refused = ""
        """Why it was not saved, until a key does something: the help of the field to mend does not push it aside."""
        self.form = Form(
            fields,
            values or {},
            context,
            required=required,
            suggest=suggest,
            draft=draft,
            groups=groups,
            prose_lines=self.prose_lines,
            read_only=self.read_only,
            settle=self.settle,
            begin=begin,
        )

    def compose_body(self) -> Iterable[Widget]:
        """The form."""
        yield self.form

    def hints(self) -> Sequence[Hint]:
        """Saving, moving and leaving."""
        if self.read_only:
            return (("move.up move.down", say("scroll")), ("dialog.close", say("close")))
        return (("form.save", label(self.verb)), ("form.next", say("next field")), ("dialog.close", say("cancel")))

    def on_mount(self) -> None:
        """Keep room for the help of the fields, and offer what was typed earlier and not saved."""
        self._keep_room()
        self._tell()

    def result(self, values: Values) -> T:
        """What the dialog returns for the form's values, of which those of empty fields are ``None``.

        Raises:
            Invalid: The values do not fit each other.
        """
        raise NotImplementedError

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        event.stop()
        self.action_save()

    @on(Form.Status)
    def _show_status(self, event: Form.Status) -> None:
        event.stop()
        self._status = event.text
        if not event.is_help:
            self._refused = ""
        self._tell()

    def _tell(self) -> None:
        """Say what matters most of what there is to say, in whatever order it came up."""
        if self._busy:
            self.say(say("Saving…"))
        elif self._refused:
            self.say(self._refused, "bad")
        elif self._warning:
            self.say(self._warning, "warn")
        elif self.form.offers_draft:
            offer = say("What you typed here earlier was not saved. {form.restore} brings it back.")
            self.say(self.with_keys(offer), "warn")
        else:
            self.say(self._status)

    def begin(self, act: Callable[[], Any] | None, name: str) -> None:
        """Do what a key does; what was refused before has been read."""
        if self._refused:
            self._refused = ""
            self._tell()
        super().begin(act, name)

    def warn(self, text: str) -> None:
        """Let a warning stand above the keys, instead of the help of fields, until another or an empty one comes."""
        if text != self._warning and self.is_attached:
            self._warning = text
            self._tell()

    def action_save(self) -> None:
        """Read the form, try it, and close with its values."""
        if self._busy or self.read_only:
            return
        self.form.take_offered()
        try:
            answer = self.result(self.form.values())
            self._ask_about_new_values()
        except Refusal as problem:
            self.refuse(problem)
            return
        if self._attempt is None:
            self._finish(answer)
        else:
            self._busy = True
            self._try(self._attempt, answer)

    def _ask_about_new_values(self) -> None:
        """Ask, once for each, whether a value is to be kept that is not on the open list of its field.

        Raises:
            InvalidFields: There are some that were not asked about; saving again keeps them.
        """
        known = self._accepted | self._asked
        new = [
            (field, value)
            for field, value in self.form.contents.new_to_a_list()
            if (field.code, fold(value)) not in known
        ]
        self._asked |= {(field.code, fold(value)) for field, value in new}
        keeps = self.register.say(say("{form.save} keeps it."), typed=True)
        if new:
            raise InvalidFields(
                [
                    Invalid(
                        say("“{value}” is new to {field}.", value=value[:60], field=field.label),
                        field=field.code,
                        hint=keeps,
                    )
                    for field, value in new
                ]
            )

    @property
    def _accepted(self) -> set[tuple[str, str]]:
        """The new values that were kept since the program began, each with its field."""
        context = getattr(self.app, "context", None)  # a dialog may stand in an app of its own
        accepted: set[tuple[str, str]] = context.accepted if context is not None else set()
        return accepted

    def refuse(self, problem: Refusal) -> None:
        """Show a refusal at its fields, or above the keys; nothing typed is lost."""
        problems = problem.problems if isinstance(problem, InvalidFields) else [problem]
        places = [self._place_of(each) for each in problems]
        marked = [code for code, each in zip(places, problems, strict=True) if self.form.complain(code, str(each))]
        elsewhere = [str(each) for code, each in zip(places, problems, strict=True) if code not in marked]
        if marked:
            self.form.focus_field(marked[0])
        self._refused = " ".join(elsewhere) or say_many(
            "One field to look at again.", "{n} fields to look at again.", len(marked)
        )
        self.call_after_refresh(self._tell)

    def _place_of(self, problem: Refusal) -> str:
        """The form's field that a refusal names, or whose text it quotes; empty for none."""
        if problem.field:
            return dict(self.codes).get(problem.field, problem.field)
        texts = self.form.contents.kept().texts if isinstance(problem, NotFound) else {}
        return next((code for code, text in texts.items() if text and f"“{text.strip()}”" in str(problem)), "")

    def on_resize(self) -> None:
        """Keep room for the help of the fields as it is wrapped now."""
        self._keep_room()

    def action_close(self) -> None:
        """Close; ask first if something was typed."""
        if self._busy:
            return
        if self.is_unsaved:
            self._ask_before_closing()
        else:
            self.dismiss(None)

    @property
    def is_unsaved(self) -> bool:
        """Whether closing would throw something away."""
        return self.form.contents.is_changed

    @property
    def unsaved(self) -> str:
        """What closing would throw away, in a sentence."""
        return say("{what}: what you typed is not saved.", what=self.heading)

    def _keep_room(self) -> None:
        if not self.read_only:
            self.keep_room(self.form.helps)

    def _finish(self, answer: T) -> None:
        self._accepted.update((field.code, fold(value)) for field, value in self.form.contents.new_to_a_list())
        self.form.finish()
        self.dismiss(answer)

    @work(exclusive=True, group="finish", exit_on_error=False)
    async def _try(self, attempt: Attempt[T], answer: T) -> None:
        self._tell()
        try:
            await attempt(answer)
        except Refusal as problem:
            self._busy = False
            self.refuse(problem)
        except BaseException:
            self._busy = False
            self._tell()
            raise
        else:
            self._finish(answer)

    @work(exclusive=True, group="close", exit_on_error=False)
    async def _ask_before_closing(self) -> None:
        from app.screens.dialogs.confirm import UnsavedDialog

        question = UnsavedDialog(say("Not saved"), self.unsaved)
        if await self.app.push_screen_wait(question):
            self.form.finish()
            self.dismiss(None)


class ValuesDialog(FormDialog[Values]):
    """Fields to fill in; returns their values by code, without the empty ones."""

    def result(self, values: Values) -> Values:
        """The values of the fields that are filled in."""
        return filled(values)


def filled(values: Values) -> Values:
    """The values without those that are ``None``."""
    return {code: value for code, value in values.items() if value is not None}
