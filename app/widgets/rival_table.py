"""How we do against each competitor, and why we lose: our own opportunities beside what somebody judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.text import pad
from app.domain.sales.reasons import lost_reason
from app.domain.sales.rows import LossLine, RivalTally
from app.domain.sales.saying import total_words
from app.widgets.columns import Column, Value
from app.widgets.display_context import DisplayContext
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, formats, in_context, say

if TYPE_CHECKING:
    from app.widgets.ink import Token
    from app.widgets.lines import Run

#: The fewest cells of a competitor's name, the most, and those between two columns.
NAME: Final = 18
MOST_NAME: Final = 44
GAP: Final = 2


def _number(attribute: str) -> Value:
    return lambda each, _context, _cells: (formats.number(getattr(each, attribute)), "text")


def _share(attribute: str) -> Value:
    def value(each: RivalTally, _context: DisplayContext, _cells: int) -> Run:
        percent = getattr(each, attribute)
        return ("" if percent is None else formats.percent(percent), "text")

    return value


def _amount(attribute: str) -> Value:
    return lambda each, _context, _cells: (safe_line(total_words(getattr(each, attribute))), "text")


#: The columns behind the name; where there is no room for all, the last ones are left out.
_COLUMNS: Final = (
    Column("met", "Met", 6, _number("met")),
    Column("won", in_context("number of", "Won"), 6, _number("won")),
    Column("lost", in_context("number of", "Lost"), 6, _number("lost")),
    Column("win_rate", "Win rate %", 11, _share("win_rate")),
    Column("win_percentage", "Judged %", 10, _share("win_percentage")),
    Column("won_amounts", "Amount won", 22, _amount("won_amounts")),
    Column("lost_amounts", "Amount lost", 22, _amount("lost_amounts")),
    Column("open", in_context("number of", "Open"), 6, _number("open")),
)


#: The columns behind a reason.
_OF_LOSSES: Final = (
    Column("lost", in_context("number of", "Lost"), 6, _number("lost")),
    Column("share", "Share %", 11, _share("share")),
    Column("amount", "Amount lost", 22, _amount("totals")),
)


class RivalTable(LinePane[RivalTally | LossLine]):
    """Competitors, those met most often first; then the reasons of losses, those given most often first."""

    TITLE: ClassVar[Words] = "Win rate by competitor"
    EMPTY = Notice("No competitors yet.", "{competitor.add} beside a lead or an opportunity notes one")
    IS_LIST = True

    def title_right(self) -> Sequence[Run]:
        """How many competitors there are."""
        number = sum(isinstance(each, RivalTally) for each in self.items)
        return [(formats.number(number), "dim")] if number else []

    def blocks(self) -> Iterator[Block[RivalTally | LossLine]]:
        """Headings, and a line for each competitor; the same for each reason."""
        rivals = [each for each in self.items if isinstance(each, RivalTally)]
        losses = [each for each in self.items if isinstance(each, LossLine)]
        if rivals:
            yield from self._table(say("Competitor"), _COLUMNS, [(each.id, each.name, each) for each in rivals])
        if rivals and losses:
            yield Block("", (Line(),))
        if losses:
            rows = [(f"reason {each.reason}", _reason(each), each) for each in losses]
            yield from self._table(say("Reason of losses"), _OF_LOSSES, rows)

    def _table(
        self, heading: str, columns: Sequence[Column], rows: Sequence[tuple[str, str, RivalTally | LossLine]]
    ) -> Iterator[Block[RivalTally | LossLine]]:
        shown: list[Column] = []
        room = self.cells - NAME
        for column in columns:
            if column.width + GAP <= room:
                shown.append(column)
                room -= column.width + GAP
        name = min(NAME + room, MOST_NAME)
        heads = [pad(column.label, column.width, "right") for column in shown]
        yield Block("", (self._line(pad(heading, name), heads, "dim"),))
        for id_, called, each in rows:
            values = ((column, column.value(each, self._display_context, column.width)[0]) for column in shown)
            cells = [pad(text, column.width, "right") for column, text in values]
            yield Block(id_, (self._line(pad(safe_line(called), name), cells, "text"),), each)

    @staticmethod
    def _line(name: str, cells: Sequence[str], ink: Token) -> Line:
        return Line([(name, ink), *((f"{' ' * GAP}{cell}", ink) for cell in cells)])


def _reason(line: LossLine) -> str:
    """What a reason is called."""
    return lost_reason(line.reason) if line.reason else say("No reason given")
