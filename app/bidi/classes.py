"""The bidirectional class of each character (UAX #9, table 4), one letter a class, so that rules are patterns."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: The classes by their names in the standard. ``U`` is ours: a number that stays whole (see ``wholes``).
LETTERS: Final = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "ES": "+",
    "ET": "T",
    "AN": "N",
    "CS": "C",
    "NSM": "M",
    "BN": "B",
    "B": "P",
    "S": "S",
    "WS": "W",
    "ON": "O",
    "LRE": "a",
    "RLE": "b",
    "LRO": "c",
    "RLO": "d",
    "PDF": "e",
    "LRI": "i",
    "RLI": "j",
    "FSI": "k",
    "PDI": "p",
}

#: Characters that give a line more than one direction: letters from right to left, Arabic numbers, controls.
_DIRECTED: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# What a code point without a character has for a class (DerivedBidiClass.txt, @missing), as far as it matters here.
_UNASSIGNED: Final = (
    (range(0x0590, 0x0600), "R"),
    (range(0x0600, 0x07C0), "A"),
    (range(0x07C0, 0x0860), "R"),
    (range(0x0860, 0x0900), "A"),
    (range(0x20A0, 0x20D0), "T"),
    (range(0xFB1D, 0xFB50), "R"),
    (range(0xFB50, 0xFF00), "A"),
    (range(0x10800, 0x11000), "R"),
    (range(0x1E800, 0x1F000), "R"),
)


class _Classes(dict[int, str]):
    """The letter of each character's class, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = LETTERS.get(unicodedata.bidirectional(chr(code))) or _unassigned(code)
        self[code] = letter
        return letter


def _unassigned(code: int) -> str:
    return next((letter for codes, letter in _UNASSIGNED if code in codes), "L")


_CLASSES: Final = _Classes()


def classes_of(text: str) -> str:
    """The classes of a text, a letter of ``LETTERS`` for each character."""
    return text.translate(_CLASSES)


def needs_arranging(text: str) -> bool:
    """Whether a text, in a line that runs from left to right, may look otherwise than it is stored."""
    return not text.isascii() and _DIRECTED.search(text) is not None
