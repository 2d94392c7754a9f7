"""Hiding: bullets over names, addresses and amounts in every line, for a screen that others see."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from app.bidi.classes import needs_arranging
from app.domain.core.currencies import CURRENCIES
from app.domain.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from textual.color import Color

    from app.domain.core.fields import Field

#: What stands over a cell.
BULLET: Final = "•"
#: Fields in which nothing else stands, by their types and codes.
_TYPES: Final = frozenset({"email", "phone", "money", "url", "people", "user", "contact", "account", "competitor"})
_CODES: Final = frozenset(
    {"company", "name", "first_name", "middle_name", "last_name", "person", "address", "number", "street", "website"}
)
#: Words that names have in common with every text.
_COMMON: Final = frozenset(
    {
        *("a", "al", "and", "at", "bin", "bint", "by", "de", "der", "for", "in", "la", "le", "llc", "ltd", "of", "on"),
        *("or", "the", "to", "und", "von", "with", "ال", "في", "من", "و"),
    }
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’\-\u0610-\u061a\u064b-\u065f\u0670]*", re.UNICODE)
_ADDRESS: Final = re.compile(r"\S+@\S*|(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE: Final = re.compile(r"(?<![\w.,:٫٬])(?:\+|00)\d[\d ()/\-]*…?|(?<![\w.,:])0\d[\d ()/\-]{6,}\d")
_NUMBER: Final = r"\d[\d.,٫٬]*"
_SIZES: Final = r"(?:\s?(?:k|m|bn|thousand|million|ألف|آلاف|ألفًا|مليون|مليونًا)\b)?"
_SIGNS: Final = r"(?:[$€£¥₪₹₺]|د\.إ\.?|ر\.س\.?|د\.ك\.?|ر\.ع\.?|د\.ب\.?|ر\.ق\.?|ج\.م\.?|US\$)"
_WORDS_OF_MONEY: Final = r"(?:درهم|دراهم|دولار|ريال|دينار|جنيه|يورو|dollars?|euros?|dirhams?)"
_AMOUNT: Final = re.compile(
    rf"{_SIGNS}\s?{_NUMBER}{_SIZES}|{_NUMBER}{_SIZES}\s?(?:{_SIGNS}|{_WORDS_OF_MONEY})"
    rf"|\b[A-Z]{{3}}\s?{_NUMBER}{_SIZES}|{_NUMBER}{_SIZES}\s?[A-Z]{{3}}\b"
    rf"|(?<![\w.:]){_NUMBER}(?:k|bn)\b|(?<![\w.:])\d+[.,]\d+m\b|(?<![\w.:])\d{{1,3}}(?:[,٬]\d{{3}})+(?![\w:])"
)
#: What may stand between two words of a name.
_WITHIN_NAMES: Final = (" ", "-", "'", "’", " & ", ". ")
_CODE: Final = re.compile(r"[A-Z]{3}")


class HidingFilter(LineFilter):
    """Draws bullets over what must not be seen; every line keeps its width.

    Args:
        names: What people and companies are called.
        words: Words of the program, which are hidden only where they stand beside a word of a name.
    """

    def __init__(self, names: Iterable[str], words: Collection[str]) -> None:
        super().__init__()
        self._rare: set[str] = set()
        self._parts: set[str] = set()
        """Every word of a name, the common ones too."""
        self._plain: set[tuple[str, ...]] = set()
        """Names that have no other than common words."""
        known = _COMMON.union(words)
        for name in names:
            parts = [fold(part) for part in _WORD.findall(name)]
            rare = [part for part in parts if part not in known and len(part) > 1]
            self._rare.update(rare)
            self._parts.update(parts)
            if parts and not rare:
                self._plain.add(tuple(parts))
        self._sorted = sorted(self._rare)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's shape
        """The segments, the very same list where there is nothing to hide."""
        text = "".join(segment.text for segment in segments if not segment.control)
        hidden = self.hidden(text)
        if not hidden:
            return segments
        covered = bytearray(len(text))
        for start, end in hidden:
            covered[start:end] = b"\1" * (end - start)
        made, at = [], 0
        for segment in segments:
            if segment.control:
                made.append(segment)
                continue
            size = len(segment.text)
            part = covered[at : at + size]
            at += size
            made.append(Segment(_covered(segment.text, part), segment.style) if any(part) else segment)
        return made

    def hidden(self, text: str) -> list[tuple[int, int]]:
        """Where in a line something stands that must not be seen."""
        found = [match.span() for pattern in (_ADDRESS, _PHONE) for match in pattern.finditer(text)]
        found += [match.span() for match in _AMOUNT.finditer(text) if _is_money(match[0])]
        return [*found, *self._names_in(text)]

    def _names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words of names stand; those beside them that are of a name too go with them."""
        words = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]
        is_hidden = [self._is_rare(word) or self._is_cut(text, end, word) for _, end, word in words]
        pairs = [(at - 1, at) for at in range(1, len(words))]
        for first, second in (*pairs, *((second, first) for first, second in reversed(pairs))):
            between = text[words[min(first, second)][1] : words[max(first, second)][0]]
            if is_hidden[first] and between in _WITHIN_NAMES and self._goes_with(text, words[second]):
                is_hidden[second] = True
        for at, (start, end, _) in enumerate(words):
            if is_hidden[at]:
                yield start, end
        for plain in self._plain:
            size = len(plain)
            for at in range(len(words) - size + 1):
                if tuple(word for _, _, word in words[at : at + size]) == plain and text[words[at][0]].isupper():
                    yield from ((start, end) for start, end, _ in words[at : at + size])

    def _is_rare(self, word: str) -> bool:
        return word in self._rare or (word.endswith(("'s", "’s")) and word[:-2] in self._rare)

    def _is_cut(self, text: str, end: int, word: str) -> bool:
        """Whether a word that was cut off may be the beginning of a name's."""
        if len(word) < 2 or text[end : end + 1] not in ("…", "~"):
            return False
        at = bisect_left(self._sorted, word)
        return at < len(self._sorted) and self._sorted[at].startswith(word)

    def _goes_with(self, text: str, word: tuple[int, int, str]) -> bool:
        """Whether a word beside one of a name belongs to it: it is of some name, and no small word of a sentence."""
        start, end, folded = word
        is_cut = text[end : end + 1] in ("…", "~")
        return (folded in self._parts or is_cut) and (text[start].isupper() or not text[start].isascii())

    def over_entry(self, field: Field | None) -> LineFilter:
        """What hides in a field that is typed into, whose letters stand there in the order in which they are seen.

        Args:
            field: What belongs there; ``None`` where that is anything.
        """
        return EntryFilter(self, covers=field is not None and (field.type in _TYPES or field.code in _CODES))


class EntryFilter(LineFilter):
    """Draws bullets over what is typed: over all of it where a name, an address or an amount belongs.

    Args:
        hiding: What hides in other lines.
        covers: Whether all of it is covered.
    """

    def __init__(self, hiding: HidingFilter, *, covers: bool) -> None:
        super().__init__()
        self._hiding = hiding
        self._covers = covers

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with bullets; words that are read from the right cannot be told apart as they stand here."""
        if not self._covers:
            segments = self._hiding.apply(segments, background)
        return [each if each.control else Segment(self._covered(each.text), each.style) for each in segments]

    def _covered(self, text: str) -> str:
        return "".join(
            BULLET * cell_len(each) if not each.isspace() and (self._covers or needs_arranging(each)) else each
            for each in text
        )


def _is_money(found: str) -> bool:
    """Whether three capitals beside a number are a currency; everything else that was found is an amount."""
    code = _CODE.search(found)
    return code is None or code[0] in CURRENCIES


def _covered(text: str, part: bytearray) -> str:
    return "".join(
        BULLET * cell_len(character) if is_covered else character
        for character, is_covered in zip(text, part, strict=True)
    )
