"""The fields of a quotation, in the order of its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.core.fields import Field
from app.domain.sales.reasons import LOST_REASONS
from app.words import Message, WordsByCode, in_context, label

STATUSES: WordsByCode = (
    ("draft", in_context("status of a quotation", "Draft")),
    ("submitted", in_context("status of a quotation", "Submitted")),
    ("replied", in_context("status of a quotation", "Replied")),
    ("partially_ordered", in_context("status of a quotation", "Partially ordered")),
    ("ordered", in_context("status of a quotation", "Ordered")),
    ("lost", in_context("status of a quotation", "Lost")),
    ("cancelled", in_context("status of a quotation", "Cancelled")),
    ("expired", in_context("status of a quotation", "Expired")),
)
OFFERED: Final = ("submitted", "replied")
"""Statuses of an offer that nobody has decided about; it expires."""
ORDERED: Final = ("partially_ordered", "ordered")
"""Statuses that orders give."""
LIVE: Final = ("draft", *OFFERED, *ORDERED)
"""Statuses that make its lead one with a quotation."""
LOST_REASON: Final = Field("lost_reason", "Reason", "choice", "work", LOST_REASONS, open=True)
COMMENT: Final = Field("comment", "Comment", "prose", "work")

_LABELS: Final[Mapping[str, Message]] = dict(STATUSES)


def status_label(code: str) -> str:
    """What a status of a quotation is called."""
    return label(_LABELS[code])


QUOTATION_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("customer_name", "Customer", "line", "who", help="Whom the paper is for."),
    Field("address", "Address", "prose", "who", help="As it stands on the paper, in lines."),
    Field("account", in_context("field", "Account"), "account", "who"),
    Field("contact", in_context("field", "Contact"), "contact", "who"),
    Field("valid_until", "Valid until", "date", "about", help="The last day on which it can be ordered."),
    Field("reduction", "Discount", "line", "about", help="On all of it: 10%, or an amount such as 75."),
    Field("terms", "Terms", "prose", "about"),
    Field("owner", "Owner", "user", "work"),
    Field("status", "Status", "choice", "work", STATUSES, computed=True),
    Field("total", "Total", "money", "work", computed=True),
    Field("tax_inclusive", "Prices include tax", "yes_no", "work", computed=True),
    Field("quoted_on", "Quoted on", "date", "work", computed=True),
    Field("lead", in_context("field", "Lead"), "lead", "work", computed=True),
    Field("opportunity", in_context("field", "Opportunity"), "opportunity", "work", computed=True),
    Field("customer", in_context("field", "Customer record"), "customer", "work", computed=True),
    Field("price_list", "Price list", "price_list", "work", computed=True),
    Field("copied_from", "Copied from", "quotation", "work", computed=True),
    Field("submitted_at", in_context("moment", "Submitted"), "moment", "work", computed=True),
    Field("replied_at", in_context("moment", "Replied"), "moment", "work", computed=True),
    Field("lost_reason", "Reason", "choice", "work", LOST_REASONS, open=True, computed=True),
    Field("comment", "Comment", "prose", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

STILL: Final = frozenset({"valid_until", "owner", "contact", "terms"})
"""What of an offer can be changed after it was submitted; its figures cannot."""
