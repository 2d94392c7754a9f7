"""The assistant's cards: what should be seen, why, and which key deals with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from app.commands.keys import display_key
from app.domain.assistant.rows import Card
from app.widgets.called import card_action
from app.widgets.keyed import register_of
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, width_of
from app.widgets.text import safe_line
from app.words import Words, say_many

if TYPE_CHECKING:
    from app.widgets.ink import Token

NOTHING = Notice("Nothing to remind you of.")
#: Cards shown until the rest is asked for.
AT_MOST = 5
#: What is done with the entry of the timeline, once it is opened.
_MOVES_WHAT_IS_PLANNED = ("reschedule", "complete")
MORE = "more"
"""The id of the line that opens the rest."""

_URGENCY_INKS: tuple[Token, Token, Token, Token] = ("bad", "warn", "accent", "dim")


class Cards(LinePane[Card]):
    """Cards, most urgent first, at most five until ``more`` is opened.

    The ids of `Selected` and `Highlighted` are card keys. The card under the cursor shows its actions.
    """

    TITLE: ClassVar[Words] = "Assistant"
    EMPTY = NOTHING
    CURSOR_SHAPES = True

    commands: Mapping[str, str] = MappingProxyType({})
    """The command of each action word of a card, such as ``{"open": "assistant.act"}``; set before the cards.

    That of ``open`` does whatever a card proposes first.
    """
    general = False
    """Whether the cards are of many records, so that each names its own."""
    _all = False
    _moved = False
    """Whether the user has moved the cursor since the cards are those of this record."""

    def set_cards(self, cards: Iterable[Card]) -> None:
        """Show cards in the order given; the cursor stays where the user put it, else it is on the first."""
        self._all = False
        if not self._moved:
            self._cursor, self._top = "", 0
        self.set_items(cards)

    def begin_anew(self) -> None:
        """Forget the cursor, and that it was moved."""
        super().begin_anew()
        self._moved = False

    def blocks(self) -> Iterator[Block[Card]]:
        """Two lines a card, a third for the actions of the one under the cursor."""
        cards = self.items if self._all else self.items[:AT_MOST]
        for card in cards:
            yield Block(f"{card.record_id}/{card.key}", tuple(self._lines(card)), card)
        if len(cards) < len(self.items):
            rest = len(self.items) - len(cards)
            yield Block(MORE, (Line([(say_many("{n} more", "{n} more", rest), "dim")], [(self._opens_rest(), "dim")]),))

    def move_to(self, id: str) -> bool:
        """Put the cursor on a card; its actions come into view."""
        before = self._cursor
        moved = super().move_to(id)
        self._moved = self._moved or (moved and before != id)
        if moved and before != id and self.commands:
            self.rearrange()
        return moved

    def action_choose(self) -> None:
        """Open the card, or the rest of them."""
        if self.cursor_id == MORE:
            first = self.items[AT_MOST]
            self._all = True
            self.rearrange()
            self.move_to(f"{first.record_id}/{first.key}")
        else:
            super().action_choose()

    def _opens_rest(self) -> str:
        """The key that opens the rest, as this terminal can show it."""
        return register_of(self).key("assistant.act").replace(display_key("enter"), self._display_context.signs.enter)

    def _lines(self, card: Card) -> Iterator[Line]:
        urgency = min(max(card.urgency, 0), 3)
        sign: Run = (f"{self._display_context.signs.urgencies[urgency]} ", _URGENCY_INKS[urgency])
        yield Line([sign, (safe_line(card.title), "text")])
        reason = safe_line(card.reason)
        if self.general and card.record_title:
            reason = f"{safe_line(card.record_title)} {self._display_context.signs.dot} {reason}"
        yield Line([("  ", "text"), (reason, "dim")])
        if self._cursor == f"{card.record_id}/{card.key}" and self.commands:
            own, common = self._action_runs(card), self._runs(("snooze", "dismiss"))
            if width_of([*own, *common]) <= self.cells:
                yield Line([*own, *common[1:]])
            else:
                yield Line(own)
                yield Line(common)

    def _action_runs(self, card: Card) -> list[Run]:
        """What the card proposes: the first by the key that does it, the others by keys of their own."""
        first, *others = card.actions or ("open",)
        known = [each for each in others if card.activity_id is None or each not in _MOVES_WHAT_IS_PLANNED]
        return [*self._runs((first,), "open"), *self._runs(known)[1:]]

    def _runs(self, actions: Sequence[str], does: str = "") -> list[Run]:
        """Actions with their keys, or the key of the one that does them; those without a key are left out."""
        register = register_of(self)
        runs: list[Run] = [(" ", "text")]
        for action in actions:
            command = self.commands.get(does or action, "")
            key = register.key(command) if command else ""
            if key:
                runs += [(f" {key} ", "key"), (f"{safe_line(card_action(action))} ", "dim")]
        return runs
