"""When the owner of a record works."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.core.working import ALWAYS, Working
from app.domain.teams.queries import working_of

_NOBODY: Final = Working(ALWAYS, ZoneInfo("UTC"))


def working_of_owner(session: Session, owner_id: str | None) -> Working:
    """When somebody works; always, where there is nobody."""
    return working_of(session, [owner_id]).get(owner_id, _NOBODY) if owner_id else _NOBODY
