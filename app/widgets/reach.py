"""Contact points: every email, phone and address by which a record is reached, the primary ones marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import ClassVar, Final

from app.domain.core.text import cell_width
from app.domain.people.rows import ReachLine
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Words, label

NONE = Notice("No email, phone or address is known.", "{reach.add|+} adds one")
_HEADINGS: Final[Mapping[str, Words]] = {"email": "Emails", "phone": "Phones", "address": "Addresses"}
#: The lines of a value that is longer than the pane is wide.
_MOST_LINES = 3


class ContactPoints(LinePane[ReachLine]):
    """The ways to reach a record, or the contact and the account of an opportunity; the ids are theirs."""

    TITLE: ClassVar[Words] = "Contact points"
    EMPTY = NONE
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[ReachLine]]:
        """A heading for each sort, then its values; of several records the heading says whose they are."""
        several = len({each.record_id for each in self.items}) > 1
        for (_, medium), ways in groupby(self.items, attrgetter("record_id", "medium")):
            group = tuple(ways)
            whose: list[Run] = [(f" {self._display_context.signs.dot} {safe_line(group[0].called)}", "dim")]
            yield Block("", (Line([(label(_HEADINGS[medium]), "dim"), *(whose if several else ())]),))
            for way in group:
                yield Block(way.id, tuple(self._lines(way)), way)

    def _lines(self, way: ReachLine) -> Iterator[Line]:
        """The value, which goes on below where it is long, and what it is at the right of its first line."""
        said = f" {self._display_context.signs.dot} ".join(way.words)
        right: list[Run] = [(safe_line(said), "dim")] if said else []
        room = self.cells - 1
        first, *others = _wrapped(safe_line(way.value), room - sum(cell_width(text) + 1 for text, _ in right), room)
        yield Line([(first, "text")], right)
        for text in others:
            yield Line([(f"  {text}", "text")])


def _wrapped(text: str, first: int, room: int) -> list[str]:
    """A text on lines of so many cells, parted between words where there are any; the last one holds the rest."""
    lines: list[str] = []
    while len(lines) < _MOST_LINES - 1 and cell_width(text) > (width := room - 2 if lines else first):
        words = text.split(" ")
        count = next((n for n in range(len(words), 0, -1) if cell_width(" ".join(words[:n])) <= width), 0)
        if not count:
            break
        lines.append(" ".join(words[:count]))
        text = " ".join(words[count:])
    return [*lines, text]
