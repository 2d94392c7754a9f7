"""What the faces see of customers."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.core.frozen import frozen


@frozen
class CustomerRow:
    """A customer as one line of a list.

    Attributes:
        kind: organisation or person.
        since: The day on which it became one.
    """

    id: str
    code: str
    name: str
    kind: str
    customer_group: str | None
    account_id: str | None
    account_code: str | None
    contact_id: str | None
    contact_code: str | None
    contact: str | None
    lead_id: str | None
    lead_code: str | None
    since: date
    owner: str | None
    updated_at: datetime
    version: int
