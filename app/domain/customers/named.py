"""What is read of customers by name."""

from __future__ import annotations

from typing import Final

from app.domain.customers.rows import CustomerRow
from app.domain.store.named import Named

CUSTOMERS: Final = Named("app.domain.customers", "customers.list", CustomerRow)
CUSTOMERS_OF: Final = Named("app.domain.customers", "customers.of", CustomerRow)
