"""Entries: the part of a form's line that is typed into, one class for each way of typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from app.domain.core.folding import fold
from app.domain.core.text import ARABIC_COMMA, cell_width, clean_line, clean_prose, ellipsize, for_display, pad
from app.widgets.forms.matching import Option, best, is_close
from app.widgets.forms.text_line import TextLine
from app.widgets.forms.text_prose import TextProse
from app.widgets.keyed import key_of, register_of, with_keys
from app.words import Words, WordsByCode, label, say, say_in

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Key, Paste

    from app.commands.command import Place
    from app.domain.core.fields import Field

Suggest = Callable[[str, str], Awaitable[Sequence[tuple[str, str, str]]]]
"""Records of a kind that fit a text: reference, label and detail of each."""


#: What helps to name another record, by its kind.
_ASKS: Final[Mapping[str, Words]] = {
    "user": "Type a part of a user's name, and pick one.",
    "lead": "Type a part of a lead's name, and pick one.",
    "contact": "Type a part of a contact's name, and pick one.",
    "account": "Type a part of an account's name, and pick one.",
    "competitor": "Type a part of a competitor's name, and pick one.",
    "product": "Type a part of a product's number or name, and pick one.",
    "": "Type a part of the name, and pick one.",
}

#: What Textual's text of several lines does at a command.
PROSE_EDITING: Mapping[str, str] = {
    "text.left": "cursor_left",
    "text.right": "cursor_right",
    "text.word_left": "cursor_word_left",
    "text.word_right": "cursor_word_right",
    "text.start": "cursor_line_start",
    "text.end": "cursor_line_end",
    "text.up": "cursor_up",
    "text.down": "cursor_down",
    "text.page_up": "cursor_page_up",
    "text.page_down": "cursor_page_down",
    "text.select_left": "cursor_left(True)",
    "text.select_right": "cursor_right(True)",
    "text.select_word_left": "cursor_word_left(True)",
    "text.select_word_right": "cursor_word_right(True)",
    "text.select_start": "cursor_line_start(True)",
    "text.select_end": "cursor_line_end(True)",
    "text.select_up": "cursor_up(True)",
    "text.select_down": "cursor_down(True)",
    "text.select_line": "select_line",
    "text.select_text": "select_all",
    "text.backspace": "delete_left",
    "text.delete": "delete_right",
    "text.delete_word": "delete_word_left",
    "text.delete_word_left": "delete_word_left",
    "text.delete_next_word": "delete_word_right",
    "text.delete_to_start": "delete_to_start_of_line",
    "text.delete_to_end": "delete_to_end_of_line_or_delete_line",
    "text.delete_line": "delete_line",
    "text.newline": "newline",
    "text.cut": "cut",
    "text.paste": "paste",
    "text.undo": "undo",
    "text.redo": "redo",
    "form.editor": "editor",
}


class LineEntry(TextLine):
    """A line of text."""

    KEYS: ClassVar[WordsByCode] = ()
    """What else can be done in it: commands by their ids, each with a word."""

    DEFAULT_CSS = """
    LineEntry {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    LineEntry:focus {
        border: none;
        background: $panel;
        background-tint: $foreground 0%;
    }
    LineEntry:disabled {
        opacity: 1;
        background: $background;
    }
    """

    HINT: ClassVar[Words] = ""
    """What helps to fill it in, where the field itself says nothing."""

    @property
    def help(self) -> str:
        """What helps to fill it in, its keys by command."""
        return self.field.help or label(self.HINT)

    def __init__(self, field: Field, text: str, *, select_on_focus: bool = False, disabled: bool = False) -> None:
        super().__init__(text, select_on_focus=select_on_focus, disabled=disabled)
        self.field = field

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.value

    def put(self, text: str) -> None:
        """Replace what stands in it, the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)

    def on_mount(self) -> None:
        """Stand at the end of what is there already."""
        self.cursor_position = len(self.value)

    def on_focus(self) -> None:
        """Come with the cursor in sight."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Scroll to the cursor: the first text there is, and a new width, do not by themselves."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def on_resize(self) -> None:
        """Say what belongs here, as far as there is room."""
        if self.has_focus:
            self.call_after_refresh(self._show_cursor)
        words = "–" if self.disabled else with_keys(self, self.help, typed=True)
        self.placeholder = ellipsize(words, max(self.content_size.width - 1, 0))

    def render_line(self, y: int) -> Strip:
        """The text; where it is longer than the line and not being typed in, an ellipsis says so."""
        width = self.content_size.width
        if self.has_focus or cell_width(self.value) <= width:
            return super().render_line(y)
        shown = Strip([Segment(pad(for_display(self.value), width))])
        return self.as_seen(shown).apply_style(self.rich_style)

    def _on_paste(self, event: Paste) -> None:
        """Take pasted text as one safe line; what stood on several lines is joined."""
        event.stop()
        event.prevent_default()
        self.replace(clean_line(event.text, 2000), *sorted(self.selection))
        self._show_cursor()


class CompletingEntry(LineEntry):
    """A line that is completed from options while it is typed."""

    goes_on: ClassVar[bool] = False
    """Whether more may be typed behind what is taken; then nothing is taken but when the key for it says so."""

    def __init__(self, field: Field, text: str, *, disabled: bool = False) -> None:
        super().__init__(field, text, select_on_focus=True, disabled=disabled)
        self.settled = text
        """The text that was there, or was picked, last: it needs no completing."""

    @property
    def typed(self) -> str:
        """The part of the text that is being completed."""
        return self.value.rpartition(",")[2].strip() if self.several else self.value.strip()

    @property
    def several(self) -> bool:
        """Whether more than one can be picked, separated by commas."""
        return self.field.field_type.several

    def validate_value(self, value: str) -> str:
        """The text with the comma between several values that is known everywhere, whichever was typed."""
        return value.replace(ARABIC_COMMA, ",") if hasattr(self, "field") and self.several else value

    def put(self, text: str) -> None:
        """Replace what stands in it with something that needs no completing."""
        self.settled = text
        super().put(text)

    def pick(self, option: Option) -> None:
        """Take an option in place of what is being typed."""
        kept = self.value.rpartition(",")[0].strip() if self.several else ""
        self.put(f"{kept}, {option.label}" if kept else option.label)


class ChoiceEntry(CompletingEntry):
    """One of a few choices: typed, or walked through with left and right."""

    KEYS: ClassVar[WordsByCode] = (("text.left text.right", "choices"),)

    def __init__(self, field: Field, text: str, *, disabled: bool = False) -> None:
        super().__init__(field, text, disabled=disabled)
        self.choices = field.field_type.options(field)
        named = field.field_type.keeps_choices or field.field_type.entry(field) != "choice"
        self.offered = tuple(
            Option(code, for_display(text)) if named else Option(code, for_display(code), for_display(text))
            for code, text in self.choices
        )
        """The choices as they are picked: by their names, or values that are offered with what they are."""

    @property
    def options(self) -> tuple[Option, ...]:
        """The choices that fit what is typed; for an open field also what is typed, before those that hardly fit."""
        taken = {part.strip() for part in self.value.split(",")[:-1]} if self.several else set()
        options = [each for each in self.offered if each.label not in taken]
        found = best(options, self.typed)
        if self.field.open and self.typed and not any(fold(each.label) == fold(self.typed) for each in found):
            close = tuple(each for each in found if is_close(each, self.typed))
            found = (*close, Option(self.typed, self.typed, say_in("value", "new")), *found[len(close) :])
        return found

    def walk(self, step: int) -> bool:
        """Go to the next or previous choice, if what stands here is a choice or nothing."""
        called = ["", *(each.label for each in self.offered)]
        if self.several or self.value not in called or self.disabled:
            return False
        self.put(called[(called.index(self.value) + step) % len(called)])
        return True

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the previous choice, or move in the text."""
        if select or not self.walk(-1):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the next choice, or move in the text."""
        if select or not self.walk(+1):
            super().action_cursor_right(select)


class TickEntry(ChoiceEntry):
    """Yes or no: a choice that a key ticks, too."""

    KEYS: ClassVar[WordsByCode] = (("choice.tick", "tick"), ("text.left text.right", "choices"))
    HINT: ClassVar[Words] = "{choice.tick} ticks it"

    def places(self) -> tuple[Place, ...]:
        """Where somebody ticks it, or types into it."""
        return ("tick", *super().places())

    def action_choice_tick(self) -> None:
        """Turn yes into no, and no or nothing into yes."""
        (_, yes), (_, no) = self.choices
        self.put(no if self.value == yes else yes)

    async def _on_key(self, event: Key) -> None:
        """Leave the key that ticks to its command, though it gives a character."""
        if key_of(event) in register_of(self)["choice.tick"].keys:
            event.prevent_default()


class LinkEntry(CompletingEntry):
    """Another record, completed from those there are."""

    def __init__(self, field: Field, text: str, ref: str = "", *, disabled: bool = False) -> None:
        super().__init__(field, text, disabled=disabled)
        self.picked = Option(ref, text) if ref else None

    @property
    def help(self) -> str:
        """What the field says, or else how a record is named."""
        return self.field.help or label(_ASKS.get(self.kind, _ASKS[""]))

    @property
    def ref(self) -> str:
        """The record picked; empty where the text is only typed."""
        return str(self.picked.value) if self.picked and self.picked.label == self.value else ""

    @property
    def kind(self) -> str:
        """The kind of record it names."""
        return self.field.field_type.completes

    def pick(self, option: Option) -> None:
        """Take a record."""
        if option.value and not self.several:
            self.picked = option
        super().pick(option)


class ProseEntry(TextProse, inherit_bindings=False):
    """A few lines of text; longer ones in the user's own editor."""

    KEYS: ClassVar[WordsByCode] = (("form.editor", "your editor"), ("dialog.next", "next field"))
    """What else can be done in it, as of a line."""

    DEFAULT_CSS = """
    ProseEntry {
        height: 3;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    ProseEntry:focus {
        border: none;
        background: $panel;
    }
    ProseEntry:disabled {
        opacity: 1;
        background: $background;
    }
    """
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = PROSE_EDITING

    class Left(Message):
        """The cursor went beyond the first or the last line."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Unedited(Message):
        """The user's own editor could not be used; ``reason`` says why."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, field: Field, text: str, *, read_only: bool = False) -> None:
        super().__init__(
            text, compact=True, show_line_numbers=False, read_only=read_only, disabled=read_only, soft_wrap=True
        )
        self.field = field
        self.highlight_cursor_line = False

    @property
    def help(self) -> str:
        """What helps to fill it in, its keys by command."""
        return self.field.help or ""

    def on_mount(self) -> None:
        """Say what belongs here."""
        self.placeholder = "–" if self.read_only else with_keys(self, self.help, typed=True)

    def put(self, text: str) -> None:
        """Replace what stands in it, the cursor at its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go up a line; from the first one to the field before."""
        if not select and self.cursor_at_first_line:
            self._leave(-1)
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go down a line; from the last one to the field after."""
        if not select and self.cursor_at_last_line:
            self._leave(+1)
        else:
            super().action_cursor_down(select)

    def _leave(self, step: int) -> None:
        """Go on to another field."""
        self.post_message(self.Left(step))

    def places(self) -> tuple[Place, ...]:
        """Where somebody types into it."""
        return ("prose", "text")

    async def _on_key(self, event: Key) -> None:
        """Type what gives a character, and leave every other key to its command."""
        self._restart_blink()
        if not event.is_printable:
            event.prevent_default()

    def action_newline(self) -> None:
        """Begin a new line in place of what is selected."""
        self._replace_via_keyboard("\n", *self.selection)

    async def _on_paste(self, event: Paste) -> None:
        """Take pasted text without anything that could command a terminal."""
        event.stop()
        event.prevent_default()
        self.insert(clean_prose(event.text, 200_000))

    def action_editor(self) -> None:
        """Change the text in the user's own editor."""
        from app.domain.core.errors import Refusal

        try:
            self.put(_in_editor(self.app, self.text))
        except Refusal as problem:
            self.post_message(self.Unedited(str(problem)))


def _in_editor(app: App[object], text: str) -> str:
    from textual.app import SuspendNotSupported

    from app.domain.core.errors import Refusal
    from app.domain.core.text import clean_prose
    from app.editor import edited_elsewhere

    try:
        with app.suspend():
            return clean_prose(edited_elsewhere(text))
    except SuspendNotSupported as problem:
        raise Refusal(
            say("Another program cannot be opened from here."), hint=say("Go on typing in place.")
        ) from problem
