"""What a query gets wrong: where, in words a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.core.errors import Invalid
from app.words import Said


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a query's text.

    Attributes:
        text: The whole query; empty for a tree that was not parsed.
        start: Where the stretch begins, in characters from 0.
        end: Where it ends; the end itself is not part of it.
    """

    text: str = ""
    start: int = 0
    end: int = 0

    def through(self, other: Place) -> Place:
        """The stretch from the beginning of this one to the end of another."""
        return Place(self.text, self.start, max(self.end, other.end))


NOWHERE = Place()


class QueryProblem(Invalid):
    """A query that cannot be understood or answered; it knows where.

    Attributes:
        place: The stretch of the query that is at fault.
    """

    code = "invalid_query"

    def __init__(
        self, message: Said, place: Place = NOWHERE, *, field: str | None = None, hint: Said | None = None
    ) -> None:
        super().__init__(message, field=field, hint=hint)
        self.place = place

    @property
    def position(self) -> int:
        """Where in the text the problem begins, in characters from 0."""
        return self.place.start

    def as_json(self) -> dict[str, Any]:
        """The problem with its position, as the command line prints it."""
        return {**super().as_json(), "position": self.position}
