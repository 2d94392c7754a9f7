"""Contacting: what wish stands against an activity, and the override that is kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.kinds import CONTACT
from app.domain.people.wishes import CONTACTS, Get, Wish, in_session, on_connection, overridden, wish_against
from app.domain.timeline.reactions import NEXT_CONTACT
from app.domain.timeline.records import Activity, Participant
from app.domain.timeline.writing import places
from app.words import Message, label

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.domain.timeline.participants import Party
    from app.domain.timeline.writing import Place


_UNDONE: Final[Mapping[str, Mapping[str, Message]]] = {
    "booked": {"appointment": "the appointment was not booked"},
    "logged": {"call": "the call was not logged", "email": "the email was not logged"},
    "completed": {
        "call": "the call was not completed",
        "email": "the email was not completed",
        "appointment": "the appointment was not completed",
    },
    "rescheduled": {
        "call": "the call was not rescheduled",
        "email": "the email was not rescheduled",
        "appointment": "the appointment was not rescheduled",
    },
    "changed": {
        "call": "the call was not changed",
        "email": "the email was not changed",
        "appointment": "the appointment was not changed",
    },
}
"""What does not happen without an override, by what was to become of a kind of activity."""


def override_of_new(
    session: Session,
    kind: str,
    direction: str | None,
    place: Place,
    people: Iterable[Party],
    *,
    override: bool,
    reason: str | None,
) -> dict[str, str]:
    """What is kept of an override with a new activity; nothing where no wish stands against it.

    Raises:
        Unwanted: The record, or somebody who takes part, asked not to be contacted so.
        Invalid: The override has no reason.
    """
    get = in_session(session)
    asked = ((place.kind, place.record), *_contacts((each.contact_id for each in people), get))
    undone = "booked" if kind == "appointment" else "logged"
    return overridden(wish_against(kind, direction, asked, get), _not(kind, undone), override=override, reason=reason)


def override_of_changed(
    session: Session, activity: Activity, change: str, *, override: bool, reason: str | None
) -> dict[str, str]:
    """The same for an activity that is to be changed so that somebody is contacted.

    Args:
        session: The command under way.
        activity: The activity.
        change: What is to become of it, such as ``completed``.
        override: Whether it is to be done all the same.
        reason: Why.

    Raises:
        Unwanted: A record it stands on, or somebody who takes part, asked not to be contacted so.
        Invalid: The override has no reason.
    """
    wish = _against(session, activity, in_session(session))
    undone = _not(activity.kind, change) if wish is not None else ""
    return overridden(wish, undone, override=override, reason=reason, kept=activity.details)


def _not(kind: str, change: str) -> str:
    """What does not happen, in words."""
    return label(_UNDONE[change][kind])


def wish_against_new(connection: Connection, kind: str, record_kind: Kind, record_id: str) -> Wish | None:
    """The wish against a new activity with a record that we begin."""
    get = on_connection(connection)
    return wish_against(kind, "out", ((record_kind, get(record_kind, record_id)),), get)


def wish_against_change(connection: Connection, activity_id: str) -> Wish | None:
    """The wish against carrying on with an activity; ``None`` too where it was overridden before."""
    row: Any = connection.execute(select(Activity.__table__).where(Activity.id == activity_id)).one()
    wish = _against(connection, row, on_connection(connection))
    return None if wish is None or (row.details or {}).get("override") == wish.rule else wish


def _against(asked: Session | Connection, activity: Any, get: Get) -> Wish | None:
    if activity.kind not in CONTACTS:
        return None
    way = "next_contact" if activity.event == NEXT_CONTACT else activity.kind
    stands_on = [(KINDS[kind], get(KINDS[kind], record_id)) for kind, record_id in places(asked, activity)]
    taking_part = asked.execute(select(Participant.contact_id).where(Participant.activity_id == activity.id))
    people = _contacts((contact_id for (contact_id,) in taking_part), get)
    return wish_against(way, activity.direction, (*stands_on, *people), get)


def _contacts(ids: Iterable[str | None], get: Get) -> Iterator[tuple[Kind, Any]]:
    for contact_id in ids:
        found = get(CONTACT, contact_id) if contact_id else None
        if found is not None:
            yield CONTACT, found
