"""When the owner of a record works."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.core.working import ALWAYS, Working, WorkingWeek
from app.domain.people.records import User

_NOBODY: Final = Working(ALWAYS, ZoneInfo("UTC"))


def working_of_owner(session: Session, owner_id: str | None) -> Working:
    """When somebody works; always, where there is nobody."""
    user = session.get(User, owner_id) if owner_id else None
    if user is None:
        return _NOBODY
    return Working(WorkingWeek.parse(getattr(user, "working_hours", "") or ""), ZoneInfo(user.time_zone or "UTC"))
