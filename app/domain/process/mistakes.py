"""Mistakes of a definition: what is wrong, and where in the file that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.domain.core.errors import Invalid
from app.domain.process.places import Places, Spot
from app.words import Said, listed, say

#: Where in a definition, as pydantic says it: ``("stages", 1, "steps", 0, "field")``.
Location = Sequence[str | int]
Parts = Mapping[str, Callable[[int], str]]
"""What the parts of a definition are called, by the key of their list, each with its number."""
_PARTS: Final[Parts] = {
    "stages": lambda number: say("stage {number}", number=number),
    "steps": lambda number: say("step {number}", number=number),
    "next": lambda number: say("branch {number}", number=number),
    "roles": lambda number: say("role {number}", number=number),
}


class Mistake(Invalid):
    """A mistake in a definition.

    Attributes:
        line: In which line of the file it is, from 1; 0 where there is no file.
        column: At which character of the line, from 1.
    """

    def __init__(
        self, message: Said, *, field: str | None = None, hint: Said | None = None, line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message, field=field, hint=hint)
        self.line = line
        self.column = column

    def as_json(self) -> dict[str, Any]:
        """The mistake with its place."""
        place = {"line": self.line, "column": self.column} if self.line else {}
        return {**super().as_json(), **place}


class Found(NamedTuple):
    """A mistake that was found.

    Attributes:
        at: The part it is in.
        message: What is wrong.
        hint: What helps.
        position: At which character of a condition, from 0.
        spot: The part whose place is told, where that is another.
    """

    at: Location
    message: Said
    hint: Said | None = None
    position: int | None = None
    spot: Location | None = None


class Written:
    """A definition as it was written."""

    def __init__(
        self, source: str, table: Mapping[str, Any], places: Places | None, parts: Parts | None = None
    ) -> None:
        """Know what it is called, what is in it, and where, if it is a text.

        Args:
            source: What to call it.
            table: What is in it.
            places: Where in the text that is.
            parts: What its parts are called besides, by the key of their list.
        """
        self._source = source
        self._parts = {**_PARTS, **(parts or {})}
        self._table = table
        self._places = places

    def in_order(self, found: Iterable[Found]) -> list[Invalid]:
        """The mistakes with their places, in the order of the text."""
        return [*sorted(map(self._mistake, found), key=lambda each: (each.line, each.column))]

    def _mistake(self, found: Found) -> Mistake:
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in found.at)
        spot = self._spot(found)
        lines = [say("line {number}", number=spot.line)] if spot else []
        place = listed([self._source, *lines, *self._named(found.at)])
        message = say("{place}: {problem}", place=place, problem=found.message)
        line, column = spot or (0, 0)
        return Mistake(message, field=field or None, hint=found.hint, line=line, column=column)

    def _spot(self, found: Found) -> Spot | None:
        if self._places is None:
            return None
        if found.position is not None:
            return self._places.inside(found.at, found.position)
        return self._places.of(found.at if found.spot is None else found.spot)

    def _named(self, at: Location) -> Iterator[str]:
        """The parts of a place as a person counts them: ``stage 2 (develop)``, ``step 3 (budget)``."""
        counted = ""
        written: Any = self._table
        for part in at:
            try:
                written = written[part]
            except (KeyError, IndexError, TypeError):
                written = None
            if isinstance(part, int):
                code = written.get("code", written.get("id")) if isinstance(written, dict) else None
                known = isinstance(code, str) and len(code) <= 40 and code.isprintable()
                where = self._parts[counted](part + 1) if counted in self._parts else f"{counted} {part + 1}"
                yield say("{part} ({code})", part=where, code=code) if known else where
            elif part not in self._parts:
                yield part
            counted = str(part)
