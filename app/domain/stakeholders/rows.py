"""What the faces see of stakeholders."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class StakeholderLine:
    """A stakeholder of a lead or an opportunity."""

    id: str
    contact_id: str
    contact_code: str
    name: str
    job_title: str | None
    company: str | None
    email: str | None
    phone: str | None
    roles: tuple[str, ...]
    influence: int | None
    attitude: str | None
    notes: str | None
    version: int
