"""What the faces see of leads: frozen rows, made by queries, shown by panes and commands."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen
from app.domain.core.money import Money
from app.words import Words


@frozen
class LeadLine:
    """A lead as one line of a list."""

    id: str
    code: str
    kind: str
    state: str
    status: str
    title: str
    name: str | None
    company: str | None
    topic: str | None
    source: str | None
    rating: str | None
    owner: str | None
    """The owner's name."""
    email: str | None
    phone: str | None
    city: str | None
    country: str | None
    budget: Money | None
    next_contact_at: datetime | None
    last_activity_at: datetime | None
    created_at: datetime
    updated_at: datetime


@frozen
class LeadQuery:
    """Which leads, in which order; describes itself for titles and messages.

    Attributes:
        where: A condition in the query language; empty for all.
        narrowing: A further condition, typed by whoever looks; whatever it says, ``where`` holds too.
        search: Free words, as typed after ``/``.
        view: The name of a saved view that adds its own condition.
        sort: Field codes, each with a leading ``-`` for descending.
        deleted: Whether deleted leads are meant.
        without: The ids of leads that are left out, because whoever shows the list knows where they stand.
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
class LeadWindow:
    """A run of consecutive lines of a list.

    Attributes:
        lines: The lines, in the list's order.
        offset: The position of the first line in the whole list where it is known, else -1.
        more_before: Whether lines come before the first.
        more_after: Whether lines come after the last.
    """

    lines: tuple[LeadLine, ...]
    offset: int
    more_before: bool
    more_after: bool


@frozen
class ListedLead:
    """A lead as it is now, and whether a list holds it."""

    line: LeadLine
    fits: bool


@frozen
class LeadView:
    """A saved view of the list."""

    name: str
    label: Words
    query: LeadQuery


@frozen
class DuplicateHit:
    """A record that may be the same.

    Attributes:
        kind: lead, contact or account.
        id: Its identity.
        code: Its short code.
        title: What it is called.
        reason: Why it is thought to be the same, in a few words.
        certain: Whether the reason is an address or a number rather than a likeness.
    """

    kind: str
    id: str
    code: str
    title: str
    reason: Words
    certain: bool
