"""What the faces see of competitors."""

from __future__ import annotations

from app.domain.competitors.rules import win_rate
from app.domain.core.frozen import frozen


@frozen
class CompetitorLine:
    """A competitor as one line of a list."""

    id: str
    code: str
    name: str
    website: str | None
    key_product: str | None
    win_percentage: int | None
    """How often we win against them, as somebody judged it."""
    won: int
    """Our opportunities won where they were a competitor."""
    lost: int
    """Our opportunities lost or out-sold where they were a competitor."""
    version: int

    @property
    def win_rate(self) -> int | None:
        """How often we won of the opportunities decided, in whole percent."""
        return win_rate(self.won, self.lost)


@frozen
class RivalLine:
    """A competitor met on a lead or an opportunity, and how we did against them before."""

    id: str
    competitor_id: str
    competitor_code: str
    name: str
    website: str | None
    key_product: str | None
    status: str
    """suspected, confirmed or out."""
    notes: str | None
    won: int
    """Our opportunities won where they were a competitor."""
    lost: int
    """Our opportunities lost or out-sold where they were a competitor."""
    version: int

    @property
    def win_rate(self) -> int | None:
        """How often we won of the opportunities decided, in whole percent."""
        return win_rate(self.won, self.lost)
