"""The layout of a quotation or an order confirmation: what stands where on its sheets."""

from __future__ import annotations

from typing import Final

from app.domain.papers.rows import Paper
from app.printing import figures
from app.printing.sheets import BOTTOM, MARGIN, ROOM, Bar, Sheets, Text, height_of
from app.printing.table import LineTable
from app.printing.typesetting import Style, Typesetter
from app.words import say, say_in

_TITLE: Final = Style(20, is_bold=True)
_SENDER: Final = Style(12, is_bold=True)
_STRONG: Final = Style(9.5, is_bold=True)
_TEXT: Final = Style(9.5)
_SMALL: Final = Style(8, grey=90)
_LABEL: Final = Style(8, grey=110)
_DRAFT: Final = Style(10, is_bold=True, grey=255)
_HALF: Final = ROOM / 2 - 4
#: The width of the labels beside the facts, and of the totals.
_LABELS: Final = 30.0
_TOTALS: Final = 84.0


def sheets_of(paper: Paper, setter: Typesetter) -> Sheets:
    """The sheets of a paper, in the language of the moment.

    Args:
        paper: What stands on it.
        setter: Measures its texts.
    """
    sheets = Sheets()
    _head(paper, setter, sheets)
    _whom_and_what(paper, setter, sheets)
    table = LineTable(paper, setter)
    table.put(sheets, lambda: _continued(paper, setter, sheets))
    _totals(paper, setter, sheets)
    _terms(paper, setter, sheets)
    _feet(paper, setter, sheets)
    return sheets


def title_of(paper: Paper) -> str:
    """What a paper is, in a word or two."""
    return say("Quotation") if paper.kind == "quotation" else say("Order confirmation")


