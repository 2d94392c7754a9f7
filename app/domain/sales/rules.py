"""The rules of opportunities: what a lead hands over, and how one is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.money import Money
from app.words import say

#: Columns that hold the same in a lead and in the opportunity made from it: the lead's and the opportunity's.
SAME_COLUMNS = (
    ("estimated_value_minor", "amount_minor"),
    ("estimated_value_currency", "amount_currency"),
    ("estimated_close", "expected_close"),
    ("budget_minor", "budget_minor"),
    ("budget_currency", "budget_currency"),
    ("timeframe", "timeframe"),
    ("purchase_process", "purchase_process"),
    ("need", "need"),
    ("decision_maker", "decision_maker"),
    ("campaign", "campaign"),
    ("source", "source"),
    ("owner_id", "owner_id"),
)


def handed_over(lead: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an opportunity that its lead fills.

    Args:
        lead: The lead's columns.
    """
    columns = {theirs: lead[ours] for ours, theirs in SAME_COLUMNS}
    customer = lead["company"] or lead["name"]
    return {**columns, "name": lead["topic"] or customer or lead["title"], "customer_name": customer}


def searchable(columns: Mapping[str, Any]) -> str:
    """The folded text that search looks in."""
    custom = (each for each in (columns["custom"] or {}).values() if isinstance(each, str))
    parts = ("code", "name", "customer_name", "source", "campaign", "external_id", "description")
    return fold(" ".join(str(part) for part in (*(columns[each] for each in parts), *custom) if part))


@dataclass(frozen=True, slots=True)
class Closing:
    """How an opportunity is closed.

    Attributes:
        status: won, lost, cancelled or out_sold.
        on: The day.
        revenue: What it brought, for one that is won.
        reasons: Why it was not, by their codes.
        comment: The same in words.
        competitor: Who got it instead, as it was named.
    """

    status: str
    on: date
    revenue: Money | None
    reasons: tuple[str, ...]
    comment: str | None
    competitor: str | None


def read_closing(typed: Mapping[str, Any], amount: Money | None, today: date) -> Closing:
    """How an opportunity is closed, with what was left out filled in.

    Args:
        typed: Values of the closing fields.
        amount: What the opportunity is worth, for the revenue.
        today: The day where it is closed, for the date.

    Raises:
        Invalid: A value is missing, or says nothing about this way of closing.
    """
    status, on = typed.get("status"), typed.get("closed_on") or today
    revenue, competitor = typed.get("actual_revenue"), typed.get("competitor")
    reasons, comment = typed.get("lost_reasons") or (), typed.get("close_reason")
    if not status:
        raise Invalid(
            say("Status is missing: say how it ended."),
            field="status",
            hint=say("Choose from: won, lost, cancelled, out-sold."),
        )
    if on > today:
        raise Invalid(
            say("Closed on: the day has not come yet."), field="closed_on", hint=say("Give today or an earlier day.")
        )
    if status != "won" and revenue is not None:
        raise Invalid(
            say("Actual revenue: only a won opportunity has one."), field="actual_revenue", hint=say("Leave it out.")
        )
    if status == "won" and reasons:
        raise Invalid(
            say("Reasons: a won opportunity was not lost."), field="lost_reasons", hint=say("Leave them out.")
        )
    if status == "won" and competitor:
        raise Invalid(
            say("Lost to: a won opportunity was lost to nobody."), field="competitor", hint=say("Leave it out.")
        )
    if status == "won" and revenue is None and amount is None:
        raise Invalid(
            say("Actual revenue is missing: what did it bring?"), field="actual_revenue", hint=say("Such as 50k USD.")
        )
    return Closing(status, on, (revenue or amount) if status == "won" else None, reasons, comment, competitor)
