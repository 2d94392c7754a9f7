"""A paper as a PDF: its sheets drawn, in fonts that come with Leadline, with no word dropped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line
from app.domain.papers.rows import Paper
from app.printing.fonts import Fonts
from app.printing.layout import sheets_of, title_of
from app.printing.sheets import WIDTH, Bar, Mark, Text
from app.printing.typesetting import Run, Style, Typesetter
from app.words import is_rtl, speaking

if TYPE_CHECKING:
    from fpdf import FPDF


@frozen
class Printed:
    """A PDF.

    Attributes:
        data: Its bytes.
        pages: How many pages it has.
        missing: The characters that no font has; each is shown as a sign that stands for it.
    """

    data: bytes
    pages: int
    missing: str


def printed(paper: Paper, language: str, made_at: datetime) -> Printed:
    """A paper as a PDF in a language; nothing else speaks that language meanwhile.

    Args:
        paper: What stands on it.
        language: The code of a language there is.
        made_at: When it was made, as the file says.
    """
    from fpdf import FPDF

    with speaking(language):
        pdf = FPDF(format="A4")
        pdf.set_auto_page_break(auto=False)
        pdf.c_margin = 0
        pdf.set_title(clean_line(f"{title_of(paper)} {paper.number}"))
        pdf.set_author(clean_line(paper.sender.name) or "Leadline")
        pdf.set_creator("Leadline")
        pdf.set_lang(language)
        pdf.set_creation_date(made_at)
        fonts = Fonts(pdf)
        setter = Typesetter(pdf, fonts, is_rtl=is_rtl())
        sheets = sheets_of(paper, setter)
        drawing = _Drawing(pdf, fonts, setter, mirrored=is_rtl())
        for marks in sheets.pages:
            drawing.page(marks)
        fonts.name_ligatures()
    return Printed(bytes(pdf.output()), len(sheets.pages), "".join(fonts.missing))


class _Drawing:
    """Draws marks on the pages of a PDF, turned round where it is read from the right."""

    def __init__(self, pdf: FPDF, fonts: Fonts, setter: Typesetter, *, mirrored: bool) -> None:
        self._pdf = pdf
        self._fonts = fonts
        self._setter = setter
        self._mirrored = mirrored

    def page(self, marks: list[Mark]) -> None:
        """One page."""
        self._pdf.add_page()
        for mark in marks:
            if isinstance(mark, Bar):
                self._bar(mark)
            else:
                self._text(mark)

    def _bar(self, bar: Bar) -> None:
        self._pdf.set_fill_color(bar.grey)
        self._pdf.rect(self._left(bar.at, bar.width), bar.top, bar.width, bar.height, style="F")

    def _text(self, text: Text) -> None:
        runs = self._setter.runs(text.text, text.style)
        free = text.width - sum(run.width for run in runs)
        left = self._left(text.at, text.width)
        at_right = text.side == "right" or (text.side == "end") != self._mirrored
        x = left + free if at_right else left
        self._pdf.set_text_color(text.style.grey)
        for run in runs:
            self._run(run, x, text.base, text.style)
            x += run.width

    def _run(self, run: Run, x: float, base: float, style: Style) -> None:
        letters = self._fonts.style(run.family, is_bold=style.is_bold)
        self._pdf.set_font(run.family, letters, style.size)
        if not run.is_rtl and not self._fonts.is_shaped(run.text, run.family):
            self._pdf.text(x, base, run.text)
            return
        self._pdf.set_text_shaping(use_shaping_engine=True, direction="rtl" if run.is_rtl else "ltr")
        height = self._pdf.font_size
        self._pdf.set_xy(x, base - 0.8 * height)  # a cell puts its letters so far below its top
        self._pdf.cell(run.width, height, run.text)
        self._pdf.set_text_shaping(use_shaping_engine=False)

    def _left(self, at: float, width: float) -> float:
        return WIDTH - at - width if self._mirrored else at
