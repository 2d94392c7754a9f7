"""Lists of any length: what is asked for, from which place, and the run of lines that answers."""

from __future__ import annotations

from typing import Generic, TypeVar

from app.domain.core.frozen import frozen
from app.words import Words

Line = TypeVar("Line")


@frozen
class ListQuery:
    """Which records of a kind, in which order; describes itself for titles and messages.

    Attributes:
        where: A condition in the query language; empty for all.
        narrowing: A further condition, typed by whoever looks; whatever it says, ``where`` holds too.
        search: Free words, as typed after ``/``.
        view: The name of a saved view that adds its own condition.
        sort: Field codes, each with a leading ``-`` for descending.
        deleted: Whether deleted records are meant.
        without: The ids of records that are left out, because whoever shows the list knows where they stand.
    """

    where: str = ""
    narrowing: str = ""
    search: str = ""
    view: str = ""
    sort: tuple[str, ...] = ("-updated_at",)
    deleted: bool = False
    without: tuple[str, ...] = ()


@frozen
class Anchor:
    """Where a window of a list begins.

    Attributes:
        edge: ``start``, ``end``, ``after`` (the row with id ``id``), ``before`` (it), ``around`` (it, or from
            position ``offset`` where it is not in the list), or ``at`` (position ``offset``).
    """

    edge: str = "start"
    id: str = ""
    offset: int = 0


@frozen
class Window(Generic[Line]):
    """A run of consecutive lines of a list.

    Attributes:
        lines: The lines, in the list's order.
        offset: The position of the first line in the whole list where it is known, else -1.
        more_before: Whether lines come before the first.
        more_after: Whether lines come after the last.
    """

    lines: tuple[Line, ...]
    offset: int
    more_before: bool
    more_after: bool


@frozen
class Listed(Generic[Line]):
    """A record as it is now, and whether a list holds it."""

    line: Line
    fits: bool


@frozen
class SavedView:
    """A saved view of a list."""

    name: str
    label: Words
    query: ListQuery