def _head(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """Our company where reading begins, and what the paper is on the other side."""
    sender = paper.sender
    top = sheets.y
    sheets.column(setter.lines(sender.name, _HALF, _SENDER) if sender.name else [], MARGIN, _HALF, _SENDER)
    sheets.y += 1
    for text in (sender.address, sender.phone, sender.mail):
        sheets.column(setter.lines(text, _HALF, _SMALL) if text else [], MARGIN, _HALF, _SMALL)
    if sender.tax_number:
        said = say("Tax number {number}", number=sender.tax_number)
        sheets.column(setter.lines(said, _HALF, _SMALL), MARGIN, _HALF, _SMALL)
    reached, sheets.y = sheets.y, top
    sheets.column([title_of(paper)], MARGIN + _HALF, ROOM - _HALF, _TITLE, "end")
    sheets.column([paper.number], MARGIN + _HALF, ROOM - _HALF, _STRONG, "end")
    if paper.is_draft:
        sheets.y += 2
        _draft_mark(setter, sheets)
    sheets.y = max(reached, sheets.y) + 4
    sheets.rule(60, thick=0.5)
    sheets.y += 5


def _draft_mark(setter: Typesetter, sheets: Sheets) -> None:
    """A dark box that says that this does not count yet."""
    word = say("Draft")
    width = setter.width(word, _DRAFT) + 8
    at = MARGIN + ROOM - width
    sheets.put(Bar(at, sheets.y, width, 6.2, 80))
    sheets.put(Text(at + 4, sheets.y + 4.4, width - 8, word, _DRAFT))
    sheets.y += 6.2


def _whom_and_what(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """Whom the paper is for, and beside it its facts."""
    top = sheets.y
    whom = paper.recipient
    sheets.column([say_in("a paper for a customer", "For")], MARGIN, _HALF, _LABEL)
    for text, style in (
        (whom.name, _STRONG),
        (whom.person, _TEXT),
        (whom.address, _TEXT),
        (whom.phone, _TEXT),
        (whom.mail, _TEXT),
    ):
        sheets.column(setter.lines(text, _HALF, style) if text else [], MARGIN, _HALF, style)
    reached, sheets.y = sheets.y, top
    at = MARGIN + _HALF + 8
    for label, value in _facts(paper):
        before = sheets.y
        sheets.column(setter.lines(value, ROOM - _HALF - 8 - _LABELS, _TEXT), at + _LABELS, _HALF - _LABELS, _TEXT)
        sheets.put(Text(at, before + height_of(_TEXT) * 0.75, _LABELS - 2, label, _LABEL))
    sheets.y = max(reached, sheets.y) + 6


def _facts(paper: Paper) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = [(say("Number"), paper.number), (say("Date"), figures.day(paper.day))]
    if paper.valid_until is not None:
        facts.append((say("Valid until"), figures.day(paper.valid_until)))
    facts.append((say("Currency"), paper.sums.currency))
    if paper.topic:
        facts.append((say_in("a paper for a customer", "Reference"), paper.topic))
    return facts


def _continued(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """The head of a further page."""
    sheets.turn()
    parts = [title_of(paper), paper.number, *([say("Draft")] if paper.is_draft else [])]
    at = MARGIN
    for text, style in zip(parts, (_STRONG, _TEXT, _STRONG), strict=False):
        width = setter.width(text, style)
        sheets.put(Text(at, sheets.y + 4, width + 1, text, style))
        at += width + 4
    sheets.put(Text(MARGIN + _HALF, sheets.y + 4, ROOM - _HALF, paper.sender.name, _SMALL, "end"))
    sheets.y += 8


def _totals(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """Net, discount, the tax of each rate, and the total."""
    rows = figures.rows_of(paper.sums)
    needed = len(rows) * 5.4 + 14
    if sheets.left < needed:
        _continued(paper, setter, sheets)
    sheets.y += 3
    at = MARGIN + ROOM - _TOTALS
    figure = max(setter.width(value, _TEXT) for _, value in rows)
    for label, value in rows:
        _sum(setter, sheets, at, label, value, _TEXT, figure)
    sheets.y += 1.5
    sheets.rule(60, at=at, width=_TOTALS, thick=0.4)
    sheets.y += 1
    total = say("Total {currency}", currency=paper.sums.currency)
    _sum(setter, sheets, at, total, figures.amount(paper.sums.total), Style(12, is_bold=True))
    if paper.sums.tax_inclusive:
        sheets.column(setter.lines(say("The prices of the lines include tax."), _TOTALS, _SMALL), at, _TOTALS, _SMALL)
    sheets.y += 4


def _sum(
    setter: Typesetter, sheets: Sheets, at: float, label: str, value: str, style: Style, figures_width: float = 0.0
) -> None:
    """A label, and its figure at the other side; both smaller where they would meet."""
    while setter.width(label, style) + setter.width(value, style) > _TOTALS - 3 and style.size > 4:
        style = style._replace(size=style.size - 0.5)
    sheets.y += height_of(style) * 1.15
    base = sheets.y - height_of(style) * 0.25
    figure = max(setter.width(value, style), figures_width)
    sheets.put(Text(at, base, _TOTALS - figure - 2, label, style))
    sheets.put(Text(at + _TOTALS - figure, base, figure, value, style, "right"))


def _terms(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """Notes and terms, and where money is sent to."""
    for heading, text in (
        (say_in("a paper for a customer", "Notes and terms"), paper.terms),
        (say_in("a paper for a customer", "Bank"), paper.sender.bank),
    ):
        lines = setter.lines(text, ROOM, _TEXT) if text else []
        if not lines:
            continue
        if sheets.left < 5 * height_of(_TEXT):
            _continued(paper, setter, sheets)
        sheets.column([heading], MARGIN, ROOM, _LABEL)
        for line in lines:
            if sheets.y + height_of(_TEXT) > BOTTOM:
                _continued(paper, setter, sheets)
            sheets.column([line], MARGIN, ROOM, _TEXT)
        sheets.y += 3


def _feet(paper: Paper, setter: Typesetter, sheets: Sheets) -> None:
    """The foot of every page: who we are, and which page this is."""
    number = len(sheets.pages)
    sender = paper.sender
    for page, marks in enumerate(sheets.pages, 1):
        marks.append(Bar(MARGIN, BOTTOM + 6, ROOM, 0.2, 190))
        said = say("Page {page} of {number}", page=page, number=number)
        width = setter.width(said, _SMALL)
        marks.append(Text(MARGIN + ROOM - width, BOTTOM + 11, width, said, _SMALL, "end"))
        for name in setter.lines(sender.name, ROOM - width - 6, _SMALL)[:1]:
            marks.append(Text(MARGIN, BOTTOM + 11, ROOM - width - 6, name, _SMALL))
