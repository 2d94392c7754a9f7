"""Calls that were made: which number each went to, whoever made it and from which record, and how many there were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, or_, select

from app.domain.calling.records import CalledNumber
from app.domain.calling.rules import Attempt
from app.domain.core.countries import region_beside
from app.domain.core.errors import Invalid
from app.domain.core.phones import parse_phone, region_of_number
from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.wishes import Get, in_session
from app.domain.store.bulk import insert_columns
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork, table_of
from app.domain.timeline.events import ActivityChanged, ActivityLogged
from app.domain.timeline.records import Activity, TimelineLink

_CALLED, _ACTIVITY, _LINK = table_of(CalledNumber), table_of(Activity), table_of(TimelineLink)
#: The records by whose number a call on a record's timeline goes.
_BEHIND = ("contact", "lead", "account")
_AT_ONCE = 400
"""Numbers named by one statement, below SQLite's limit of bound parameters."""
REFUSED = "refused"
"""What the details of a call hold where they said no."""


def attempts_to(asked: Asked, number: str) -> list[Attempt]:
    """The calls that were made to a number, from wherever.

    Args:
        asked: The session or connection.
        number: As E.164.
    """
    return attempts_of(asked, [number]).get(number, [])


def attempts_of(asked: Asked, numbers: Iterable[str | None]) -> dict[str, list[Attempt]]:
    """The calls that were made to each of some numbers; one that was never called is left out."""
    made = (
        _ACTIVITY.c.status == "completed",
        or_(_ACTIVITY.c.direction.is_(None), _ACTIVITY.c.direction == "out"),
        _ACTIVITY.c.deleted_at.is_(None),
    )
    columns = select(_CALLED.c.number, _ACTIVITY.c.at, _ACTIVITY.c.details)
    wanted = columns.join(_CALLED, _CALLED.c.activity_id == _ACTIVITY.c.id).where(*made)
    every = sorted({each for each in numbers if each})
    found: dict[str, list[Attempt]] = {}
    for start in range(0, len(every), _AT_ONCE):
        for number, at, details in asked.execute(wanted.where(_CALLED.c.number.in_(every[start : start + _AT_ONCE]))):
            found.setdefault(number, []).append(Attempt(at, bool((details or {}).get(REFUSED))))
    return found


def dialled_for(kind: Kind, record: Any, address: str | None, get: Get) -> tuple[Kind, Any, str]:
    """Who is called where a call stands on a record, and by which number.

    Args:
        kind: The kind of the record.
        record: The record.
        address: The number as it was entered with the call; that of the record without it.
        get: Reads the records behind it.

    Returns:
        The record that has the number and the address with its kind, and the number as E.164; empty where none is
        known.
    """
    of, person = (kind, record) if "phone_e164" in kind.table.c else next(_behind(record, get), (kind, record))
    own = getattr(person, "phone_e164", None) or ""
    if not address:
        return of, person, own
    region = region_beside(getattr(person, "country", None), region_of_number(own) if own else "")
    try:
        return of, person, parse_phone(address, region).e164 or ""
    except Invalid:
        return of, person, ""


def _behind(record: Any, get: Get) -> Iterator[tuple[Kind, Any]]:
    for name in _BEHIND:
        record_id = getattr(record, f"{name}_id", None)
        found = get(KINDS[name], record_id) if record_id else None
        if found is not None and getattr(found, "phone_e164", None):
            yield KINDS[name], found


def on_activity_logged(unit: UnitOfWork, event: ActivityLogged) -> None:
    """Note which number a call goes to."""
    if event.kind == "call":
        _note(unit, event.activity_id, event.record_kind, event.record_id)


def on_activity_changed(unit: UnitOfWork, event: ActivityChanged) -> None:
    """Note it anew where the number of a call may be another now."""
    if event.kind == "call" and event.change == "edited" and event.records:
        unit.session.execute(delete(_CALLED).where(_CALLED.c.activity_id == event.activity_id))
        _note(unit, event.activity_id, *event.records[0])


def note_imported(unit: UnitOfWork, calls: Iterable[Mapping[str, Any]]) -> None:
    """Note the numbers of calls that came in by a list, each given by its columns; they went to their records' own.

    Args:
        unit: The command under way.
        calls: The activities, which stand on their timelines already.
    """
    ids, went = [each["id"] for each in calls], set[tuple[str, str]]()
    for table in (KINDS[name].table for name in _BEHIND) if ids else ():
        own = (_LINK.c.activity_id.in_(ids), _LINK.c.record_id == table.c.id, table.c.phone_e164.is_not(None))
        went |= {
            (number, each)
            for number, each in unit.session.execute(select(table.c.phone_e164, _LINK.c.activity_id).where(*own))
        }
    _keep(unit, went)


def _keep(unit: UnitOfWork, went: Collection[tuple[str, str]]) -> None:
    """Keep to which number each call went."""
    if went:
        numbers, ids = zip(*sorted(went), strict=True)
        insert_columns(unit.session.connection(), _CALLED, {"number": numbers, "activity_id": ids})


def _note(unit: UnitOfWork, activity_id: str, kind_name: str, record_id: str) -> None:
    activity, kind = unit.get(Activity, activity_id), KINDS[kind_name]
    get = in_session(unit.session)
    record = get(kind, record_id)
    if activity is None or record is None or activity.direction == "in":
        return
    _, _, number = dialled_for(kind, record, activity.address, get)
    _keep(unit, {(number, activity_id)} if number else ())
