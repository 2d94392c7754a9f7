"""What timelines bring to the work list: activities that are to be done, and leads to get in touch with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)

from app.domain.core.work import WorkAsked, WorkSource
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.service import LeadService
from app.domain.timeline.reactions import next_contact_of
from app.domain.timeline.rules import OPEN, SHARED_STEP
from app.domain.timeline.service import TimelineService
from app.domain.timeline.statements import ACTIVITY, LINK
from app.words import in_context

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.domain.store.desk import Desk

_NEXT_CONTACT: Final = "next_contact"
_NO: Final = literal(value=False, type_=Boolean)
_EMPTY: Final = literal("", String)


def _text(text: str) -> ColumnElement[Any]:
    return literal(text, String)


def _asked(
    asked: WorkAsked, owner: ColumnElement[Any], at: ColumnElement[Any], *, known: ColumnElement[bool] | None = None
) -> list[ColumnElement[bool]]:
    """The conditions of what is asked, over whose it is and when it is due."""
    conditions = [] if known is None else [known]
    if asked.owners is not None:
        conditions.append(owner.in_(asked.owners) if asked.owners else false())
    if asked.until is not None:
        conditions.append(at < asked.until)
    return conditions


def _activities(asked: WorkAsked) -> Select[Any]:
    """What is planned or open, but for the appointments of next contacts, each on the record it is shown with."""
    shown = and_(LINK.c.activity_id == ACTIVITY.c.id, _no_later_link())
    late_at = func.coalesce(ACTIVITY.c.end_at, ACTIVITY.c.due_at, ACTIVITY.c.at)
    return (
        select(
            ACTIVITY.c.id,
            ACTIVITY.c.kind,
            ACTIVITY.c.code,
            ACTIVITY.c.subject,
            ACTIVITY.c.at.label("due_at"),
            late_at.label("late_at"),
            _NO.label("promised"),
            ACTIVITY.c.owner_id,
            LINK.c.record_kind,
            LINK.c.record_id,
            func.coalesce(ACTIVITY.c.details[SHARED_STEP].as_string(), "").label("step"),
            ACTIVITY.c.search_text,
        )
        .select_from(ACTIVITY.join(LINK, shown))
        .where(
            *_asked(asked, ACTIVITY.c.owner_id, ACTIVITY.c.at, known=ACTIVITY.c.status.in_(OPEN)),
            ACTIVITY.c.deleted_at.is_(None),
            ACTIVITY.c.event.is_(None),
        )
    )


def _no_later_link() -> ColumnElement[bool]:
    """That an activity stands on no record with which it would rather be shown, as ``shown_last`` orders them."""
    other = LINK.alias("other")
    theirs, own = (_worked_on(link) for link in (other, LINK))
    later = or_(theirs > own, and_(theirs == own, other.c.id > LINK.c.id))
    return not_(select(other.c.id).where(other.c.activity_id == LINK.c.activity_id, later).exists())


def _worked_on(link: FromClause) -> ColumnElement[int]:
    kinds = [kind.name for kind in KINDS.values() if kind.related_turn]
    return case((link.c.record_kind.in_(kinds), 1), else_=0)


def _next_contacts(asked: WorkAsked) -> Select[Any]:
    """Open leads that somebody is to get in touch with."""
    lead = LEAD.table
    person = func.coalesce(lead.c.next_contact_by_id, lead.c.owner_id)
    return select(
        lead.c.id,
        _text(_NEXT_CONTACT).label("kind"),
        lead.c.code,
        _EMPTY.label("subject"),
        lead.c.next_contact_at.label("due_at"),
        lead.c.next_contact_at.label("late_at"),
        _NO.label("promised"),
        person.label("owner_id"),
        _text(LEAD.name).label("record_kind"),
        lead.c.id.label("record_id"),
        _EMPTY.label("step"),
        _EMPTY.label("search_text"),
    ).where(
        *_asked(asked, person, lead.c.next_contact_at, known=LEAD.open_condition()),
        lead.c.next_contact_at.is_not(None),
        lead.c.deleted_at.is_(None),
    )


def _done(desk: Desk, id: str, **how: Any) -> Outcome:
    return TimelineService(desk).complete(id, **how)


def _skip(desk: Desk, id: str) -> Outcome:
    return TimelineService(desk).cancel(id)


def _snooze(desk: Desk, id: str, when: datetime | str, **override: Any) -> Outcome:
    return TimelineService(desk).reschedule(id, when, **override)


def _give(desk: Desk, id: str, to: str) -> Outcome:
    return TimelineService(desk).edit(id, {"owner": to})


def _contacted(desk: Desk, id: str, **how: Any) -> Outcome:
    """The lead was spoken to: its next contact is done, with what was said."""
    with desk.read() as reader:
        planned = reader.scalar(next_contact_of(id).with_only_columns(ACTIVITY.c.id))
    return _no_contact(desk, id) if planned is None else _done(desk, planned, **how)


def _no_contact(desk: Desk, id: str) -> Outcome:
    return LeadService(desk).set_next_contact(id, None)


def _contact_later(desk: Desk, id: str, when: datetime | str, **override: Any) -> Outcome:
    return LeadService(desk).set_next_contact(id, when, **override)


def _contact_by(desk: Desk, id: str, to: str) -> Outcome:
    return LeadService(desk).edit(id, {"next_contact_by": to})


ACTIVITIES: Final = WorkSource(
    "activity",
    {
        "call": in_context("work", "call"),
        "email": in_context("work", "email"),
        "appointment": in_context("work", "appointment"),
        "task": in_context("work", "task"),
    },
    _activities,
    frozenset({"activity", "timeline_link"}),
    done=_done,
    skip=_skip,
    snooze=_snooze,
    give=_give,
    asks=frozenset({"call", "appointment", "email"}),
)
NEXT_CONTACTS: Final = WorkSource(
    "next_contact",
    {_NEXT_CONTACT: in_context("work", "next contact")},
    _next_contacts,
    frozenset({"lead"}),
    done=_contacted,
    skip=_no_contact,
    snooze=_contact_later,
    give=_contact_by,
    asks=frozenset({_NEXT_CONTACT}),
)
