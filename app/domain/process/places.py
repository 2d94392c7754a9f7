"""Where the parts of a TOML text stand, so that a mistake can be told by line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NamedTuple, TypeAlias

#: The way to a part, such as ``("stages", 1, "steps", 0, "field")``.
Way: TypeAlias = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
_TEXT: Final = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|' r"'''.*?'{3,5}|" r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'""", re.DOTALL)
_PLAIN: Final = re.compile(r"[^,\]}\n#]*")


class Spot(NamedTuple):
    """A place in a text, both counted from 1."""

    line: int
    column: int


class _Part(NamedTuple):
    """Where a part begins, and where its value does, in characters from 0."""

    start: int
    value: int


class Places:
    """The places of a text that is TOML; of another they may be wrong, but asking does no harm."""

    def __init__(self, text: str) -> None:
        """Read where everything stands."""
        self._text = text
        self._at = 0
        self._parts: dict[Way, _Part] = {}
        self._lengths: dict[Way, int] = {}
        with suppress(IndexError, RecursionError):  # it ends in the middle of something, or is no TOML
            self._read()

    def of(self, way: Sequence[str | int]) -> Spot:
        """Where a part begins; the nearest part around it where it is not there itself."""
        known = tuple(way)
        while known and known not in self._parts:
            known = known[:-1]
        return self._spot(self._parts[known].start if known else 0)

    def inside(self, way: Sequence[str | int], position: int) -> Spot:
        """Where a character of a text stands, counted from 0; where the text begins, if it is not written plainly."""
        part = self._parts.get(tuple(way))
        if part is None:
            return self.of(way)
        text, quote = self._text, self._text[part.value : part.value + 1]
        ending = text.find(quote, part.value + 1) if quote in ("'", '"') else -1
        plain = ending > 0 and "\\" not in text[part.value : ending] and part.value + 1 + position <= ending
        is_long = text[part.value : part.value + 3] in ('"""', "'''")
        return self._spot(part.value + 1 + position if plain and not is_long else part.value)

    def _spot(self, offset: int) -> Spot:
        before = self._text[:offset]
        return Spot(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)

    # Reading

    def _read(self) -> None:
        table: Way = ()
        while self._skip() < len(self._text):
            start = self._at
            if self._text.startswith("[[", start):
                self._at += 2
                named = self._table(self._key())
                number = self._lengths.get(named, 0)
                self._lengths[named] = number + 1
                self._parts.setdefault(named, _Part(start, start))
                table = (*named, number)
                self._parts[table] = _Part(start, start)
                self._line_end()
            elif self._text[start] == "[":
                self._at += 1
                table = self._table(self._key())
                self._parts.setdefault(table, _Part(start, start))
                self._line_end()
            else:
                self._pair(table)

    def _table(self, key: Sequence[str]) -> Way:
        """The way to the table that a header names: that of the last entry, where a list is on the way."""
        way: Way = ()
        for number, part in enumerate(key):
            way = (*way, part)
            if way in self._lengths and number + 1 < len(key):
                way = (*way, self._lengths[way] - 1)
        return way

    def _pair(self, table: Way) -> None:
        start = self._at
        way = (*table, *self._key())
        equals = self._text.find("=", self._at)
        self._at = len(self._text) if equals < 0 else equals + 1
        self._skip_spaces()
        self._parts.setdefault(way, _Part(start, self._at))
        self._value(way)

    def _value(self, way: Way) -> None:
        first = self._text[self._at]
        if found := _TEXT.match(self._text, self._at):
            self._at = found.end()
        elif first == "[":
            self._entries(way, "]")
        elif first == "{":
            self._entries(way, "}")
        else:
            self._at = max(_PLAIN.match(self._text, self._at).end(), self._at + 1)  # type: ignore[union-attr]

    def _entries(self, way: Way, end: str) -> None:
        """What stands between brackets: values by number, or pairs by key."""
        self._at += 1
        number = 0
        while self._text[self._skip()] != end:
            if end == "}":
                self._pair(way)
            else:
                self._parts[(*way, number)] = _Part(self._at, self._at)
                self._value((*way, number))
                number += 1
            if self._text[self._skip()] == ",":
                self._at += 1
        self._at += 1

    def _key(self) -> list[str]:
        """The parts of a key with dots."""
        parts: list[str] = []
        self._skip_spaces()
        while found := _KEY.match(self._text, self._at):
            parts.append(found.group().strip("\"'"))
            self._at = found.end()
            dot = _DOT.match(self._text, self._at)
            if dot is None:
                break
            self._at = dot.end()
        if not parts:
            self._at += 1
        return parts

    def _skip(self) -> int:
        """Go on behind blanks, line ends and comments."""
        self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._at

    def _skip_spaces(self) -> None:
        while self._text[self._at : self._at + 1] in (" ", "\t"):
            self._at += 1

    def _line_end(self) -> None:
        end = self._text.find("\n", self._at)
        self._at = len(self._text) if end < 0 else end


def spot_of_problem(message: str) -> Spot | None:
    """The place that Python's reader of TOML names in a message; ``None`` where it names none."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    return Spot(int(found[1]), int(found[2])) if found else None
