"""What quotations mean for the status of the lead they were made for."""

from __future__ import annotations

from typing import Final

from app.domain.leads.statuses import Claim
from app.domain.quotes.fields import LIVE
from app.domain.quotes.records import Quotation

OFFERED: Final = Claim("quotation", Quotation, Quotation.status.in_(LIVE))
"""A draft, an offer, or one that was ordered makes its lead one with a quotation."""
LOST: Final = Claim("lost_quotation", Quotation, Quotation.status == "lost")
"""One that was lost makes its lead one with a lost quotation, where nothing else stands."""
