"""Explicit levels and directions (UAX #9, P2 to P3 and X1 to X10): embeddings, overrides and isolates."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

MAX_DEPTH: Final = 125  # BD2
_INITIATORS: Final = "ijk"
_CONTROL: Final = re.compile("[a-eijkpP]")
_BEARING: Final = re.compile("[LRAijkpP]")
_UNREMOVED: Final = re.compile("[^B]")


class Sequence(NamedTuple):
    """An isolating run sequence (BD13).

    Attributes:
        positions: Of its characters in the text.
        level: Their embedding level.
        before, after: ``L`` or ``R``, the direction at its start (sos) and end (eos).
    """

    positions: list[int]
    level: int
    before: str
    after: str


def direction(level: int) -> str:
    """The class of the direction of a level."""
    return "R" if level & 1 else "L"


def has_controls(classes: str) -> bool:
    """Whether characters are there that embed, override, isolate, or part paragraphs."""
    return _CONTROL.search(classes) is not None


def first_strong(classes: str, isolate: int | None = None) -> int | None:
    """The level that the first strong character asks for (P2, P3), isolates skipped; nothing where there is none.

    Args:
        classes: Of the text.
        isolate: Where an isolate begins that is looked at alone (X5c).
    """
    depth = 0
    for found in _BEARING.finditer(classes, 0 if isolate is None else isolate + 1):
        letter = found[0]
        if letter in _INITIATORS:
            depth += 1
        elif letter == "p":
            if not depth and isolate is not None:
                return None
            depth = max(depth - 1, 0)
        elif letter == "P":
            return None
        elif not depth:
            return 0 if letter == "L" else 1
    return None


class _Entry(NamedTuple):
    """An entry of the directional status stack."""

    level: int
    override: str
    isolate: bool


class Embedder:
    """Walks the controls of one paragraph and works out levels and matching isolates (BD9, X1 to X8)."""

    def __init__(self, classes: str, base: int) -> None:
        self.levels: list[int] = []
        self.classes: list[str] = []
        self.matching: dict[int, int] = {}
        self._source = classes
        self._base = base
        self._stack = [_Entry(base, "", isolate=False)]
        self._overflow_isolates = self._overflow_embeddings = 0
        self._valid: list[bool] = []
        self._open: list[int] = []
        end = 0
        for found in _CONTROL.finditer(classes):
            self._plain(classes[end : found.start()])
            self._control(found[0])
            end = found.end()
        self._plain(classes[end:])

    def sequences(self) -> list[Sequence]:
        """The isolating run sequences of the paragraph (X9, X10)."""
        kept = [index for index, letter in enumerate(self.classes) if letter != "B"]
        runs = [list(run) for _, run in groupby(kept, key=self.levels.__getitem__)]
        starting = {run[0]: run for run in runs}
        matched = set(self.matching.values())
        place = {index: rank for rank, index in enumerate(kept)}
        found = []
        for run in runs:
            if run[0] in matched:
                continue  # goes on a sequence that began before
            positions = list(run)
            while (after := self.matching.get(positions[-1])) is not None:
                positions += starting[after]
            found.append(self._sequence(positions, kept, place))
        return found

    def _sequence(self, positions: list[int], kept: list[int], place: dict[int, int]) -> Sequence:
        level = self.levels[positions[0]]
        first, last = place[positions[0]], place[positions[-1]]
        before = self.levels[kept[first - 1]] if first else self._base
        goes_on = last + 1 < len(kept) and self._source[positions[-1]] not in _INITIATORS
        after = self.levels[kept[last + 1]] if goes_on else self._base
        return Sequence(positions, level, direction(max(level, before)), direction(max(level, after)))

    def _plain(self, run: str) -> None:
        """X6: what is no control takes the level, and the override, of where it stands."""
        top = self._stack[-1]
        self.levels += [top.level] * len(run)
        self.classes += _UNREMOVED.sub(top.override, run) if top.override else run

    def _control(self, letter: str) -> None:
        if letter in "abcd":
            self._embed(letter)
        elif letter in _INITIATORS:
            self._isolate(letter)
        elif letter == "p":
            self._end_isolate()
        elif letter == "e":
            self._end_embedding()
        else:  # X8: a paragraph separator ends everything
            del self._stack[1:], self._valid[:], self._open[:]
            self._overflow_isolates = self._overflow_embeddings = 0
            self._set("P", self._base)

    def _set(self, letter: str, level: int) -> None:
        self.levels.append(level)
        self.classes.append(letter)

    def _next(self, odd: bool) -> int:
        """The next higher odd, or even, level."""
        level = self._stack[-1].level
        return (level + 1) | 1 if odd else (level + 2) & ~1

    def _embed(self, letter: str) -> None:
        """X2 to X5."""
        level = self._next(odd=letter in "bd")
        self._set("B", self._stack[-1].level)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(_Entry(level, {"c": "L", "d": "R"}.get(letter, ""), isolate=False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _isolate(self, letter: str) -> None:
        """X5a to X5c."""
        top = self._stack[-1]
        here = len(self.levels)
        self._set(top.override or letter, top.level)
        valid = not self._overflow_isolates and not self._overflow_embeddings
        odd = letter == "j" or (letter == "k" and valid and first_strong(self._source, here) == 1)
        level = self._next(odd=odd)
        valid = valid and level <= MAX_DEPTH
        if valid:
            self._stack.append(_Entry(level, "", isolate=True))
        else:
            self._overflow_isolates += 1
        self._valid.append(valid)
        self._open.append(here)

    def _end_isolate(self) -> None:
        """X6a."""
        here = len(self.levels)
        if self._open:
            opened = self._open.pop()
            if self._valid.pop():
                self._overflow_embeddings = 0
                while not self._stack.pop().isolate:
                    pass
                self.matching[opened] = here
            else:
                self._overflow_isolates -= 1
        top = self._stack[-1]
        self._set(top.override or "p", top.level)

    def _end_embedding(self) -> None:
        """X7."""
        self._set("B", self._stack[-1].level)
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()
