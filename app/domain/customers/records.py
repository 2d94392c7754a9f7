"""The stored truth about customers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import FOLLOWS, KEY, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Line, Prose
from app.words import say_many

_STANDS = text("deleted_at IS NULL AND account_id IS NOT NULL")
_PERSON_STANDS = text("deleted_at IS NULL AND account_id IS NULL")


class Customer(Record):
    """An account, or a contact without one, that has bought."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("uq_customer_account", "account_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index(
            "uq_customer_contact",
            "contact_id",
            unique=True,
            sqlite_where=_PERSON_STANDS,
            postgresql_where=_PERSON_STANDS,
        ),
        Index("ix_customer_contact", "contact_id"),
        Index("ix_customer_lead", "lead_id"),
        Index("ix_customer_opportunity", "opportunity_id"),
        Index("ix_customer_name_key", "name_key", "id"),
    )
    counted_naming = Counted(8, lambda number: say_many("{n} customer", "{n} customers", number))

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, for sorting."""
    kind: Mapped[Code]
    """organisation or person."""
    account_id: Mapped[Id | None] = mapped_column(ForeignKey("account.id", deferrable=True, initially="DEFERRED"))
    contact_id: Mapped[Id | None] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    lead_id: Mapped[Id | None] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    opportunity_id: Mapped[Id | None] = mapped_column(
        ForeignKey("opportunity.id", deferrable=True, initially="DEFERRED")
    )
    origin: Mapped[Code]
    """What it was made from: lead, opportunity, account, contact, or order, where confirming one made it."""
    since: Mapped[date] = mapped_column(Day)
    customer_group: Mapped[Line | None]
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    notes: Mapped[Prose | None]
    last_activity_at: Mapped[datetime | None] = mapped_column(info=FOLLOWS)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]
