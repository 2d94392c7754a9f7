"""The lines of a quotation or an order in columns, and below them what they come to; every figure as it was stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from app.domain.core.text import cell_width, ellipsize, pad
from app.printing import figures
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, is_rtl, language, say, say_in

if TYPE_CHECKING:
    from app.domain.quotes.rows import SoldLine, Sums

NONE = Notice("No lines yet.", "{line.add|+} adds one")
_GAP: Final = "  "
#: The fewest cells for what is offered; where there are fewer, its figures stand on a line of their own.
_LEAST_ITEM: Final = 16
_MOST_UNIT: Final = 10


class _Column(NamedTuple):
    """A column of figures: its heading, and what stands in each line."""

    heading: str
    cells: Sequence[str]
    from_left: bool = False

    @property
    def width(self) -> int:
        """The cells it takes; the unit at most a few."""
        widest = max(cell_width(each) for each in (self.heading, *self.cells))
        return min(widest, max(_MOST_UNIT, cell_width(self.heading))) if self.from_left else widest

    def cell(self, at: int) -> str:
        """What stands in a line, on the cells of the column."""
        return pad(self.cells[at], self.width, "left") if self.from_left else _figure(self.cells[at], self.width)


class DocumentLines(LinePane["SoldLine"]):
    """What is offered or ordered, line by line; the ids are those of the lines."""

    TITLE: ClassVar[Words] = "Lines"
    EMPTY = NONE
    OWN_KEYS = True

    _sums: Sums | None = None
    _is_offer = False

    def show_document(self, lines: Sequence[SoldLine], sums: Sums | None, *, is_offer: bool = False) -> None:
        """Show the lines of a document and what they come to; of an offer also what was ordered of each."""
        self._sums, self._is_offer = sums, is_offer
        self.set_items(lines)

    def blocks(self) -> Iterator[Block[SoldLine]]:
        """The headings, a line for each, then net, discount, taxes and total."""
        columns = self._columns()
        number = len(str(len(self.items)))
        taken = number + len(_GAP) + sum(each.width + len(_GAP) for each in columns)
        room = self.cells - 1 - taken
        if room < _LEAST_ITEM:
            yield from self._narrow()
        else:
            item = say_in("a line of a paper", "Item")
            heads = [
                pad(each.heading, each.width, "left") if each.from_left else _figure(each.heading, each.width)
                for each in columns
            ]
            words = _GAP.join((" " * number, pad(item, room), *heads))
            yield Block("", (Line([(words, "dim")]),))
            for at, line in enumerate(self.items):
                cells = [each.cell(at) for each in columns]
                lead: list[Run] = [
                    (_figure(str(line.row), number) + _GAP, "dim"),
                    (pad(_called(line), room) + _GAP, "text"),
                ]
                first = Line([*lead, (_GAP.join(cells[:-1]) + _GAP, "dim"), (cells[-1], "text")])
                yield Block(line.id, (first, *self._more(line, number + len(_GAP), room)), line)
        if self._sums is not None:
            yield Block("", tuple(self._totals(self._sums)))

    def _columns(self) -> list[_Column]:
        lines = self.items
        with_tax = self._sums is not None and self._sums.tax_inclusive
        found = [
            _Column(say("Quantity"), [figures.quantity(each.quantity) for each in lines]),
            _Column(say("Unit"), [safe_line(each.unit) for each in lines], from_left=True),
            _Column(say("Unit price"), [figures.unit_price(each.unit_price) for each in lines]),
            _Column(say("Discount"), [figures.percent(each.discount) if each.discount else "" for each in lines]),
            _Column(say("Tax"), [figures.percent(each.tax_rate) for each in lines]),
            _Column(
                say("Amount with tax") if with_tax else say("Amount"), [figures.amount(each.amount) for each in lines]
            ),
        ]
        return [each for each in found if any(each.cells)]

    def _more(self, line: SoldLine, indent: int, room: int) -> Iterator[Line]:
        """What it says besides, and how much of it stands in orders."""
        dot = self._display_context.signs.dot
        ordered = (
            say("ordered {ordered} of {quantity}", ordered=figures.quantity(line.ordered),
                quantity=figures.quantity(line.quantity))
            if line.ordered and self._is_offer
            else ""
        )  # fmt: skip
        said = joined((ordered, safe_line(line.description)), dot)
        if said:
            yield Line([(" " * indent, "text"), (ellipsize(said, room + 20), "dim")])

    def _narrow(self) -> Iterator[Block[SoldLine]]:
        """Each line on two: what and how much, then how that comes about."""
        dot = self._display_context.signs.dot
        for line in self.items:
            head = Line([(_called(line), "text")], [(figures.amount(line.amount), "text")])
            parts = (
                f"{figures.quantity(line.quantity)} {safe_line(line.unit)} × {figures.unit_price(line.unit_price)}",
                say("Discount {rate}", rate=figures.percent(line.discount)) if line.discount else "",
                say("Tax {rate}", rate=figures.percent(line.tax_rate)) if line.tax_rate else "",
            )
            yield Block(line.id, (head, Line([(_GAP + joined(parts, dot), "dim")])), line)

    def _totals(self, sums: Sums) -> Iterator[Line]:
        rows = figures.rows_of(sums)
        total = figures.amount(sums.total)
        width = max(cell_width(figure) for figure in (total, *(figure for _, figure in rows)))
        yield Line()
        for words, figure in rows:
            yield Line([], [(words + _GAP, "dim"), (_figure(figure, width), "text")])
        words = say("Total {currency}", currency=sums.currency)
        yield Line([], [(words + _GAP, "strong"), (_figure(total, width), "strong")])


def _called(line: SoldLine) -> str:
    """What a line is called in the language of the moment."""
    return safe_line((line.name_ar or line.name) if language() == "ar" else line.name)


def _figure(text: str, cells: int) -> str:
    """A figure at the right of its column, also on a screen that is mirrored afterwards."""
    return pad(text, cells, "left" if is_rtl() else "right")
