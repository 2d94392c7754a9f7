"""What is read of stakeholders by name, and what its rows are."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.domain.store.named import Named


class StakeholderRow(NamedTuple):
    """A stakeholder of a record, column by column."""

    id: str
    contact_id: str
    contact_code: str
    name: str
    job_title: str | None
    company: str | None
    email: str | None
    phone: str | None
    roles: list[str]
    influence: int | None
    attitude: str | None
    notes: str | None
    version: int


STAKEHOLDERS: Final = Named("app.domain.stakeholders", "stakeholders.of", StakeholderRow)
