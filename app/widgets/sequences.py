"""Sequences in Setup: those there are, and one with its steps, of which each tells how many records came to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import ClassVar, Final

from app.domain.sequences.rows import CountedSequence, StepStats
from app.domain.sequences.saying import KIND_NAMES, STATES
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, formats, label, say, say_many

#: The cells of the funnel's widest bar.
_BAR: Final = 16


class SequencesPane(LinePane[CountedSequence]):
    """Every sequence; the ids are their codes."""

    TITLE: ClassVar[Words] = "Sequences"
    EMPTY = Notice("No sequence is laid out.", "{sequences.take_in} takes one in from a file")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[CountedSequence]]:
        """A line for the name and version, a second for its state and how many are in it."""
        for each in self.items:
            line = each.line
            version = say("v{version}", version=line.version)
            name: Run = (safe_line(line.name), "text" if line.state == "active" else "dim")
            running = say_many("{n} under way", "{n} under way", line.running) if line.running else ""
            kind = say("opportunity") if line.definition.record == "opportunity" else say("lead")
            about = joined((label(STATES[line.state]), kind, running), self._display_context.signs.dot)
            yield Block(line.code, (Line([name], [(version, "dim")]), Line([("  ", "text"), (about, "dim")])), each)


class SequenceDetail(LinePane[StepStats]):
    """The steps of a sequence as a funnel: how many records came to each, and what became of them."""

    TITLE: ClassVar[Words] = "Steps"
    EMPTY = Notice("No sequence is chosen.")

    _shown: CountedSequence | None = None

    def show(self, item: CountedSequence | None) -> None:
        """Show a sequence; ``None`` for none."""
        if item is None or self._shown is None or item.key != self._shown.key:
            self.begin_anew()
        self._shown = item
        self.set_items(item.stats.steps if item else ())

    def title_right(self) -> Sequence[Run]:
        """How many records began it."""
        if self._shown is None:
            return []
        return [(say_many("{n} began", "{n} began", self._shown.stats.begun), "dim")]

    def blocks(self) -> Iterator[Block[StepStats]]:
        """What it says of itself, then a line for each step, and one for what became of it."""
        if self._shown is None:
            return
        yield Block("", tuple(self._head(self._shown)))
        most = max((each.reached for each in self.items), default=0) or 1
        for each in self.items:
            bar = self._display_context.signs.bars[0] * round(_BAR * each.reached / most)
            kind: Run = (f"  {label(KIND_NAMES[each.kind])}", "dim")
            lines = [Line([(safe_line(each.name), "text"), kind], [(formats.number(each.reached), "text")])]
            if each.reached:
                lines.append(Line([("  ", "text"), (bar, "accent")], [(self._became(each), "dim")]))
            yield Block(each.step, tuple(lines), each)

    def _head(self, shown: CountedSequence) -> Iterator[Line]:
        definition = shown.line.definition
        texts = (
            definition.description,
            say("Begins when: {condition}", condition=definition.rule) if definition.rule else "",
            say("Only for: {condition}", condition=definition.entry) if definition.entry else "",
            say("Leaves when: {condition}", condition=definition.exit) if definition.exit else "",
        )
        for text in filter(None, texts):
            yield from (Line([(each, "dim")]) for each in wrap(safe_line(text), max(self.cells, 10)))
        yield Line()

    def _became(self, step: StepStats) -> str:
        """What became of those who came to a step."""
        parts = (
            say("{n} done", n=formats.number(step.done)) if step.done else "",
            say("{n} skipped", n=formats.number(step.skipped)) if step.skipped else "",
            say("{n} replied", n=formats.number(step.replied)) if step.replied else "",
            say("{n} here", n=formats.number(step.waiting)) if step.waiting else "",
        )
        return joined(parts, self._display_context.signs.dot)
