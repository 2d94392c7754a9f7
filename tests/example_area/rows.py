"""What the faces see of samples."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen


@frozen
class SampleLine:
    """A sample of a lead, as one line of a list."""

    id: str
    product: str
    status: str
    """sent, asked_back or back."""


@frozen
class AskedBack:
    """A sample that was asked back and did not come."""

    id: str
    product: str
    lead_id: str
    lead_title: str
    at: datetime
