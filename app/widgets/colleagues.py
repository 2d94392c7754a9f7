"""The users of a workspace: who works here, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.domain.people.rows import UserLine
from app.domain.people.users import role_label
from app.widgets.facts import FactsPane
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, say, small


class Colleagues(LinePane[UserLine]):
    """Everybody who works here, or did; the ids are their codes."""

    TITLE: ClassVar[Words] = "Users"
    EMPTY = Notice("Nobody works here.")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[UserLine]]:
        """A line for each: the name, and as what."""
        for each in self.items:
            role = small(role_label(each.role)) if each.active else say("has left")
            yield Block(
                each.code, (Line([(safe_line(each.name), "text" if each.active else "dim")], [(role, "dim")]),), each
            )


class Colleague(FactsPane):
    """One of them."""

    TITLE: ClassVar[Words] = "User"

    def facts(self, item: UserLine) -> Iterator[tuple[str, str]]:
        """What is known of somebody."""
        yield say("Name"), item.name
        yield say("Code"), item.code
        yield say("Login"), item.login
        yield say("Role"), role_label(item.role)
        yield say("Email"), item.email or ""
        yield say("Time zone"), item.time_zone or ""
        yield say("Language"), item.language or ""
        yield say("Active"), say("Yes") if item.active else say("No")
