"""The table of lines on a paper: columns as wide as their figures need, and what is offered beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from app.domain.papers.rows import Paper
from app.domain.quotes.rows import SoldLine
from app.printing import figures
from app.printing.sheets import BOTTOM, MARGIN, ROOM, Bar, Sheets, Side, Text, height_of
from app.printing.typesetting import Style, Typesetter
from app.words import is_rtl, say, say_in

_NAME: Final = Style(9, is_bold=True)
_MORE: Final = Style(8, grey=90)
_FIGURE: Final = Style(9)
_HEADING: Final = Style(8, is_bold=True, grey=60)
_GAP: Final = 4.0
_PADDING: Final = 1.5
_BEGIN: Final = MARGIN + _PADDING
_LEAST_ITEM: Final = 55.0
_WIDEST_UNIT: Final = 22.0
_SMALLEST: Final = 5.0
_HEADING_HEIGHT: Final = 7.0
#: The tallest row that is not parted by the end of a page, in millimetres.
_WHOLE_ROW: Final = 60.0


class _Column(NamedTuple):
    """One column: its heading, what stands in it, where, and how wide it is."""

    heading: str
    cell: Callable[[SoldLine], str]
    side: Side = "right"
    at: float = 0.0
    width: float = 0.0


class LineTable:
    """The lines of a paper as a table, with its headings on every page."""

    def __init__(self, paper: Paper, setter: Typesetter) -> None:
        """Measure the columns.

        Args:
            paper: Whose lines.
            setter: Measures them.
        """
        self._lines = paper.lines
        self._setter = setter
        self._style = _FIGURE
        self._number = max(setter.width(figures.count(len(paper.lines)), _FIGURE), 4.0)
        self._item = 0.0
        self._columns = self._placed([each for each in _columns(paper) if any(map(each.cell, paper.lines))])

    def put(self, sheets: Sheets, go_on: Callable[[], None]) -> None:
        """Put the table on the sheets.

        Args:
            sheets: Where it begins.
            go_on: Begins another page.
        """
        self._headings(sheets)
        for number, line in enumerate(self._lines, 1):
            self._row(sheets, go_on, number, line)
        sheets.rule(60, thick=0.4)

    def _placed(self, columns: list[_Column]) -> list[_Column]:
        """The columns where they stand, as wide as what is in them; the item has what is left."""
        taken = self._number + _GAP + 2 * _PADDING
        while True:
            widths = [self._widest(each) + _GAP for each in columns]
            self._item = ROOM - taken - sum(widths)
            if self._item >= _LEAST_ITEM or self._style.size <= _SMALLEST:
                break
            self._style = self._style._replace(size=self._style.size - 0.5)
        if self._item < _LEAST_ITEM:  # figures of very many digits: each gets its share, and is as small as it takes
            share = (ROOM - taken - _LEAST_ITEM) / sum(widths)
            widths = [each * share for each in widths]
            self._item = _LEAST_ITEM
        at = _BEGIN + self._number + _GAP + self._item
        placed = []
        for column, width in zip(columns, widths, strict=True):
            placed.append(column._replace(at=at + _GAP, width=width - _GAP))
            at += width
        return placed

    def _widest(self, column: _Column) -> float:
        cells = max(self._setter.width(text, self._style) for text in {column.cell(line) for line in self._lines})
        cells = min(cells, _WIDEST_UNIT) if column.side == "begin" else cells
        return max(self._setter.width(column.heading, _HEADING), cells)

    def _headings(self, sheets: Sheets) -> None:
        sheets.put(Bar(MARGIN, sheets.y, ROOM, _HEADING_HEIGHT, 236))
        base = sheets.y + 4.8
        item = say_in("a line of a paper", "Item")
        sheets.put(Text(_BEGIN + self._number + _GAP, base, self._item, item, _HEADING))
        for each in self._columns:
            self._fitted(sheets, each, base, each.heading, _HEADING)
        sheets.y += _HEADING_HEIGHT + 1

    def _row(self, sheets: Sheets, go_on: Callable[[], None], number: int, line: SoldLine) -> None:
        """One line: its figures beside the first line of its name, its description below."""
        texts = self._item_of(line)
        units = {
            at: self._setter.lines(each.cell(line), each.width, self._style)
            for at, each in enumerate(self._columns)
            if each.side == "begin"
        }
        deep = max(map(len, units.values()), default=0)
        texts += [("", _NAME)] * (deep - len(texts))
        height = sum(height_of(style) for _, style in texts)
        if sheets.left < min(height, _WHOLE_ROW) + 2:
            self._go_on(sheets, go_on)
        sheets.y += 0.8
        for at, (text, style) in enumerate(texts):
            if sheets.y + height_of(style) > BOTTOM:
                self._go_on(sheets, go_on)
            base = sheets.y + height_of(style) * 0.75
            if at == 0:
                sheets.put(Text(_BEGIN, base, self._number, figures.count(number), self._style, "right"))
                for each in self._columns:
                    if each.side == "right":
                        self._fitted(sheets, each, base, each.cell(line), self._style)
            for column, lines in units.items():
                if at < len(lines):
                    self._fitted(sheets, self._columns[column], base, lines[at], self._style)
            sheets.column([text], _BEGIN + self._number + _GAP, self._item, style)
        sheets.y += 0.8
        sheets.rule(225, thick=0.15)

    def _item_of(self, line: SoldLine) -> list[tuple[str, Style]]:
        texts = [(text, _NAME) for text in self._setter.lines(_called(line), self._item, _NAME)]
        if line.description:
            texts += [(text, _MORE) for text in self._setter.lines(line.description, self._item, _MORE)]
        return texts

    def _fitted(self, sheets: Sheets, column: _Column, base: float, text: str, style: Style) -> None:
        """A cell whose letters are as small as it takes."""
        if not text:
            return
        width = self._setter.width(text, style)
        if width > column.width:
            style = style._replace(size=style.size * column.width / width * 0.99)
        sheets.put(Text(column.at, base, column.width, text, style, column.side))

    def _go_on(self, sheets: Sheets, go_on: Callable[[], None]) -> None:
        go_on()
        self._headings(sheets)


def _columns(paper: Paper) -> list[_Column]:
    amount = say("Amount with tax") if paper.sums.tax_inclusive else say("Amount")
    return [
        _Column(say("Quantity"), lambda line: figures.quantity(line.quantity)),
        _Column(say("Unit"), lambda line: line.unit, "begin"),
        _Column(say("Unit price"), lambda line: figures.unit_price(line.unit_price)),
        _Column(say("Discount"), lambda line: figures.percent(line.discount) if line.discount else ""),
        _Column(say("Tax"), lambda line: figures.percent(line.tax_rate)),
        _Column(amount, lambda line: figures.amount(line.amount)),
    ]


def _called(line: SoldLine) -> str:
    """What a line is called in the language of the moment."""
    return (line.name_ar or line.name) if is_rtl() else line.name
