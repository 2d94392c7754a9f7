"""Opportunities as a list: what, for whom, how much, and how far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.sales.rows import OpportunityLine
from app.widgets.keyed import with_keys
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.widgets.values import choice_text
from app.words import Words, formats, listed, say, say_in

if TYPE_CHECKING:
    from app.domain.rates.totals import Total
    from app.widgets.ink import Token

NOTHING = Notice("No opportunities here.", "{lead.qualify} on a lead makes one")
_STATUS_INKS: dict[str, Token] = {"won": "good", "lost": "bad", "out_sold": "bad", "on_hold": "warn"}
_FIELDS = {field.code: field for field in OPPORTUNITY_FIELDS}


class Opportunities(LinePane[OpportunityLine]):
    """Opportunities, two lines each; the ids are theirs."""

    TITLE: ClassVar[Words] = "Opportunities"
    EMPTY = NOTHING
    IS_LIST = True

    strays: frozenset[str] = frozenset()
    """The ids of those that keep their lines although the list holds them no more; set before the items."""
    is_stale = False
    """Whether the list, asked for again, would hold others or have them in another order; set before the items."""

    total: Total | None = None
    """What they amount to together; set before the items."""

    def title_right(self) -> Sequence[Run]:
        """What the list is sorted by, and what sorts it again where it has changed since."""
        signs = self._display_context.signs
        anew = with_keys(self, say("{list.again} sorts")) if self.is_stale else ""
        return ((joined((f"{signs.up} {say_in('order of the list', 'closes')}", anew), signs.dot), "dim"),)

    def blocks(self) -> Iterator[Block[OpportunityLine]]:
        """What all amount to; then a line for name and amount, a second for customer, stage and close."""
        if self.total is not None and self.items and (self.total.amount.minor or self.total.unpriced):
            yield Block("", tuple(self._sum(self.total)))
        for each in self.items:
            yield Block(each.id, tuple(self._lines(each)), each)

    def _sum(self, total: Total) -> Iterator[Line]:
        yield Line([(say("Total"), "dim")], [(safe_line(total.amount), "strong")])
        if total.unpriced:
            yield Line([(say("without {currencies}: no exchange rate", currencies=listed(total.unpriced)), "warn")])

    def _lines(self, each: OpportunityLine) -> Iterator[Line]:
        dot = self._display_context.signs.dot
        is_stray = each.id in self.strays
        head: list[Run] = [(safe_line(each.name), "dim" if is_stray else "text")]
        if each.status != "open" or is_stray:
            status = choice_text(_FIELDS, "status", each.status)
            head.append((f"  {status}", _STATUS_INKS.get(each.status, "dim")))
        yield Line(head, [(safe_line(each.amount), "text")] if each.amount else [])
        about = joined((safe_line(each.customer), safe_line(each.stage), safe_line(each.owner)), dot)
        probability = "" if each.probability is None else formats.percent(each.probability)
        right: list[Run] = [(probability, "dim")] if probability else []
        if each.expected_close is not None:
            past = each.status == "open" and each.expected_close < self._display_context.today
            day = self._display_context.short_day(each.expected_close)
            right.append(
                (
                    f"{f' {dot} ' if right else ''}{say('was due {day}', day=day) if past else day}",
                    "bad" if past else "dim",
                )
            )
        yield Line([("  ", "text"), (about, "dim")], right)
