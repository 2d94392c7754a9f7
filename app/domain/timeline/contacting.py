"""Contacting: what wish stands against an activity, and the override that is kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.domain.core.area import joined, resolve
from app.domain.core.frozen import frozen
from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.kinds import CONTACT
from app.domain.people.wishes import CONTACTS, Get, Wish, in_session, on_connection, overridden, wish_against
from app.domain.timeline.reactions import NEXT_CONTACT
from app.domain.timeline.records import Activity, Participant
from app.domain.timeline.writing import places
from app.words import Message, label, say, sentences

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.domain.timeline.participants import Party
    from app.domain.timeline.writing import Place


@frozen
class Calling:
    """A call that we make.

    Attributes:
        at: When.
        address: The number as it was entered; that of whoever is called without it.
    """

    at: datetime
    address: str | None = None


Objection = Callable[["Session | Connection", Kind, Any, Calling, Get], Wish | None]
"""What stands against a call: asked with where to look, the record it stands on with its kind, and the call."""

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
    calling: Calling | None = None,
) -> dict[str, str]:
    """What is kept of an override with a new activity; nothing where nothing stands against it.

    Args:
        session: The command under way.
        kind: The kind of the activity.
        direction: ``in`` for what they began themselves.
        place: The record it is put on.
        people: Who takes part.
        override: Whether it is to be done all the same.
        reason: Why.
        calling: The call, where it is one that takes place.

    Raises:
        Unwanted: The record, or somebody who takes part, asked not to be contacted so; or they are not called now.
        Invalid: The override has no reason.
    """
    get = in_session(session)
    asked = ((place.kind, place.record), *_contacts((each.contact_id for each in people), get))
    undone = "booked" if kind == "appointment" else "logged"
    wish = wish_against(kind, direction, asked, get)
    if calling is not None and direction != "in":
        wish = _both(wish, _objection(session, place.kind, place.record, calling, get))
    return overridden(wish, _not(kind, undone), override=override, reason=reason)


def override_of_changed(
    session: Session, activity: Activity, change: str, now: datetime, *, override: bool, reason: str | None
) -> dict[str, str]:
    """The same for an activity that is to be changed so that somebody is contacted.

    Args:
        session: The command under way.
        activity: The activity.
        change: What is to become of it, such as ``completed``.
        now: The moment of the command.
        override: Whether it is to be done all the same.
        reason: Why.

    Raises:
        Unwanted: A record it stands on, or somebody who takes part, asked not to be contacted so.
        Invalid: The override has no reason.
    """
    get = in_session(session)
    wish = _against(session, activity, get)
    if change == "completed":
        wish = _both(wish, _objection_to_completing(session, activity, now, get))
    undone = _not(activity.kind, change) if wish is not None else ""
    return overridden(wish, undone, override=override, reason=reason, kept=activity.details)


def _not(kind: str, change: str) -> str:
    """What does not happen, in words."""
    return label(_UNDONE[change][kind])


def wish_against_new(
    connection: Connection, kind: str, record_kind: Kind, record_id: str, now: datetime
) -> Wish | None:
    """What stands against a new activity with a record that we begin now."""
    get = on_connection(connection)
    record = get(record_kind, record_id)
    if kind == "call":
        return wish_against_call(connection, record_kind, record, Calling(now), get)
    return wish_against(kind, "out", ((record_kind, record),), get)


def wish_against_call(connection: Connection, kind: Kind, record: Any, calling: Calling, get: Get) -> Wish | None:
    """What stands against a call that we make: what was asked, and what the areas above have against it."""
    wish = wish_against("call", "out", ((kind, record),), get)
    return _both(wish, _objection(connection, kind, record, calling, get))


def wish_against_change(
    connection: Connection, activity_id: str, now: datetime, *, completing: bool = False
) -> Wish | None:
    """What stands against carrying on with an activity; ``None`` too where it was overridden before.

    Args:
        connection: Where to look.
        activity_id: The activity.
        now: The moment.
        completing: Whether it takes place now.
    """
    row: Any = connection.execute(select(Activity.__table__).where(Activity.id == activity_id)).one()
    get = on_connection(connection)
    wish = _against(connection, row, get)
    if completing:
        wish = _both(wish, _objection_to_completing(connection, row, now, get))
    return None if wish is None or (row.details or {}).get("override") == wish.rule else wish


def _against(asked: Session | Connection, activity: Any, get: Get) -> Wish | None:
    if activity.kind not in CONTACTS:
        return None
    way = "next_contact" if activity.event == NEXT_CONTACT else activity.kind
    stands_on = [(KINDS[kind], get(KINDS[kind], record_id)) for kind, record_id in places(asked, activity)]
    taking_part = asked.execute(select(Participant.contact_id).where(Participant.activity_id == activity.id))
    people = _contacts((contact_id for (contact_id,) in taking_part), get)
    return wish_against(way, activity.direction, (*stands_on, *people), get)


def _objection_to_completing(asked: Session | Connection, activity: Any, now: datetime, get: Get) -> Wish | None:
    """What stands against making a planned call, which takes place when it was to, or now where that is ahead."""
    if activity.kind != "call" or activity.direction == "in":
        return None
    calling = Calling(min(activity.at, now), activity.address)
    for kind, record_id in places(asked, activity):
        found = _objection(asked, KINDS[kind], get(KINDS[kind], record_id), calling, get)
        if found is not None:
            return found
    return None


def _objection(asked: Session | Connection, kind: Kind, record: Any, calling: Calling, get: Get) -> Wish | None:
    """What the areas above have against a call."""
    for each in (resolve(place) for area in joined() for place in area.objections):
        object_to: Objection = each
        found = object_to(asked, kind, record, calling, get)
        if found is not None:
            return found
    return None


def _both(wish: Wish | None, objection: Wish | None) -> Wish | None:
    """Both as one, which is overridden by one reason."""
    if wish is None or objection is None:
        return wish or objection
    return Wish(wish.rule, wish.title, sentences(say("{sentence}.", sentence=wish.said), objection.said))


def _contacts(ids: Iterable[str | None], get: Get) -> Iterator[tuple[Kind, Any]]:
    for contact_id in ids:
        found = get(CONTACT, contact_id) if contact_id else None
        if found is not None:
            yield CONTACT, found
