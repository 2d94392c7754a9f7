"""Reads of customers; they run warm or cold."""

from __future__ import annotations

from app.domain.customers.named import CUSTOMERS, CUSTOMERS_OF
from app.domain.customers.rows import CustomerRow
from app.domain.store.named import NamedReader


def first_customers(reader: NamedReader, limit: int) -> tuple[CustomerRow, ...]:
    """Customers by name."""
    return tuple(reader.named(CUSTOMERS, limit=limit))


def customers_of(reader: NamedReader, record_id: str) -> tuple[CustomerRow, ...]:
    """The customers that a lead, an opportunity, an account or a contact became."""
    return tuple(reader.named(CUSTOMERS_OF, record_id=record_id))
