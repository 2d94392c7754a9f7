"""The stored truth about quotations and their lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.products.documents import DocumentColumns
from app.domain.products.lines import LineColumns
from app.domain.store.base import FOLLOWS, KEY, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Line, Prose
from app.words import say_many


class Quotation(DocumentColumns, Record):
    """An offer with prices, for a lead, an opportunity or a customer."""

    __tablename__ = "quotation"
    __table_args__ = (
        Index("ix_quotation_status_updated", "status", "updated_at", "id"),
        Index("ix_quotation_status_valid", "status", "valid_until", "id"),
        Index("ix_quotation_lead", "lead_id"),
        Index("ix_quotation_opportunity", "opportunity_id"),
        Index("ix_quotation_customer", "customer_id"),
        Index("ix_quotation_account", "account_id"),
        Index("ix_quotation_contact", "contact_id"),
    )
    counted_naming = Counted(3, lambda number: say_many("{n} quotation", "{n} quotations", number))

    code: Mapped[Code] = mapped_column(unique=True)
    status: Mapped[Code] = mapped_column(default="draft")
    """draft, submitted, replied, partially_ordered, ordered, lost, cancelled or expired."""
    quoted_on: Mapped[date] = mapped_column(Day)
    """Its own day, whose exchange rates hold for it."""
    valid_until: Mapped[date] = mapped_column(Day)
    """The last day on which it can be ordered."""
    expires_at: Mapped[datetime]
    """The moment at which that day is over."""
    price_list_id: Mapped[Id | None] = mapped_column(ForeignKey("price_list.id", deferrable=True, initially="DEFERRED"))
    submitted_at: Mapped[datetime | None]
    replied_at: Mapped[datetime | None]
    lost_reason: Mapped[Line | None]
    comment: Mapped[Prose | None]
    """Why it was lost or cancelled, in words."""
    copied_from_id: Mapped[Id | None] = mapped_column(ForeignKey("quotation.id", deferrable=True, initially="DEFERRED"))
    last_activity_at: Mapped[datetime | None] = mapped_column(info=FOLLOWS)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class QuotationLine(LineColumns, Record):
    """What is offered in one line."""

    __tablename__ = "quotation_line"
    __table_args__ = (
        Index("ix_quotation_line_quotation", "quotation_id", "position", "id"),
        Index("ix_quotation_line_product", "product_id"),
    )
    counted_naming = Counted(9, lambda number: say_many("{n} line of quotations", "{n} lines of quotations", number))

    quotation_id: Mapped[Id] = mapped_column(ForeignKey("quotation.id", deferrable=True, initially="DEFERRED"))
    ordered: Mapped[Line] = mapped_column(default="0")
    """How much of the quantity stands in orders."""
