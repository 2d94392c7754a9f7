"""What calling has against a call that somebody makes by hand: it is said, and can be overridden with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.calling.attempts import dialled_for
from app.domain.calling.checking import verdict
from app.domain.people.wishes import Get, Wish
from app.domain.timeline.contacting import Calling

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.domain.fields.kinds import Kind


def against_call(asked: Session | Connection, kind: Kind, record: Any, calling: Calling, get: Get) -> Wish | None:
    """That somebody is not called at a moment, or a number never; ``None`` where nothing stands against the call."""
    of, person, number = dialled_for(kind, record, calling.address, get)
    if not number:
        return None
    found = verdict(asked, lead=person, kind=of.name, number=number, at=calling.at, wishes=False)
    if found.allowed or found.said is None or found.code == "no_zone":
        return None
    return Wish(found.code, kind.called(record), found.said)
