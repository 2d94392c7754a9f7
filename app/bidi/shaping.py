"""Arabic letters in the form their neighbours ask for, cell by cell, with the presentation forms of Unicode.

Marks stay on their letter, and joiners are heeded (Unicode, 9.2). Letters without presentation forms stay as they are,
and nothing joins them: so a terminal draws them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

_ARABIC: Final = re.compile("[\u0620-\u064a\u0671-\u06d3\u06d5]")
_LAM: Final = "\u0644"
#: The letters that stand in one cell with a lam before them.
ALEFS: Final = ("آ", "أ", "إ", "ا")
_JOINERS: Final = "\u200c\u200d"
_CAUSING: Final = "\u0640\u200d"  # tatweel and ZWJ join on both sides, and look the same whatever they join
_APART: Final = "\u200c\u2066\u2067\u2068\u2069"


class _Forms(NamedTuple):
    """One letter in its four forms; empty where it has none."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


_CAUSE: Final = _Forms("\0", "\0", "\0", "\0")
_NONE: Final = _Forms()


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, _Forms], dict[str, _Forms]]:
    """The forms of each letter; and those of lam with each alef, by the alef."""
    letters: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        form, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters.setdefault("".join(chr(int(part, 16)) for part in parts), {})[form.strip("<>")] = chr(code)
    forms = {letter: _Forms(**found) for letter, found in letters.items() if found.keys() <= set(_Forms._fields)}
    single = {letter: form for letter, form in forms.items() if len(letter) == 1}
    alefs = {pair[1]: forms[pair] for pair in forms if len(pair) == 2 and pair[0] == _LAM and pair[1] in ALEFS}
    return {**single, **dict.fromkeys(_CAUSING, _CAUSE)}, alefs


def shaped(clusters: Sequence[str]) -> list[str]:
    """Each cluster with its Arabic letters in the right form.

    An alef behind a lam goes into the lam's cell, as one letter with the marks of both; its own cell is left empty.

    Args:
        clusters: The characters of a piece with their marks, in the order they are read.
    """
    text = "".join(clusters)
    if not _ARABIC.search(text):
        return list(clusters)
    found = _shaped(text)
    if len(text) == len(clusters):
        return found
    ends = list(accumulate(map(len, clusters), initial=0))
    parts = ["".join(found[start:end]) for start, end in pairwise(ends)]
    return [part.rstrip(_JOINERS) for part in parts]  # the joiners have been heeded


def _shaped(text: str) -> list[str]:
    """Each character in its form; none where it went into the one before."""
    letters, alefs = _tables()
    found = list(text)
    places = [at for at, character in enumerate(text) if character in letters or not _transparent(character)]
    forms = [letters.get(text[at], _NONE) for at in places]
    ends = [*places[1:], len(text)]
    joined: str | bool = False  # whether the letter before reaches out to this one
    for rank, (at, own, following) in enumerate(zip(places, forms, [*forms[1:], _NONE], strict=True)):
        before = joined and own.final
        joined = own.initial and following.final
        if not own.isolated or own is _CAUSE or not found[at]:
            continue
        if joined and text[at] == _LAM and text[ends[rank]] in alefs:
            pair, after, end = alefs[text[ends[rank]]], ends[rank], ends[rank + 1]
            found[at] = (pair.final if before else pair.isolated) + text[at + 1 : after] + text[after + 1 : end]
            found[at + 1 : end] = [""] * (end - at - 1)
        elif before:
            found[at] = (own.medial if joined else own.final) or text[at]
        else:
            found[at] = own.initial if joined else own.isolated
    return found


@lru_cache(maxsize=4096)
def _transparent(character: str) -> bool:
    """Whether letters join past a character, as they do past marks."""
    return character not in _APART and unicodedata.category(character) in {"Mn", "Me", "Cf"}
