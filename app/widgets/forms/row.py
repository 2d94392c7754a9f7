"""A form's line: label, entry, what was understood, and below it what is wrong."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import on
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from app.domain.core.text import cell_width, ellipsize, pad
from app.widgets.forms.entering import entry_for
from app.widgets.forms.entries import ChoiceEntry, LinkEntry, ProseEntry
from app.widgets.ink import Ink
from app.widgets.keyed import with_keys
from app.widgets.text import safe_line
from app.words import say_many

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from app.domain.core.fields import Field
    from app.widgets.ink import Token

#: Lines of an entry for prose.
PROSE_LINES = 4
#: The fewest cells for what was understood, such as a moment.
NOTE_CELLS = 20
#: The fewest cells of a line in which something stands beside the entry.
ROOMY = 56
#: Characters of choices told at once.
MOST_TOLD = 120


class FormHeading(Widget):
    """The name of a group of fields, over a line of air."""

    DEFAULT_CSS = """
    FormHeading {
        height: 2;
        padding: 1 0 0 1;
        color: $foreground 60%;
    }
    """

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label

    def render_line(self, y: int) -> Strip:
        """The name."""
        width = self.size.width
        text = ellipsize(self.label, width) if y == 0 else ""
        return Strip([Segment(pad(text, width), Ink.of(self.app).style("dim"))])


class FieldRow(Widget):
    """One field of a form.

    Args:
        field: What it holds.
        text: What stands in it to begin with.
        ref: For a link: the record it names to begin with.
        label_width: Cells for the label.
        required: Whether it must be filled in.
        read_only: Whether it only shows.
        lines: How many lines prose gets.
    """

    DEFAULT_CSS = """
    FieldRow {
        layout: vertical;
        height: 1;
    }
    """

    note: reactive[str] = reactive("")
    """What was understood, shown beside the entry."""
    problem: reactive[str] = reactive("")
    """What is wrong, shown below the entry."""
    current: reactive[bool] = reactive(default=False)
    """Whether the focus is here."""

    def __init__(
        self,
        field: Field,
        text: str,
        ref: str = "",
        *,
        label_width: int = 20,
        required: bool = False,
        read_only: bool = False,
        lines: int = PROSE_LINES,
    ) -> None:
        super().__init__()
        self.field = field
        self.entry = entry_for(field, text, ref, read_only=read_only)
        self.required = required
        self._read_only = read_only
        self.lines = lines if isinstance(self.entry, ProseEntry) else 1
        self._label_width = label_width
        self._problem_lines: list[str] = []
        self._was_empty = not text
        self._refused: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """The entry; everything else is drawn around it."""
        yield self.entry

    def on_mount(self) -> None:
        """Make room for the label."""
        self.entry.styles.margin = (0, 0, 0, self._label_width)
        self._fit()

    def on_resize(self) -> None:
        """Give the note its share of the new width."""
        self._fit()

    def on_click(self) -> None:
        """A click on the label goes to the entry."""
        self.entry.focus()

    def refuse(self, message: str) -> None:
        """Show why what stands here was refused, for as long as it stands here."""
        self._refused = (self.entry.text, message)
        self.problem = message

    def judged(self, problem: str) -> None:
        """Show what is wrong by the look of it, or else why it was refused as it stands."""
        refused = self._refused[1] if self._refused and self._refused[0] == self.entry.text else ""
        self.problem = problem or refused

    def watch_note(self) -> None:
        """Give what was understood the cells it takes, where a language has long words for it."""
        if self.is_attached and self.entry.styles.margin.right != self.note_width:
            self._fit()

    def watch_problem(self) -> None:
        """Make room below for what is wrong."""
        self._fit()

    @on(Input.Changed)
    def _changed(self) -> None:
        """Make room for the note as the first character is typed, and give it back with the last."""
        if self._was_empty == bool(self.entry.text):
            self._was_empty = not self.entry.text
            self._fit()

    @property
    def help(self) -> str:
        """What helps to fill it in: its choices, or a sentence."""
        if not isinstance(self.entry, ChoiceEntry):
            return with_keys(self, self.entry.help, typed=True)
        labels = " · ".join(
            f"{each.label} ({each.detail})" if each.detail else each.label for each in self.entry.offered
        )
        count = len(self.entry.choices)
        if len(labels) < MOST_TOLD:
            return labels
        walk = say_many(
            "{n} choice: {text.left} {text.right} walk through them, or type.",
            "{n} choices: {text.left} {text.right} walk through them, or type.",
            count,
        )
        return with_keys(self, walk, typed=True)

    @property
    def note_width(self) -> int:
        """Cells for what was understood; none where there is nothing to tell, and none where the form is narrow."""
        has_preview = self.field.field_type.has_preview or isinstance(self.entry, LinkEntry)
        if not has_preview or not self.entry.text or self.size.width < ROOMY:
            return 0
        told = cell_width(safe_line(self.note)) + 2 if self.field.field_type.has_preview else 0
        return max(NOTE_CELLS, min(told, self.size.width // 3))

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return (self.lines + len(self._problem_lines)) if self.display else 0

    def _fit(self) -> None:
        room = max(self.size.width - self._label_width - 3, 20)
        if self._read_only and isinstance(self.entry, ProseEntry):  # nobody can scroll in it
            self.lines = max(1, sum(len(textwrap.wrap(line, room)) or 1 for line in self.entry.text.split("\n")))
        self.entry.styles.height = self.lines
        self._problem_lines = textwrap.wrap(safe_line(self.problem), room)[:3] if self.problem else []
        self.styles.height = self.lines + len(self._problem_lines)
        left = self._label_width
        self.entry.styles.margin = (0, self.note_width, 0, left)
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """Label and note around the entry, or what is wrong below it."""
        ink, width = Ink.of(self.app), self.size.width
        left = self._label_width
        if y >= self.lines:
            problem = self._problem_lines[y - self.lines] if y - self.lines < len(self._problem_lines) else ""
            sign = "! " if y == self.lines else "  "
            return Strip(
                [
                    Segment(" " * (left + 1), ink.style("text")),
                    Segment(pad(sign + problem, max(width - left - 1, 0)), ink.style("bad")),
                ]
            )
        if y > 0:
            return Strip([Segment(" " * width, ink.style("text"))])
        label = ellipsize(safe_line(self.field.label), left - 4) + (" *" if self.required else "")
        note = ellipsize(safe_line(self.note), self.note_width - 2)
        gap = width - left - (cell_width(note) + 2 if note else 0)
        token: Token = "bad" if self.problem else "focus" if self.current else "dim"
        return Strip(
            [
                Segment("▸ " if self.current else "  ", ink.style("accent")),
                Segment(pad(label, left - 2), ink.style(token)),
                Segment(" " * max(gap, 0), ink.style("text")),
                Segment(f"  {note}" if note else "", ink.style("dim")),
            ]
        )
