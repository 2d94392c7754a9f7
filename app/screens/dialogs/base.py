"""What all dialogs share: a frame with a title, a notice line, and the keys at the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, Generic, Literal, TypeVar

from rich.console import RenderableType
from rich.segment import Segment, Segments
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Region, Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.commands.keys import display_key
from app.domain.core.text import cell_width
from app.widgets.arranging import without_arranging
from app.widgets.ink import Ink
from app.widgets.keyed import KeyedScreen
from app.widgets.text import safe_line
from app.widgets.type_ahead import TypingAheadApp
from app.words import WordsByCode, label, say

if TYPE_CHECKING:
    from typing import Self

    from textual.filter import LineFilter

    from app.commands.command import Command, Place

T = TypeVar("T")

Width = Literal["narrow", "normal", "wide"]
Tone = Literal["plain", "warn", "bad"]
_WIDTHS: dict[Width, int] = {"narrow": 64, "normal": 84, "wide": 120}
#: What can be done with what is offered below a field.
_OFFERED: Final[WordsByCode] = (("form.complete", "take it"), ("form.close_options", "keep as typed"))
#: Cells beside what a notice says: border and padding.
_MARGINS = 6
Hint = tuple[str, str]
"""A command by its id, or two parted by a space, and what it does here, in a word or two."""


class KeyHints(Widget):
    """One line of keys; those that do not fit are left out, the last ones first, and a mark says so."""

    DEFAULT_CSS = """
    KeyHints {
        height: 1;
        margin: 1 0 0 0;
    }
    """

    def __init__(self, hints: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.hints = tuple(hints)

    def offer(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show these keys instead, each with its word."""
        self.hints = tuple(hints)
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """The keys."""
        ink, room = Ink.of(self.app), self.size.width
        segments: list[Segment] = [Segment(" ", ink.style("text"))]
        used = 1
        for index, (key, word) in enumerate(self.hints):
            width = cell_width(key) + cell_width(word) + 4
            last = index == len(self.hints) - 1
            if used + width - (3 if last else 1) > room:
                segments.append(Segment("…", ink.style("dim")))
                used += 1
                break
            segments += [Segment(key, ink.style("key")), Segment(f" {word}   ", ink.style("dim"))]
            used += width
        return Strip(segments).adjust_cell_length(room, ink.style("text"))


