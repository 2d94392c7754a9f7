"""The rules of competitors: what names one, what search looks in, how often we win."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.core.folding import company_key, fold


def name_key(name: str) -> str:
    """The name as competitors are told apart by it: folded, without legal forms."""
    return company_key(name) or fold(name)


def searchable(parts: Iterable[str | None]) -> str:
    """The folded text that search looks in."""
    return fold(" ".join(part for part in parts if part))


def win_rate(won: int, lost: int) -> int | None:
    """How often we won of the opportunities decided, in whole percent; ``None`` before the first."""
    decided = won + lost
    return round(100 * won / decided) if decided else None
