"""The fields of a customer, in the order of its form."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

KINDS_OF_CUSTOMER: WordsByCode = (
    ("organisation", in_context("sort of customer", "Organisation")),
    ("person", in_context("sort of customer", "Person")),
)

CUSTOMER_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("customer_group", "Customer group", "line", "about", help="Whose price lists hold for them."),
    Field("owner", "Owner", "user", "work"),
    Field("notes", "Notes", "prose", "about"),
    Field("kind", in_context("of a customer", "Kind"), "choice", "work", KINDS_OF_CUSTOMER, computed=True),
    Field("since", "Customer since", "date", "work", computed=True),
    Field("account", in_context("field", "Account"), "account", "work", computed=True),
    Field("contact", in_context("field", "Contact"), "contact", "work", computed=True),
    Field("lead", in_context("field", "Lead"), "lead", "work", computed=True),
    Field("opportunity", in_context("field", "Opportunity"), "opportunity", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)
