"""What the faces see of samples."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class SampleLine:
    """A sample of a lead, as one line of a list."""

    id: str
    product: str
    status: str
    """sent, asked_back or back."""
