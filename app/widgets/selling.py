"""The products a lead asks about, the lines of an opportunity, and its sales team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from app.domain.products.rows import InterestLine
from app.domain.sales.queries import sum_of
from app.domain.sales.rows import OfferedLine, TeamLine
from app.domain.sales.team_fields import team_roles_in_words
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, formats, say


class Interests(LinePane[InterestLine]):
    """The products that a lead asks about; the ids are those of the interests."""

    TITLE: ClassVar[Words] = "Products of interest"
    EMPTY = Notice("No product of interest yet.", "{interest.add|+} adds one")
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[InterestLine]]:
        """A line for the product and how many, a second for its price and what was said."""
        for each in self.items:
            head: list[Run] = [(safe_line(each.name), "text"), (f"  {safe_line(each.number)}", "dim")]
            if each.quantity is not None:
                head.append((f"  × {formats.number(each.quantity)}", "accent"))
            lines = [Line(head)]
            price = "" if each.price is None else str(each.price)
            about = joined((price, safe_line(each.notes)), self._display_context.signs.dot)
            if about:
                lines.append(Line([("  ", "text"), (about, "dim")]))
            yield Block(each.id, tuple(lines), each)


class OfferedLines(LinePane[OfferedLine]):
    """What an opportunity offers; the ids are those of the lines."""

    TITLE: ClassVar[Words] = "Lines"
    EMPTY = Notice("Nothing is offered yet.", "{opportunity_line.add|+} offers a product")
    OWN_KEYS = True

    def title_right(self) -> Sequence[Run]:
        """What the lines come to."""
        total = sum_of(self.items)
        return [] if total is None else [(str(total), "text")]

    def blocks(self) -> Iterator[Block[OfferedLine]]:
        """A line for the product, a second for how many at which price, and what that comes to."""
        for each in self.items:
            head: list[Run] = [(safe_line(each.name), "text")]
            if each.number:
                head.append((f"  {safe_line(each.number)}", "dim"))
            what = f"{formats.number(each.quantity)} × {each.unit_price}"
            off = say("less {percent}", percent=formats.percent(each.discount)) if each.discount else ""
            about = joined((what, off), self._display_context.signs.dot)
            yield Block(each.id, (Line(head), Line([("  ", "text"), (about, "dim")], [(str(each.net), "text")])), each)


class Team(LinePane[TeamLine]):
    """The sales team of an opportunity; the ids are those of the memberships."""

    TITLE: ClassVar[Words] = "Sales team"
    EMPTY = Notice("Nobody is in the sales team yet.", "{team.add|+} adds a colleague")
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[TeamLine]]:
        """A line for the name, a second for the roles and what else is known."""
        for member in self.items:
            gone = "" if member.active else say("no longer works here")
            about = joined(
                (safe_line(team_roles_in_words(member.roles)), gone, safe_line(member.notes)),
                self._display_context.signs.dot,
            )
            lines = (
                Line([(safe_line(member.name), "text")]),
                Line([("  ", "text"), (about, "warn" if gone else "dim")]),
            )
            yield Block(member.id, lines, member)
