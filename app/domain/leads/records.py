"""The stored truth about leads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import FOLLOWS, KEY, TEXTS, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Line, Prose
from app.words import say_many

USER = "user_account.id"


class Lead(Record):
    """An organisation or a person that may become a customer."""

    __tablename__ = "lead"
    __table_args__ = (
        # The orders people keep their lists in; each ends with the id so that paging by keyset is exact.
        Index("ix_lead_state_updated", "state", "updated_at", "id"),
        Index("ix_lead_state_created", "state", "created_at", "id"),
        Index("ix_lead_state_title", "state", "title_key", "id"),
        Index("ix_lead_state_next", "state", "next_contact_at", "id"),
        Index("ix_lead_owner", "owner_id", "state", "updated_at", "id"),
        Index("ix_lead_status", "status", "updated_at", "id"),
        Index("ix_lead_email", "email"),
        Index("ix_lead_email_small", text("lower(email)")),
        Index("ix_lead_phone_e164", "phone_e164"),
        Index("ix_lead_phone_digits", "phone_digits"),
        Index("ix_lead_company_key", "company_key"),
        Index("ix_lead_domain", "domain"),
        Index("ix_lead_external_id", "external_id"),
        Index("ix_lead_import_key", "import_key"),
    )
    counted_naming = Counted(1, lambda number: say_many("{n} lead", "{n} leads", number))

    code: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[Code]
    """organisation or person; fixed after the first save."""
    state: Mapped[Code] = mapped_column(default="open")
    """open, qualified or disqualified."""
    status: Mapped[Code] = mapped_column(default="lead")
    """One of the nine statuses; see ``app.domain.leads.rules``."""
    title: Mapped[Line] = mapped_column(info=FOLLOWS)
    """What lists show: the company, else the person, else the topic or external id."""
    title_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded title, for sorting and finding."""

    name: Mapped[Line | None]
    salutation: Mapped[Line | None]
    first_name: Mapped[Line | None]
    middle_name: Mapped[Line | None]
    last_name: Mapped[Line | None]
    gender: Mapped[Code | None]
    job_title: Mapped[Line | None]
    department: Mapped[Line | None]
    company: Mapped[Line | None]
    company_key: Mapped[Line | None] = mapped_column(info=KEY)
    """The folded company without legal suffixes, for finding duplicates."""
    website: Mapped[Line | None]
    linkedin: Mapped[Line | None]
    """Their page on LinkedIn: the person's, or the company's."""
    domain: Mapped[Line | None] = mapped_column(info=FOLLOWS)
    """The company's domain, from the website or a business email address."""
    email: Mapped[Line | None]
    phone: Mapped[Line | None]
    phone_e164: Mapped[Line | None] = mapped_column(info=FOLLOWS)
    phone_digits: Mapped[Line | None] = mapped_column(info=KEY)
    """The digits of the phone, for finding a number without a country."""
    email_label: Mapped[Code | None]
    """What the email is called: business, home or other."""
    phone_label: Mapped[Code | None]
    """What the phone is called: business, mobile, home or other."""
    address_label: Mapped[Code | None]
    """What the address is called: billing, shipping, office, home or other."""
    street: Mapped[Line | None]
    city: Mapped[Line | None]
    region: Mapped[Line | None]
    postal_code: Mapped[Line | None]
    country: Mapped[Line | None]
    preferred_contact: Mapped[Code | None]
    language: Mapped[Code | None]
    time_zone: Mapped[Line | None]

    topic: Mapped[Line | None]
    source: Mapped[Line | None]
    campaign: Mapped[Line | None]
    lead_type: Mapped[Code | None]
    request_type: Mapped[Code | None]
    market_segment: Mapped[Line | None]
    industry: Mapped[Line | None]
    territory: Mapped[Line | None]
    employees: Mapped[int | None]
    annual_revenue_minor: Mapped[int | None] = mapped_column(BigInteger)
    annual_revenue_currency: Mapped[Code | None]
    description: Mapped[Prose | None]

    rating: Mapped[Code | None]
    need: Mapped[Code | None]
    budget_minor: Mapped[int | None] = mapped_column(BigInteger)
    budget_currency: Mapped[Code | None]
    budget_status: Mapped[Code | None]
    timeframe: Mapped[Code | None]
    purchase_process: Mapped[Code | None]
    decision_maker: Mapped[bool | None]
    initial_communication: Mapped[Code | None]
    evaluated_fit: Mapped[bool | None]
    estimated_value_minor: Mapped[int | None] = mapped_column(BigInteger)
    estimated_value_currency: Mapped[Code | None]
    estimated_close: Mapped[date | None] = mapped_column(Day)
    qualification_comments: Mapped[Prose | None]

    do_not_phone: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_email: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_mail: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_contact: Mapped[bool] = mapped_column(Boolean, default=False)
    consent_source: Mapped[Line | None]
    consent_date: Mapped[date | None] = mapped_column(Day)

    owner_id: Mapped[Id | None] = mapped_column(ForeignKey(USER, deferrable=True, initially="DEFERRED"))
    next_contact_at: Mapped[datetime | None]
    next_contact_by_id: Mapped[Id | None] = mapped_column(ForeignKey(USER, deferrable=True, initially="DEFERRED"))
    tags: Mapped[list[str]] = mapped_column(Document, default=list, info=TEXTS)
    sales_ready: Mapped[bool] = mapped_column(Boolean, default=False)

    contact_id: Mapped[Id | None] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    """The existing contact this lead is about, or the one made when it was qualified."""
    account_id: Mapped[Id | None] = mapped_column(ForeignKey("account.id", deferrable=True, initially="DEFERRED"))
    """The existing account this lead is about, or the one made when it was qualified."""

    disqualify_reason: Mapped[Code | None]
    disqualify_comment: Mapped[Prose | None]
    closed_at: Mapped[datetime | None]
    last_activity_at: Mapped[datetime | None] = mapped_column(info=FOLLOWS)
    """When something last happened with it (an activity that took place), for the silence card."""

    external_id: Mapped[Line | None]
    """Its number in the system it came from."""
    import_key: Mapped[Line | None]
    """A fingerprint of its row in the file it came from, so that the same file adds nothing twice."""
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    """Everything searchable, folded."""
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    """The folded forms of texts that are not plain ASCII, by field; see ``app.domain.store.folded``."""
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """Values of the fields a manager defined, by code."""
    deleted_at: Mapped[datetime | None]


class LeadAssignment(Record):
    """A lead given to a colleague: to work on it beside its owner, or as its owner by somebody else."""

    __tablename__ = "lead_assignment"
    __table_args__ = (
        Index("uq_lead_assignment_lead_user_role", "lead_id", "user_id", "role", unique=True),
        Index("ix_lead_assignment_user", "user_id", "role"),
    )

    lead_id: Mapped[Id] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    user_id: Mapped[Id] = mapped_column(ForeignKey(USER, deferrable=True, initially="DEFERRED"))
    role: Mapped[Code]
    """owner or assignee."""
    by_id: Mapped[Id | None] = mapped_column(ForeignKey(USER, deferrable=True, initially="DEFERRED"))
    """Who gave it to them."""
