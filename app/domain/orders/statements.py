"""Statements that read sales orders."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, func, null, or_, select

from app.domain.customers.records import Customer
from app.domain.fields.statements import card_select
from app.domain.leads.records import Lead
from app.domain.orders.kinds import ORDER
from app.domain.orders.named import ORDER_LINES, ORDER_SUMS, ORDERS_OF
from app.domain.orders.records import SalesOrder, SalesOrderLine
from app.domain.people.records import User
from app.domain.quotes.records import Quotation
from app.domain.quotes.statements import belongs_to, line_cells, linked_tables, sum_cells
from app.domain.sales.records import Opportunity
from app.domain.store.named import builds
from app.domain.store.types import UtcDateTime


@builds(ORDER.card)
def order_card() -> Select[Any]:
    """An order in full; binds ``id``."""
    return card_select(ORDER, linked_tables())


def order_rows() -> Select[Any]:
    """Orders that were not put away, as lists show them."""
    number = select(func.count()).where(SalesOrderLine.order_id == SalesOrder.id).scalar_subquery()
    columns: tuple[Any, ...] = (
        SalesOrder.id,
        SalesOrder.code,
        SalesOrder.name,
        SalesOrder.customer_name,
        SalesOrder.status,
        SalesOrder.total_minor,
        SalesOrder.net_minor,
        SalesOrder.total_currency.label("currency"),
        SalesOrder.ordered_on,
        User.name.label("owner"),
        SalesOrder.quotation_id,
        Quotation.code.label("quotation_code"),
        SalesOrder.lead_id,
        Lead.code.label("lead_code"),
        SalesOrder.opportunity_id,
        Opportunity.code.label("opportunity_code"),
        SalesOrder.customer_id,
        Customer.code.label("customer_code"),
        number.label("lines"),
        SalesOrder.updated_at,
        SalesOrder.version,
    )
    return (
        select(*columns)
        .select_from(SalesOrder)
        .join(Quotation, Quotation.id == SalesOrder.quotation_id)
        .outerjoin(User, User.id == SalesOrder.owner_id)
        .outerjoin(Lead, Lead.id == SalesOrder.lead_id)
        .outerjoin(Opportunity, Opportunity.id == SalesOrder.opportunity_id)
        .outerjoin(Customer, Customer.id == SalesOrder.customer_id)
        .where(SalesOrder.deleted_at.is_(None))
    )


@builds(ORDERS_OF)
def orders_of() -> Select[Any]:
    """The orders of a quotation, a lead, an opportunity, a customer, an account or a contact, the newest first."""
    record: Any = bindparam("record_id")
    belongs = or_(SalesOrder.quotation_id == record, belongs_to(SalesOrder, record))
    return order_rows().where(belongs).order_by(SalesOrder.id.desc())


@builds(ORDER_LINES)
def order_lines() -> Select[Any]:
    """The lines of an order, in their order; binds ``document_id``."""
    own = SalesOrderLine.order_id == bindparam("document_id")
    lines = line_cells(SalesOrderLine, SalesOrderLine.quantity).where(own)
    return lines.order_by(SalesOrderLine.position, SalesOrderLine.id)


@builds(ORDER_SUMS)
def order_sums() -> Select[Any]:
    """What an order comes to; binds ``id``."""
    return sum_cells(SalesOrder, null().cast(UtcDateTime))
