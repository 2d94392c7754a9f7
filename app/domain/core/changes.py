"""Changes: what a committed command touched, told to whoever shows it."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class Change:
    """What a committed command touched; screens reload only what cares.

    Attributes:
        seq: The command's place in the log.
        tables: The names of the tables touched.
        rows: The ids of the rows touched (not listed for bulk inserts).
    """

    seq: int
    tables: frozenset[str]
    rows: frozenset[str]
