"""Reading timelines in the ways that take a statement of their own: filtered, counted, as an agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, literal, not_, or_, select, tuple_

from app.domain.core.searching import search_words
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.store.database import Reader
from app.domain.store.types import UtcDateTime
from app.domain.timeline.kinds import with_timeline
from app.domain.timeline.named import EntryRow, PersonRow, ReplyRow
from app.domain.timeline.queries import page_from, read_mark
from app.domain.timeline.rows import AgendaLine, TimelineFilter, TimelinePage
from app.domain.timeline.rules import (
    OPEN,
    PLANNABLE,
    day_bounds,
    next_contact_subject,
    subjects_read_with,
    told_subject,
)
from app.domain.timeline.statements import (
    ACTIVITY,
    AUTHOR,
    LINK,
    PARTICIPANT,
    on_timeline,
    people_select,
    replies_select,
)

_AGENDA_LIMIT = 500


def filtered_page(
    reader: Reader,
    record_id: str,
    user_id: str,
    chosen: TimelineFilter,
    now: datetime,
    *,
    after: str = "",
    limit: int = 50,
    count: bool = False,
) -> TimelinePage:
    """A run of the entries that a filter lets through, in the filter's order.

    Args:
        reader: Where to read.
        record_id: Whose timeline.
        user_id: Who looks.
        chosen: The filter.
        now: The present moment, for what is overdue.
        after: The ``next`` of the run before.
        limit: The most entries to return.
        count: Count all that the filter lets through.
    """
    everything = on_timeline().where(*_conditions(chosen, now))
    bound = {"record_id": record_id, "user_id": user_id}
    total = -1
    if count:
        counted = select(func.count()).select_from(everything.order_by(None).subquery())
        total = int(reader.scalar(counted, **bound))
    rows = [EntryRow(*row) for row in reader.rows(_run(everything, chosen, after).limit(limit + 1), **bound)]
    ids = [row.id for row in rows[:limit]]
    people = [PersonRow(*row) for row in reader.rows(people_select().where(PARTICIPANT.c.activity_id.in_(ids)))]
    replies = [ReplyRow(*row) for row in reader.rows(replies_select().where(ACTIVITY.c.parent_id.in_(ids)))]
    return page_from(rows, people, replies, user_id, limit, total)


def _run(everything: Select[Any], chosen: TimelineFilter, after: str) -> Select[Any]:
    """What comes after a mark in the filter's order, what is pinned before the rest."""
    key = tuple_(LINK.c.at, LINK.c.activity_id)
    if after:
        mark = read_mark(after)
        end = tuple_(literal(mark.at, UtcDateTime), literal(mark.entry_id))
        behind = key < end if chosen.newest_first else key > end
        if mark.pinned:
            everything = everything.where(or_(not_(ACTIVITY.c.pinned), behind))
        else:
            everything = everything.where(not_(ACTIVITY.c.pinned), behind)
    if chosen.newest_first:
        return everything.order_by(ACTIVITY.c.pinned.desc(), LINK.c.at.desc(), LINK.c.activity_id.desc())
    return everything.order_by(ACTIVITY.c.pinned.desc(), LINK.c.at, LINK.c.activity_id)


