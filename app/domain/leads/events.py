"""What happens to leads, told to the areas above inside the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.core.frozen import frozen


@frozen
class LeadsCaptured:
    """Leads were entered, by hand or by an import; ``owned`` are those whose owner was named."""

    ids: tuple[str, ...]
    by_import: bool = False
    owned: frozenset[str] = frozenset()


@frozen
class LeadChanged:
    """Fields of a lead changed."""

    lead_id: str
    fields: tuple[str, ...]


@frozen
class LeadStatusChanged:
    """A lead's status changed."""

    lead_id: str
    before: str
    after: str
    cause: str


@frozen
class LeadAssigned:
    """A lead has another owner."""

    lead_id: str
    before: str | None
    after: str | None


@frozen
class LeadsAssigned:
    """Many leads have other owners, all of which is told at once; nothing is told of each."""

    each: tuple[LeadAssigned, ...]


@frozen
class AssigneesChanged:
    """Colleagues work on a lead beside its owner from now on, or no longer."""

    lead_id: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@frozen
class NextContactSet:
    """A lead's next contact was set, moved or taken away; ``override`` is kept where they asked for none."""

    lead_id: str
    at: datetime | None
    by_id: str | None
    override: Mapping[str, str] | None = None
