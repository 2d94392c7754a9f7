"""The words and signs of a query, and how many bare words make one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.periods import UNITS
from app.domain.query.errors import Place, QueryProblem
from app.words import say

TokenKind = Literal["word", "quoted", "operator", "open", "close", "comma", "unclosed", "end"]

#: Words that join conditions; quoted, they are searched for.
CONNECTIVES = frozenset({"and", "or", "not"})
#: How each operator may be written.
OPERATORS = {
    "=": "=",
    "==": "=",
    "!=": "!=",
    "<>": "!=",
    "≠": "!=",
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "~": "~",
    "!~": "!~",
}
#: The words for a day by where it stands to today.
DAY_WORDS = frozenset({"today", "tomorrow", "yesterday"})
#: The days of the week, also in three letters, as they follow ``this``, ``last`` and ``next``.
WEEKDAYS = frozenset(
    name[:length]
    for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for length in (3, len(name))
)

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SIGNS = "|".join(re.escape(sign) for sign in sorted(OPERATORS, key=len, reverse=True))
_WORD = r"""(?:{comma}[^\s()"“,،=<>~!≤≥≠]|!(?![=~]))+"""
_PIECE = r"""
      (?P<space>\s+)
    | (?P<quoted>"(?:[^"\\]|\\.)*+" | “(?:[^”\\]|\\.)*+” | '(?:[^'\\]|\\.)*+'(?=[\s(),،]|$))
    | (?P<unclosed>["“].*)
    | (?P<operator>{signs})
    | (?P<open>\() | (?P<close>\)) | (?P<comma>[,،])
    | (?P<word>{word})
"""
# Between digits a comma groups thousands, but in a list it separates.
_OUTSIDE = re.compile(_PIECE.format(signs=_SIGNS, word=_WORD.format(comma=r"(?<=\d)[,،](?=\d)|")), re.VERBOSE)
_IN_LIST = re.compile(_PIECE.format(signs=_SIGNS, word=_WORD.format(comma="")), re.VERBOSE)
_ESCAPED = re.compile(r"""\\([\\"'“”])""")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted text or a sign, and where it stands.

    Attributes:
        kind: What it is; ``end`` comes after the last, an ``unclosed`` text misses its quotation mark.
        text: What it says: without quotation marks and escapes, an operator in its usual form.
        place: Where it stands in the query.
    """

    kind: TokenKind
    text: str
    place: Place

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, unquoted, in any case."""
        return self.kind == "word" and self.text.lower() in words


def cleaned(text: str) -> str:
    """The text with a space for each character that has no place in a line; the others stay in place."""
    if text.isascii() and text.isprintable():
        return text
    return _OVERRIDES.sub("\N{REPLACEMENT CHARACTER}", _UNSAFE.sub(" ", text))


def tokens_of(text: str, *, forgiving: bool = False) -> list[Token]:
    """The tokens of a cleaned query, ``end`` last.

    Args:
        text: The query.
        forgiving: Keep a text whose quotation mark is missing, as while typing, instead of refusing it.

    Raises:
        QueryProblem: A quotation mark is not closed.
    """
    found: list[Token] = []
    in_list = False
    position = 0
    while position < len(text):
        match = (_IN_LIST if in_list else _OUTSIDE).match(text, position)
        if match is None or match.lastgroup is None:
            raise QueryProblem(say("This cannot be read."), Place(text, position, position + 1))
        position = match.end()
        if match.lastgroup == "space":
            continue
        token = _token(match, text)
        if token.kind == "unclosed" and not forgiving:
            raise QueryProblem(
                say("A quotation mark is not closed."), token.place, hint=say('Close it with " at the end of the text.')
            )
        if token.kind == "open":
            in_list = in_list or (bool(found) and found[-1].says("in"))
        elif token.kind == "close":
            in_list = False
        found.append(token)
    return [*found, Token("end", "", Place(text, len(text), len(text)))]


def _token(match: re.Match[str], text: str) -> Token:
    written, place = match[0], Place(text, match.start(), match.end())
    match match.lastgroup:
        case "quoted":
            return Token("quoted", _ESCAPED.sub(r"\1", written[1:-1]), place)
        case "unclosed":
            return Token("unclosed", _ESCAPED.sub(r"\1", written[1:]), place)
        case "operator":
            return Token("operator", OPERATORS[written], place)
        case "open" | "close" | "comma" as kind:
            return Token(kind, written, place)
        case _:
            return Token("word", written, place)


_NUMBER = re.compile(r"(?:[^\W\d_]{1,3}|[$€£¥₹₺+-])?[+-]?\d[\d.,'_٫٬،]*[^\W\d_]{0,8}%?")
_COUNT = re.compile(r"\d{1,6}|an?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_DAY_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SCALES = frozenset({"thousand", "million", "billion", "mn", "bn", "الف", "مليون", "مليار"})
_NEAR = frozenset({"this", "last", "next", "past"})
#: The most bare words one value takes outside a list.
LONGEST_VALUE = 3


def words_of_value(words: Sequence[str]) -> int:
    """How many of these bare words make the value that begins with the first; at least one.

    Several do in ``14 days ago``, ``in 3 days``, ``last 30 days``, ``next week``, ``tomorrow 10:00``,
    ``50000 USD``, ``2.5 million AED`` and ``12 %``, in Arabic words too.
    """
    folded = [fold(word) for word in words[:LONGEST_VALUE]] + [""] * (LONGEST_VALUE - len(words))
    return _words_of_time(folded) or _words_of_amount(words, folded) or 1


def _words_of_time(words: Sequence[str]) -> int:
    first, second, third = words
    if not first.isascii():
        from app.domain.core.arabic_times import words_of_time

        return words_of_time([word for word in words if word])
    counted = bool(_COUNT.fullmatch(first)) and second in UNITS and third == "ago"
    shifted = first in {"in", *_NEAR} and bool(_COUNT.fullmatch(second)) and third in UNITS
    if counted or shifted:
        return 3
    near = first in _NEAR and (second in UNITS or second in WEEKDAYS)
    clocked = (first in DAY_WORDS or bool(_DAY_NUMBERS.fullmatch(first))) and bool(_CLOCK.fullmatch(second))
    return 2 if near or clocked else 0


def _words_of_amount(words: Sequence[str], folded: Sequence[str]) -> int:
    if len(words) > 1 and _NUMBER.fullmatch(words[0]):
        if folded[1] in _SCALES:
            return 3 if len(words) > 2 and _is_currency(words[2]) else 2
        return 2 if folded[1] == "%" or _is_currency(words[1]) else 0
    return 2 if len(words) > 1 and _is_currency(words[0]) and _NUMBER.fullmatch(words[1]) else 0


@lru_cache(maxsize=256)
def _is_currency(word: str) -> bool:
    from app.domain.core.amounts import parse_currency

    try:
        parse_currency(word)
    except Invalid:
        return False
    return True


def is_bare_word(text: str) -> bool:
    """Whether a text reads as one word without quotation marks."""
    if text.lower() in CONNECTIVES or text.startswith("'"):  # an apostrophe may open a quotation
        return False
    match = _IN_LIST.fullmatch(text)
    return match is not None and match.lastgroup == "word" and match.end() == len(text)


def is_bare_value(text: str) -> bool:
    """Whether a text reads as one value without quotation marks, wherever a value may stand."""
    words = text.split(" ")
    if len(words) > LONGEST_VALUE or not all(map(is_bare_word, words)):
        return False
    return words_of_value(words) == len(words)


def in_quotes(text: str) -> str:
    r"""The text in quotation marks, with ``"`` and ``\`` escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
