"""The users of a workspace: who works here, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.domain.core.errors import Invalid
from app.domain.core.moments import when
from app.domain.core.working import WorkingWeek
from app.domain.people.users import role_label
from app.domain.teams.rows import Colleague as Row
from app.widgets.facts import FactsPane
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, listed, say, say_many, small


class Colleagues(LinePane[Row]):
    """Everybody who works here, or did; the ids are their codes."""

    TITLE: ClassVar[Words] = "Users"
    EMPTY = Notice("Nobody works here.")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[Row]]:
        """A line for each: the name, and as what."""
        for each in self.items:
            user = each.user
            role = small(role_label(user.role)) if user.active else say("has left")
            yield Block(
                user.code, (Line([(safe_line(user.name), "text" if user.active else "dim")], [(role, "dim")]),), each
            )


class Colleague(FactsPane):
    """One of them."""

    TITLE: ClassVar[Words] = "User"

    def facts(self, item: Row) -> Iterator[tuple[str, str]]:
        """What is known of somebody, and when there is work for them."""
        user, at = item.user, self.display_context
        yield say("Name"), user.name
        yield say("Code"), user.code
        yield say("Login"), user.login
        yield say("Role"), role_label(user.role)
        yield say("Email"), user.email or ""
        yield say("Time zone"), user.time_zone or ""
        yield say("Language"), user.language or ""
        yield say("Working hours"), _hours(user.working_hours)
        yield say("Capacity"), say_many("{n} open lead", "{n} open leads", user.capacity) if user.capacity else ""
        yield say("Teams"), listed(item.teams)
        for off in item.away:
            begin, end = (when(each, at.now, at.zone) for each in (off.from_at, off.until_at))
            yield (
                say("Time off"),
                say("{begin} until {end}: {reason}", begin=begin, end=end, reason=off.reason)
                if off.reason
                else say("{begin} until {end}", begin=begin, end=end),
            )
        yield say("Active"), say("Yes") if user.active else say("No")


def _hours(text: str | None) -> str:
    """Working hours in the language of the moment; as they are where they cannot be read."""
    try:
        return WorkingWeek.parse(text or "").in_words()
    except Invalid:
        return text or ""
