"""What stays whole between words that run from right to left: numbers, phones, dates, amounts, codes, addresses, names.

The bare algorithm turns ``12-34`` after an Arabic word into ``34-12``, and ``C++`` into ``++C``. A writer would isolate
such a value with LRI and PDI (UAX #9, 2.7); here it is found by its form and counts as isolated, with no character
added. One with a letter counts as a letter from left to right, so that it joins Latin words beside it; one of digits
alone stands for itself, unless a Latin word comes before it.

Arabic-Indic digits run from left to right too, but a sign before them, or a per cent sign behind them, stands as it is
read, from the right (CLDR's Arabic formats have it so). What stands in quotation marks is isolated as it is, in the
direction of its own first letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from app.bidi.classes import classes_of, needs_arranging
from app.bidi.levels import levels

#: Letters that are read from the right; the others are told by their category: a set of thousands compiles slowly.
_FROM_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufefc"
_LETTER: Final = f"(?![{_FROM_RIGHT}])[^\\W\\d_]"
_DIGIT: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_SIGN: Final = f"(?:[{_DIGIT}]|[\u0300-\u036f]|(?![{_FROM_RIGHT}])\\w)"
_ATOM: Final = f"{_SIGN}++"
_SPACE: Final = "[ \u00a0\u202f]"
_DASH: Final = "\\-\u2010-\u2015\u2212"
_CURRENCY: Final = "$\u00a2-\u00a5\u20a0-\u20bf"
#: A place in a usage line that may be filled several times: ``[ARGS]...``.
_REPEATED: Final = f"\\[(?:{_SIGN}|[=|-])++\\]\\.{{3}}"
#: What joins two halves without a space: ``12-34``, ``a@b``, ``A&B``, ``09:00``, ``://``.
_GLUE: Final = f"[.,:/\\\\&@'\u2019+{_DASH}=~*#%?^{_CURRENCY}\u00b0\u00b7<>\u00d7\u00f7\u00b1\u066a-\u066c]{{1,3}}"
#: What belongs to the number or name behind it: ``-5``, ``≥80``, ``€50``, ``#12``, ``@ann``, ``.NET``, ``/etc``.
_LEAD: Final = (
    f"(?<![\\w.])(?:[+{_DASH}\u00b1~\u2248<>\u2264\u2265=]{{0,2}}(?:[{_CURRENCY}]{_SPACE}?)?(?=[.#]?[{_DIGIT}])[.#]?"
    f"|[+{_DASH}](?=[A-Z]{{3}}{_SPACE}?[{_DIGIT}])|[#@.]|[~.]{{0,2}}/)"
)
#: A dialling prefix: ``(050) 123``, ``(0)50``.
_PREFIX: Final = f"\\([{_DIGIT}]{{1,5}}\\)(?=[{_DIGIT}])|\\([{_DIGIT}]{{2,5}}\\)[ {_DASH}](?=[{_DIGIT}]{{3}})"
_SHORTENED: Final = "|".join(f"(?<=\\b{word})" for word in ("Inc", "Ltd", "Co", "Corp", "LLC", "No", "St", "Jr"))
#: What belongs to the number or name before it: ``12%``, ``50 €``, ``C++``, ``C#``, ``20°C``, ``Acme®``, ``Inc.``
_TAIL: Final = (
    f"{_SPACE}?[%\u2030\u066a]|{_SPACE}?[{_CURRENCY}](?![{_DIGIT}])|\\+{{1,2}}|\\#|\u00b0[CF]?|[\u2122\u00ae\u00a9]"
    f"|/(?=\\s|$)|(?:{_SHORTENED}|(?<=\\b\\w\\.\\w))\\."
)
_TOKEN: Final = (
    f"{_REPEATED}|(?:{_LEAD})?(?:{_PREFIX})?{_ATOM}(?:(?:{_GLUE})?(?:{_PREFIX}|{_ATOM}))*+"
    f"(?:{_TAIL})*(?:{_GLUE}{_ATOM})*+"
)
_LINK: Final = f"{_SPACE}(?:[{_DASH}/&+\u00d7=\u2192:]{_SPACE})?"
_ADDRESS: Final = '(?:[a-z][a-z0-9+.-]{1,9}://|www\\.|mailto:)[^\\s<>"\u00ab\u00bb\u200e\u200f\u2066-\u2069]+'
_WHOLE: Final = f"(?P<address>{_ADDRESS}(?<![.,;:!?)\\]\u060c\u061b\u061f]))|(?:{_TOKEN})(?:{_LINK}(?:{_TOKEN}))*"
_ARABIC: Final = "[\u0660-\u0669]+"
_ARABIC_NUMBER: Final = f"[+{_DASH}\u00b1]?(?P<digits>{_ARABIC}(?:[.,\u066b\u066c]{_ARABIC})*){_SPACE}?[%\u066a\u2030]?"
_RIGHT_TO_LEFT: Final = re.compile("[RA]")
_NOT_RIGHT_TO_LEFT: Final = re.compile("[^RAM]")

Kind = Literal["name", "number", "signed", "address"]


class Whole(NamedTuple):
    """One value that stays whole.

    Attributes:
        start, end: Where it stands in the text.
        kind: ``name`` with letters, ``number`` without, ``signed`` for an Arabic-Indic number with its sign or per
            cent sign, ``address`` for one with letters from right to left inside.
    """

    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compiled when first needed, which no start without right-to-left text pays for."""
    return re.compile(_WHOLE), re.compile(_ARABIC_NUMBER), re.compile(_LETTER)


