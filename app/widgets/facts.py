"""One thing in full: what is known of it, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any, ClassVar

from app.domain.core.text import cell_width, pad
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line

_WIDEST = 24


class FactsPane(LinePane[Any]):
    """What is known of what is under the cursor of the list beside it; ``facts`` says what that is."""

    EMPTY: ClassVar[Notice] = Notice("Nothing is chosen.")

    def facts(self, item: Any) -> Iterable[tuple[str, str]]:
        """Label and value of each; to be given by each kind of pane."""
        raise NotImplementedError

    def title_right(self) -> Sequence[Run]:
        """Nothing: it is one thing."""
        return []

    def show(self, item: Any | None) -> None:
        """Show something; ``None`` for nothing."""
        self.begin_anew()
        self.set_items([] if item is None else [item])

    def blocks(self) -> Iterator[Block[Any]]:
        """A line for each fact; a long one takes several."""
        for item in self.items:
            known = [(safe_line(label), value) for label, value in self.facts(item) if value]
            width = min(max((cell_width(label) for label, _ in known), default=0), _WIDEST)
            room = max(self.cells - width - 2, 10)
            lines = [
                Line([(f"{pad(label if first else '', width)}  ", "dim"), (text, "text")])
                for label, value in known
                for first, text in _told(value, room)
            ]
            yield Block("facts", tuple(lines), item)


def _told(value: str, room: int) -> Iterator[tuple[bool, str]]:
    """The lines of a value, each with whether it is the first."""
    for number, text in enumerate(wrap(safe_line(value), room) or [""]):
        yield number == 0, text
