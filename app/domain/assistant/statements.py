"""Statements that read what the assistant looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    FromClause,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from app.domain.assistant.named import (
    GIVEN_OF_MINE,
    GIVEN_OF_RECORD,
    LEAD_FACTS,
    LEADS_SILENT,
    LEADS_TO_CONTACT,
    LIKENESSES,
    MENTIONS_OF_MINE,
    MENTIONS_OF_RECORD,
    OPPORTUNITIES_OF_MINE,
    OPPORTUNITY_FACTS,
    PEOPLE_OF_MINE,
    PEOPLE_OF_RECORD,
    PLANS_OF_MINE,
    PLANS_OF_RECORD,
    REPLIES_OF_MINE,
    REPLIES_OF_RECORD,
    STATES_OF_CARDS,
)
from app.domain.assistant.records import CardState
from app.domain.fields.kinds import Kind
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import LeadAssignment
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.points import keys_of, same_by_further, same_by_own
from app.domain.people.records import ContactPoint, User
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.store.named import builds
from app.domain.store.types import UtcDateTime
from app.domain.store.unit import table_of
from app.domain.timeline.selects import is_there, linked_records, shown_last, title_of
from app.domain.timeline.statements import ACTIVITY, AUTHOR, LINK, LOOK, PARTICIPANT

LEADS, OPPORTUNITIES, STATES = LEAD.table, OPPORTUNITY.table, table_of(CardState)
POINT = table_of(ContactPoint)

ME = bindparam("user_id", type_=String)
RECORD = bindparam("record_id", type_=String)
LIMIT: ColumnElement[Any] = bindparam("limit")


def _moment(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=UtcDateTime)


def _plans(mine: ColumnElement[bool]) -> Select[Any]:
    """What is planned or open before ``until``, and meetings over since ``recent`` that nobody wrote about."""
    source, linked = linked_records(LINK)
    undone = or_(ACTIVITY.c.status == "planned", ACTIVITY.c.status == "open")
    unwritten = and_(ACTIVITY.c.kind == "appointment", ACTIVITY.c.status == "completed", ACTIVITY.c.outcome.is_(None))
    return (
        select(
            ACTIVITY.c.id,
            ACTIVITY.c.kind,
            ACTIVITY.c.status,
            ACTIVITY.c.subject,
            ACTIVITY.c.start_at,
            ACTIVITY.c.end_at,
            ACTIVITY.c.due_at,
            LINK.c.record_kind,
            LINK.c.record_id,
            title_of(linked).label("record_title"),
            _unwanted(linked).label("unwanted"),
        )
        .select_from(source.join(ACTIVITY, ACTIVITY.c.id == LINK.c.activity_id))
        .where(
            mine,
            LINK.c.at < _moment("until"),
            ACTIVITY.c.deleted_at.is_(None),
            ACTIVITY.c.event.is_(None),
            or_(undone, unwritten),
            # a meeting that is over is of interest for a while only
            or_(ACTIVITY.c.kind != "appointment", ACTIVITY.c.end_at >= _moment("recent")),
            is_there(linked),
        )
        .order_by(LINK.c.at.desc(), *shown_last(LINK))
        .limit(LIMIT)
    )


def _unwanted(linked: Mapping[str, FromClause]) -> ColumnElement[bool]:
    """Whether the record asked not to be contacted as this activity does."""
    asked: list[ColumnElement[bool]] = []
    for table in linked.values():
        if "do_not_contact" in table.c:
            asked += [
                table.c.do_not_contact,
                and_(ACTIVITY.c.kind == "call", table.c.do_not_phone),
                and_(ACTIVITY.c.kind != "call", table.c.do_not_email),
            ]
    yes, no = literal(value=True, type_=Boolean), literal(value=False, type_=Boolean)
    return case((or_(*asked), yes), else_=no)


def _of_mine() -> ColumnElement[bool]:
    invited = select(PARTICIPANT.c.activity_id).where(PARTICIPANT.c.user_id == ME, PARTICIPANT.c.role != "mentioned")
    return or_(ACTIVITY.c.owner_id == ME, ACTIVITY.c.id.in_(invited))


def _people_of(plans: Select[Any]) -> Select[Any]:
    found = plans.with_only_columns(ACTIVITY.c.id, maintain_column_froms=True).subquery("plans")
    wanted = PARTICIPANT.c.activity_id.in_(select(found.c.id))
    names = select(PARTICIPANT.c.activity_id, PARTICIPANT.c.name)
    return names.where(wanted, PARTICIPANT.c.role != "mentioned").order_by(PARTICIPANT.c.id)


@builds(PLANS_OF_RECORD)
def plans_of_record() -> Select[Any]:
    """What is ahead or due with a record; binds ``record_id``, ``until``, ``recent`` and ``limit``."""
    return _plans(LINK.c.record_id == RECORD)


@builds(PEOPLE_OF_RECORD)
def people_of_record() -> Select[Any]:
    """Who takes part in that; binds the same."""
    return _people_of(_plans(LINK.c.record_id == RECORD))


@builds(PLANS_OF_MINE)
def plans_of_mine() -> Select[Any]:
    """What is ahead or due for a user; binds ``user_id``, ``until``, ``recent`` and ``limit``."""
    return _plans(_of_mine())


@builds(PEOPLE_OF_MINE)
def people_of_mine() -> Select[Any]:
    """Who takes part in that; binds the same."""
    return _people_of(_plans(_of_mine()))


def _leads(*which: ColumnElement[bool]) -> Select[Any]:
    return select(
        LEADS.c.id,
        LEAD.called_column().label("title"),
        LEADS.c.state,
        LEADS.c.status,
        LEADS.c.do_not_contact,
        LEADS.c.next_contact_at,
        LEADS.c.last_activity_at,
        LEADS.c.created_at,
        LEADS.c.do_not_phone,
        LEADS.c.do_not_email,
    ).where(*which, LEADS.c.deleted_at.is_(None))


@builds(LEAD_FACTS)
def lead() -> Select[Any]:
    """The facts of one lead; binds ``record_id``."""
    return _leads(LEADS.c.id == RECORD)


@builds(LEADS_TO_CONTACT)
def leads_to_contact() -> Select[Any]:
    """Open leads that a user is to contact before ``until``; binds ``user_id``, ``until`` and ``limit``."""
    person = func.coalesce(LEADS.c.next_contact_by_id, LEADS.c.owner_id)
    due = _leads(LEAD.open_condition(), LEADS.c.next_contact_at < _moment("until"), person == ME)
    return due.order_by(LEADS.c.next_contact_at.desc(), LEADS.c.id).limit(LIMIT)


@builds(LEADS_SILENT)
def leads_silent() -> Select[Any]:
    """A user's open leads with which nothing happened since ``silent``; binds ``user_id`` and ``limit`` too."""
    last = func.coalesce(LEADS.c.last_activity_at, LEADS.c.created_at)
    quiet = _leads(
        LEADS.c.owner_id == ME,
        LEAD.open_condition(),
        LEADS.c.status != "do_not_contact",
        LEADS.c.do_not_contact == literal(value=False, type_=Boolean),
        last <= _moment("silent"),
    )
    return quiet.order_by(last.desc(), LEADS.c.id).limit(LIMIT)


