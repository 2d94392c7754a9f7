"""What the faces see of a search over everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that holds every word that was searched for.

    Attributes:
        kind: The kind of record.
        id: Its identity.
        code: Its short code.
        title: What it is called.
        detail: What tells it from others: of an activity, whom it belongs to and its day.
        related: Of a contact or an account: the leads and opportunities it has a part in, those still open if any are.
    """

    kind: str
    id: str
    code: str
    title: str
    detail: str | None
    related: tuple[SearchHit, ...] = ()
