"""Importing a file: where it is, what it holds, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from rich.segment import Segment
from textual import events, work
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.errors import Refusal
from app.domain.core.fields import Field
from app.domain.core.text import cell_width, pad
from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.forms.entries import LineEntry
from app.widgets.ink import Ink
from app.widgets.keyed import key_of
from app.widgets.text import safe_line
from app.words import Words, formats, say, say_many

if TYPE_CHECKING:
    from app.commands.command import Place

#: Columns and problems shown before the import.
MOST_COLUMNS = 12
MOST_PROBLEMS = 4

_LOOKING: Final[Words] = "Looking at the file"

Step = Literal["path", "preview", "running", "done"]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file holds, before anything is imported.

    Attributes:
        name: The file's name.
        rows: How many rows there are, exactly or nearly.
        columns: Heading, the field it goes to (empty for none), and a value from the first row.
        problems: What should be known first, in sentences.
        plan: Whatever the import needs; handed on untouched.
    """

    name: str
    rows: int
    columns: Sequence[tuple[str, str, str]]
    problems: Sequence[str] = ()
    plan: Any = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import.

    Attributes:
        lines: Sentences, such as ``512 leads were added.``
        outcome: Whatever the import answered; the dialog returns it.
    """

    lines: Sequence[str]
    outcome: Any = None


@dataclass(slots=True)
class Progress:
    """How far an import is; told from any thread, read by the dialog.

    Attributes:
        done: Rows done.
        total: Rows in all.
        stopped: Whether the user wants it to stop.
    """

    done: int = 0
    total: int = 0
    stopped: bool = field(default=False)

    def __call__(self, done: int, total: int) -> bool:
        """Note how far it is; whether to go on."""
        self.done, self.total = done, total
        return not self.stopped


class ProgressLine(Widget):
    """How far it is, as a bar and in numbers."""

    DEFAULT_CSS = """
    ProgressLine {
        height: 1;
        margin: 1 0 0 0;
        display: none;
    }
    """

    done: reactive[tuple[int, int]] = reactive((0, 0))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """The bar and the numbers."""
        ink, width = Ink.of(self.app), self.size.width
        done, total = self.done
        told = (
            say("{done} of {total} rows", done=formats.number(done), total=formats.number(total))
            if total
            else say("reading…")
        )
        words = f"  {told} "
        room = max(width - cell_width(words) - 1, 4)
        filled = min(room, room * done // total) if total else 0
        return Strip(
            [
                Segment(" " + "━" * filled, ink.style("accent")),
                Segment("─" * (room - filled), ink.style("rule")),
                Segment(words, ink.style("dim")),
            ]
        ).adjust_cell_length(width, ink.style("text"))


class ColumnMap(Widget):
    """Each column, the field it goes to, and an example."""

    DEFAULT_CSS = """
    ColumnMap {
        height: auto;
        margin: 1 0 0 0;
        display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[tuple[str, str, str], ...] = ()
        self._more = 0

    def show(self, columns: Sequence[tuple[str, str, str]], most: int) -> None:
        """Show these columns; how many are left out is said."""
        self._columns = tuple(columns[:most])
        self._more = max(0, len(columns) - most)
        self.styles.height = len(self._columns) + 1 + bool(self._more)
        self.display = True
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """A column."""
        ink, width = Ink.of(self.app), self.size.width
        third = max((width - 4) // 3, 6)
        if y > len(self._columns):
            return Strip(
                [Segment(pad(f" {say_many('and {n} more', 'and {n} more', self._more)}", width), ink.style("dim"))]
            )
        if y == 0:
            heads = (say("Column"), say("goes to"), say("such as"))
            return Strip([Segment(f" {pad(each, third)}", ink.style("dim")) for each in heads]).adjust_cell_length(
                width, ink.style("dim")
            )
        heading, target, sample = self._columns[y - 1]
        return Strip(
            [
                Segment(f" {pad(safe_line(heading), third)} ", ink.style("text")),
                Segment(pad(safe_line(target) or say("left out"), third), ink.style("accent" if target else "dim")),
                Segment(f" {pad(safe_line(sample), third)}", ink.style("dim")),
            ]
        ).adjust_cell_length(width, ink.style("text"))


class ImportDialog(Dialog[Any]):
    """Takes a file from its path to its leads; returns what the import answered, ``None`` if nothing was imported.

    Args:
        open_file: Opens a file by its path and says what it holds; a ``Refusal`` it raises is shown.
        run: Imports what was previewed, telling its progress; a ``Refusal`` it raises is shown.
        path: The file, if it is known already.
        typed: What was typed for a path before, and not imported.
    """

    DEFAULT_CSS = """
    ImportDialog .words {
        padding: 0 1;
        margin: 1 0 0 0;
        display: none;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("import", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "form.save": "go",
        "import.go": "go",
    }
    width: Width = "normal"

    def __init__(
        self,
        open_file: Callable[[str], Awaitable[ImportPreview]],
        run: Callable[[ImportPreview, Progress], Awaitable[ImportReport]],
        path: str = "",
        typed: str = "",
    ) -> None:
        super().__init__(say("Import a file"))
        self._open_file, self._run = open_file, run
        self._path = LineEntry(
            Field("path", "File", help="Path of a CSV file or a workbook, such as ~/fair.csv"), path or typed
        )
        self._looks_at_once = bool(path)
        self._mapping = ColumnMap()
        self._bar = ProgressLine()
        self._words = Static(classes="words")
        self._progress = Progress()
        self._preview: ImportPreview | None = None
        self._outcome: Any = None
        self.step: Step = "path"

    def compose_body(self) -> Iterable[Widget]:
        """The path; the rest appears as it is known."""
        yield self._path
        yield self._mapping
        yield self._words
        yield self._bar

    def hints(self) -> Sequence[Hint]:
        """The way on from the present step."""
        return {
            "path": (("import.go", say("look at it")), ("dialog.close", say("close"))),
            "preview": (
                ("form.save", say("import")),
                ("import.go", say("import")),
                ("dialog.close", say("another file")),
            ),
            "running": (("dialog.close", say("stop")),),
            "done": (("import.go", say("close")), ("dialog.close", say("close"))),
        }[self.step]

    def on_mount(self) -> None:
        """Begin with the path; look at once if it is given."""
        self._path.focus()
        if self._looks_at_once:
            self._look()

    @property
    def typed(self) -> str:
        """What stands for a path."""
        return self._path.value

    def interrupts(self, event: events.Key) -> bool:
        """Whether a key is meant for what is under way: the one that stops an import."""
        return self.step == "running" and key_of(event) in self.register["dialog.close"].keys

    def action_go(self) -> None:
        """Go on to the next step."""
        if self.step == "path":
            self._look()
        elif self.step == "preview":
            self._import()
        elif self.step == "done":
            self.dismiss(self._outcome)

    def action_close(self) -> None:
        """Go back a step, stop, or close."""
        if self.step == "preview":
            self._to("path")
            self._mapping.display = self._words.display = False
            self._path.disabled = False
            self._path.focus()
        elif self.step == "running":
            self._progress.stopped = True
            self.say(say("Stopping…"))
        else:
            self.dismiss(self._outcome)

    @work(name=_LOOKING, exclusive=True, group="import", exit_on_error=False)
    async def _look(self) -> None:
        self.say(say("Looking at the file…"))
        try:
            preview = await self._open_file(self._path.value.strip())
        except Refusal as problem:
            self.say(str(problem), "bad")
            return
        self._preview = preview
        self._path.disabled = True
        self._mapping.show(preview.columns, max(2, min(MOST_COLUMNS, self.room - 8)))
        problems = [f"▲ {safe_line(each)}" for each in preview.problems[:MOST_PROBLEMS]]
        if len(preview.problems) > MOST_PROBLEMS:
            more = len(preview.problems) - MOST_PROBLEMS
            problems.append(f"  {say_many('and {n} more', 'and {n} more', more)}")
        rows = say_many("{file}: {n} row.", "{file}: {n} rows.", preview.rows, file=safe_line(preview.name))
        self._tell([rows, *problems])
        self._to("preview")

    @work(exclusive=True, group="import", exit_on_error=False)
    async def _import(self) -> None:
        if self._preview is None:
            return
        self._progress = Progress(total=self._preview.rows)
        self._bar.display = True
        self._to("running")
        ticking = self.set_interval(0.1, self._tick)
        try:
            report = await self._run(self._preview, self._progress)
        except Refusal as problem:
            self._to("preview")
            self.say(str(problem), "bad")
            return
        finally:
            ticking.stop()
        self._bar.display = self._mapping.display = False
        self._outcome = report.outcome
        self._tell(list(map(safe_line, report.lines)))
        self._to("done")

    def _tick(self) -> None:
        self._bar.done = (self._progress.done, self._progress.total)

    def _tell(self, lines: Sequence[str]) -> None:
        self._words.update(Content("\n".join(lines)))
        self._words.display = True

    def _to(self, step: Step) -> None:
        from app.screens.dialogs.base import KeyHints

        self.step = step
        self.say("")
        self.query_one(KeyHints).offer(self.keyed_hints())
