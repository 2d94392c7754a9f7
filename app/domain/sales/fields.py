"""The fields of an opportunity, in the order of its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from app.domain.core.fields import Field
from app.domain.leads.fields import NEEDS, PURCHASE_PROCESSES, SOURCES, TIMEFRAMES
from app.domain.sales.reasons import LOST_REASONS, reasons_field
from app.words import Message, WordsByCode, in_context, label

STATUSES: WordsByCode = (
    ("open", in_context("status of an opportunity", "Open")),
    ("on_hold", in_context("status of an opportunity", "On hold")),
    ("won", in_context("status of an opportunity", "Won")),
    ("lost", in_context("status of an opportunity", "Lost")),
    ("cancelled", in_context("status of an opportunity", "Cancelled")),
    ("out_sold", in_context("status of an opportunity", "Out-sold")),
)
#: Statuses in which an opportunity is worked on; in the others it is read-only.
WORKING = ("open", "on_hold")
#: Statuses of those that somebody else got, or nobody.
LOST = ("lost", "out_sold")

_LABELS: Final[Mapping[str, Message]] = dict(STATUSES)


def status_label(code: str) -> str:
    """What a status of an opportunity is called."""
    return label(_LABELS[code])


OPPORTUNITY_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("customer_name", "Customer", "line", "who"),
    Field("account", in_context("field", "Account"), "account", "who"),
    Field("contact", in_context("field", "Contact"), "contact", "who"),
    Field("amount", "Amount", "money", "about", help="Such as 50k USD."),
    Field("probability", "Probability", "percent", "about"),
    Field("expected_close", "Expected close", "date", "about", help="Such as 15 Dec."),
    Field("customer_need", "Customer need", "prose", "develop"),
    Field("proposed_solution", "Proposed solution", "prose", "develop"),
    Field("need", "Need", "choice", "qualification", NEEDS),
    Field("budget", "Budget", "money", "qualification"),
    Field("timeframe", "Purchase timeframe", "choice", "qualification", TIMEFRAMES),
    Field("purchase_process", "Purchase process", "choice", "qualification", PURCHASE_PROCESSES),
    Field("decision_maker", "Decision maker identified", "yes_no", "qualification"),
    Field("source", "Source", "choice", "about", SOURCES, open=True),
    Field("campaign", in_context("field", "Campaign"), "line", "about"),
    Field("description", "Description", "prose", "about"),
    Field("owner", "Owner", "user", "work"),
    Field("external_id", "External id", "line", "work"),
    Field("lead", "Originating lead", "lead", "work", computed=True),
    Field("status", "Status", "choice", "work", STATUSES, computed=True),
    Field("amount_of_lines", "Amount is the sum of the lines", "yes_no", "work", computed=True),
    Field("actual_revenue", "Actual revenue", "money", "work", computed=True),
    Field("closed_on", "Closed on", "date", "work", computed=True),
    Field("lost_reasons", "Reasons", "tags", "work", LOST_REASONS, open=True, computed=True),
    Field("close_reason", "Comment", "line", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)


def closing_fields(further: Iterable[str]) -> tuple[Field, ...]:
    """What closing asks; the revenue only of one that is won, the reasons and the competitor only of the others.

    Args:
        further: The reasons of losses that managers added.
    """
    return (
        Field("status", "Status", "choice", "close", tuple(each for each in STATUSES if each[0] not in WORKING)),
        Field("actual_revenue", "Actual revenue", "money", "close", help="Its amount without another."),
        Field("closed_on", "Closed on", "date", "close", help="Today without another."),
        reasons_field(further),
        Field("close_reason", "Comment", "line", "close", help="In a few words."),
        Field("competitor", "Lost to", "line", "close", help="The competitor who got it, by name or code."),
    )
