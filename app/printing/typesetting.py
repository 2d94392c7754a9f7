"""Typesetting: how wide a text is, where its lines break, and in which order its runs stand on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from app.bidi.classes import classes_of, needs_arranging
from app.bidi.embedding import first_strong
from app.bidi.levels import visual_order
from app.bidi.mirroring import mirror_of
from app.bidi.wholes import levels_of_piece
from app.domain.core.text import for_display

if TYPE_CHECKING:
    from fpdf import FPDF

    from app.printing.fonts import Fonts

#: Points in a millimetre.
_POINTS: Final = 72 / 25.4
_WORD: Final = re.compile(r"\S+\s*|\s+")
_RUNS_KEPT: Final = 65536
_ISOLATES: Final = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A)))


class Style(NamedTuple):
    """How letters look.

    Attributes:
        size: In points.
        is_bold: Whether they are bold.
        grey: From 0, black, to 255.
    """

    size: float
    is_bold: bool = False
    grey: int = 30


class Run(NamedTuple):
    """Letters of one font and one direction, as they stand beside the others of their line.

    Attributes:
        text: The letters, in the order they are read.
        family: Their font.
        is_rtl: Whether they are read from the right.
        width: In millimetres.
    """

    text: str
    family: str
    is_rtl: bool
    width: float


class Typesetter:
    """Measures texts in the fonts of one PDF."""

    def __init__(self, pdf: FPDF, fonts: Fonts, *, is_rtl: bool) -> None:
        """Set texts in some fonts.

        Args:
            pdf: For whose pages.
            fonts: Its fonts.
            is_rtl: Whether a text without a letter is read from the right.
        """
        self._pdf = pdf
        self.fonts = fonts
        self._base = int(is_rtl)
        self._measured = lru_cache(maxsize=_RUNS_KEPT)(self._measure)
        self._width = lru_cache(maxsize=_RUNS_KEPT)(self._width_of_words)

    def width(self, text: str, style: Style) -> float:
        """How wide a line is, in millimetres."""
        return self._width(text, style.size, style.is_bold)

    def lines(self, text: str, width: float, style: Style) -> list[str]:
        """A text in lines that fit into a width, broken at spaces where there are some.

        Args:
            text: Any; its own lines are kept.
            width: In millimetres.
            style: Of its letters.
        """
        shown = for_display(text, lines=True)
        return [line for own in shown.split("\n") for line in self._broken(own, width, style)]

    def runs(self, line: str, style: Style) -> list[Run]:
        """The runs of a line in the order in which they are seen, from left to right."""
        plain = for_display(line).translate(_ISOLATES)
        if not self._base and not needs_arranging(plain):
            return [self._run(text, family, style, is_rtl=False) for text, family in self.fonts.runs(plain)]
        base = first_strong(classes_of(plain))
        levels = levels_of_piece(plain, self._base if base is None else base)
        parts = list(self._of_one_level(plain, levels))
        return [
            run for at in visual_order([level for _, level in parts]) for run in self._seen(*parts[at], style=style)
        ]

    def _of_one_level(self, text: str, levels: list[int]) -> Iterator[tuple[str, int]]:
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or levels[at] != levels[start]:
                yield text[start:at], levels[start]
                start = at

    def _seen(self, text: str, level: int, style: Style) -> list[Run]:
        parts = self.fonts.runs(text)
        if not level & 1:
            return [self._run(each, family, style, is_rtl=False) for each, family in parts]
        found = [
            self._run(each, family, style, is_rtl=True)
            if self.fonts.is_shaped(each, family)
            else self._run("".join(map(mirror_of, reversed(each))), family, style, is_rtl=False)
            for each, family in parts
        ]
        return found[::-1]

    def _run(self, text: str, family: str, style: Style, *, is_rtl: bool) -> Run:
        return Run(text, family, is_rtl, self._measured(text, family, style.size, style.is_bold, is_rtl))

    def _measure(self, text: str, family: str, size: float, is_bold: bool, is_rtl: bool) -> float:  # noqa: FBT001 - kept by position
        from fpdf.enums import TextDirection

        font = self.fonts.font(family, self.fonts.style(family, is_bold=is_bold))
        shaping = None
        if is_rtl or self.fonts.is_shaped(text, family):
            direction = TextDirection.RTL if is_rtl else TextDirection.LTR
            shaping = {"features": {}, "fragment_direction": direction, "script": None, "language": None}
        return font.get_text_width(text, size, shaping)[1] / _POINTS

    def _width_of_words(self, text: str, size: float, is_bold: bool) -> float:  # noqa: FBT001 - kept by position
        return sum(run.width for run in self.runs(text, Style(size, is_bold)))

    def _broken(self, line: str, width: float, style: Style) -> Iterator[str]:
        begun, used = "", 0.0
        for word in _WORD.findall(line):
            needed = self.width(word.rstrip(), style)
            if begun and used + needed > width:
                yield begun.rstrip()
                begun, used = "", 0.0
            if needed > width:
                *full, word = self._cut(word, width, style)  # noqa: PLW2901 - the rest of it
                yield from full
            begun += word
            used += self.width(word, style)
        yield begun.rstrip()

    def _cut(self, word: str, width: float, style: Style) -> list[str]:
        """A word that is wider than a line, in parts that fit; a letter is never parted from its marks."""
        from rich.cells import split_graphemes

        parts, begun, used = [], "", 0.0
        for start, end, _ in split_graphemes(word)[0]:
            letter = word[start:end]
            needed = self.width(letter, style)
            if begun and used + needed > width:
                parts.append(begun)
                begun, used = "", 0.0
            begun += letter
            used += needed
        return [*parts, begun]
