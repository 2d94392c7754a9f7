"""The columns of the lead list: what each shows of a lead, and how many cells it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from app.domain.core.frozen import frozen
from app.domain.core.text import cell_width, pad
from app.domain.leads.fields import BY_CODE
from app.domain.leads.kinds import LEAD
from app.domain.leads.rows import LeadLine
from app.widgets.display_context import DisplayContext
from app.widgets.lines import joined
from app.widgets.text import safe_line
from app.words import Words, in_context, say, say_in

if TYPE_CHECKING:
    from datetime import datetime

    from app.widgets.ink import Token
    from app.widgets.lines import Run

#: Cells between two columns.
GAP = 2
#: The fewest cells the column that takes what is left is given.
LEAST_FLEXIBLE = 24
#: What is enough for it: beyond, columns of text grow up to twice their width.
AMPLE_FLEXIBLE = 44
#: The most cells that a choice makes its column wider to.
WIDEST_CHOICE = 18
#: The fewest cells in which what stands behind a title says anything when it is cut.
LEAST_FURTHER = 8


@frozen
class Column:
    """A column.

    Attributes:
        code: The field it shows, as in the query language.
        label: Its heading.
        cells: Its least width; the first column takes what the others leave.
        value: What it shows of a lead, from a context, on so many cells.
        align: Numbers and times stand at the right.
    """

    code: str
    label: Words
    cells: int
    value: Callable[[LeadLine, DisplayContext, int], Run]
    align: Literal["left", "right"] = "left"

    @property
    def width(self) -> int:
        """Its width in the language of the moment: its heading fits, and so do the choices of its field."""
        field = BY_CODE.get(self.code)
        choices = (cell_width(words) for _, words in field.choices) if field is not None and not field.open else ()
        return max(self.cells, cell_width(self.label), min(max(choices, default=0), WIDEST_CHOICE))


def _plain(attribute: str, ink: Token = "dim") -> Callable[[LeadLine, DisplayContext, int], Run]:
    return lambda lead, _context, _cells: (safe_line(getattr(lead, attribute)), ink)


def called(lead: LeadLine, _context: DisplayContext, cells: int) -> Run:
    """The lead's title, with whom or what tells it from another of that title where there is room to read it."""
    title = safe_line(lead.title)
    further = next((safe_line(each) for each in (lead.name, lead.company) if each and each != lead.title), "")
    whole = f"{title} ({further})"
    room = cells - cell_width(title) - len(" (")
    if further and (cell_width(whole) <= cells or room >= LEAST_FURTHER):
        return (whole, "text")
    return (title, "text")


def _choice(attribute: str) -> Callable[[LeadLine, DisplayContext, int], Run]:
    field = BY_CODE[attribute]

    def value(lead: LeadLine, _context: DisplayContext, _cells: int) -> Run:
        code = getattr(lead, attribute)
        return (safe_line(field.choice_label(code)) if code else "", "dim")

    return value


def _ago(attribute: str) -> Callable[[LeadLine, DisplayContext, int], Run]:
    def value(lead: LeadLine, context: DisplayContext, cells: int) -> Run:
        moment = getattr(lead, attribute)
        return (_when(moment, context, cells), "dim") if moment else (context.signs.nothing, "dim")

    return value


def next_contact(lead: LeadLine, context: DisplayContext, cells: int) -> Run:
    """When the lead is to be contacted next; late ones in words."""
    moment = lead.next_contact_at
    if moment is None:
        return (context.signs.nothing, "dim")
    if LEAD.is_open({"state": lead.state}) and (late := context.late(moment)):
        return (late, "bad")
    return (_when(moment, context, cells), "text" if context.day(moment) == context.today else "dim")


def _when(moment: datetime, context: DisplayContext, cells: int) -> str:
    """A moment, or its day alone where there is no room for the time."""
    text = context.when(moment)
    return text if cell_width(text) <= cells else context.short_day(context.day(moment))


COLUMNS: Final = {
    column.code: column
    for column in (
        Column("title", in_context("column", "Lead"), 0, called),
        Column("next_contact_at", in_context("column", "Next"), 12, next_contact, "right"),
        Column("code", "Code", 11, _plain("code")),
        Column("name", "Name", 20, _plain("name")),
        Column("company", "Company", 20, _plain("company")),
        Column("topic", "Topic", 26, _plain("topic")),
        Column("source", "Source", 16, _choice("source")),
        Column("status", "Status", 14, _choice("status")),
        Column("state", in_context("column", "State"), 12, _choice("state")),
        Column("rating", "Rating", 6, _choice("rating")),
        Column("owner", "Owner", 16, _plain("owner")),
        Column("email", "Email", 26, _plain("email")),
        Column("phone", "Phone", 18, _plain("phone")),
        Column("city", "City", 14, _plain("city")),
        Column("country", "Country", 14, _plain("country")),
        Column("budget", "Budget", 14, _plain("budget"), "right"),
        Column("last_activity_at", "Last activity", 12, _ago("last_activity_at"), "right"),
        Column("created_at", in_context("column", "Created"), 12, _ago("created_at"), "right"),
        Column("updated_at", in_context("column", "Changed"), 12, _ago("updated_at"), "right"),
    )
}
"""Every column there is, by the code of its field."""

