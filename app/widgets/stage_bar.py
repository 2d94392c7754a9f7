"""The stage bar: where a record stands in its process, and what the current stage still needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from app.domain.process.rows import ProcessView, StageView
from app.widgets.keyed import register_of, with_keys
from app.widgets.lines import Line, Run, width_of
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import Words, formats, label, listed, say, say_in, say_many

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from app.widgets.ink import Token

#: The lengths of the line between two stages, tried from the longest.
CONNECTORS = (6, 4, 2, 1)

NONE_RUNS: Final[Words] = "No process runs here."

_SIGN_INKS: dict[str, Token] = {"done": "good", "current": "accent", "ahead": "dim"}
_NAME_INKS: dict[str, Token] = {"done": "text", "current": "strong", "ahead": "dim"}


class StageBar(Pane, can_focus=True):
    """Two lines: the stages, and the steps of the current or chosen one; one line in the compact form."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {"move.left": "stage_before", "move.right": "stage_after"}
    ROWS = 2

    class StageChosen(Message):
        """A stage was opened."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code
            """The stage's code."""

    def __init__(
        self,
        *,
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(edge=edge, rule=rule, id=id, classes=classes)
        self._process: ProcessView | None = None
        self._compact = False
        self._chosen = ""
        self._spans: list[tuple[int, int, str]] = []
        """Of each stage drawn: its first cell, the one behind its last, its code."""

    @property
    def compact(self) -> bool:
        """Whether the bar takes one line: the current stage and the next."""
        return self._compact

    @compact.setter
    def compact(self, compact: bool) -> None:
        self._compact = compact
        self.styles.height = (1 if compact else self.ROWS) + self.rule
        self.redraw()

    def show_process(self, process: ProcessView | None) -> None:
        """Show a record's process; ``None`` for a record that has none."""
        same = process and self._process and process.instance_id == self._process.instance_id
        if not same:
            self._chosen = ""
        self._process = process
        self.emptiness = "" if process else label(NONE_RUNS)
        self.redraw()

    @property
    def chosen(self) -> str:
        """The code of the stage that has the cursor; the current one until another is chosen."""
        if self._process is None:
            return ""
        codes = [stage.code for stage in self._process.stages]
        return self._chosen if self._chosen in codes else self._process.stage

    def come_to_current(self) -> None:
        """Put the cursor on the current stage."""
        self._chosen = ""
        self.redraw()

    def action_stage_before(self) -> None:
        """Move the cursor to the stage before."""
        self._step(-1)

    def action_stage_after(self) -> None:
        """Move the cursor to the next stage."""
        self._step(1)

    def action_choose(self) -> None:
        """Open the stage that has the cursor."""
        if self._process is not None:
            self.post_message(self.StageChosen(self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Open the stage clicked."""
        if event.y != self.rule:
            self.action_choose()
            return
        for start, end, code in self._spans:
            if start <= event.x < end:
                self._chosen = code
                self.redraw()
                self.action_choose()

    def draw(self, y: int) -> Strip:
        """The stages, then the steps."""
        process = self._process
        if process is None:
            words = (label(NONE_RUNS), with_keys(self, say("{stages.open} starts one"))) if y == 0 else ("", "")
            return self.line_strip(y, Line([(words[0], "dim")], [(words[1], "dim")] if words[1] else ()))
        if y == 0:
            return self._bar_strip(process)
        return self.line_strip(y, self._steps_line(process)) if y == 1 else self.blank_strip(y)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show which stage has the cursor."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def _step(self, direction: int) -> None:
        if self._process is None:
            return
        codes = [stage.code for stage in self._process.stages]
        at = codes.index(self.chosen) + direction
        if 0 <= at < len(codes):
            self._chosen = codes[at]
            self.redraw()

    def _bar_strip(self, process: ProcessView) -> Strip:
        self._spans = []
        if not self._compact:
            for days in (True, False):
                for length in CONNECTORS:
                    runs = self._bar(process, length, days=days)
                    if width_of(runs) <= self.cells:
                        return self.line_strip(0, Line(runs))
        return self.line_strip(0, self._short(process))

    def _bar(self, process: ProcessView, length: int, *, days: bool) -> list[Run]:
        """The stages with lines of a length between them."""
        signs = self._display_context.signs
        at = {"done": signs.done, "current": signs.current, "ahead": signs.ahead}
        runs: list[Run] = []
        self._spans = []
        cell = self.edge + 1
        for index, stage in enumerate(process.stages):
            if index:
                reached = stage.status != "ahead"
                line = (signs.heavy if reached else signs.horizontal) * length
                runs.append((f" {line} ", "accent" if reached else "rule"))
            focused = self.has_focus and stage.code == self.chosen
            before = width_of(runs)
            if focused:
                runs.append((signs.cursor, "focus"))
            runs.append((f"{at.get(stage.status, signs.ahead)} ", _SIGN_INKS.get(stage.status, "dim")))
            runs.append((safe_line(stage.name), "focus" if focused else _NAME_INKS.get(stage.status, "dim")))
            runs += _ended(process, stage)
            if days and stage.status != "ahead" and stage.entered_at is not None:
                runs.append((f" {say('{n}d', n=stage.days)}", "dim"))
            self._spans.append((cell + before, cell + width_of(runs), stage.code))
        return runs

    def _short(self, process: ProcessView) -> Line:
        """The current stage with its count, and the next one: ``Qualify 5/7 ▸ Develop``."""
        signs = self._display_context.signs
        stages = process.stages
        at = next((index for index, stage in enumerate(stages) if stage.code == self.chosen), 0)
        stage = stages[at]
        token: Token = "focus" if self.has_focus else "strong"
        runs: list[Run] = [(safe_line(stage.name), token), (f" {_count(stage)}", "text")]
        runs += _ended(process, stage)
        if at + 1 < len(stages):
            runs += [(f" {signs.cursor} ", "accent"), (safe_line(stages[at + 1].name), "dim")]
        missing: list[Run] = (
            [(say_many("{n} missing", "{n} missing", len(stage.missing)), "warn")] if stage.missing else []
        )
        fits = width_of(runs) + width_of(missing) < self.cells
        return Line(runs, missing if fits else [])

    def _steps_line(self, process: ProcessView) -> Line:
        """How far the stage is: what is done, what is missing."""
        stage = next(each for each in process.stages if each.code == self.chosen)
        dot = self._display_context.signs.dot
        done, total = stage.done, len(stage.steps)
        steps = (
            say("{done} of {total} steps", done=done, total=total)
            if stage.code == process.stage
            else say("{stage}: {done} of {total} steps", stage=safe_line(stage.name), done=done, total=total)
        )
        runs: list[Run] = [(steps, "dim")]
        if process.status != "active":
            ended = say("process finished") if process.status == "finished" else say("process abandoned")
            runs.append((f" {dot} {ended}", "text"))
        elif stage.missing:
            labels = listed(safe_line(step.label).lower() for step in stage.missing)
            runs += [(f" {dot} ", "dim"), (f"{say('missing:')} ", "warn"), (labels, "text")]
        elif stage.steps:
            runs.append((f" {dot} {say('nothing missing')}", "good"))
        return Line(runs, [(register_of(self).hint(("stages.open", say_in("what a key shows", "steps"))), "dim")])


def _ended(process: ProcessView, stage: StageView) -> list[Run]:
    """How the process ended, behind the stage in which it did."""
    if process.status == "active" or stage.code != process.stage:
        return []
    finished = process.status == "finished"
    said = say_in("process", "finished") if finished else say_in("process", "abandoned")
    return [(f" {said}", "good" if finished else "warn")]


def _count(stage: StageView) -> str:
    """How many steps of a stage are done, such as ``5/7``."""
    return formats.digits(f"{stage.done}/{len(stage.steps)}") if stage.steps else ""
