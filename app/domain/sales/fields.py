"""The fields of an opportunity, in the order of its form."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.domain.leads.fields import NEEDS, PURCHASE_PROCESSES, SOURCES, TIMEFRAMES

STATUSES = (
    ("open", "Open"),
    ("on_hold", "On hold"),
    ("won", "Won"),
    ("lost", "Lost"),
    ("cancelled", "Cancelled"),
    ("out_sold", "Out-sold"),
)
#: Statuses in which an opportunity is worked on; in the others it is read-only.
WORKING = ("open", "on_hold")

OPPORTUNITY_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("customer_name", "Customer", "line", "who"),
    Field("account", "Account", "account", "who"),
    Field("contact", "Contact", "contact", "who"),
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
    Field("campaign", "Campaign", "line", "about"),
    Field("description", "Description", "prose", "about"),
    Field("owner", "Owner", "user", "work"),
    Field("external_id", "External id", "line", "work"),
    Field("lead", "Originating lead", "lead", "work", computed=True),
    Field("status", "Status", "choice", "work", STATUSES, computed=True),
    Field("actual_revenue", "Actual revenue", "money", "work", computed=True),
    Field("closed_on", "Closed on", "date", "work", computed=True),
    Field("close_reason", "Reason", "line", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", "Created", "moment", "work", computed=True),
    Field("updated_at", "Changed", "moment", "work", computed=True),
)

#: What closing asks; the revenue only of one that is won, the reason and the competitor only of the others.
CLOSING_FIELDS: tuple[Field, ...] = (
    Field("status", "Status", "choice", "close", tuple(each for each in STATUSES if each[0] not in WORKING)),
    Field("actual_revenue", "Actual revenue", "money", "close", help="Its amount without another."),
    Field("closed_on", "Closed on", "date", "close", help="Today without another."),
    Field("close_reason", "Reason", "line", "close"),
    Field("competitor", "Lost to", "line", "close", help="The competitor who got it, by name or code."),
)
