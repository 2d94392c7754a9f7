"""Unit groups and discount lists: each named once, with a few rows of numbers below its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from app.domain.products.rows import SteppedLine
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Words, formats, say


class _SteppedPane(LinePane[SteppedLine]):
    """Those there are, by name; the ids are theirs."""

    IS_LIST = True

    def blocks(self) -> Iterator[Block[SteppedLine]]:
        """Two lines for each: its name and how many rows it has, then the rows as they are typed."""
        for each in self.items:
            head = Line([(safe_line(each.name), "text")], [(formats.number(len(each.rows)), "dim")])
            yield Block(each.id, (head, Line([(f"  {safe_line(each.in_words)}", "dim")])), each)


class _SteppedDetail(LinePane[SteppedLine]):
    """One of them in full."""

    def title_right(self) -> Sequence[Run]:
        """Nothing: it is one thing."""
        return ()

    def show(self, line: SteppedLine | None) -> None:
        """Show one; ``None`` for none."""
        self.begin_anew()
        self.set_items([line] if line is not None else [])

    def blocks(self) -> Iterator[Block[SteppedLine]]:
        """Its name and code, and a line for each row."""
        for each in self.items:
            head = Line([(safe_line(each.name), "strong"), (f"  {each.code}", "dim")])
            yield Block(each.id, (head, Line(), *self._parts(each)), each)

    def _parts(self, line: SteppedLine) -> Iterator[Line]:
        """Its rows in words."""
        raise NotImplementedError


class UnitGroupsPane(_SteppedPane):
    """The unit groups."""

    TITLE: ClassVar[Words] = "Unit groups"
    EMPTY = Notice("There is no unit group yet.", "{unit_group.add} adds one")


class UnitGroupDetail(_SteppedDetail):
    """A unit group: how many of the first unit each is."""

    TITLE: ClassVar[Words] = "Unit group"
    EMPTY = Notice("No unit group is chosen.")

    def _parts(self, line: SteppedLine) -> Iterator[Line]:
        first, *others = line.rows
        yield Line([(safe_line(first["name"]), "text")])
        for unit in others:
            many = f"{unit['factor']} × {safe_line(first['name'])}"
            yield Line([(safe_line(unit["name"]), "text")], [(many, "dim")])


class DiscountListsPane(_SteppedPane):
    """The discount lists."""

    TITLE: ClassVar[Words] = "Discount lists"
    EMPTY = Notice("There is no discount list yet.", "{discount_list.add} adds one")


class DiscountListDetail(_SteppedDetail):
    """A discount list: what is taken off from which quantity on."""

    TITLE: ClassVar[Words] = "Discount list"
    EMPTY = Notice("No discount list is chosen.")

    def _parts(self, line: SteppedLine) -> Iterator[Line]:
        for step in line.rows:
            begin = say("from {quantity} on", quantity=formats.number(Decimal(step["from"])))
            yield Line([(begin, "text")], [(formats.percent(Decimal(step["percent"])), "text")])
