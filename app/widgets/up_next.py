"""Up next: the steps of a record's sequence, those done, the one under way, and those ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.moments import when
from app.domain.sequences.rows import StepLine, WayView
from app.domain.sequences.saying import NOTES, REASONS
from app.widgets.ink import Token
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, label, say

if TYPE_CHECKING:
    from datetime import datetime

#: The ink of a step, by how it stands; the others are dim.
_INKS: Final[Mapping[str, Token]] = {"done": "good", "yes": "good", "current": "accent"}
#: How the steps stand that are shown as plain text.
_PLAIN: Final = ("current", "done", "yes")


class UpNext(LinePane[StepLine]):
    """The steps of the sequence that a record is in, or was in last; the ids are their numbers and codes."""

    TITLE: ClassVar[Words] = "Up next"
    EMPTY = Notice("In no sequence.", "{palette}, then “Begin a sequence”, begins one")
    OWN_KEYS = True

    _way: WayView | None = None

    def show_ways(self, ways: Sequence[WayView]) -> None:
        """Show the way under way, or the newest; nothing of a record that was in none."""
        way = ways[0] if ways else None
        if way is None or self._way is None or way.instance_id != self._way.instance_id:
            self.begin_anew()
        self._way = way
        self.set_items(way.steps if way else ())

    def title_right(self) -> Sequence[Run]:
        """The sequence, or how it ended."""
        if self._way is None:
            return []
        ended = label(REASONS[self._way.reason]) if self._way.reason else ""
        return [(joined((safe_line(self._way.name), ended), self._display_context.signs.dot), "dim")]

    def blocks(self) -> Iterator[Block[StepLine]]:
        """A line for each step: how it stands, what it is, and when."""
        for each in self.items:
            name: Run = (safe_line(each.name), "text" if each.status in _PLAIN else "dim")
            what: Run = (f"{self._display_context.signs.kinds.get(each.kind, ' ')} ", "dim")
            note: list[Run] = [(f"  {label(NOTES[each.note])}", "dim")] if each.note else []
            left: list[Run] = [(f"{self._sign(each)} ", _INKS.get(each.status, "dim")), what, name, *note]
            yield Block(f"{each.number}/{each.step}", (Line(left, [(self._moment(each), "dim")]),), each)

    def _sign(self, step: StepLine) -> str:
        """How a step stands, as a sign."""
        signs = self._display_context.signs
        known = {"done": signs.done, "yes": signs.done, "current": signs.cursor, "ahead": signs.dot}
        return known.get(step.status, signs.nothing)

    def _moment(self, step: StepLine) -> str:
        """When a step ended, or is due."""
        moment: datetime | None = step.done_at or step.due_at
        if moment is None:
            return ""
        context = self._display_context
        said = when(moment, context.now, context.zone)
        return say("due {when}", when=said) if step.status == "current" else said
