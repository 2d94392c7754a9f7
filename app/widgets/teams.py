"""Teams: which there are, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.domain.teams.rows import TeamLine
from app.widgets.facts import FactsPane
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, listed, say, say_many


class TeamsPane(LinePane[TeamLine]):
    """Every team; the ids are their codes."""

    TITLE: ClassVar[Words] = "Teams"
    EMPTY = Notice("No teams yet.", "{teams.add} makes one")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[TeamLine]]:
        """A line for each: the name, and how many are in it."""
        for each in self.items:
            count = say_many("{n} member", "{n} members", len(each.members))
            yield Block(each.code, (Line([(safe_line(each.name), "text")], [(count, "dim")]),), each)


class TeamDetail(FactsPane):
    """One of them."""

    TITLE: ClassVar[Words] = "Team"

    def facts(self, item: TeamLine) -> Iterator[tuple[str, str]]:
        """What is known of a team."""
        yield say("Name"), item.name
        yield say("Code"), item.code
        yield say("Members"), listed(item.members) or say("nobody")
        yield say("Have left"), listed(item.left)
