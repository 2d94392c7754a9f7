"""The columns of the lead list: what each shows of a lead, and how many cells it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.text import cell_width
from app.domain.leads.fields import BY_CODE
from app.domain.leads.kinds import LEAD
from app.domain.leads.rows import LeadLine
from app.widgets.columns import Column, ago, choice, plain, when_text
from app.widgets.display_context import DisplayContext
from app.widgets.text import safe_line
from app.words import Words, in_context, say, say_in

if TYPE_CHECKING:
    from app.widgets.lines import Run

#: The fewest cells in which what stands behind a title says anything when it is cut.
LEAST_FURTHER = 8


def called(lead: LeadLine, _context: DisplayContext, cells: int) -> Run:
    """The lead's title, with whom or what tells it from another of that title where there is room to read it."""
    title = safe_line(lead.title)
    further = next((safe_line(each) for each in (lead.name, lead.company) if each and each != lead.title), "")
    whole = f"{title} ({further})"
    room = cells - cell_width(title) - len(" (")
    if further and (cell_width(whole) <= cells or room >= LEAST_FURTHER):
        return (whole, "text")
    return (title, "text")


def next_contact(lead: LeadLine, context: DisplayContext, cells: int) -> Run:
    """When the lead is to be contacted next; late ones in words."""
    moment = lead.next_contact_at
    if moment is None:
        return (context.signs.nothing, "dim")
    if LEAD.is_open({"state": lead.state}) and (late := context.late(moment)):
        return (late, "bad")
    return (when_text(moment, context, cells), "text" if context.day(moment) == context.today else "dim")


def _chosen(code: str, label: Words, cells: int) -> Column:
    """A column of a choice."""
    field = BY_CODE[code]
    return Column(code, label, cells, choice(field), field=field)


COLUMNS: Final = {
    column.code: column
    for column in (
        Column("title", in_context("column", "Lead"), 0, called),
        Column("next_contact_at", in_context("column", "Next"), 12, next_contact, "right", says_why=True),
        Column("code", "Code", 11, plain("code")),
        Column("name", "Name", 20, plain("name")),
        Column("company", "Company", 20, plain("company")),
        Column("topic", "Topic", 26, plain("topic")),
        _chosen("source", "Source", 16),
        _chosen("status", "Status", 14),
        _chosen("state", in_context("column", "State"), 12),
        _chosen("rating", "Rating", 6),
        Column("owner", "Owner", 16, plain("owner")),
        Column("email", "Email", 26, plain("email")),
        Column("phone", "Phone", 18, plain("phone")),
        Column("city", "City", 14, plain("city")),
        Column("country", "Country", 14, plain("country")),
        Column("budget", "Budget", 14, plain("budget"), "right"),
        Column("last_activity_at", "Last activity", 12, ago("last_activity_at"), "right"),
        Column("created_at", in_context("column", "Created"), 12, ago("created_at"), "right"),
        Column("updated_at", in_context("column", "Changed"), 12, ago("updated_at"), "right"),
    )
}
"""Every column there is, by the code of its field."""

#: What a list shows where nobody chose; as many as fit.
DEFAULT_COLUMNS: Final = ("title", "next_contact_at", "status", "topic", "owner")


def why_stray(lead: LeadLine, cells: int) -> str:
    """Why a lead stands in a list that holds it no more."""
    if LEAD.is_open({"state": lead.state}):
        words = say("fits no more")
        return words if cell_width(words) <= cells else say("no match")
    state = BY_CODE["state"].choice_label(lead.state).lower()
    return state if cell_width(state) <= cells else say_in("lead", "closed")
