"""Counting: how much of a quotation's rows stands in orders, and the status that this gives it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import or_, select

from app.domain.core.exact import shortest
from app.domain.orders.fields import STANDING
from app.domain.orders.records import SalesOrder, SalesOrderLine
from app.domain.quotes.expiring import expire
from app.domain.quotes.fields import OFFERED, ORDERED
from app.domain.quotes.making import settle_lead
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.store.log import ChangeEntry
from app.domain.store.logged import pieces
from app.domain.store.undo import TakenBack
from app.domain.store.unit import UnitOfWork
from app.words import Said, say


def count_ordered(unit: UnitOfWork, quotation: Quotation, cause: Said) -> None:
    """Count anew what stands in orders of each row of a quotation, and let its status and its lead's follow.

    Args:
        unit: The command under way, which holds the quotation.
        quotation: One that was submitted.
        cause: What changed about its orders.
    """
    unit.session.flush()
    rows = unit.session.scalars(select(QuotationLine).where(QuotationLine.quotation_id == quotation.id)).all()
    standing = unit.session.execute(
        select(SalesOrderLine.quotation_line_id, SalesOrderLine.quantity)
        .join(SalesOrder, SalesOrder.id == SalesOrderLine.order_id)
        .where(
            SalesOrder.quotation_id == quotation.id,
            SalesOrder.deleted_at.is_(None),
            SalesOrder.status.in_(STANDING),
        )
    )
    ordered: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row_id, quantity in standing:
        ordered[row_id] += Decimal(quantity)
    for row in rows:
        row.ordered = shortest(ordered[row.id])
    if quotation.status in (*OFFERED, *ORDERED, "expired"):
        _put_status(
            unit, quotation, all(ordered[row.id] == Decimal(row.quantity) for row in rows), any(ordered.values())
        )
    settle_lead(unit, quotation, cause)


def _put_status(unit: UnitOfWork, quotation: Quotation, is_whole: bool, is_begun: bool) -> None:  # noqa: FBT001 - two facts
    offered = "replied" if quotation.replied_at else "submitted"
    if quotation.status != "expired" or is_begun:
        quotation.status = "ordered" if is_whole else "partially_ordered" if is_begun else offered
    if quotation.status in OFFERED and quotation.expires_at <= unit.now:
        expire(unit, quotation)


def on_taken_back(unit: UnitOfWork, event: TakenBack) -> None:
    """Let quotations say what stands in orders after one was undone, or done again."""
    changed = select(ChangeEntry.row_id, ChangeEntry.before, ChangeEntry.after).where(
        ChangeEntry.command_seq.in_(pieces(event.command.seq)),
        ChangeEntry.table_name == SalesOrder.__tablename__,
        or_(ChangeEntry.before.is_not(None), ChangeEntry.after.is_not(None)),
    )
    found: set[str] = set()
    ids: list[str] = []
    for order_id, *images in unit.session.execute(changed):
        found.update(image["quotation_id"] for image in images if image and "quotation_id" in image)
        ids.append(order_id)
    if ids:
        found.update(unit.session.scalars(select(SalesOrder.quotation_id).where(SalesOrder.id.in_(ids))))
    for quotation_id in sorted(found):
        quotation = unit.get(Quotation, quotation_id)
        if quotation is not None and quotation.deleted_at is None:
            count_ordered(unit, quotation, say("undone"))
