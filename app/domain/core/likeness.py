"""Likeness: whether two names may be one, misspelt, shortened, or written in Arabic and in Latin letters."""

from __future__ import annotations

import re
from typing import Final

from app.domain.core.folding import fold

#: Names at least this alike (0-100) count as similar; ours, tried on real lists.
SIMILAR: Final = 88
#: The fewest consonants that make two writings one name: in two alphabets, and in one.
_FEWEST_SOUNDS: Final = (4, 5)

_ARTICLE: Final = re.compile(r"\b(?:al|el|ul)[- ](?=\w)|\bال(?=\w{2})")
_DIGRAPHS: Final = (
    ("kh", "خ"),
    ("sh", "ش"),
    ("ch", "ش"),
    ("gh", "غ"),
    ("th", "ت"),
    ("dh", "د"),
    ("ph", "ف"),
    ("ck", "ك"),
)
#: The consonants by which two writings of a name are compared; what is not listed, vowels above all, is left out.
_SOUNDS: Final = {
    letter: sound
    for sound, letters in {
        "b": "bpبپ",
        "t": "tتثط",
        "j": "jgجغ",
        "h": "hحه",
        "x": "xخ",
        "d": "dدضذ",
        "r": "rر",
        "z": "zزظ",
        "s": "sسص",
        "c": "ش",
        "f": "fvف",
        "k": "kqcقك",
        "l": "lل",
        "m": "mم",
        "n": "nن",
    }.items()
    for letter in letters
}
#: Words so common in the names of companies that they tell none from another.
_COMMON: Final = frozenset(
    fold(
        """
        trading group international general services service solutions holding holdings global company companies
        enterprises enterprise industries industrial consulting management investment investments contracting
        technology technologies systems and of for the التجارية للتجارة تجارة مجموعة العالمية الدولية العامة القابضة
        خدمات للخدمات حلول صناعات
        """
    ).split()
)


def similar_people(one: str, other: str) -> bool:
    """Whether two people's names may be those of one: alike, shortened to an initial, or alike in sound.

    >>> similar_people("Sara Nadim", "Sarah Nadeem"), similar_people("أحمد علي", "Ahmed Ali")
    (True, True)
    >>> similar_people("Sara Nadim", "Huda Nadim")
    False
    """
    mine, theirs = fold(one).replace(".", " ").split(), fold(other).replace(".", " ").split()
    if not mine or not theirs:
        return False
    return (
        sorted(mine) == sorted(theirs)
        or _as_alike(sorted(mine), sorted(theirs))
        or _shortened(mine, theirs)
        or _same_sounds(one, other)
    )


def similar_companies(one: str, other: str) -> bool:
    """Whether two companies may be one; a word that many companies have in their names counts for nothing.

    Args:
        one: A company's key, as ``company_key`` makes it.
        other: Another's.
    """
    if not one or not other:
        return False
    if one == other:
        return True
    mine, theirs = ([word for word in key.split() if word not in _COMMON] for key in (one, other))
    if not mine or not theirs:
        return False
    return _as_alike(mine, theirs) or _same_sounds(" ".join(mine), " ".join(theirs))


def begin_alike(one: str, other: str) -> bool:
    """Whether one company's name is the beginning of the other's, word by word, as Contoso is of Contoso Coffee.

    Of companies of one domain that is likeness enough; common words alone are none.

    Args:
        one: A company's key, as ``company_key`` makes it.
        other: Another's.
    """
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[: len(shorter)] == shorter and not _COMMON.issuperset(shorter)


def _as_alike(mine: list[str], theirs: list[str]) -> bool:
    """Whether the words are as many, and each is spelled nearly like its fellow."""
    from rapidfuzz import fuzz

    if len(mine) != len(theirs):
        return fuzz.ratio("".join(mine), "".join(theirs)) >= SIMILAR
    return fuzz.ratio(" ".join(mine), " ".join(theirs)) >= SIMILAR and all(
        fuzz.ratio(one, other) >= SIMILAR - 2 * max(10 - len(one), 0) - 8
        for one, other in zip(mine, theirs, strict=True)
    )


def _shortened(mine: list[str], theirs: list[str]) -> bool:
    """Whether the last names are the same and one first name is the initial of the other."""
    if len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1]:
        return False
    first, other = mine[0], theirs[0]
    return first[0] == other[0] and 1 in (len(first), len(other))


def _same_sounds(one: str, other: str) -> bool:
    mine, theirs = sounds_of(one), sounds_of(other)
    fewest = _FEWEST_SOUNDS[fold(one).isascii() == fold(other).isascii()]
    return mine == theirs and len(mine.replace(" ", "")) >= fewest


def sounds_of(name: str) -> str:
    """The consonants of a name in one alphabet, word by word, without articles."""
    text = _ARTICLE.sub("", fold(name))
    for written, letter in _DIGRAPHS:
        text = text.replace(written, letter)
    words = []
    for word in re.split(r"[\W_]+", text):
        sounds = [_SOUNDS[letter] for letter in word if letter in _SOUNDS]
        if len(sounds) > 1 and sounds[-1] == "h":  # as in Sarah
            sounds.pop()
        once = [sound for place, sound in enumerate(sounds) if place == 0 or sound != sounds[place - 1]]
        words.append("".join(once))
    return " ".join(filter(None, words))
