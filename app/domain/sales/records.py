"""The stored truth about opportunities."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.products.lines import LineColumns
from app.domain.store.base import FOLLOWS, KEY, TEXTS, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Line, Prose
from app.words import say_many


class Opportunity(Record):
    """A viable sale."""

    __tablename__ = "opportunity"
    __table_args__ = (
        Index("ix_opportunity_status_close", "status", "expected_close", "id"),
        Index("ix_opportunity_status_updated", "status", "updated_at", "id"),
        Index("ix_opportunity_lead", "lead_id"),
        Index("ix_opportunity_account", "account_id"),
        Index("ix_opportunity_contact", "contact_id"),
        Index("ix_opportunity_external_id", "external_id"),
    )
    counted_naming = Counted(2, lambda number: say_many("{n} opportunity", "{n} opportunities", number))

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    customer_name: Mapped[Line | None]
    lead_id: Mapped[Id | None] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[Id | None] = mapped_column(ForeignKey("account.id", deferrable=True, initially="DEFERRED"))
    contact_id: Mapped[Id | None] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    status: Mapped[Code] = mapped_column(default="open")
    """open, on_hold, won, lost, cancelled or out_sold."""
    probability: Mapped[int | None]
    """Percent."""
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    amount_currency: Mapped[Code | None]
    amount_of_lines: Mapped[bool | None]
    """Whether the amount is the sum of the lines and follows them; else somebody gave it, or there is none."""
    expected_close: Mapped[date | None] = mapped_column(Day)
    source: Mapped[Line | None]
    campaign: Mapped[Line | None]
    need: Mapped[Code | None]
    budget_minor: Mapped[int | None] = mapped_column(BigInteger)
    budget_currency: Mapped[Code | None]
    timeframe: Mapped[Code | None]
    purchase_process: Mapped[Code | None]
    decision_maker: Mapped[bool | None]
    customer_need: Mapped[Prose | None]
    proposed_solution: Mapped[Prose | None]
    description: Mapped[Prose | None]
    actual_revenue_minor: Mapped[int | None] = mapped_column(BigInteger)
    actual_revenue_currency: Mapped[Code | None]
    closed_on: Mapped[date | None] = mapped_column(Day)
    lost_reasons: Mapped[list[str] | None] = mapped_column(Document, info=TEXTS)
    """Why it was lost, cancelled or out-sold: codes of choices, or what managers called further ones."""
    close_reason: Mapped[Line | None]
    """The same in words of one's own."""
    lost_to_id: Mapped[Id | None] = mapped_column(ForeignKey("competitor.id", deferrable=True, initially="DEFERRED"))
    last_activity_at: Mapped[datetime | None] = mapped_column(info=FOLLOWS)
    external_id: Mapped[Line | None]
    import_key: Mapped[Line | None] = mapped_column(index=True)
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class OpportunityLine(LineColumns, Record):
    """A product offered in an opportunity."""

    __tablename__ = "opportunity_line"
    __table_args__ = (
        Index("ix_opportunity_line_opportunity", "opportunity_id", "position", "id"),
        Index("ix_opportunity_line_product", "product_id"),
    )
    counted_naming = Counted(
        10, lambda number: say_many("{n} line of opportunities", "{n} lines of opportunities", number)
    )

    opportunity_id: Mapped[Id] = mapped_column(ForeignKey("opportunity.id", deferrable=True, initially="DEFERRED"))
    currency: Mapped[Code]
    """That of all lines of an opportunity."""
    tax_inclusive: Mapped[bool] = mapped_column(default=False)
    """Whether tax is in the price; it is so in all lines of an opportunity or in none."""


class TeamMember(Record):
    """A colleague with one or more roles in selling an opportunity."""

    __tablename__ = "team_member"
    __table_args__ = (
        Index("uq_team_member_record_user", "record_id", "user_id", unique=True),
        Index("ix_team_member_user", "user_id"),
    )
    counted_hanging = Counted(6, lambda number: say_many("{n} member of the team", "{n} members of the team", number))

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    user_id: Mapped[Id] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    roles: Mapped[list[str]] = mapped_column(Document, default=list)
    notes: Mapped[Prose | None]
