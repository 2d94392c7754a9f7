"""The form: fields one below the other, walked through with the keyboard, read by the domain as they are left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus, Event, Key
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.fields import Field, ParseContext, as_written
from app.domain.core.text import ARABIC_COMMA, cell_width
from app.widgets.forms.completing import FILL_SUGGEST, Completion
from app.widgets.forms.contents import Contents
from app.widgets.forms.drafts import Drafting, DraftKeeper, FormDraft
from app.widgets.forms.entries import CompletingEntry, LinkEntry, ProseEntry, Suggest
from app.widgets.forms.matching import Option
from app.widgets.forms.picklist import PickList
from app.widgets.forms.preview import parse_preview
from app.widgets.forms.row import PROSE_LINES, FieldRow, FormHeading
from app.widgets.keyed import types_text
from app.widgets.text import safe_line
from app.words import label, say

if TYPE_CHECKING:
    from app.commands.command import Place

#: Fields mounted before the first paint, and in each frame after it.
AT_ONCE, A_FRAME = 24, 8
#: The most cells of a form that labels are given.
WIDEST_LABELS = 36
#: Fields a page key goes on by.
PAGE = 8


class FormBody(Widget):
    """The part of a form that scrolls."""

    DEFAULT_CSS = """
    FormBody {
        layout: vertical;
        overflow-y: auto;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 30%;
    }
    """


class Form(Widget):
    """Fields to fill in.

    Args:
        fields: The fields, in order; a computed one is left out.
        values: What they hold to begin with, by code: typed values, or links with ``id`` and a title.
        context: The moment, zone, currency and region in which text is read.
        required: Codes of the fields that must be filled in.
        suggest: Finds records while a link is typed.
        draft: Where what is typed is kept until it is saved.
        groups: Code and label of the groups; a heading stands before each group's first field.
        read_only: Whether the form only shows.
        prose_lines: How many lines prose gets.
        settle: Seconds of quiet after which ``Edited`` is posted and the draft kept.
        begin: The field to begin at; the first one if empty.
    """

    DEFAULT_CSS = """
    Form {
        layout: vertical;
        height: auto;
    }
    """
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        "move.down": "move(1)",
        "move.up": "move(-1)",
        "move.page_down": f"leap({PAGE})",
        "move.page_up": f"leap(-{PAGE})",
        "form.complete": "pick",
        "form.close_options": "close_options",
        "form.restore": "restore",
    }

    class Edited(Message):
        """The fields have changed and the typing has paused; ``values`` holds those that read well so far."""

        def __init__(self, values: dict[str, Any]) -> None:
            super().__init__()
            self.values = values

    class Submitted(Message):
        """Enter was pressed in the last field."""

    class Status(Message):
        """There is something to say about the field with the focus: its help, or a problem with the editor."""

        def __init__(self, text: str, *, is_help: bool = False) -> None:
            super().__init__()
            self.text, self.is_help = text, is_help

    def __init__(  # noqa: PLR0913 - each is one thing a form may be told
        self,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        context: ParseContext,
        *,
        required: Sequence[str] = (),
        suggest: Suggest | None = None,
        draft: DraftKeeper | None = None,
        groups: Sequence[tuple[str, str]] = (),
        read_only: bool = False,
        prose_lines: int = PROSE_LINES,
        settle: float = 0.3,
        begin: str = "",
    ) -> None:
        super().__init__()
        self.fields = tuple(field for field in fields if read_only or not field.computed)
        self.context = context
        self._completion = Completion(self, suggest, self._link_settled)
        self._draft = Drafting(draft)
        self._groups = dict(groups)
        self._settle = settle
        self._begin = begin
        self._timer: Timer | None = None
        self.can_focus = read_only  # its fields take no focus then, but it scrolls
        labels = max((cell_width(safe_line(field.label)) for field in self.fields), default=8)
        self._rows = {
            field.code: FieldRow(
                field,
                as_written(field, values.get(field.code), context),
                str(getattr(values.get(field.code), "id", "") or ""),
                label_width=max(14, min(WIDEST_LABELS, labels + 5)),
                required=field.code in required,
                read_only=read_only,
                lines=prose_lines,
            )
            for field in self.fields
        }
        self._lines = list(self._arranged())
        self.contents = Contents(self._rows, context, frozenset(required))
        """What stands in it, to be looked at as it is; ``values`` and ``changes`` mark what does not fit."""
        kept = self._draft.before
        self._offered = kept if kept and self.contents.would_change(kept) else None

    def compose(self) -> ComposeResult:
        """The first fields, so that they are there at once, and the drop-down; ``on_mount`` adds the others."""
        with FormBody():
            yield from self._lines[:AT_ONCE]
        yield self._completion.dropdown

    def row(self, code: str) -> FieldRow:
        """The line of a field; a ``KeyError`` if it is not in the form."""
        return self._rows[code]

    @property
    def helps(self) -> list[str]:
        """What helps to fill in each field."""
        return [row.help for row in self._rows.values()]

    @property
    def offers_draft(self) -> bool:
        """Whether something typed earlier waits to be taken up."""
        return self._offered is not None

    def values(self) -> dict[str, Any]:
        """Every shown field's value; those that are empty hold ``None``.

        Raises:
            InvalidFields: Some do not fit or are missing; each is marked, and the first has the focus.
        """
        return self._read(self.contents.values)

    def changes(self) -> dict[str, Any]:
        """The values of the fields that differ from what the form began with; refuses as ``values`` does."""
        return self._read(self.contents.changes)

    def focus_field(self, code: str) -> None:
        """Take the focus to a field, or to the first one that can be typed into."""
        rows = [self._rows[code]] if code in self._rows else self._shown_rows()
        if rows:
            rows[0].entry.focus()
        elif self.can_focus:
            self.focus()

    def complain(self, code: str, message: str) -> bool:
        """Show why what stands in a field was refused; whether the form shows that field."""
        if code not in self._rows or not self._rows[code].display:
            return False
        self._rows[code].refuse(message)
        self._fit()
        return True

    def reveal(self, code: str, visible: bool) -> None:
        """Show or hide a field; a hidden one has no value."""
        if self._rows[code].display != visible:
            self._rows[code].display = visible
            self._fit()

    def finish(self) -> None:
        """What was typed is saved, or thrown away on purpose: forget the draft."""
        self._draft.finish()

    def on_mount(self) -> None:
        """Begin at the first field, or where it was said."""
        self._fit()
        self.focus_field(self._begin)
        self.call_after_refresh(self._add, AT_ONCE)

    def on_resize(self) -> None:
        """Stay within the dialog, once every field knows how high it is."""
        self._fit()
        self.call_after_refresh(self._fit)

    def on_unmount(self) -> None:
        """Keep what was typed when the program ends around the form."""
        self._keep()

    @on(DescendantFocus)
    def _entered(self, event: DescendantFocus) -> None:
        row = _row_of(event.widget)
        if row is None:
            return
        row.current = True
        self.post_message(self.Status(row.help, is_help=True))
        row.scroll_visible(animate=False)

    @on(DescendantBlur)
    def _left(self, event: DescendantBlur) -> None:
        row = _row_of(event.widget)
        if row is None:
            return
        row.current = False
        if self.screen.focused is None:  # the whole terminal lost the focus
            self._completion.close()
        else:
            self._completion.leave(row)
        self._judge(row)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        row = _row_of(event.input if isinstance(event, Input.Changed) else event.text_area)
        if row is None:
            return
        row.note = parse_preview(row.field, row.entry.text, self.context)
        if row.problem:
            row.judged("")
            self._fit()
        self._completion.complete(row)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(self._settle, self._settled)

    @on(Input.Submitted)
    def _entered_line(self, event: Input.Submitted) -> None:
        event.stop()
        if self._completion.option:
            self._pick_one()
        else:
            self.action_move(1, submit=True)

    @on(ProseEntry.Left)
    def _left_prose(self, event: ProseEntry.Left) -> None:
        event.stop()
        self.action_move(event.step)

    @on(ProseEntry.Unedited)
    def _unedited(self, event: ProseEntry.Unedited) -> None:
        event.stop()
        self.post_message(self.Status(event.reason))

    @on(PickList.Picked)
    def _clicked(self, event: PickList.Picked) -> None:
        event.stop()
        self._pick_one()

    def places(self) -> tuple[Place, ...]:
        """Where something is offered while the drop-down is open."""
        return ("options",) if self._completion.is_open else ()

    def goes_ahead(self, event: Event, group: str) -> bool:
        """Whether a key need not wait for suggestions: one typed into the field they are for, and that takes none."""
        takes = isinstance(event, Key) and event.character in {",", ARABIC_COMMA}
        return group == FILL_SUGGEST and types_text(self, event) and not takes

    def action_move(self, step: int, *, submit: bool = False) -> None:
        """Go on to another field, or within the drop-down; beyond the last field enter saves."""
        if self._completion.is_open and not submit:
            self._completion.move(step)
            return
        rows = self._shown_rows()
        if not rows:
            self.query_one(FormBody).scroll_relative(y=step, animate=False)
        at = next((index for index, row in enumerate(rows) if row.current), 0) + step
        if at == len(rows) and submit:
            self.post_message(self.Submitted())
        elif rows:
            rows[max(0, min(len(rows) - 1, at))].entry.focus()

    def action_leap(self, step: int) -> None:
        """Go on by a page."""
        self.take_offered()
        self.action_move(step)

    def action_pick(self) -> None:
        """Take what is offered under the cursor, unless more was typed since it was, and go on to the next field."""
        row = self._current()
        self._completion.take(row)
        if row is None or not (isinstance(row.entry, CompletingEntry) and row.entry.goes_on):
            self.action_move(1)

    def take_offered(self) -> None:
        """Take what is offered under the cursor, where something is, as the form is left or saved."""
        self._completion.take_unasked(self._current())

    def _pick_one(self) -> None:
        """Take what is offered under the cursor; a field of several stays for the next one."""
        row = self._current()
        self.take_offered()
        if row is None or not (isinstance(row.entry, CompletingEntry) and row.entry.several):
            self.action_move(1)

    def action_close_options(self) -> None:
        """Keep what is typed as it is."""
        self._completion.close()

    def action_restore(self) -> None:
        """Take up what was typed earlier and not saved."""
        draft, self._offered = self._offered or FormDraft(), None
        for code, text in draft.texts.items():
            if code in self._rows:
                entry = self._rows[code].entry
                if isinstance(entry, LinkEntry) and draft.links.get(code):
                    entry.picked = Option(draft.links[code], text)
                entry.put(text)
        if draft.texts:
            self.post_message(self.Status(say("What was typed earlier is back.")))

    def _arranged(self) -> Iterator[Widget]:
        """The fields under their groups' headings; the first group needs none."""
        group = next(iter(self._groups), "")
        for field in self.fields:
            if self._groups and field.group != group:
                group = field.group
                heading = self._groups.get(group)
                yield FormHeading(label(heading) if heading else group.replace("_", " ").capitalize())
            yield self._rows[field.code]

    def _add(self, begin: int) -> None:
        """Mount the next fields, a few a frame."""
        more = self._lines[begin : begin + A_FRAME]
        if more and self.is_attached:  # it may have been closed meanwhile
            self.query_one(FormBody).mount(*more)
            self.call_after_refresh(self._add, begin + A_FRAME)

    def _read(self, read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        try:
            return read()
        except InvalidFields as problem:
            self._fit()
            self.focus_field(problem.field or "")
            raise

    def _shown_rows(self) -> list[FieldRow]:
        return [row for row in self._rows.values() if row.display and row.is_mounted and row.entry.focusable]

    def _current(self) -> FieldRow | None:
        return next((row for row in self._rows.values() if row.current), None)

    def _judge(self, row: FieldRow) -> None:
        """Say what is wrong with a field that is left, as the domain sees it."""
        try:
            self.contents.value(row.field.code)
            row.judged("")
        except Invalid as problem:
            row.judged(str(problem))
        self._fit()

    def _settled(self) -> None:
        """The typing has paused."""
        self._timer = None
        self._keep()
        self.post_message(self.Edited(self.contents.readable()))

    def _link_settled(self) -> None:
        """A link is known for what it is, or for none: the draft keeps which."""
        self._fit()
        self._keep()

    def _keep(self) -> None:
        self._draft.keep(self.contents.kept() if self.contents.is_changed else self._offered)

    def _fit(self) -> None:
        """As high as the fields need, and no higher than the screen leaves."""
        for body in self.query(FormBody):
            headings = 2 * (len(self._lines) - len(self._rows))
            needed = sum(row.height for row in self._rows.values()) + headings
            room = getattr(self.screen, "room", None) or self.app.size.height
            body.styles.height = max(1, min(needed, int(room)))


def _row_of(widget: Widget) -> FieldRow | None:
    return next((each for each in widget.ancestors_with_self if isinstance(each, FieldRow)), None)