def _conditions(chosen: TimelineFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [_has_status(chosen.status, now)] if chosen.status else []
    if chosen.kinds:
        conditions.append(ACTIVITY.c.kind.in_(chosen.kinds))
    if chosen.since is not None:
        conditions.append(LINK.c.at >= chosen.since)
    if chosen.until is not None:
        conditions.append(LINK.c.at < chosen.until)
    if chosen.person.strip():
        conditions.append(_with_person(chosen.person.strip()))
    answer = ACTIVITY.alias("answer")
    for word in search_words(chosen.search):
        answered = select(answer.c.id).where(
            answer.c.parent_id == ACTIVITY.c.id,
            answer.c.deleted_at.is_(None),
            answer.c.search_text.contains(word, autoescape=True),
        )
        read_so = ACTIVITY.c.subject.in_(subjects_read_with(word))
        conditions.append(or_(ACTIVITY.c.search_text.contains(word, autoescape=True), read_so, answered.exists()))
    return conditions


def _has_status(status: str, now: datetime) -> ColumnElement[bool]:
    if status == "overdue":
        return and_(ACTIVITY.c.status.in_(OPEN), func.coalesce(ACTIVITY.c.end_at, ACTIVITY.c.due_at) < now)
    if status == "closed":
        return and_(ACTIVITY.c.status.not_in(OPEN), ACTIVITY.c.kind.in_(PLANNABLE))
    return ACTIVITY.c.status.in_(OPEN)


def _with_person(name: str) -> ColumnElement[bool]:
    wanted = name.lower()
    takes_part = select(PARTICIPANT.c.id).where(
        PARTICIPANT.c.activity_id == ACTIVITY.c.id,
        func.lower(PARTICIPANT.c.name).contains(wanted, autoescape=True),
    )
    return or_(func.lower(AUTHOR.c.name).contains(wanted, autoescape=True), takes_part.exists())


def linked_records(link: FromClause) -> tuple[FromClause, dict[str, FromClause]]:
    """Links joined with their records that are not deleted, and the table of each kind of these."""
    source: FromClause = link
    tables: dict[str, FromClause] = {}
    for kind in (KINDS[name] for name in with_timeline()):
        table = tables[kind.name] = kind.table.alias(f"linked_{kind.name}")
        living = and_(link.c.record_kind == kind.name, table.c.id == link.c.record_id, table.c.deleted_at.is_(None))
        source = source.outerjoin(table, living)
    return source, tables


def title_of(linked: Mapping[str, FromClause]) -> ColumnElement[Any]:
    """The title of whichever record is linked."""
    return func.coalesce(*(KINDS[name].called_column(table) for name, table in linked.items()))


def is_there(linked: Mapping[str, FromClause]) -> ColumnElement[bool]:
    """Whether a record is linked that is not deleted."""
    return or_(*(table.c.id.is_not(None) for table in linked.values()))


def shown_last(link: FromClause) -> tuple[ColumnElement[Any], ...]:
    """The order of the records that an activity stands on, at whose end stands the one it is shown with.

    That is the one it was carried along to last, of those that are worked on; documents made of these come before.
    """
    worked_on = or_(*(link.c.record_kind == kind.name for kind in KINDS.values() if kind.related_turn))
    return worked_on, link.c.id


def agenda_lines(reader: Reader, user_id: str, day: date, zone: ZoneInfo, *, overdue: bool) -> tuple[AgendaLine, ...]:
    """A user's day in order of time: appointments, what is due, and leads to get in touch with.

    Args:
        reader: Where to read.
        user_id: Whose day.
        day: Which day, in ``zone``.
        zone: The user's zone.
        overdue: Whether what should have been done before is on it too.
    """
    start, end = day_bounds(day, zone)
    found = [*_activities(reader, user_id, start, end, overdue=overdue)]
    found += _next_contacts(reader, user_id, start, end, overdue=overdue)
    return tuple(sorted(found, key=lambda line: (line.at, line.code)))


def _activities(reader: Reader, user_id: str, start: datetime, end: datetime, *, overdue: bool) -> list[AgendaLine]:
    source, linked = linked_records(LINK)
    mine = select(PARTICIPANT.c.activity_id).where(PARTICIPANT.c.user_id == user_id, PARTICIPANT.c.role != "mentioned")
    meets = and_(
        ACTIVITY.c.kind == "appointment",
        ACTIVITY.c.event.is_(None),
        ACTIVITY.c.start_at < end,
        or_(ACTIVITY.c.end_at > start, ACTIVITY.c.start_at >= start),
    )
    due = and_(ACTIVITY.c.kind != "appointment", ACTIVITY.c.due_at < end)
    rows = reader.rows(
        select(
            ACTIVITY.c.id,
            ACTIVITY.c.code,
            ACTIVITY.c.kind,
            ACTIVITY.c.at,
            ACTIVITY.c.end_at,
            ACTIVITY.c.subject,
            LINK.c.record_kind,
            LINK.c.record_id,
            title_of(linked).label("title"),
        )
        .select_from(source.join(ACTIVITY, ACTIVITY.c.id == LINK.c.activity_id))
        .where(
            ACTIVITY.c.deleted_at.is_(None),
            ACTIVITY.c.status.in_(OPEN),
            is_there(linked),
            or_(ACTIVITY.c.owner_id == user_id, ACTIVITY.c.id.in_(mine)),
            or_(meets, due if overdue else and_(due, ACTIVITY.c.due_at >= start)),
        )
        .order_by(*shown_last(LINK))
        .limit(_AGENDA_LIMIT)
    )
    lines = {
        activity_id: AgendaLine(
            kind,
            at,
            end_at,
            told_subject(subject),
            record_kind,
            record_id,
            record_title,
            activity_id,
            code,
            late,
        )
        for activity_id, code, kind, at, end_at, subject, record_kind, record_id, record_title in rows
        for late in [kind != "appointment" and at < start]
    }
    return list(lines.values())


def _next_contacts(reader: Reader, user_id: str, start: datetime, end: datetime, *, overdue: bool) -> list[AgendaLine]:
    lead = LEAD.table
    statement = (
        select(lead.c.id, lead.c.code, LEAD.called_column(), lead.c.next_contact_at)
        .where(
            LEAD.open_condition(),
            lead.c.deleted_at.is_(None),
            lead.c.next_contact_at < end,
            func.coalesce(lead.c.next_contact_by_id, lead.c.owner_id) == user_id,
        )
        .order_by(lead.c.next_contact_at.desc(), lead.c.id)
        .limit(_AGENDA_LIMIT)
    )
    if not overdue:
        statement = statement.where(lead.c.next_contact_at >= start)
    return [
        AgendaLine("next_contact", at, None, next_contact_subject(title), "lead", id_, title, None, code, at < start)
        for id_, code, title, at in reader.rows(statement)
    ]
