"""What happens to stakeholders, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class StakeholderAdded:
    """A person was added to a decision, or was given further roles in it."""

    record_kind: str
    """lead or opportunity."""
    record_id: str
    stakeholder_id: str
    contact_id: str
    roles: tuple[str, ...]
    """Every role the person holds now."""
