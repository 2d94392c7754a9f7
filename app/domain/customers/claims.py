"""What customers mean for the status of the lead they were made from."""

from __future__ import annotations

from typing import Final

from app.domain.customers.records import Customer
from app.domain.leads.statuses import Claim

BOUGHT: Final = Claim("converted", Customer, Customer.origin != "order")
"""A customer that somebody made converts its lead; one that an order made leaves that to the order."""
