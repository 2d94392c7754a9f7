"""Pace: how much of a long command goes into one transaction, so that others need not wait long for their turn."""

from __future__ import annotations

#: How long a piece should hold the database, in seconds; others wait so long, and for its commit.
PIECE_SECONDS = 0.07
_LEAST, _MOST = 20, 1000


class Pace:
    """Sizes the pieces of a long command by how long the ones before took.

    Attributes:
        size: How many rows the next piece should have.
    """

    def __init__(self, size: int = 100) -> None:
        """Begin carefully."""
        self.size = size

    def took(self, rows: int, seconds: float) -> None:
        """Learn from a piece; one that was much slower than the last makes the next small at once."""
        fitting = int(rows * PIECE_SECONDS / max(seconds, 0.001))
        self.size = max(_LEAST, min(fitting, self.size * 2, _MOST))