def _opportunities(*which: ColumnElement[bool]) -> Select[Any]:
    return select(
        OPPORTUNITIES.c.id,
        OPPORTUNITIES.c.name.label("title"),
        OPPORTUNITIES.c.status,
        OPPORTUNITIES.c.expected_close,
        OPPORTUNITIES.c.last_activity_at,
        OPPORTUNITIES.c.created_at,
    ).where(*which, OPPORTUNITIES.c.deleted_at.is_(None))


@builds(OPPORTUNITY_FACTS)
def opportunity() -> Select[Any]:
    """The facts of one opportunity; binds ``record_id``."""
    return _opportunities(OPPORTUNITIES.c.id == RECORD)


@builds(OPPORTUNITIES_OF_MINE)
def opportunities_of_mine() -> Select[Any]:
    """A user's open opportunities that close by ``close`` or are silent since ``silent``; binds ``limit`` too."""
    last = func.coalesce(OPPORTUNITIES.c.last_activity_at, OPPORTUNITIES.c.created_at)
    soon = OPPORTUNITIES.c.expected_close <= bindparam("close", type_=Date)
    due = _opportunities(
        OPPORTUNITIES.c.owner_id == ME,
        OPPORTUNITIES.c.status == "open",
        or_(soon, last <= _moment("silent")),
    )
    return due.order_by(OPPORTUNITIES.c.expected_close, OPPORTUNITIES.c.id).limit(LIMIT)


