"""Statements that read timelines."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    not_,
    null,
    select,
    tuple_,
    union_all,
)

from app.domain.people.records import User
from app.domain.store.named import builds
from app.domain.store.types import UtcDateTime
from app.domain.store.unit import table_of
from app.domain.timeline.named import ENTRY, ENTRY_PEOPLE, ENTRY_REPLIES, PAGE, PAGE_PEOPLE, PAGE_REPLIES
from app.domain.timeline.records import Activity, LastLook, Participant, TimelineLink

ACTIVITY, LINK, LOOK = table_of(Activity), table_of(TimelineLink), table_of(LastLook)
PARTICIPANT, USER = table_of(Participant), table_of(User)
AUTHOR = USER.alias("author")

ENTRY_COLUMNS: tuple[ColumnElement[Any], ...] = (
    ACTIVITY.c.id,
    ACTIVITY.c.code,
    ACTIVITY.c.kind,
    ACTIVITY.c.status,
    ACTIVITY.c.subject,
    ACTIVITY.c.body,
    ACTIVITY.c.at,
    AUTHOR.c.name.label("author"),
    ACTIVITY.c.author_id,
    ACTIVITY.c.owner_id,
    ACTIVITY.c.direction,
    ACTIVITY.c.address,
    ACTIVITY.c.outcome,
    ACTIVITY.c.duration_seconds,
    ACTIVITY.c.start_at,
    ACTIVITY.c.end_at,
    ACTIVITY.c.due_at,
    ACTIVITY.c.priority,
    ACTIVITY.c.place,
    ACTIVITY.c.pinned,
    ACTIVITY.c.event,
    ACTIVITY.c.details,
    ACTIVITY.c.version,
    ACTIVITY.c.created_at,
)
"""What an entry is made of, in the order ``queries`` reads it; when the reader last looked comes after."""


def on_timeline() -> Select[Any]:
    """Every entry of a record's timeline; binds ``record_id`` and ``user_id``."""
    looked = and_(LOOK.c.record_id == LINK.c.record_id, LOOK.c.user_id == bindparam("user_id", type_=String))
    source: FromClause = (
        LINK.join(ACTIVITY, ACTIVITY.c.id == LINK.c.activity_id)
        .outerjoin(AUTHOR, AUTHOR.c.id == ACTIVITY.c.author_id)
        .outerjoin(LOOK, looked)
    )
    return (
        select(*ENTRY_COLUMNS, LOOK.c.at.label("looked_at"))
        .select_from(source)
        .where(LINK.c.record_id == bindparam("record_id", type_=String), ACTIVITY.c.deleted_at.is_(None))
    )


def _one() -> Select[Any]:
    source = ACTIVITY.outerjoin(AUTHOR, AUTHOR.c.id == ACTIVITY.c.author_id)
    return (
        select(*ENTRY_COLUMNS, null().label("looked_at"))
        .select_from(source)
        .where(ACTIVITY.c.id == bindparam("id", type_=String), ACTIVITY.c.deleted_at.is_(None))
    )


def people_select() -> Select[Any]:
    """Who takes part in activities, in the order of naming; those only mentioned are left out."""
    return (
        select(PARTICIPANT.c.activity_id, PARTICIPANT.c.name)
        .where(PARTICIPANT.c.role != "mentioned")
        .order_by(PARTICIPANT.c.id)
    )


def replies_select() -> Select[Any]:
    """Answers to posts, oldest first."""
    return (
        select(
            ACTIVITY.c.parent_id,
            ACTIVITY.c.id,
            ACTIVITY.c.code,
            AUTHOR.c.name.label("author"),
            ACTIVITY.c.body,
            ACTIVITY.c.at,
            ACTIVITY.c.author_id,
            ACTIVITY.c.created_at,
        )
        .select_from(ACTIVITY.outerjoin(AUTHOR, AUTHOR.c.id == ACTIVITY.c.author_id))
        .where(ACTIVITY.c.deleted_at.is_(None))
        .order_by(ACTIVITY.c.at, ACTIVITY.c.id)
    )


def _before(select_: Select[Any], part: str) -> Select[Any]:
    """The newest entries before a place in time; binds ``{part}_at``, ``{part}_id`` and ``limit``."""
    place = tuple_(bindparam(f"{part}_at", type_=UtcDateTime), bindparam(f"{part}_id", type_=String))
    return (
        select_.where(tuple_(LINK.c.at, LINK.c.activity_id) < place)
        .order_by(LINK.c.at.desc(), LINK.c.activity_id.desc())
        .limit(bindparam("limit"))
    )


def _run(entries: Select[Any]) -> CompoundSelect[Any]:
    """What is pinned of a record's entries, and what is not, each from a place of its own on.

    Binds ``record_id``, ``limit``, and the places by ``pinned_at``, ``pinned_id``, ``rest_at`` and ``rest_id``.
    """
    pinned = _before(entries.where(ACTIVITY.c.pinned), "pinned").subquery("pinned")
    rest = _before(entries.where(not_(ACTIVITY.c.pinned)), "rest").subquery("rest")
    return union_all(select(pinned), select(rest))


def _page_ids() -> Subquery:
    source = LINK.join(ACTIVITY, ACTIVITY.c.id == LINK.c.activity_id)
    ids = select(LINK.c.activity_id).select_from(source)
    own = LINK.c.record_id == bindparam("record_id", type_=String)
    return _run(ids.where(own, ACTIVITY.c.deleted_at.is_(None))).subquery("page")


@builds(PAGE)
def page() -> Select[Any]:
    """A run of a record's timeline, what is pinned first; binds ``user_id`` too."""
    run = _run(on_timeline()).subquery("run")
    return select(run).order_by(run.c.pinned.desc(), run.c.at.desc(), run.c.id.desc()).limit(bindparam("limit"))


@builds(PAGE_PEOPLE)
def page_people() -> Select[Any]:
    """Who takes part in the entries of that run; binds the same without ``user_id``."""
    ids = _page_ids()
    return people_select().join(ids, ids.c.activity_id == PARTICIPANT.c.activity_id)


@builds(PAGE_REPLIES)
def page_replies() -> Select[Any]:
    """The answers to the posts of that run; binds the same without ``user_id``."""
    return replies_select().where(ACTIVITY.c.parent_id.in_(select(_page_ids().c.activity_id)))


@builds(ENTRY)
def entry() -> Select[Any]:
    """One entry in full; binds ``id``."""
    return _one()


@builds(ENTRY_PEOPLE)
def entry_people() -> Select[Any]:
    """Who takes part in one entry; binds ``id``."""
    return people_select().where(PARTICIPANT.c.activity_id == bindparam("id", type_=String))


@builds(ENTRY_REPLIES)
def entry_replies() -> Select[Any]:
    """The answers to one post; binds ``id``."""
    return replies_select().where(ACTIVITY.c.parent_id == bindparam("id", type_=String))