@lru_cache(maxsize=1)
def _quotation() -> re.Pattern[str]:
    return re.compile("([“«])(?!\u2068)([^“”«»]+)([”»])")


def wholes(text: str, classes: str) -> Iterator[Whole]:
    """The values of a line that stay whole, in their order.

    Args:
        text: One piece of a line.
        classes: Of its characters.
    """
    whole, arabic_number, letter = _patterns()
    for found in whole.finditer(text):
        start, end = found.span()
        kind: Kind = "name" if letter.search(text, start, end) else "number"
        if found["address"] and _RIGHT_TO_LEFT.search(classes, start, end):
            kind = "address"
        elif (plain := arabic_number.fullmatch(text, start, end)) and plain.span("digits") != (start, end):
            kind = "signed"
        yield Whole(start, end, kind)


def levels_of_piece(text: str, base: int) -> list[int]:
    """The level of each character of a piece (as ``levels``), values that stay whole counted as isolated.

    Args:
        text: One piece of a line.
        base: Its level, 0 or 1.
    """
    if not base and not needs_arranging(text):
        return [0] * len(text)
    if "“" in text or "«" in text:
        isolated = _quotation().sub("\\1\u2068\\2\u2069\\3", text)
        if len(isolated) > len(text):
            return _without_isolates(_levels(isolated, base), text, isolated)
    return _levels(text, base)


def _without_isolates(of_levels: list[int], text: str, isolated: str) -> list[int]:
    """The levels of the text's own characters."""
    kept = []
    at = 0
    for level, character in zip(of_levels, isolated, strict=True):
        if at < len(text) and character == text[at]:
            kept.append(level)
            at += 1
    return kept


def _levels(text: str, base: int) -> list[int]:
    classes = classes_of(text)
    found = list(wholes(text, classes))
    counted: list[str] = []
    end = 0
    for each in found:
        letter = "L" if each.kind in {"name", "address"} else "U"
        counted += classes[end : each.start], letter * (each.end - each.start)
        end = each.end
    counted.append(_cut(classes[end:], text, classes, found))
    of_levels = levels(text, base, "".join(counted))
    for each in found:
        _settle(each, of_levels, text)
    return of_levels


def _cut(rest: str, text: str, classes: str, found: list[Whole]) -> str:
    """The classes behind the last value; the mark of a cut counts as part of a number that stands alone."""
    alone = rest == "O" and text[-1] == "…" and found and not _RIGHT_TO_LEFT.search(classes)
    return "L" if alone else rest


def _settle(whole: Whole, of_levels: list[int], text: str) -> None:
    """Give the characters of a value their own order, at the next level from left to right."""
    start, end, kind = whole
    level = of_levels[start]
    even = level + (level & 1)
    if kind == "signed":
        of_levels[start:end] = [(level | 1) + (letter in "٠١٢٣٤٥٦٧٨٩٫٬.,") for letter in text[start:end]]
    elif kind == "address":
        parts = _NOT_RIGHT_TO_LEFT.sub("L", classes_of(text[start:end]))  # each between slashes and dots for itself
        of_levels[start:end] = [even + inner for inner in levels(text[start:end], 0, parts)]
    elif level != even:
        of_levels[start:end] = [even] * (end - start)
