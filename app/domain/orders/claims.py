"""What orders mean for the status of the lead they come from."""

from __future__ import annotations

from typing import Final

from app.domain.leads.statuses import Claim
from app.domain.orders.records import SalesOrder

CONFIRMED: Final = Claim("converted", SalesOrder, SalesOrder.status == "confirmed")
"""One that was confirmed converts its lead."""
