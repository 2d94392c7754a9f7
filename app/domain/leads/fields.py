"""The fields of a lead, in the order of its form."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

KINDS: WordsByCode = (
    ("organisation", in_context("kind of lead", "Organisation")),
    ("person", in_context("kind of lead", "Person")),
)
STATES: WordsByCode = (
    ("open", in_context("state", "Open")),
    ("qualified", "Qualified"),
    ("disqualified", "Disqualified"),
)
STATUSES: WordsByCode = (
    ("lead", "Lead"),
    ("open", in_context("status", "Open")),
    ("replied", "Replied"),
    ("interested", "Interested"),
    ("opportunity", "Opportunity"),
    ("quotation", "Quotation"),
    ("lost_quotation", "Lost quotation"),
    ("converted", "Converted"),
    ("do_not_contact", "Do not contact"),
)
SOURCES: WordsByCode = (
    ("advertisement", "Advertisement"),
    ("campaign", "Campaign"),
    ("cold_call", "Cold call"),
    ("customer_referral", "Customer referral"),
    ("employee_referral", "Employee referral"),
    ("event", "Event"),
    ("exhibition", "Exhibition"),
    ("external_referral", "External referral"),
    ("linkedin_form", "LinkedIn form"),
    ("mass_mailing", "Mass mailing"),
    ("partner", "Partner"),
    ("public_relations", "Public relations"),
    ("seminar", "Seminar"),
    ("trade_show", "Trade show"),
    ("walk_in", "Walk-in"),
    ("web", "Web"),
    ("word_of_mouth", "Word of mouth"),
    ("existing_customer", "Existing customer"),
    ("other", "Other"),
)
GENDERS: WordsByCode = (
    ("female", "Female"),
    ("male", "Male"),
    ("other", in_context("gender", "Other")),
    ("unstated", "Not stated"),
)
CONTACT_METHODS: WordsByCode = (
    ("any", in_context("way of contact", "Any")),
    ("email", "Email"),
    ("phone", "Phone"),
    ("mail", "Mail"),
)
LEAD_TYPES: WordsByCode = (
    ("client", "Client"),
    ("channel_partner", "Channel partner"),
    ("consultant", "Consultant"),
)
REQUEST_TYPES: WordsByCode = (
    ("product_enquiry", "Product enquiry"),
    ("request_for_information", "Request for information"),
    ("suggestion", "Suggestion"),
    ("other", "Other"),
)
RATINGS: WordsByCode = (("hot", "Hot"), ("warm", "Warm"), ("cold", "Cold"))
NEEDS: WordsByCode = (
    ("must_have", "Must have"),
    ("should_have", "Should have"),
    ("good_to_have", "Good to have"),
    ("none", in_context("need", "None")),
)
BUDGET_STATUSES: WordsByCode = (
    ("none_committed", "None committed"),
    ("may_buy", "May buy"),
    ("can_buy", "Can buy"),
    ("will_buy", "Will buy"),
)
TIMEFRAMES: WordsByCode = (
    ("immediate", "Immediate"),
    ("this_quarter", "This quarter"),
    ("next_quarter", "Next quarter"),
    ("this_year", "This year"),
    ("unknown", in_context("timeframe", "Unknown")),
)
PURCHASE_PROCESSES: WordsByCode = (
    ("individual", "Individual"),
    ("committee", "Committee"),
    ("unknown", in_context("purchase process", "Unknown")),
)
INITIAL_COMMUNICATIONS: WordsByCode = (("contacted", "Contacted"), ("not_contacted", "Not contacted"))
DISQUALIFY_REASONS: WordsByCode = (
    ("lost", in_context("reason", "Lost")),
    ("cannot_contact", "Cannot contact"),
    ("no_longer_interested", "No longer interested"),
    ("cancelled", in_context("reason", "Cancelled")),
    ("duplicate", in_context("reason", "Duplicate")),
    ("poor_fit", "Poor fit"),
    ("other", "Other"),
)

LEAD_FIELDS: tuple[Field, ...] = (
    Field("kind", in_context("field of a lead", "Kind"), "choice", "who", KINDS, help="Fixed after the first save."),
    Field("company", "Company", "line", "who", help="Required for an organisation."),
    Field("name", "Name", "line", "who", help="The person's full name; required for a person."),
    Field("job_title", "Job title", "line", "who"),
    Field("email", "Email", "email", "who"),
    Field("phone", "Phone", "phone", "who", help="With the country, such as +971 50 123 4567."),
    Field("topic", "Topic", "line", "who", help="One line: what they want."),
    Field(
        "source",
        "Source",
        "choice",
        "who",
        SOURCES,
        open=True,
        help="Where they came from; new ones are welcome.",
    ),
    Field("salutation", "Salutation", "line", "person"),
    Field("first_name", "First name", "line", "person"),
    Field("middle_name", "Middle name", "line", "person"),
    Field("last_name", "Last name", "line", "person"),
    Field("gender", "Gender", "choice", "person", GENDERS),
    Field("department", "Department", "line", "person"),
    Field("preferred_contact", "Preferred contact", "choice", "person", CONTACT_METHODS),
    Field("language", "Language", "language", "person", help="Such as ar or Arabic."),
    Field(
        "time_zone",
        "Time zone",
        "time_zone",
        "person",
        help="A zone such as Asia/Dubai; else from the phone's country.",
    ),
    Field("website", "Website", "url", "company"),
    Field("linkedin", "LinkedIn page", "profile", "company", help="Such as linkedin.com/in/sara-nadim."),
    Field("industry", "Industry", "line", "company"),
    Field("employees", "Employees", "integer", "company", minimum=0, maximum=50_000_000),
    Field("annual_revenue", "Annual revenue", "money", "company", help="Such as 2.5m USD."),
    Field("territory", "Territory", "line", "company"),
    Field("market_segment", "Market segment", "line", "company"),
    Field("street", "Street", "line", "address"),
    Field("city", "City", "line", "address"),
    Field("region", "Region", "line", "address"),
    Field("postal_code", "Postal code", "line", "address"),
    Field("country", "Country", "country", "address"),
    Field("campaign", in_context("field", "Campaign"), "line", "about"),
    Field("lead_type", "Lead type", "choice", "about", LEAD_TYPES),
    Field("request_type", "Request type", "choice", "about", REQUEST_TYPES),
    Field("description", "Description", "prose", "about"),
    Field("tags", "Tags", "tags", "about", help="Separated by commas."),
    Field("rating", "Rating", "choice", "qualification", RATINGS),
    Field("need", "Need", "choice", "qualification", NEEDS),
    Field("budget", "Budget", "money", "qualification", help="Such as 50k USD."),
    Field("budget_status", "Budget status", "choice", "qualification", BUDGET_STATUSES),
    Field("timeframe", "Purchase timeframe", "choice", "qualification", TIMEFRAMES),
    Field("purchase_process", "Purchase process", "choice", "qualification", PURCHASE_PROCESSES),
    Field("decision_maker", "Decision maker identified", "yes_no", "qualification"),
    Field("initial_communication", "Initial communication", "choice", "qualification", INITIAL_COMMUNICATIONS),
    Field("evaluated_fit", "Fit evaluated", "yes_no", "qualification"),
    Field("estimated_value", "Estimated value", "money", "qualification"),
    Field("estimated_close", "Estimated close", "date", "qualification"),
    Field("qualification_comments", "Qualification comments", "prose", "qualification"),
    Field("do_not_phone", "Do not phone", "yes_no", "permissions"),
    Field("do_not_email", "Do not email", "yes_no", "permissions"),
    Field("do_not_mail", "Do not mail", "yes_no", "permissions"),
    Field("do_not_contact", "Do not contact", "yes_no", "permissions"),
    Field("consent_source", "Consent source", "line", "permissions"),
    Field("consent_date", "Consent date", "date", "permissions"),
    Field("owner", "Owner", "user", "work"),
    Field("contact", "Existing contact", "contact", "work", help="A person we know already."),
    Field("account", "Existing account", "account", "work", help="An organisation we know already."),
    Field("next_contact_at", "Next contact", "moment", "work", help="Such as tomorrow 10."),
    Field("next_contact_by", "Next contact by", "user", "work"),
    Field("external_id", "External id", "line", "work", help="Its number in the system it came from."),
    Field("sales_ready", "Sales-ready", "yes_no", "work", help="Whether sales can take it over at once."),
    Field("state", in_context("of a lead", "State"), "choice", "work", STATES, computed=True),
    Field("status", "Status", "choice", "work", STATUSES, computed=True),
    Field("disqualify_reason", "Disqualified because", "choice", "work", DISQUALIFY_REASONS, computed=True),
    Field("disqualify_comment", "Comment", "prose", "work", computed=True),
    Field("closed_at", in_context("moment", "Closed"), "moment", "work", computed=True),
    Field("last_activity_at", "Last activity", "moment", "work", computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)
"""Every field of a lead. Custom ones come after them; see ``Workspace.fields``."""

ASSIGNEES = Field("assignees", "Assignees", "people", "work", computed=True)
"""Who works on a lead beside its owner; it lies elsewhere than in the lead's row."""

BY_CODE = {field.code: field for field in LEAD_FIELDS}

#: The short form for a business card: what is asked when a lead is entered by hand.
QUICK_FORM = ("kind", "company", "name", "job_title", "email", "phone", "topic", "source")
#: What research fills in.
RESEARCH_FORM = (
    *(
        "industry",
        "employees",
        "annual_revenue",
        "website",
        "linkedin",
        "street",
        "city",
        "region",
        "postal_code",
        "country",
    ),
)
#: People that research found, who become stakeholders.
PEOPLE_FOUND = Field("people", "People", "people", "company", help="Their names; they become stakeholders.")
GROUPS: WordsByCode = (
    ("who", in_context("group of fields", "Who")),
    ("person", "Person"),
    ("company", "Company"),
    ("address", "Address"),
    ("about", in_context("group of fields", "About")),
    ("qualification", "Qualification"),
    ("permissions", "Permissions"),
    ("work", in_context("group of fields", "Work")),
    ("custom", in_context("group of fields", "More")),
)
