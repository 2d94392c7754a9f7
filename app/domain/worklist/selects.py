"""The statements of the work list: what every source has, and what is known of it beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.domain.core.work import COLUMNS, WorkAsked, work_sources
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.query.columns import RecordColumns
from app.domain.query.contributed import QueryField
from app.domain.store.searching import phrase_in
from app.domain.store.types import UtcDateTime
from app.domain.store.unit import table_of
from app.domain.timeline.kinds import with_timeline
from app.domain.timeline.rules import told_subject
from app.domain.timeline.selects import is_there, linked_records, title_of
from app.domain.timeline.statements import ACTIVITY, LINK, LOOK
from app.domain.worklist.fields import work_fields
from app.domain.worklist.records import Following
from app.domain.worklist.rows import WorkItem

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.core.fields import Field

FOLLOWING, USER = table_of(Following), table_of(User)
_RATINGS: Final[Mapping[str, int]] = {"hot": 3, "warm": 2, "cold": 1}


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the work list, and when.

    Attributes:
        user_id: The user.
        now: The present moment.
        team: The ids of those in the user's teams, the user's own among them; everybody's for one in no team.
    """

    user_id: str
    now: datetime
    team: tuple[str, ...]


def every_item(asked: WorkAsked) -> Subquery:
    """The items of all sources, but for those of deleted records, with their source and the rating of their record."""
    parts = []
    for source in work_sources():
        part = source.items(asked)
        if tuple(column.name for column in part.selected_columns) != COLUMNS:
            raise ValueError(f"the statement of {source.name} has other columns than those of the work list")
        parts.append(part.add_columns(literal(source.name, String).label("source")))
    items = union_all(*parts).subquery("items")
    records, linked = linked_records(items)
    rating = func.coalesce(linked[LEAD.name].c.rating, "").label("rating")
    return select(*items.c, rating).select_from(records).where(is_there(linked)).subquery("work")


def overdue(work: FromClause, now: datetime) -> ColumnElement[bool]:
    """Whether an item is overdue."""
    late: ColumnElement[bool] = work.c.late_at < literal(now, UtcDateTime)
    return late


def followed(work: FromClause, user_id: str) -> ColumnElement[bool]:
    """Whether a user follows the record of an item."""
    own = and_(FOLLOWING.c.user_id == user_id, FOLLOWING.c.record_id == work.c.record_id)
    return select(FOLLOWING.c.id).where(own).correlate(work).exists()


def unread(work: FromClause, user_id: str) -> ColumnElement[bool]:
    """Whether somebody else noted something on an item's record since a user looked at it last."""
    link, activity, look = LINK.alias("news_link"), ACTIVITY.alias("news"), LOOK.alias("looked")
    seen = select(look.c.at).where(look.c.user_id == user_id, look.c.record_id == work.c.record_id)
    news = (
        select(link.c.id)
        .select_from(link.join(activity, activity.c.id == link.c.activity_id))
        .where(
            link.c.record_id == work.c.record_id,
            activity.c.deleted_at.is_(None),
            activity.c.author_id != user_id,
            activity.c.created_at > func.coalesce(seen.correlate(work).scalar_subquery(), activity.c.created_at),
        )
    )
    return news.correlate(work).exists()


def order(work: FromClause, now: datetime, by: str) -> tuple[tuple[ColumnElement[Any], bool], ...]:
    """What items are ordered by, each with whether it runs downwards; the id comes last.

    Args:
        work: The items.
        now: The present moment.
        by: One of ``SORTABLE``.
    """
    moment = literal(now, UtcDateTime)
    first = case(
        (and_(work.c.promised, work.c.due_at <= moment), literal(0, Integer)),
        (overdue(work, now), literal(1, Integer)),
        else_=literal(2, Integer),
    )
    score = case(_RATINGS, value=work.c.rating, else_=0)
    priority = ((first, False), (score, True), (work.c.due_at, False), (work.c.id, False))
    grouped: dict[str, tuple[tuple[ColumnElement[Any], bool], ...]] = {
        "kind": ((work.c.kind, False),),
        "record": ((work.c.record_kind, False), (work.c.record_id, False)),
        "rating": ((score, True),),
        "owner": ((func.coalesce(_owner(work), ""), False), (func.coalesce(work.c.owner_id, ""), False)),
    }
    if by == "due":
        return ((work.c.due_at, False), (work.c.id, False))
    return (*grouped.get(by, ()), *priority)


def _owner(work: FromClause) -> ColumnElement[Any]:
    return select(USER.c.name).where(USER.c.id == work.c.owner_id).correlate(work).scalar_subquery()


@dataclass(frozen=True, slots=True)
class WorkColumns(RecordColumns):
    """Where the fields of items lie; a phrase is looked for in an item and in its record."""

    def found(self, phrase: str) -> ColumnElement[bool]:
        """That the item, or the record it is about, holds the phrase."""
        held = phrase_in(self.table, phrase)
        records = (KINDS[name].table for name in with_timeline())
        theirs = (self.table.c.record_id.in_(select(each.c.id).where(phrase_in(each, phrase))) for each in records)
        return or_(held, *theirs)


def work_columns(work: FromClause, looking: Looking) -> WorkColumns:
    """What queries over items may name."""
    fields = {each.code: each for each in work_fields()}
    elsewhere = {
        "due": work.c.due_at,
        "owner": work.c.owner_id,
        "record": work.c.record_kind,
        "overdue": overdue(work, looking.now),
        "followed": followed(work, looking.user_id),
        "unread": unread(work, looking.user_id),
        "team": and_(work.c.owner_id.is_not(None), work.c.owner_id.in_(looking.team)),
    }
    own = [each for code, each in fields.items() if code not in elsewhere]
    return WorkColumns(work, own, elsewhere=[_field(fields[code], found) for code, found in elsewhere.items()])


def _field(field: Field, found: ColumnElement[Any]) -> QueryField:
    return QueryField(field, lambda _table: found)


def items_select(asked: WorkAsked, looking: Looking, ids: Sequence[str]) -> Select[Any]:
    """The statement of some items as the faces see them, for ``item``."""
    work = every_item(asked)
    source, linked = linked_records(work)
    code = func.coalesce(*(table.c.code for table in linked.values()))
    truth = case(
        (followed(work, looking.user_id), literal(value=True, type_=Boolean)), else_=literal(value=False, type_=Boolean)
    )
    news = case(
        (unread(work, looking.user_id), literal(value=True, type_=Boolean)), else_=literal(value=False, type_=Boolean)
    )
    late = case(
        (overdue(work, looking.now), literal(value=True, type_=Boolean)), else_=literal(value=False, type_=Boolean)
    )
    return (
        select(
            work.c.id,
            work.c.source,
            work.c.kind,
            work.c.code,
            work.c.subject,
            work.c.due_at,
            work.c.late_at,
            work.c.promised,
            late.label("overdue"),
            work.c.rating,
            work.c.record_kind,
            work.c.record_id,
            code.label("record_code"),
            title_of(linked).label("record_title"),
            work.c.owner_id,
            func.coalesce(USER.c.name, "").label("owner"),
            work.c.step,
            truth.label("followed"),
            news.label("unread"),
        )
        .select_from(source.outerjoin(USER, USER.c.id == work.c.owner_id))
        .where(work.c.id.in_(ids))
    )


def item(row: Sequence[Any]) -> WorkItem:
    """An item of a row."""
    made = WorkItem(*row)
    return replace(made, subject=told_subject(made.subject)) if made.subject else made
