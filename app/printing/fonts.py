"""The fonts that come with Leadline, and which of them has a character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from app.data_files import data_path
from app.domain.core.text import PLACEHOLDER

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

#: Each family with the files of its regular and its bold letters, the first that has a character first.
_FAMILIES: Final = {
    "latin": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "arabic": ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    "symbols": ("DejaVuSans-Symbols.ttf",),
    "hebrew": ("NotoSansHebrew-Regular.ttf",),
    "thai": ("NotoSansThai-Regular.ttf",),
    "armenian": ("NotoSansArmenian-Regular.ttf",),
    "georgian": ("NotoSansGeorgian-Regular.ttf",),
    "devanagari": ("NotoSansDevanagari-Regular.ttf",),
}
#: Families whose letters stand side by side, each as wide as it is, unless marks are put on them.
_PLAIN: Final = frozenset({"latin", "symbols", "armenian", "georgian"})
#: Blocks of Arabic ligatures that have a code of their own.
_LIGATURES: Final = (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD))
#: What is written in the font of the letter before it where that has it: spaces and marks.
_LEANING: Final = frozenset({"Zs", "Mn", "Mc", "Me", "Cf"})


class Fonts:
    """The fonts of one PDF; each is read when a character first needs it.

    Attributes:
        missing: The characters that none of them has, in the order in which they were met.
    """

    def __init__(self, pdf: FPDF) -> None:
        """Fonts for a PDF."""
        self._pdf = pdf
        self.missing: dict[str, None] = {}
        self._family_of: dict[str, str] = {}

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """A text in runs of one font, each with its family; a character that no font has as a placeholder."""
        run: list[str] = []
        current = ""
        for character in text:
            family = self._leaning(character, current) or self._family(character)
            if not family:
                self.missing[character] = None
                character, family = PLACEHOLDER, "symbols"  # noqa: PLW2901 - it stands for the other
            if family != current and run:
                yield "".join(run), current
                run = []
            current = family
            run.append(character)
        if run:
            yield "".join(run), current

    def style(self, family: str, *, is_bold: bool) -> str:
        """The style of a family, as the PDF calls it: ``B`` where it has bold letters and these are wanted."""
        return "B" if is_bold and len(_FAMILIES[family]) > 1 else ""

    def font(self, family: str, style: str = "") -> TTFFont:
        """A font, read by now."""
        key = family + style
        if key not in self._pdf.fonts:
            self._pdf.add_font(family, style, data_path("fonts", _FAMILIES[family][bool(style)]))
        found: TTFFont = self._pdf.fonts[key]  # type: ignore[assignment]
        return found

    def is_shaped(self, run: str, family: str) -> bool:
        """Whether the letters of a run join, or change with those beside them."""
        return family not in _PLAIN or (not run.isascii() and any(unicodedata.combining(each) for each in run))

    def name_ligatures(self) -> None:
        """Let letters that became one sign be found by the code of that sign: what reads a PDF takes it apart again.

        Named by its letters, it is turned round with the line, and the letters inside it come out in the wrong order.
        To be called when everything is drawn.
        """
        codes = _codes_of_ligatures()
        for key in ("arabic", "arabicB"):
            font: TTFFont | None = self._pdf.fonts.get(key)  # type: ignore[assignment]
            for glyph, _ in font.subset.items() if font is not None else ():
                if glyph is not None and isinstance(glyph.unicode, tuple) and glyph.unicode in codes:
                    glyph.unicode = (codes[glyph.unicode],)

    def _leaning(self, character: str, family: str) -> str:
        leans = family and unicodedata.category(character) in _LEANING
        return family if leans and ord(character) in self.font(family).cmap else ""

    def _family(self, character: str) -> str:
        """The first family with a character; empty where none has it."""
        if character not in self._family_of:
            having = (family for family in _FAMILIES if ord(character) in self.font(family).cmap)
            self._family_of[character] = next(having, "")
        return self._family_of[character]


@cache
def _codes_of_ligatures() -> Mapping[tuple[int, ...], int]:
    """The code of each Arabic ligature, by its letters."""
    letters = {code: unicodedata.normalize("NFKC", chr(code)) for code in _LIGATURES}
    return {tuple(map(ord, text)): code for code, text in letters.items() if len(text) > 1 and " " not in text}
