"""Making and confirming orders inside a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.domain.core.exact import shortest
from app.domain.core.figures import figures_of
from app.domain.core.money import Money
from app.domain.customers.carrying import Carried, carry_along, note_on
from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.making import Buyer, buyer_of, known_customer
from app.domain.customers.making import create as create_customer
from app.domain.customers.records import Customer
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.orders.fields import STANDING
from app.domain.orders.kinds import ORDER
from app.domain.orders.records import SalesOrder, SalesOrderLine
from app.domain.orders.rules import searchable, share_of_amount
from app.domain.products.documents import discount_of, work_out
from app.domain.products.lines import COPIED as LINE_COPIED
from app.domain.products.lines import priced
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import COPIED
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.making import columns_now
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said


def create(
    unit: UnitOfWork,
    desk: Desk,
    quotation: Quotation,
    rows: Sequence[QuotationLine],
    asked: Mapping[str, Decimal],
) -> tuple[SalesOrder, int, Carried]:
    """Make an order, a draft, of some rows of a quotation, with what hangs on that.

    The quotation's count of what is ordered is left to the caller.

    Args:
        unit: The command under way.
        desk: Who works.
        quotation: What was offered.
        rows: Its rows.
        asked: How much is ordered of which of them, by their ids.

    Returns:
        The order, how many lines it has, and what came along.
    """
    order = SalesOrder(
        **{name: getattr(quotation, name) for name in COPIED},
        code=next_code(unit.session, ORDER.prefix),
        quotation_id=quotation.id,
        status="draft",
        ordered_on=desk.today(),
        made_by_id=unit.actor_id,
        total_currency=quotation.total_currency,
        tax_inclusive=quotation.tax_inclusive,
        taxes=[],
        custom={},
    )
    unit.add(order)
    lines = [
        SalesOrderLine(
            order_id=order.id,
            position=row.position,
            quotation_line_id=row.id,
            **{name: getattr(row, name) for name in LINE_COPIED} | {"quantity": shortest(asked[row.id])},
        )
        for row in rows
        if row.id in asked
    ]
    order.reduction = _reduction(unit, quotation, rows, lines)
    work_out(order, lines)
    for line in lines:
        unit.add(line)
    derive(order, quotation_code=quotation.code)
    unit.session.flush()
    return order, len(lines), carry_along(unit, quotation.id, ORDER.name, order.id, order.contact_id)


def _reduction(
    unit: UnitOfWork, quotation: Quotation, rows: Sequence[QuotationLine], lines: Sequence[SalesOrderLine]
) -> str | None:
    """The discount of an order: the same percentage, or its share of an amount."""
    currency = quotation.total_currency
    amount = discount_of(quotation.reduction, currency).amount
    if amount is None:
        return quotation.reduction
    comes_to = figures_of([priced(each) for each in lines], currency, tax_inclusive=quotation.tax_inclusive).amount
    ordered, given = unit.session.execute(
        select(func.coalesce(func.sum(SalesOrder.amount_minor), 0), func.coalesce(func.sum(SalesOrder.off_minor), 0))
        .where(SalesOrder.quotation_id == quotation.id)
        .where(SalesOrder.deleted_at.is_(None), SalesOrder.status.in_(STANDING), SalesOrder.amount_minor != 0)
    ).one()
    taken = {each.quotation_line_id: Decimal(each.quantity) for each in lines}
    is_last = all(Decimal(row.ordered) + taken.get(row.id, Decimal(0)) == Decimal(row.quantity) for row in rows)
    share = share_of_amount(
        amount.minor, quotation.amount_minor, int(ordered) + comes_to.minor, int(given), is_last=is_last
    )
    share = min(share, comes_to.minor) if comes_to.minor > 0 else 0
    return f"{Money(share, currency).amount:f}" if share > 0 else None


def customer_of(unit: UnitOfWork, desk: Desk, order: SalesOrder) -> tuple[Customer, Buyer | None, Carried]:
    """The customer of an order that is confirmed: the one there is, else one that is made.

    Returns:
        The customer; who it is if it was made now, and what came along then.
    """
    session = unit.session
    known = session.get(Customer, order.customer_id) if order.customer_id else None
    if known is not None and known.deleted_at is None:
        return known, None, Carried()
    lead = session.get(Lead, order.lead_id) if order.lead_id else None
    unit.hold("customers")
    buyer = buyer_of(unit, desk, order.account_id, order.contact_id, lead)
    buyer.name = buyer.name or order.customer_name
    customer = known_customer(session, buyer)
    if customer is not None:
        _link(order, customer)
        return customer, None, Carried()
    customer = create_customer(
        unit,
        desk,
        buyer,
        ORDER.name,
        lead_id=order.lead_id,
        opportunity_id=order.opportunity_id,
        owner_id=order.owner_id,
    )
    _link(order, customer)
    session.flush()
    return customer, buyer, carry_along(unit, order.id, CUSTOMER.name, customer.id, customer.contact_id)


def _link(order: SalesOrder, customer: Customer) -> None:
    order.customer_id = customer.id
    order.account_id = order.account_id or customer.account_id
    order.contact_id = order.contact_id or customer.contact_id


def note(unit: UnitOfWork, order: SalesOrder, event: str, subject: Said) -> None:
    """Put what happened on the timelines of an order and of what it came from."""
    places = (
        (ORDER.name, order.id),
        (QUOTATION.name, order.quotation_id),
        (OPPORTUNITY.name, order.opportunity_id),
        (LEAD.name, order.lead_id),
        (CUSTOMER.name, order.customer_id),
    )
    note_on(unit, places, event, subject)


def derive(order: SalesOrder, _region: str = "", *, quotation_code: str = "") -> None:
    """Set what follows from an order's own fields."""
    columns: dict[str, Any] = columns_now(order)
    order.search_text = searchable(columns, quotation_code)
