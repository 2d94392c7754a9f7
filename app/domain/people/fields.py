"""The fields of contacts and accounts, in the order of their forms."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

"""Columns a person may name a contact or an account by, beside its code and id."""

_GENDERS: WordsByCode = (
    ("female", "Female"),
    ("male", "Male"),
    ("other", in_context("gender", "Other")),
    ("unstated", "Not stated"),
)
_METHODS: WordsByCode = (
    ("any", in_context("way of contact", "Any")),
    ("email", "Email"),
    ("phone", "Phone"),
    ("mail", "Mail"),
)

ADDRESS_FIELDS: tuple[Field, ...] = (
    Field("street", "Street", "line", "address"),
    Field("city", "City", "line", "address"),
    Field("region", "Region", "line", "address"),
    Field("postal_code", "Postal code", "line", "address"),
    Field("country", "Country", "country", "address"),
)

CONTACT_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who", help="The full name as the person writes it."),
    Field("job_title", "Job title", "line", "who"),
    Field("account", in_context("field", "Account"), "account", "who", help="The organisation, if we know it."),
    Field("company", "Company", "line", "who", help="The organisation's name where it is not an account."),
    Field("email", "Email", "email", "who"),
    Field("phone", "Phone", "phone", "who"),
    Field("linkedin", "LinkedIn page", "profile", "who", help="Such as linkedin.com/in/sara-nadim."),
    Field("salutation", "Salutation", "line", "person"),
    Field("first_name", "First name", "line", "person"),
    Field("middle_name", "Middle name", "line", "person"),
    Field("last_name", "Last name", "line", "person"),
    Field("gender", "Gender", "choice", "person", _GENDERS),
    Field("department", "Department", "line", "person"),
    Field("preferred_contact", "Preferred contact", "choice", "person", _METHODS),
    Field("language", "Language", "language", "person"),
    Field("time_zone", "Time zone", "time_zone", "person"),
    *ADDRESS_FIELDS,
    Field("description", "Description", "prose", "about"),
    Field("do_not_phone", "Do not phone", "yes_no", "permissions"),
    Field("do_not_email", "Do not email", "yes_no", "permissions"),
    Field("do_not_mail", "Do not mail", "yes_no", "permissions"),
    Field("do_not_contact", "Do not contact", "yes_no", "permissions"),
    Field("owner", "Owner", "user", "work"),
    Field("external_id", "External id", "line", "work"),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

ACCOUNT_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("website", "Website", "url", "who"),
    Field("linkedin", "LinkedIn page", "profile", "who", help="Such as linkedin.com/company/contoso."),
    Field("email", "Email", "email", "who"),
    Field("phone", "Phone", "phone", "who"),
    Field("industry", "Industry", "line", "company"),
    Field("employees", "Employees", "integer", "company", minimum=0, maximum=50_000_000),
    Field("annual_revenue", "Annual revenue", "money", "company"),
    *ADDRESS_FIELDS,
    Field("description", "Description", "prose", "about"),
    Field("owner", "Owner", "user", "work"),
    Field("external_id", "External id", "line", "work"),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)