def _unseen(
    kind: str, source: FromClause, linked: Mapping[str, FromClause], words: FromClause, *which: ColumnElement[bool]
) -> Select[Any]:
    """Colleagues' words that came since the user last looked at the record, or since ``since``."""
    looked = source.outerjoin(LOOK, and_(LOOK.c.record_id == LINK.c.record_id, LOOK.c.user_id == ME))
    return (
        select(
            literal(kind).label("kind"),
            words.c.id,
            LINK.c.activity_id.label("entry_id"),
            AUTHOR.c.name.label("author"),
            func.coalesce(words.c.body, words.c.subject).label("text"),
            words.c.created_at.label("at"),
            LINK.c.record_kind,
            LINK.c.record_id,
            title_of(linked).label("record_title"),
        )
        .select_from(looked.outerjoin(AUTHOR, AUTHOR.c.id == words.c.author_id))
        .where(
            *which,
            words.c.author_id != ME,
            words.c.deleted_at.is_(None),
            words.c.created_at > _moment("since"),
            or_(LOOK.c.at.is_(None), words.c.created_at > LOOK.c.at),
            is_there(linked),
        )
        .order_by(words.c.created_at.desc(), words.c.id)
        .limit(LIMIT)
    )


def _replies(*which: ColumnElement[bool]) -> Select[Any]:
    reply = ACTIVITY.alias("reply")
    source, linked = linked_records(LINK)
    source = source.join(ACTIVITY, ACTIVITY.c.id == LINK.c.activity_id).join(reply, reply.c.parent_id == ACTIVITY.c.id)
    own = (ACTIVITY.c.author_id == ME, ACTIVITY.c.kind == "post", ACTIVITY.c.deleted_at.is_(None))
    return _unseen("post_reply", source, linked, reply, *own, *which)


def _mentions(*which: ColumnElement[bool]) -> Select[Any]:
    words = ACTIVITY.alias("words")
    source, linked = linked_records(LINK)
    source = source.join(words, func.coalesce(words.c.parent_id, words.c.id) == LINK.c.activity_id)
    source = source.join(PARTICIPANT, PARTICIPANT.c.activity_id == words.c.id)
    return _unseen(
        "mention", source, linked, words, PARTICIPANT.c.user_id == ME, PARTICIPANT.c.role == "mentioned", *which
    )


@builds(REPLIES_OF_RECORD)
def replies_of_record() -> Select[Any]:
    """Answers to the user's posts; binds ``record_id``, ``user_id``, ``since`` and ``limit``."""
    return _replies(LINK.c.record_id == RECORD)


@builds(REPLIES_OF_MINE)
def replies_of_mine() -> Select[Any]:
    """Answers to the user's posts anywhere; binds ``user_id``, ``since`` and ``limit``."""
    return _replies()


@builds(MENTIONS_OF_RECORD)
def mentions_of_record() -> Select[Any]:
    """Texts that mention the user; binds ``record_id``, ``user_id``, ``since`` and ``limit``."""
    return _mentions(LINK.c.record_id == RECORD)


@builds(MENTIONS_OF_MINE)
def mentions_of_mine() -> Select[Any]:
    """Texts anywhere that mention the user; binds ``user_id``, ``since`` and ``limit``."""
    return _mentions()


@builds(LIKENESSES)
def likenesses() -> Select[Any]:
    """Records that share email, phone, company or a similar one's domain with a lead; binds its id and ``limit``."""
    lead_, account = LEADS.alias("other_lead"), ACCOUNT.table
    namesakes = or_(
        LEADS.c.name.is_(None), lead_.c.name.is_(None), func.lower(lead_.c.name) == func.lower(LEADS.c.name)
    )
    reached = (("email", LEAD), ("email", CONTACT), ("email", ACCOUNT), ("phone", LEAD), ("phone", CONTACT))
    arms = [
        *(arm for medium, kind in (*reached, ("phone", ACCOUNT)) for arm in _reached_alike(medium, kind)),
        _alike("company", "lead", lead_, and_(lead_.c.company_key == LEADS.c.company_key, namesakes)),
        _alike("company", "account", account, account.c.name_key == LEADS.c.company_key),
        _alike("domain", "lead", lead_, _of_one_house(lead_, lead_.c.company_key)),
        _alike("domain", "account", account, _of_one_house(account, account.c.name_key)),
    ]
    found = union_all(*arms).subquery("alike")
    return select(found)


