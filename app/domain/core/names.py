"""People's names: one full name is the truth, its parts are a suggestion."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line


@frozen
class NameParts:
    """A person's name in parts; any of them may be empty."""

    salutation: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""


_ARABIC: Final = r"[\u0620-\u064a\u066e-\u06d3]"
_EAST_ASIAN: Final = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_PLAIN_WORD: Final = r"[A-Z][a-z]{2,}"
_HANGUL_NAME: Final = r"[\uac00-\ud7af]{2,4}"
_TWO_SYLLABLE_FAMILIES: Final = ("남궁", "제갈", "선우", "황보", "독고", "사공", "서문")

_ARABIC_SALUTATIONS: Final = frozenset(
    fold(word)
    for word in (
        *(
            "السيد",
            "السيدة",
            "الآنسة",
            "سيد",
            "سيدة",
            "الأستاذ",
            "الأستاذة",
            "أستاذ",
            "أستاذة",
            "أ",
            "أ.",
            "أ.د.",
        ),
        *(
            "الدكتور",
            "الدكتورة",
            "دكتور",
            "دكتورة",
            "د",
            "د.",
            "المهندس",
            "المهندسة",
            "مهندس",
            "م",
            "م.",
            "الشيخ",
        ),
        *("الشيخة", "الحاج", "الحاجة", "معالي", "سعادة", "سمو"),
    )
)
# Words that begin the family's part of a name, and words that make one name with the next.
_ARABIC_FAMILY: Final = frozenset(fold(word) for word in ("بن", "ابن", "بنت", "آل", "ولد"))
_ARABIC_JOINED: Final = frozenset(fold(word) for word in ("عبد", "أبو", "أم", "ابو"))


def split_name(full: str) -> NameParts:
    """The parts a full name probably has; every word of it is kept in one of them.

    Latin names are read by the rules of ``nameparser``, Arabic and East Asian ones by their own order.
    A Han name without a space is not parted: whether one or two characters are the family's is a guess.
    """
    name = clean_line(full)
    if not name:
        return NameParts()
    if re.search(_EAST_ASIAN, name):
        return _east_asian(name)
    if re.search(_ARABIC, name):
        return _arabic(name.split())
    return _latin(name)


def join_name(parts: NameParts) -> str:
    """The full name of the parts, in the order its script writes them."""
    given = " ".join(filter(None, (parts.first, parts.middle)))
    if re.search(_EAST_ASIAN, parts.last) and re.search(_EAST_ASIAN, given):
        tight = re.fullmatch(_HANGUL_NAME, parts.last + given)
        name = parts.last + given if tight else f"{parts.last} {given}"
        return " ".join(filter(None, (parts.salutation, name)))
    return " ".join(filter(None, (parts.salutation, given, parts.last)))


def _east_asian(name: str) -> NameParts:
    if " " in name:
        family, _space, given = name.partition(" ")
        return NameParts(first=given, last=family)
    if re.fullmatch(_HANGUL_NAME, name):
        size = 2 if len(name) > 2 and name.startswith(_TWO_SYLLABLE_FAMILIES) else 1
        return NameParts(first=name[size:], last=name[:size])
    return NameParts(last=name)


def _arabic(words: list[str]) -> NameParts:
    start = 0
    while start < len(words) - 1 and fold(words[start]) in _ARABIC_SALUTATIONS:
        start += 1
    names = _with_joined(words[start:])
    family = next((at for at, word in enumerate(names) if at and fold(word) in _ARABIC_FAMILY), len(names) - 1)
    family = max(family, 1)
    return NameParts(" ".join(words[:start]), names[0], " ".join(names[1:family]), " ".join(names[family:]))


def _with_joined(words: list[str]) -> list[str]:
    """The words, with those that make one name (``عبد الله``) together."""
    names: list[str] = []
    waiting = ""
    for word in words:
        together = f"{waiting} {word}".strip()
        waiting = together if fold(word) in _ARABIC_JOINED else ""
        if not waiting:
            names.append(together)
    return [*names, waiting] if waiting else names


def _latin(name: str) -> NameParts:
    words = name.split()
    if len(words) == 2 and all(re.fullmatch(_PLAIN_WORD, word) for word in words):
        first, last = words
        if not {first.lower(), last.lower()} & _words_with_a_role():
            return NameParts(first=first, last=last)
    return _library_parts(name)


@cache
def _words_with_a_role() -> frozenset[str]:
    """The words that are no plain first or last name to the library."""
    from nameparser.config import CONSTANTS

    roles = (
        *(CONSTANTS.titles, CONSTANTS.first_name_titles, CONSTANTS.prefixes, CONSTANTS.conjunctions),
        *(CONSTANTS.suffix_acronyms, CONSTANTS.suffix_not_acronyms),
    )
    return frozenset(word.lower() for words in roles for word in words)


def _library_parts(name: str) -> NameParts:
    """The parts as the library reads them, unless it would lose a word."""
    from nameparser import HumanName

    read = HumanName(name)
    last = " ".join(filter(None, (read.last, read.suffix.replace(",", ""))))
    parts = NameParts(read.title, read.first, read.middle, last)
    return parts if _same_words(parts, name) else _by_position(name)


def _same_words(parts: NameParts, name: str) -> bool:
    """Whether no word was lost or changed (the library drops nicknames, for one)."""
    return sorted(join_name(parts).split()) == sorted(name.replace(",", " ").split())


def _by_position(name: str) -> NameParts:
    """First word, last word, and what is between."""
    words = name.split()
    return NameParts("", words[0], " ".join(words[1:-1]), words[-1] if len(words) > 1 else "")
