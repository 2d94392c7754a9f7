"""The pipeline as a chart: how much is expected to close in each month, by stage, and the same in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.text import cell_width, pad
from app.domain.sales.rows import MonthLine, Totals
from app.domain.sales.saying import left_out, total_words
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Words, formats, listed, say

if TYPE_CHECKING:
    from app.widgets.ink import Token

#: The cells of a month's name, and the fewest of a bar.
MONTH: Final = 14
LEAST_BAR: Final = 10
#: The fewest cells of an amount, and those between two columns.
AMOUNT: Final = 15
GAP: Final = 2
_INKS: Final[tuple[Token, ...]] = ("accent", "good", "warn", "text", "hot", "cold")


class Forecast(LinePane[MonthLine]):
    """Months as bars, each parted by stage with a sign for each; below, the table of what they show."""

    TITLE: ClassVar[Words] = "By month"
    EMPTY = Notice("No opportunities here.", "{lead.qualify} on a lead makes one")
    IS_LIST = True

    totals: Totals | None = None
    """What all of it amounts to; set before the items."""
    _amount_cells = AMOUNT
    """The cells of the longest amount: one that is cut would say another."""

    def title_right(self) -> Sequence[Run]:
        """What all of it amounts to."""
        if self.totals is None or not self.items:
            return ()
        return [(safe_line(total_words(self.totals)), "warn" if self.totals.without_rate else "strong")]

    def blocks(self) -> Iterator[Block[MonthLine]]:
        """The legend, a bar for each month, the table, and the sums by currency."""
        along = sorted(
            {each.stage: each.place for each in self.items}.items(), key=lambda each: (each[1], each[0] or "")
        )
        stages = [stage for stage, _ in along]
        months: dict[str, list[MonthLine]] = {}
        for each in self.items:
            months.setdefault(each.month, []).append(each)
        yield Block("", (self._legend(stages), Line()))
        sums = (self._amount(sum(each.totals.total.amount.minor for each in month)) for month in months.values())
        self._amount_cells = max(AMOUNT, *(cell_width(safe_line(each)) for each in sums))
        most = max(sum(_length(each) for each in month) for month in months.values())
        for name, month in months.items():
            yield Block(f"month {name}", tuple(self._bar(name, month, stages, most)), month[0])
        yield Block("", (Line(), *self._table(months, stages)))
        if self.totals is not None:
            yield Block("", (Line(), *self._sums(self.totals)))

    # the chart ---------------------------------------------------------------------------------------------

    def _fill(self, stages: Sequence[str | None], stage: str | None) -> Run:
        """The sign of a stage, and its ink: told apart without colours too, as far as there are signs."""
        place = stages.index(stage)
        signs = self._display_context.signs.bars
        return signs[place % len(signs)], _INKS[place % len(_INKS)]

    def _legend(self, stages: Sequence[str | None]) -> Line:
        runs: list[Run] = []
        for stage in stages:
            sign, ink = self._fill(stages, stage)
            runs += [(f"{sign * 2} ", ink), (f"{_stage_name(stage)}   ", "text")]
        return Line(runs)

    def _bar(self, name: str, month: Sequence[MonthLine], stages: Sequence[str | None], most: float) -> Iterator[Line]:
        """A month: its name, its bar, what it amounts to; below, the same by probability, and what is left out."""
        signs = self._display_context.signs
        amount = safe_line(self._amount(sum(each.totals.total.amount.minor for each in month)))
        count = formats.number(sum(each.totals.count for each in month))
        right: list[Run] = [(f"{count}  ", "dim"), (pad(amount, self._amount_cells, "right"), "text")]
        room = max(self.cells - MONTH - self._amount_cells - cell_width(count) - 2 * GAP - 1, LEAST_BAR)
        runs: list[Run] = [(pad(self._month(name), MONTH), "text")]
        for each in month:
            sign, ink = self._fill(stages, each.stage)
            runs.append((sign * _cells(_length(each), most, room), ink))
        yield Line(runs, right)
        weighted = sum(each.totals.weighted.amount.minor for each in month)
        if weighted > 0:
            line = signs.heavy * _cells(weighted, most, room)
            words = say("{amount} weighted", amount=self._amount(weighted))
            yield Line([(" " * MONTH, "text"), (line, "dim")], [(safe_line(words), "dim")])
        for each in month:
            if out := left_out(each.totals):
                yield Line([(" " * MONTH, "text"), (safe_line(f"{_stage_name(each.stage)}: {out}"), "warn")])

    # the table ---------------------------------------------------------------------------------------------

    def _table(self, months: dict[str, list[MonthLine]], stages: Sequence[str | None]) -> Iterator[Line]:
        """Month by stage where that fits beside each other, else one line for each."""
        if MONTH + (len(stages) + 1) * (self._amount_cells + GAP) > self.cells:
            for name, month in months.items():
                yield Line([(self._month(name), "strong")])
                for each in month:
                    sign, ink = self._fill(stages, each.stage)
                    amount = pad(safe_line(each.totals.total.amount), self._amount_cells, "right")
                    number = formats.number(each.totals.count)
                    yield Line(
                        [(f"{sign} ", ink), (_stage_name(each.stage), "text")], [(f"{number}  {amount}", "text")]
                    )
            return
        cells = self._amount_cells
        head = [pad(text, cells, "right") for text in (*map(_stage_name, stages), say("Total"))]
        yield Line([(pad(say("Month"), MONTH), "dim"), *_cells_of(head, "dim")])
        for name, month in months.items():
            by = {each.stage: each.totals.total.amount for each in month}
            total = self._amount(sum(each.minor for each in by.values()))
            texts = (*(safe_line(by[stage]) if stage in by else "" for stage in stages), safe_line(total))
            runs = _cells_of([pad(text, cells, "right") for text in texts], "text")
            yield Line([(pad(self._month(name), MONTH), "text"), *runs])

    def _sums(self, totals: Totals) -> Iterator[Line]:
        """The sum in each currency, in the workspace's own, and what is left out."""
        yield Line([(say("By currency"), "dim"), ("  ", "text"), (safe_line(listed(map(str, totals.amounts))), "text")])
        yield Line([(say("Total"), "dim"), ("  ", "text"), (safe_line(total_words(totals)), "strong")])
        if totals.weighted.amount.minor:
            yield Line([(safe_line(say("Weighted by probability: {amount}.", amount=totals.weighted.amount)), "text")])

    def _amount(self, minor: int) -> str:
        """An amount in the workspace's currency."""
        one = self.items[0].totals.total.amount
        return str(type(one)(minor, one.currency))

    def _month(self, name: str) -> str:
        """A month's name, with its year where that is another one."""
        if not name:
            return say("No day")
        year, month = (int(part) for part in name.split("-"))
        return formats.month_name(date(year, month, 1), with_year=year != self._display_context.today.year)


def _stage_name(stage: str | None) -> str:
    return say("No process") if stage is None else safe_line(stage)


def _length(line: MonthLine) -> int:
    """What a bar is as long as; an amount below nothing has none."""
    return max(line.totals.total.amount.minor, 0)


def _cells(value: float, most: float, room: int) -> int:
    """The cells of a part of a bar: what there is of it takes one at least."""
    return max(round(value / most * room), 1) if value > 0 and most > 0 else 0


def _cells_of(cells: Sequence[str], ink: Token) -> list[Run]:
    return [(f"{' ' * GAP}{each}", ink) for each in cells]
