"""What opportunities mean for the status of the lead they were made from."""

from __future__ import annotations

from typing import Final

from app.domain.leads.statuses import Claim
from app.domain.sales.fields import WORKING
from app.domain.sales.records import Opportunity

STANDING: Final = Claim("opportunity", Opportunity, Opportunity.status.in_((*WORKING, "won")))
"""One that is open, on hold or won makes its lead an opportunity."""