class Dialog(ModalScreen[T | None], KeyedScreen[T | None], Generic[T]):
    """A modal screen that returns a value, or ``None`` when it is closed without one.

    Attributes:
        width: How wide it is: narrow for a question, normal for a form, wide for two things side by side.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
    }
    Dialog > #frame {
        width: 84;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 1 1 0 1;
        background: $background;
        border: round $foreground 30%;
        border-title-color: $accent;
        border-title-style: bold;
    }
    Dialog > #frame.narrow {
        width: 64;
    }
    Dialog > #frame.wide {
        width: 120;
    }
    Dialog #notice {
        height: auto;
        max-height: 3;
        padding: 0 1;
        margin: 1 0 0 0;
        display: none;
        color: $foreground 70%;
    }
    Dialog #notice.warn {
        color: $warning;
    }
    Dialog #notice.bad {
        color: $error;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("dialog",)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {"dialog.close": "close"}

    width: Width = "normal"
    #: Lines the frame takes besides what it holds: border, padding, notice and keys.
    chrome = 9
    #: Whether it opens without a key; then keys that were typed before it stood are no answer to it.
    unasked = False

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = safe_line(title)
        self._behind: Segments | None = None
        self._behind_size = Size()
        self._kept_lines = 1
        self._keeps_room = False
        """Whether what is said has its lines even while there is nothing to say, so that nothing jumps."""

    def on_mount(self) -> None:
        """Take no key for an answer that was typed before the question stands."""
        if self.unasked:
            self.call_after_refresh(self._forget_keys)

    def _forget_keys(self) -> None:
        if isinstance(self.app, TypingAheadApp) and self.app.forget_keys():
            self.say(say("What was typed before this question was not taken."), "warn")

    def on_resize(self) -> None:
        """Have the screens below laid out for the new size too, before they are drawn anew."""
        for screen in self.app.screen_stack:
            resized_below = getattr(screen, "resized_below", None)
            if resized_below is not None:
                resized_below(self.app.size)
        self._behind = None
        self.refresh()

    def compose(self) -> ComposeResult:
        """The frame, and in it what the dialog is about."""
        with Container(id="frame", classes=self.width) as frame:
            frame.border_title = Content(f" {self.heading} ")
            yield from self.compose_body()
            yield Static(id="notice")
            yield KeyHints(self.keyed_hints())

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again; regions are named by the screen below, when something has changed in them."""
        if regions:
            for screen in self.app.screen_stack:
                if isinstance(screen, Dialog):
                    screen.forget_behind()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes, but for what would order its pieces: what is behind it is so already."""
        return without_arranging(super().get_line_filters())

    def forget_behind(self) -> None:
        """Draw what is below anew the next time: it is below the dialogs above this one, too."""
        self._behind = None
        self._layout_cache.clear()
        self._set_dirty()

    def render(self) -> RenderableType:
        """The screen below, dimmed: drawn once, and again when something changes there."""
        size = self.app.size
        if self._behind is None or self._behind_size != size:
            stack = self.app.screen_stack
            below = stack[max(stack.index(self) - 1, 0)]
            options = self.app.console.options.update_dimensions(size.width, size.height)
            dimmed = BackgroundScreen(below, self.styles.background)
            self._behind, self._behind_size = Segments(self.app.console.render(dimmed, options)), size
        return self._behind

    def compose_body(self) -> Iterable[Widget]:
        """What the dialog is about."""
        return ()

    def hints(self) -> Sequence[Hint]:
        """What the bottom line says, command by command."""
        return (("dialog.close", say("close")),)

    def keyed_hints(self) -> Iterator[tuple[str, str]]:
        """The keys of the bottom line with their words: those that do it where the focus is, its own first."""
        keys_here = self.register.keys_at(self.places())
        for ids, word in (self._hints_of_focus() | dict(self.hints())).items():
            keys = [key for id in ids.split() if (key := self._shown_key(self.register[id], keys_here))]
            if keys:
                yield "".join(keys) if max(map(len, keys)) == 1 else " ".join(keys), word

    def _hints_of_focus(self) -> dict[str, str]:
        """The commands of the field with the focus, and of what is offered below it, each with its word."""
        offered = _OFFERED if "options" in self.places() else ()
        return {ids: label(word) for ids, word in (*offered, *getattr(self.focused, "KEYS", ()))}

    @staticmethod
    def _shown_key(command: Command, keys_here: Mapping[str, Command]) -> str:
        """The key of a command where the focus is, better one that gives no character; empty where it has none."""
        keys = (*command.keys_where_typed, *command.keys)
        return next((display_key(key) for key in keys if keys_here.get(key) is command), "")

    def on_descendant_focus(self) -> None:
        """Show the keys of the field that has the focus now."""
        self.tell_keys()

    def on_drop_down_toggled(self) -> None:
        """Show the keys of what is offered."""
        self.tell_keys()

    def tell_keys(self) -> None:
        """Show the keys that do something where the focus is."""
        for line in self.query(KeyHints):
            line.offer(self.keyed_hints())

    def with_keys(self, sentence: str) -> str:
        """A sentence with the keys of the commands that it names, where text may be typed."""
        return self.register.say(sentence, typed=True)

    @property
    def room(self) -> int:
        """Lines there are for what the dialog is about."""
        return max(3, self.app.size.height - self.chrome)

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show a sentence above the keys; an empty one clears it, and its line too unless room is kept for it."""
        notice = self.query_one("#notice", Static)
        words = safe_line(text)
        lines = -(-cell_width(words) // max(notice.size.width, 1))
        # a layout is due only where the sentence takes more lines or fewer
        notice.update(Content(words or " "), layout=max(lines, self._kept_lines) != notice.size.height)
        notice.display = bool(text) or self._keeps_room
        notice.set_class(tone == "warn", "warn")
        notice.set_class(tone == "bad", "bad")

    def show_waiting(self, words: str) -> None:
        """Say what keys wait for; nothing once they wait no longer."""
        for frame in self.query("#frame"):  # there is none before it is composed and after it is removed
            frame.border_subtitle = Content(words)

    def show_stopped(self, words: str) -> None:
        """Say that what was under way was stopped."""
        self.call_after_refresh(self.say, words, "warn")

    def say_refused(self, words: str) -> None:
        """Say why a command is refused."""
        self.say(words, "bad")

    def keep_room(self, texts: Iterable[str]) -> None:
        """Keep as many lines for sentences as the longest of these takes, so that nothing moves as they are said."""
        notice = self.query_one("#notice", Static)
        width = max(min(_WIDTHS[self.width], self.app.size.width) - _MARGINS, 20)
        self._kept_lines = min(max((len(wrap(safe_line(text), width)) for text in texts), default=1) or 1, 3)
        notice.styles.min_height = self._kept_lines
        self._keeps_room = notice.display = True

    def action_close(self) -> None:
        """Close without a value."""
        self.dismiss(None)
