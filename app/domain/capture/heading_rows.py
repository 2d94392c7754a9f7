"""Finds the headings among the first rows of a file, whatever stands above, and knows which rows are no records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.capture.headings import is_usual
from app.domain.capture.values import blank, shape_of
from app.domain.core.errors import Invalid
from app.domain.core.folding import fold, letters_of
from app.words import formats, say, say_many

Row = tuple[int, Sequence[object]]

MAX_COLUMNS = 1000
"""More columns than this is not a list of people; it is refused rather than read in part."""

HEAD_RECORDS = 50
"""How many records are looked at to find the headings."""

_LONGEST_HEADING = 120
_LONGEST_LABEL = 60
_ROWS_TRIED = 20
_CERTAIN = 2
"""Usual headings in one row that leave no doubt that it is the one."""

_NUMBERS: Final = frozenset({"integer", "decimal", "money", "percent"})
_TOTAL: Final = re.compile(
    r"(?:grand |sub[- ]?|running |overall )?"
    r"(?:totals?|sums?|counts?|averages?|avg|summe|gesamt|gesamtsumme|zwischensumme|anzahl|somme|totaux|totale|totaal|suma"
    r"|toplam|المجموع|مجموع|الاجمالي|اجمالي)"
    r"(?: (?:of )?[^\W\d]+)? ?[:=]? ?\(?(?P<number>\d[\d,.]*)?(?: [^\W\d]+)?\)?"
)
_BELOW: Final = re.compile(
    r"(?:copyright|©|\(c\)|confidential|generated (?:by|on|at)|(?:report|list) (?:generated|created|run)|page \d+"
    r"|end of (?:report|list|file)|(?:exported|printed|created) (?:on|by|from)|(?:notes?|source|filters?|records) ?:"
    r"|صفحه \d+|تم انشاء).*"
)


#: A quick look at what most rows are not: it spares them the rest.
_MAY_BE_APART: Final = re.compile(
    r"\s*(?:grand|sub|running|overall|total|sum|count|average|avg|gesamt|zwischen|anzahl|somme|tota|toplam|copyright|©"
    r"|\(c\)|confidential|generated|report|list|page|end of|exported|printed|created|note|source|filter|record"
    r"|[\u0600-\u06ff])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are and what they say.

    Attributes:
        headings: One distinct name a column.
        after: Data rows are those whose number is greater than this.
        notices: What a person should know, in sentences.
        written: The letters of the heading row as it stands in the file; empty where there is none.
        first: Its first cell.
    """

    headings: tuple[str, ...]
    after: int
    notices: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    first: str = ""

    def repeats(self, cells: Sequence[object]) -> bool:
        """Whether a row is the heading row once more, as on each page of a printed report."""
        if not self.written or len(str(cells[0] or "").strip()) != len(self.first):
            return False
        return _letters(cells) == self.written

    def apart(self, cells: Sequence[object]) -> str:
        """Why a row below the headings is no record, in words; empty for one that is."""
        first = cells[0] or next((cell for cell in cells if cell is not None and cell != ""), None)
        if not isinstance(first, str) or not _MAY_BE_APART.match(first) or len(first) > _LONGEST_LABEL:
            return ""
        label = fold(first)
        total = _TOTAL.fullmatch(label)
        if not (total or _BELOW.fullmatch(label)):
            return ""
        others = [shape_of(cell) for cell in cells if not blank(cell)][1:]
        if total and (others or total["number"]) and _NUMBERS.issuperset(others):
            return say("“{text}” is a row of totals.", text=first.strip())
        if not total and not others and len(self.headings) > _CERTAIN:
            return say("“{text}” stands below the list and is no row of it.", text=first.strip())
        return ""


def lay_out(name: str, records: Sequence[Row], *, header: bool | None) -> Layout:
    """Find the headings among the first records of a file.

    Titles and dates above the real headings (as reports have) are passed over, two rows of headings are read as one; a
    first row that holds addresses or numbers is data, and the columns are then called Column 1, Column 2 and so on.

    Args:
        name: The file's name, for the refusal.
        records: The first records, blank ones included.
        header: True or False when the person said whether there is a heading row.

    Raises:
        Invalid: The file holds nothing, or far too many columns.
    """
    filled = [(line, trimmed(cells)) for line, cells in records if any(not blank(cell) for cell in cells)]
    if not filled:
        raise Invalid(
            say("{file} holds no rows.", file=name), hint=say("Choose a file with a heading row and data below it.")
        )
    start = _heading_row(filled) if header is not False else 0
    line, cells = filled[start]
    width = max(len(cells), 1)
    if width > MAX_COLUMNS:
        raise Invalid(
            say(
                "{file} has {number} columns; at most {limit} are imported.",
                file=name,
                number=formats.number(width),
                limit=formats.number(MAX_COLUMNS),
            ),
            hint=say("Check that the right file and delimiter were chosen."),
        )
    if header is False or (header is None and _is_data(cells)):
        width = max(len(row) for _, row in filled[:HEAD_RECORDS])
        names = tuple(_numbered(number) for number in range(1, min(width, MAX_COLUMNS) + 1))
        notice = say("{file} has no heading row; its columns are numbered.", file=name)
        return Layout(names, filled[0][0] - 1, (notice,))
    below = filled[start + 1] if _is_second_row(filled, start) else None
    lowest = below[1] if below else cells
    if below:
        cells = _joined(cells, below[1])
    elif start and filled[start - 1][0] == line - 1 and len(set(_letters(cells))) < len(_letters(cells)):
        cells = _grouped(filled[start - 1][1], cells)
    headings, notices = _name_columns(cells)
    if below:
        notices.insert(0, say("The headings are in rows {first} and {second}.", first=line, second=below[0]))
    if start:
        notices.insert(0, say("The headings are in row {row}; what stands above them is not read.", row=line))
    first = str(lowest[0] or "").strip()
    return Layout(headings, below[0] if below else line, tuple(notices), _letters(lowest), first)


