"""The columns of the list of opportunities: what each shows of one, and how many cells it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.text import cell_width
from app.domain.sales.fields import OPPORTUNITY_FIELDS, WORKING
from app.domain.sales.rows import OpportunityLine
from app.widgets.columns import Column, ago, choice, plain
from app.widgets.display_context import DisplayContext
from app.widgets.text import safe_line
from app.words import Words, formats, in_context, say

if TYPE_CHECKING:
    from app.widgets.lines import Run

#: The fewest cells in which the customer behind a name says anything when it is cut.
LEAST_CUSTOMER = 8
#: Days without anything happening after which an open opportunity is silent.
SILENT_AFTER: Final = 30

_FIELDS: Final = {field.code: field for field in OPPORTUNITY_FIELDS}


def health(line: OpportunityLine, context: DisplayContext) -> Run:
    """The sign that tells how an opportunity is: won, lost, resting, past its day, or silent."""
    signs = context.signs
    if line.status == "won":
        return (signs.done, "good")
    if line.status not in WORKING:
        return (signs.nothing, "bad")
    if is_past(line, context):
        return (signs.due, "bad")
    if line.status == "on_hold":
        return (signs.ahead, "warn")
    return (signs.urgencies[2], "warn") if silent_days(line, context) else (" ", "text")


def is_past(line: OpportunityLine, context: DisplayContext) -> bool:
    """Whether the day has passed on which an open opportunity was to close."""
    return line.status == "open" and line.expected_close is not None and line.expected_close < context.today


def silent_days(line: OpportunityLine, context: DisplayContext) -> int:
    """For how many days nothing has happened in an open opportunity; 0 where it is not silent."""
    days = (context.now - (line.last_activity_at or line.created_at)).days
    return days if line.status == "open" and days > SILENT_AFTER else 0


def days_in_stage(line: OpportunityLine, context: DisplayContext) -> str:
    """For how long an opportunity has been in its stage; empty where it is in none."""
    if line.stage_since is None:
        return ""
    return say("{days}d", days=formats.number(max((context.now - line.stage_since).days, 0)))


def called(line: OpportunityLine, _context: DisplayContext, cells: int) -> Run:
    """The opportunity's name, and for whom it is where there is room to read it."""
    name, customer = safe_line(line.name), safe_line(line.customer)
    whole = f"{name} ({customer})"
    room = cells - cell_width(name) - len(" (")
    if customer and customer != name and (cell_width(whole) <= cells or room >= LEAST_CUSTOMER):
        return (whole, "text")
    return (name, "text")


def closes(line: OpportunityLine, context: DisplayContext, cells: int) -> Run:
    """When it is to close; a day that has passed in words, where there is room for them."""
    if line.expected_close is None:
        return (context.signs.nothing, "dim")
    day = context.short_day(line.expected_close)
    if not is_past(line, context):
        return (day, "dim")
    words = say("was due {day}", day=day)
    return (words if cell_width(words) <= cells else day, "bad")


def _amount(line: OpportunityLine, _context: DisplayContext, cells: int) -> Run:
    """The amount; without its fraction where there is no room for it, for a number that is cut says another one."""
    if line.amount is None:
        return ("", "text")
    text = safe_line(line.amount)
    if cell_width(text) > cells:
        text = safe_line(formats.money(line.amount.amount.to_integral_value(), line.amount.currency))
    return (text, "text")


def _percent(line: OpportunityLine, _context: DisplayContext, _cells: int) -> Run:
    return ("" if line.probability is None else formats.percent(line.probability), "dim")


def _days(line: OpportunityLine, context: DisplayContext, _cells: int) -> Run:
    return (days_in_stage(line, context), "dim")


def _chosen(code: str, label: Words, cells: int) -> Column:
    return Column(code, label, cells, choice(_FIELDS[code]), field=_FIELDS[code])


COLUMNS: Final = {
    column.code: column
    for column in (
        Column("name", "Opportunities", 0, called),
        Column("amount", "Amount", 16, _amount, "right", says_why=True),
        Column("expected_close", in_context("column", "Closes"), 12, closes, "right", says_why=True),
        Column("stage", "Stage", 14, plain("stage")),
        Column("probability", "%", 5, _percent, "right"),
        Column("owner", "Owner", 16, plain("owner")),
        Column("customer", "Customer", 20, plain("customer")),
        _chosen("status", "Status", 10),
        Column("days", in_context("column", "In stage"), 8, _days, "right"),
        Column("code", "Code", 11, plain("code")),
        Column("source", "Source", 16, plain("source")),
        Column("last_activity_at", "Last activity", 12, ago("last_activity_at"), "right"),
        Column("created_at", in_context("column", "Created"), 12, ago("created_at"), "right"),
        Column("updated_at", in_context("column", "Changed"), 12, ago("updated_at"), "right"),
    )
}
"""Every column there is, by the code of its field."""

#: What a list shows where nobody chose; as many as fit.
DEFAULT_COLUMNS: Final = ("name", "amount", "expected_close", "stage", "probability", "owner", "days", "status")
