"""Changes: what a committed command touched, told to whoever shows it."""

from __future__ import annotations

from typing import Protocol

from app.domain.core.frozen import frozen


@frozen
class RowChange:
    """A row that a command touched.

    Attributes:
        table: The name of its table.
        row: Its id.
        columns: Those that have another value now; empty for a row that is new or gone.
        names: The ids and short texts among the values touched: what the row refers to or may be found by.
    """

    table: str
    row: str
    columns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@frozen
class Change:
    """What a committed command touched; screens read again only what it concerns.

    Attributes:
        seq: The command's place in the log.
        tables: The names of the tables touched.
        rows: The ids of the rows touched (not listed for bulk inserts).
        touched: Those rows, with what is known of each.
        whole: The tables of which more rows were touched than are told one by one.
    """

    seq: int
    tables: frozenset[str]
    rows: frozenset[str]
    touched: tuple[RowChange, ...] = ()
    whole: frozenset[str] = frozenset()


class News(Protocol):
    """What tells a program that others committed something.

    Attributes:
        arrive: Whether it does; else whoever wants to know looks.
    """

    arrive: bool

    def start(self) -> None:
        """Begin to listen."""

    def stop(self) -> None:
        """Listen no more."""