def trimmed(cells: Sequence[object]) -> list[object]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and (cells[end - 1] is None or cells[end - 1] == ""):
        end -= 1
    return list(cells[:end])


def _letters(cells: Sequence[object]) -> tuple[str, ...]:
    return tuple(letters_of(str(cell if cell is not None else "")) for cell in trimmed(cells))


def _heading_row(filled: Sequence[Row]) -> int:
    """The place of the heading row: the first, unless titles stand above a wider table, or usual headings below it."""
    counts = [sum(1 for cell in cells if not blank(cell)) for _, cells in filled]
    frequent = Counter(counts)
    usual = max(frequent, key=lambda count: (frequent[count], count))
    wide = [place for place, count in enumerate(counts[:_ROWS_TRIED]) if count > usual / 2]
    known = {place: _known(filled[place][1]) for place in {0, *wide}}
    if known[0] and (wide[:1] == [0] or not any(known[place] for place in wide)):
        return 0
    certain = next((place for place in wide if known[place] >= min(_CERTAIN, counts[place])), None)
    if certain is not None:
        return certain
    return wide[0] if wide else 0


def _known(cells: Sequence[object]) -> int:
    """How many cells of a row are usual headings; none where it holds values."""
    if _is_data(cells):
        return 0
    return sum(is_usual(str(cell)) for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING)


def _is_data(cells: Sequence[object]) -> bool:
    """Whether a row holds values rather than headings."""
    shapes = [shape_of(cell) for cell in cells if not blank(cell)]
    values = sum(1 for shape in shapes if shape not in {"text", "yes_no"})
    return "email" in shapes or (bool(shapes) and values * 2 >= len(shapes))


def _is_second_row(filled: Sequence[Row], start: int) -> bool:
    """Whether the row below the headings parts some of them, as *Phone* into *Home* and *Work*."""
    if start + 2 >= len(filled) or filled[start + 1][0] != filled[start][0] + 1:
        return False
    above, below = filled[start][1], filled[start + 1][1]
    places = [place for place, cell in enumerate(below) if not blank(cell)]
    if any(not isinstance(below[place], str) for place in places) or _is_data(below):
        return False
    new = [place for place in places if place >= len(above) or blank(above[place])]
    parted = [place for place in places if _above(above, place) and letters_of(str(below[place])) != ""]
    joined = _joined(above, below)
    usual = [place for place in places if is_usual(str(below[place])) or is_usual(str(joined[place]))]
    return bool(new) and len(parted) == len(places) and len(usual) * 2 >= len(places)


def _above(above: Sequence[object], place: int) -> str:
    """The heading that stands above a place, or to the left of what is above it."""
    return next((str(cell) for cell in reversed(above[: place + 1]) if not blank(cell)), "")


def _joined(above: Sequence[object], below: Sequence[object]) -> list[object]:
    """The headings of two rows in one: the upper, with the lower behind it."""
    joined: list[object] = []
    for place in range(max(len(above), len(below))):
        lower = below[place] if place < len(below) else None
        upper = above[place] if place < len(above) else None
        group = _above(above, place)
        if blank(lower):
            joined.append(upper)
        elif letters_of(group) in {"", letters_of(str(lower))}:
            joined.append(lower)
        else:
            joined.append(f"{group} {lower}")
    return joined


def _grouped(groups: Sequence[object], cells: Sequence[object]) -> list[object]:
    """Headings of which some are alike, with the group that stands above each."""
    again = {letters for letters, count in Counter(_letters(cells)).items() if count > 1 and letters}
    return [
        f"{_above(groups, place)} {cell}".strip() if letters_of(str(cell or "")) in again else cell
        for place, cell in enumerate(cells)
    ]


def _name_columns(cells: Sequence[object]) -> tuple[tuple[str, ...], list[str]]:
    """Distinct names for the columns, and a notice about those that had to be named."""
    names: list[str] = []
    taken: set[str] = set()
    unnamed, repeated = 0, 0
    for number, cell in enumerate(cells, 1):
        name = " ".join(str(cell if cell is not None else "").split())[:_LONGEST_HEADING]
        if not name:
            name, unnamed = _numbered(number), unnamed + 1
        if name.casefold() in taken:
            repeated += 1
            name = next(
                other
                for other in (f"{name} ({again})" for again in range(2, MAX_COLUMNS + 2))
                if other.casefold() not in taken
            )
        taken.add(name.casefold())
        names.append(name)
    notices: list[str] = []
    if unnamed:
        notices.append(
            say_many(
                "{n} column has no heading; it is called by its number.",
                "{n} columns have no heading; they are called by their number.",
                unnamed,
            )
        )
    if repeated:
        notices.append(
            say_many(
                "{n} heading repeats an earlier one and is numbered.",
                "{n} headings repeat earlier ones and are numbered.",
                repeated,
            )
        )
    return tuple(names), notices


def _numbered(number: int) -> str:
    """What a column without a heading is called: English to the program, and said in their language to people."""
    return say("Column {number}", number=number).in_language("en")
