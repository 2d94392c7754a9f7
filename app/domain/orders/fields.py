"""The fields of a sales order, in the order of its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.core.fields import Field
from app.words import Message, WordsByCode, in_context, label

STATUSES: WordsByCode = (
    ("draft", in_context("status of an order", "Draft")),
    ("confirmed", in_context("status of an order", "Confirmed")),
    ("cancelled", in_context("status of an order", "Cancelled")),
)
STANDING: Final = ("draft", "confirmed")
"""Statuses in which its quantities count as ordered."""
COMMENT: Final = Field("comment", "Comment", "prose", "work")

_LABELS: Final[Mapping[str, Message]] = dict(STATUSES)


def status_label(code: str) -> str:
    """What a status of an order is called."""
    return label(_LABELS[code])


ORDER_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("customer_name", "Customer", "line", "who", help="Whom the paper is for."),
    Field("address", "Address", "prose", "who", help="As it stands on the paper, in lines."),
    Field("contact", in_context("field", "Contact"), "contact", "who"),
    Field("terms", "Terms", "prose", "about"),
    Field("owner", "Owner", "user", "work"),
    Field("status", "Status", "choice", "work", STATUSES, computed=True),
    Field("total", "Total", "money", "work", computed=True),
    Field("reduction", "Discount", "line", "work", computed=True),
    Field("tax_inclusive", "Prices include tax", "yes_no", "work", computed=True),
    Field("ordered_on", "Ordered on", "date", "work", computed=True),
    Field("quotation", in_context("field", "Quotation"), "quotation", "work", computed=True),
    Field("account", in_context("field", "Account"), "account", "work", computed=True),
    Field("lead", in_context("field", "Lead"), "lead", "work", computed=True),
    Field("opportunity", in_context("field", "Opportunity"), "opportunity", "work", computed=True),
    Field("customer", in_context("field", "Customer record"), "customer", "work", computed=True),
    Field("confirmed_at", in_context("moment", "Confirmed"), "moment", "work", computed=True),
    Field("confirmed_by", "Confirmed by", "user", "work", computed=True),
    Field("comment", "Comment", "prose", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)
