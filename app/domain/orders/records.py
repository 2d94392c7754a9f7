"""The stored truth about sales orders and their lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.products.documents import DocumentColumns
from app.domain.products.lines import LineColumns
from app.domain.store.base import FOLLOWS, KEY, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Prose
from app.words import say_many


class SalesOrder(DocumentColumns, Record):
    """What was bought of a quotation: all of it, or a part."""

    __tablename__ = "sales_order"
    __table_args__ = (
        Index("ix_sales_order_status_updated", "status", "updated_at", "id"),
        Index("ix_sales_order_quotation", "quotation_id"),
        Index("ix_sales_order_lead", "lead_id"),
        Index("ix_sales_order_opportunity", "opportunity_id"),
        Index("ix_sales_order_customer", "customer_id"),
        Index("ix_sales_order_account", "account_id"),
        Index("ix_sales_order_contact", "contact_id"),
    )
    counted_naming = Counted(4, lambda number: say_many("{n} order", "{n} orders", number))

    code: Mapped[Code] = mapped_column(unique=True)
    quotation_id: Mapped[Id] = mapped_column(ForeignKey("quotation.id", deferrable=True, initially="DEFERRED"))
    status: Mapped[Code] = mapped_column(default="draft")
    """draft, confirmed or cancelled."""
    ordered_on: Mapped[date] = mapped_column(Day)
    """Its own day, whose exchange rates hold for it."""
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[Id | None] = mapped_column(
        ForeignKey("user_account.id", deferrable=True, initially="DEFERRED")
    )
    comment: Mapped[Prose | None]
    """Why it was cancelled, in words."""
    last_activity_at: Mapped[datetime | None] = mapped_column(info=FOLLOWS)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class SalesOrderLine(LineColumns, Record):
    """What was ordered of one row of the quotation."""

    __tablename__ = "sales_order_line"
    __table_args__ = (
        Index("ix_sales_order_line_order", "order_id", "position", "id"),
        Index("ix_sales_order_line_product", "product_id"),
        Index("ix_sales_order_line_row", "quotation_line_id"),
    )
    counted_naming = Counted(10, lambda number: say_many("{n} line of orders", "{n} lines of orders", number))

    order_id: Mapped[Id] = mapped_column(ForeignKey("sales_order.id", deferrable=True, initially="DEFERRED"))
    quotation_line_id: Mapped[Id] = mapped_column(
        ForeignKey("quotation_line.id", deferrable=True, initially="DEFERRED")
    )
