"""What the faces see of assignment: rules, decisions, and what a simulation says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen
from app.words import Said


@frozen
class RuleLine:
    """A rule with all that it says.

    Attributes:
        id: Its identity.
        code: Its short code.
        place: Its place in the order in which rules are tried, from 1.
        name: What it is called.
        values: Its values by field code, users and teams by their names.
        problems: What is wrong with it, in sentences.
        given: How many leads it has given out.
    """

    id: str
    code: str
    place: int
    name: str
    values: dict[str, Any]
    problems: tuple[Said, ...] = ()
    given: int = 0

    @property
    def active(self) -> bool:
        """Whether it is tried."""
        return bool(self.values["active"])

    def as_json(self) -> dict[str, Any]:
        """The rule as the command line prints it."""
        return {
            "id": self.id,
            "code": self.code,
            "place": self.place,
            **{code: list(value) if isinstance(value, tuple) else value for code, value in self.values.items()},
            "problems": list(self.problems),
            "given": self.given,
        }


@frozen
class DecisionLine:
    """Who got a lead, or would get it, and why.

    Attributes:
        lead: The lead's short code.
        lead_id: The lead.
        title: What the lead is called.
        user: Who got it; nobody without one.
        before: Who had it before.
        cause: rule, hand or taken_back; none where no rule decided.
        rule: The name of the rule that decided.
        why: What it was decided by, in a sentence.
        due_at: By when somebody is to get in touch.
        at: When it was decided; ``None`` where it was only simulated.
    """

    lead: str
    lead_id: str
    title: str
    user: str | None
    before: str | None
    cause: str
    rule: str | None
    why: str
    due_at: datetime | None = None
    at: datetime | None = None
