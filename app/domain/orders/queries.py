"""Reads of sales orders; they run warm or cold."""

from __future__ import annotations

from typing import Any

from app.domain.core.money import Money
from app.domain.fields.cards import read_card
from app.domain.orders.kinds import ORDER
from app.domain.orders.named import ORDER_LINES, ORDER_SUMS, ORDERS_OF, OrderCells
from app.domain.orders.rows import OrderRow, ShownOrder
from app.domain.quotes.queries import contacts_of, sold_lines, sums_of
from app.domain.store.named import NamedReader


def order_row(cells: OrderCells) -> OrderRow:
    """A line of a list from its columns."""
    total, net = Money(cells.total_minor, cells.currency), Money(cells.net_minor, cells.currency)
    told, rest = cells[:5], cells[8:]
    columns: tuple[Any, ...] = (*told, total, net, *rest)
    return OrderRow(*columns)


def orders_of(reader: NamedReader, record_id: str) -> tuple[OrderRow, ...]:
    """The orders of a quotation, a lead, an opportunity, a customer, an account or a contact, the newest first."""
    return tuple(map(order_row, reader.named(ORDERS_OF, record_id=record_id)))


def shown(reader: NamedReader, order_id: str) -> ShownOrder:
    """An order in full.

    Raises:
        NotFound: It is not there.
    """
    card = read_card(reader, ORDER, order_id)
    (sums,) = reader.named(ORDER_SUMS, id=order_id)
    lines = sold_lines(reader.named(ORDER_LINES, document_id=order_id), sums.currency)
    return ShownOrder(card, lines, sums_of(sums), contacts_of(reader, order_id))