def _reached_alike(medium: str, kind: Kind) -> Iterator[Select[Any]]:
    """Records of a kind that the lead shares an email or a phone with, primary or further on either side."""
    other = LEADS.alias("other_lead") if kind is LEAD else kind.table
    mine, theirs = keys_of(LEAD, RECORD).subquery("mine"), POINT.alias("theirs")
    keyed = LEADS.join(mine, mine.c.medium == medium)
    yield _alike(medium, kind.name, other, same_by_own(other, medium, mine.c.key), keyed)
    pointed = keyed.join(theirs, same_by_further(theirs, kind, medium, mine.c.key))
    yield _alike(medium, kind.name, other, other.c.id == theirs.c.record_id, pointed)


def _of_one_house(other: Table | Any, company: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether two records share a domain, and one company's key begins the other's, word by word."""
    mine, theirs = LEADS.c.company_key + " ", company + " "
    longer, shorter = func.length(mine), func.length(theirs)
    begins = or_(
        and_(longer > shorter, func.substr(mine, 1, shorter) == theirs),
        and_(longer < shorter, func.substr(theirs, 1, longer) == mine),
    )
    return and_(other.c.domain == LEADS.c.domain, begins)


def _alike(
    reason: str, kind: str, other: Table | Any, same: ColumnElement[bool], mine: FromClause = LEADS
) -> Select[Any]:
    """Up to ``limit`` living records of a kind that share one thing with the lead and are not linked to it."""
    title = LEAD.called_column(other) if kind == "lead" else other.c.name
    own = {"lead": LEADS.c.id, "contact": LEADS.c.contact_id, "account": LEADS.c.account_id}[kind]
    arm = (
        select(
            LEADS.c.id.label("lead_id"),
            LEAD.called_column().label("lead_title"),
            literal(reason).label("reason"),
            literal(kind).label("other_kind"),
            other.c.id.label("other_id"),
            other.c.code.label("other_code"),
            title.label("other_title"),
        )
        .select_from(mine.join(other, same))
        .where(
            LEADS.c.id == RECORD,
            LEAD.open_condition(),
            other.c.deleted_at.is_(None),
            or_(own.is_(None), other.c.id != own),
        )
        .limit(LIMIT)
        .subquery()
    )
    return select(arm)


@builds(STATES_OF_CARDS)
def states() -> Select[Any]:
    """What a user said about cards that still counts; binds ``user_id`` and ``now``."""
    counts = or_(STATES.c.dismissed_at.is_not(None), STATES.c.snoozed_until > _moment("now"))
    return select(STATES.c.card, STATES.c.snoozed_until, STATES.c.dismissed_at).where(STATES.c.user_id == ME, counts)


@builds(GIVEN_OF_RECORD)
def given_of_record() -> Select[Any]:
    """That somebody gave an open lead to the user; binds ``user_id``, ``limit`` and the lead's id."""
    return _given(LEADS.c.id == RECORD)


@builds(GIVEN_OF_MINE)
def given_of_mine() -> Select[Any]:
    """The open leads that somebody gave to the user, the newest first; binds ``user_id`` and ``limit``."""
    return _given(true())


def _given(which: ColumnElement[bool]) -> Select[Any]:
    given, giver = table_of(LeadAssignment), table_of(User)
    by_another = or_(given.c.by_id.is_(None), given.c.by_id != given.c.user_id)
    return (
        select(
            given.c.created_at.label("at"),
            given.c.by_id,
            giver.c.name.label("by"),
            given.c.role,
            LEADS.c.id.label("lead_id"),
            LEADS.c.title.label("lead_title"),
        )
        .select_from(given)
        .join(LEADS, LEADS.c.id == given.c.lead_id)
        .outerjoin(giver, giver.c.id == given.c.by_id)
        .where(given.c.user_id == ME, by_another, LEAD.open_condition(), LEADS.c.deleted_at.is_(None), which)
        .order_by(given.c.created_at.desc(), given.c.id.desc())
        .limit(bindparam("limit"))
    )