#: The cells in which a heading can name the order of the list: two blanks, the mark and the beginning of a word.
_LEAST_NAMED: Final = 8
#: What a list shows where nobody chose; as many as fit.
DEFAULT_COLUMNS: Final = ("title", "next_contact_at", "status", "topic", "owner")


def fitted(codes: Sequence[str], cells: int) -> list[tuple[Column, int]]:
    """The columns that fit, with their widths: earlier ones win, the first takes what is left.

    Args:
        codes: The wanted columns in order of importance; unknown ones are passed over.
        cells: The cells there are for all of them.
    """
    wanted = [COLUMNS[code] for code in codes if code in COLUMNS] or [COLUMNS["title"]]
    first, *others = wanted
    kept: list[tuple[Column, int]] = []
    room = cells - LEAST_FLEXIBLE
    for column in others:
        if (width := column.width) + GAP <= room:
            kept.append((column, width))
            room -= width + GAP
    if not kept and others and cells >= LEAST_FLEXIBLE:  # too narrow for the next best: both give way
        kept = [(others[0], min(others[0].width, cells // 3))]
    flexible = cells - sum(width + GAP for _, width in kept)
    flexible, kept = _shared(flexible, kept)
    # what one looks for by time stands at the right end, under the eye
    placed = sorted(kept, key=lambda each: each[0].align == "right")
    return [(first, flexible), *placed]


def _shared(flexible: int, kept: Sequence[tuple[Column, int]]) -> tuple[int, list[tuple[Column, int]]]:
    """The first column's width and the others', when those of text grow with what the first has no use for."""
    shared = []
    for column, width in kept:
        more = min(max(flexible - AMPLE_FLEXIBLE, 0), width) if column.align == "left" else 0
        shared.append((column, width + more))
        flexible -= more
    return flexible, shared


def row_runs(
    lead: LeadLine, columns: Sequence[tuple[Column, int]], context: DisplayContext, *, stray: bool = False
) -> list[Run]:
    """A lead as runs that take exactly the cells of the columns.

    Args:
        lead: The lead.
        columns: The columns with their widths.
        context: The display context.
        stray: Whether it stands in a list that holds it no more.
    """
    runs: list[Run] = []
    for index, (column, cells) in enumerate(columns):
        text, token = column.value(lead, context, cells)
        if stray:
            text, token = (why_stray(lead, cells) if column.code == "next_contact_at" else text), "dim"
        runs.append((pad(text, cells, column.align), token))
        if index < len(columns) - 1:
            runs.append((" " * GAP, "text"))
    return runs


def why_stray(lead: LeadLine, cells: int) -> str:
    """Why a lead stands in a list that holds it no more."""
    if LEAD.is_open({"state": lead.state}):
        words = say("fits no more")
        return words if cell_width(words) <= cells else say("no match")
    state = BY_CODE["state"].choice_label(lead.state).lower()
    return state if cell_width(state) <= cells else say_in("lead", "closed")


def heading_runs(
    columns: Sequence[tuple[Column, int]], sort: str, context: DisplayContext, token: Token, anew: str = ""
) -> list[Run]:
    """The headings of the columns; the one sorted by shows the direction, the first one names it where it is not shown.

    Args:
        columns: The columns with their widths.
        sort: The code of the field sorted by, with a leading ``-`` for descending.
        context: The display context.
        token: The ink of the first heading.
        anew: What is said of an order that is not the leads' any more.
    """
    by = COLUMNS.get(sort.removeprefix("-"))
    mark = context.signs.down if sort.startswith("-") else context.signs.up
    is_shown = any(column is by for column, _ in columns)
    named = "" if by is None or is_shown else f"{mark} {by.label.lower()}"
    (first, cells), *others = columns
    label = f"{first.label} {mark}" if first is by else first.label
    said = joined((named, anew), context.signs.dot)
    while anew and others and cell_width(f"{label}  {said}") > cells:  # what matters more takes the next one's place
        taken, width = others.pop(0)
        cells += GAP + width
        if taken is by:
            said = joined((f"{mark} {by.label.lower()}", anew), context.signs.dot)
    if not anew and cell_width(label) + _LEAST_NAMED > cells:  # a cut that says nothing
        said = ""
    runs: list[Run] = [(label, token), (pad(f"  {said}", cells - cell_width(label)), "dim")]
    if cell_width(label) >= cells:
        runs = [(pad(label, cells), token)]
    for column, width in others:
        label = column.label
        if column is by:
            label = f"{mark} {label}" if column.align == "right" else f"{label} {mark}"
        runs += [(" " * GAP, "text"), (pad(label, width, column.align), "dim")]
    return runs


def column_at(columns: Sequence[tuple[Column, int]], x: int) -> Column | None:
    """The column that holds cell ``x``, counted from the first column's first cell."""
    at = 0
    for column, cells in columns:
        if at <= x < at + cells:
            return column
        at += cells + GAP
    return None
