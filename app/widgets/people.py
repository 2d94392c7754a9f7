"""Stakeholders: who has a say, in which role, and how they stand to us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.domain.stakeholders.fields import ATTITUDES, ROLES
from app.domain.stakeholders.rows import StakeholderLine
from app.widgets.called import in_sentence
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, listed, say

NOBODY = Notice("Nobody has a role here yet.", "{stakeholder.add|+} adds a stakeholder")
_ATTITUDES = {"supporter": "good", "positive": "good", "neutral": "dim", "sceptic": "warn", "opponent": "bad"}


class People(LinePane[StakeholderLine]):
    """The stakeholders of a record; the ids are theirs."""

    TITLE: ClassVar[Words] = "Stakeholders"
    EMPTY = NOBODY
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[StakeholderLine]]:
        """A line for name and roles, a second for what else is known."""
        for person in self.items:
            yield Block(person.id, tuple(self._lines(person)), person)

    def _lines(self, person: StakeholderLine) -> Iterator[Line]:
        signs = self._display_context.signs
        decides = any("decision" in role.lower() for role in person.roles)
        roles = listed(safe_line(in_sentence(role, ROLES)) for role in person.roles)
        head: list[Run] = [
            (f"{signs.decides if decides else signs.takes_part} ", "accent" if decides else "dim"),
            (safe_line(person.name), "text"),
            (f"  {roles}", "dim"),
        ]
        yield Line(head)
        about = joined((safe_line(person.job_title), safe_line(person.company)), signs.dot)
        standing: list[Run] = []
        if person.attitude:
            ink = _ATTITUDES.get(person.attitude, "dim")
            standing.append(
                (
                    safe_line(in_sentence(person.attitude, ATTITUDES)),
                    "good" if ink == "good" else "bad" if ink == "bad" else "dim",
                )
            )
        if person.influence is not None:
            influence = say("influence {number}/5", number=person.influence)
            standing.append((f"{f' {signs.dot} ' if standing else ''}{influence}", "dim"))
        if about or standing:
            yield Line([("  ", "text"), (about, "dim")], standing)
