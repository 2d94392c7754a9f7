"""What a query gets wrong: where, in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.core.errors import Invalid

_LONGEST_SHOWN = 40
#: How alike a name must be to be suggested, from 0 to 1; difflib's own default.
_ALIKE = 0.6


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
        self, message: str, place: Place = NOWHERE, *, field: str | None = None, hint: str | None = None
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


def quoted(text: str) -> str:
    """What was typed in quotation marks, shortened to fit a sentence."""
    return f"“{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + '…'}”"


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known name most like the one typed, or ``None`` when none is near."""
    from difflib import get_close_matches

    from app.domain.core.folding import fold

    if len(typed) > _LONGEST_SHOWN:
        return None
    by_fold: dict[str, str] = {}
    for name in known:  # of two names that read the same, such as a code and its label, the first counts
        by_fold.setdefault(fold(name.replace("_", " ")), name)
    wanted = fold(typed.replace("_", " "))
    near = get_close_matches(wanted, by_fold, n=1, cutoff=_ALIKE)
    if not near and len(wanted) > 1:
        near = [name for name in by_fold if name.startswith(wanted)][:1]
    return by_fold[near[0]] if near else None


def did_you_mean(typed: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known name, or ``None`` when none is near."""
    near = nearest(typed, known)
    return f"Did you mean {near}?" if near else None
