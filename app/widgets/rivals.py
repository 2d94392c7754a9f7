"""Competitors met on a record, and how we did against them before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from app.domain.competitors.fields import STATUSES
from app.domain.competitors.rows import RivalLine
from app.widgets.called import in_sentence
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, formats, say

if TYPE_CHECKING:
    from app.widgets.ink import Token

NOBODY = Notice("No competitor is known here.", "{competitor.add|+} adds one")
_STATUS_INKS: dict[str, Token] = {"confirmed": "warn", "suspected": "dim", "out": "dim"}


class Rivals(LinePane[RivalLine]):
    """The competitors of a record; the ids are those of the meetings with them, not of the competitors."""

    TITLE: ClassVar[Words] = "Competitors"
    EMPTY = NOBODY
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[RivalLine]]:
        """A line for the name and status, a second for our record against them."""
        for rival in self.items:
            head = Line(
                [(safe_line(rival.name), "text"), (f"  {safe_line(in_sentence(rival.status, STATUSES))}", _ink(rival))]
            )
            yield Block(rival.id, (head, Line([("  ", "text"), (_record(rival), "dim")])), rival)


def _ink(rival: RivalLine) -> Token:
    return _STATUS_INKS.get(rival.status, "dim")


def _record(rival: RivalLine) -> str:
    """How we did against a competitor, in words."""
    met = rival.won + rival.lost
    if not met:
        if rival.key_product:
            return say("first time we meet them, with {product}", product=safe_line(rival.key_product))
        return say("first time we meet them")
    return say("we won {won} of {met} against them", won=formats.number(rival.won), met=formats.number(met))
