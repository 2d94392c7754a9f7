"""What is read of assignment by name, and what its rows are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class UnassignedRow(NamedTuple):
    """An open lead that nobody owns, with the decision that left it so, if there is one."""

    id: str
    title: str
    created_at: datetime
    cause: str | None
    why: dict[str, Any] | None


UNASSIGNED_LEADS: Final = Named("app.domain.assignment", "leads.unassigned", UnassignedRow)
UNASSIGNED_LEAD: Final = Named("app.domain.assignment", "leads.unassigned.one", UnassignedRow)
