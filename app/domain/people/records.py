"""The stored truth about people and organisations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import FOLLOWS, KEY, Counted, Record
from app.domain.store.types import Code, Document, Id, Line, Prose
from app.words import say_many


class User(Record):
    """Someone who works here; colleagues exist for posts, assignment and introductions."""

    __tablename__ = "user_account"
    looked_up = True

    code: Mapped[Code] = mapped_column(unique=True)
    login: Mapped[Line] = mapped_column(unique=True)
    """The operating system's account, or the role that signs in to PostgreSQL."""
    name: Mapped[Line]
    email: Mapped[Line | None]
    phone: Mapped[Line | None]
    language: Mapped[Code] = mapped_column(default="")
    """Its code; empty for that of the settings or the machine."""
    time_zone: Mapped[Line] = mapped_column(default="")
    """IANA name of the zone times are shown in; empty for that of the machine."""
    role: Mapped[Code] = mapped_column(default="rep")
    """agent, rep, manager or admin."""
    working_hours: Mapped[Line | None]
    """Windows of a week on the clock of their zone; empty for always."""
    capacity: Mapped[int | None]
    """How many open leads they may have; any number without it."""
    active: Mapped[bool] = mapped_column(default=True)
    """Whether they may sit down here and be given anything new."""


class Account(Record):
    """An organisation we know."""

    __tablename__ = "account"
    __table_args__ = (
        Index("ix_account_name_key", "name_key"),
        Index("ix_account_domain", "domain"),
        Index("ix_account_email", "email"),
        Index("ix_account_email_small", text("lower(email)")),
        Index("ix_account_phone_e164", "phone_e164"),
        Index("ix_account_phone_digits", "phone_digits"),
        Index("ix_account_external_id", "external_id"),
    )

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name without legal suffixes, for finding duplicates."""
    website: Mapped[Line | None]
    linkedin: Mapped[Line | None]
    """Its page on LinkedIn."""
    domain: Mapped[Line | None] = mapped_column(info=FOLLOWS)
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
    industry: Mapped[Line | None]
    employees: Mapped[int | None]
    annual_revenue_minor: Mapped[int | None] = mapped_column(BigInteger)
    annual_revenue_currency: Mapped[Code | None]
    street: Mapped[Line | None]
    city: Mapped[Line | None]
    region: Mapped[Line | None]
    postal_code: Mapped[Line | None]
    country: Mapped[Line | None]
    description: Mapped[Prose | None]
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    external_id: Mapped[Line | None]
    import_key: Mapped[Line | None] = mapped_column(index=True)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class Contact(Record):
    """A person we know."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_name_key", "name_key"),
        Index("ix_contact_email", "email"),
        Index("ix_contact_email_small", text("lower(email)")),
        Index("ix_contact_phone_e164", "phone_e164"),
        Index("ix_contact_phone_digits", "phone_digits"),
        Index("ix_contact_company_key", "company_key"),
        Index("ix_contact_domain", "domain"),
        Index("ix_contact_account_id", "account_id"),
        Index("ix_contact_external_id", "external_id"),
    )
    counted_naming = Counted(3, lambda number: say_many("{n} contact", "{n} contacts", number))

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    """The full name as the person writes it."""
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, for finding duplicates."""
    salutation: Mapped[Line | None]
    first_name: Mapped[Line | None]
    middle_name: Mapped[Line | None]
    last_name: Mapped[Line | None]
    gender: Mapped[Code | None]
    job_title: Mapped[Line | None]
    department: Mapped[Line | None]
    account_id: Mapped[Id | None] = mapped_column(ForeignKey("account.id", deferrable=True, initially="DEFERRED"))
    company: Mapped[Line | None]
    """The company's name where it is not an account."""
    company_key: Mapped[Line | None] = mapped_column(info=KEY)
    """The folded company without legal suffixes, for finding duplicates."""
    domain: Mapped[Line | None] = mapped_column(info=FOLLOWS)
    """The company's domain, from a business email address."""
    email: Mapped[Line | None]
    phone: Mapped[Line | None]
    phone_e164: Mapped[Line | None] = mapped_column(info=FOLLOWS)
    phone_digits: Mapped[Line | None] = mapped_column(info=KEY)
    """The digits of the phone, for finding a number without a country."""
    linkedin: Mapped[Line | None]
    """Their page on LinkedIn."""
    email_label: Mapped[Code | None]
    """What the email is called: business, home or other."""
    phone_label: Mapped[Code | None]
    """What the phone is called: business, mobile, home or other."""
    address_label: Mapped[Code | None]
    """What the address is called: billing, shipping, office, home or other."""
    preferred_contact: Mapped[Code | None]
    language: Mapped[Code | None]
    time_zone: Mapped[Line | None]
    street: Mapped[Line | None]
    city: Mapped[Line | None]
    region: Mapped[Line | None]
    postal_code: Mapped[Line | None]
    country: Mapped[Line | None]
    do_not_phone: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_email: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_mail: Mapped[bool] = mapped_column(Boolean, default=False)
    do_not_contact: Mapped[bool] = mapped_column(Boolean, default=False)
    description: Mapped[Prose | None]
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    external_id: Mapped[Line | None]
    import_key: Mapped[Line | None] = mapped_column(index=True)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class ContactPoint(Record):
    """A further way to reach a record, beside the primary one kept on the record itself."""

    __tablename__ = "contact_point"
    __table_args__ = (
        Index("ix_contact_point_record", "record_id"),
        Index("ix_contact_point_key", "key"),
    )

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    medium: Mapped[Code]
    """email, phone or address."""
    label: Mapped[Code] = mapped_column(default="other")
    """business, mobile, home or other; of an address billing, shipping, office, home or other."""
    value: Mapped[Line]
    """As it was typed."""
    key: Mapped[Line | None]
    """What it is found by: the address in small letters, the E.164 number, or the digits of a phone without one."""
    search_text: Mapped[Prose | None] = mapped_column(info=KEY)
    """The value folded, and the digits of a phone in every spelling."""
    parts: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """Of an address: its street, city, region, postal code and country."""
