"""What the faces see of a search over everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that holds every word that was searched for."""

    kind: str
    id: str
    code: str
    title: str
    detail: str | None
