"""Duplicates: records that may be the same lead, contact or account, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, null, or_, select

from app.domain.core.folding import fold
from app.domain.core.likeness import begin_alike, similar_companies, similar_people
from app.domain.fields.kinds import Kind
from app.domain.leads.kinds import LEAD
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.rules import derived
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.points import Reached, email_is, number_is, reached_of
from app.domain.store.finding import Asked
from app.words import Words

#: The most records told; more of them say little.
TOLD = 20
#: The most names compared by likeness; as many begin with the same word in a list of a hundred thousand.
COMPARED = 1000
#: A domain that more leads than this share is a group's or a provider's, and tells none from another.
SHARED_BY = 20

SAME_COMPANY: Final[Words] = "same company"
SAME_DOMAIN: Final[Words] = "same domain"
ALIKE_BY_COMPANY: Final[Words] = "similar name, same company"
ALIKE_BY_DOMAIN: Final[Words] = "similar name, same domain"
COMPANY_AND_DOMAIN: Final[Words] = "similar company, same domain"
#: The reasons that count for as much as they say although they are not certain: of one domain.
BY_DOMAIN: Final = (SAME_DOMAIN, ALIKE_BY_DOMAIN, COMPANY_AND_DOMAIN)
SAME_EMAIL: Final[Words] = "same email"
SAME_PHONE: Final[Words] = "same phone"
SAME_DIGITS: Final[Words] = "same phone, without its country"
ALIKE_COMPANY: Final[Words] = "similar company"
SAME_NAME: Final[Words] = "same name"


@dataclass(frozen=True, slots=True)
class _Known:
    """What two records are told to be alike by."""

    person: str = ""
    company: str = ""
    """The company's key."""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A record that is held against another.

    Attributes:
        turn: How much its reason weighs, the weightiest first.
    """

    turn: int
    hit: DuplicateHit


def find_duplicates(
    asked: Asked,
    columns: Mapping[str, Any],
    *,
    region: str = "",
    not_id: str = "",
    kinds: tuple[str, ...] = ("lead", "contact", "account"),
    by_domain: bool = False,
) -> tuple[DuplicateHit, ...]:
    """Records that may be the same as one, the most certain first.

    Args:
        asked: The session or connection to look in.
        columns: The lead's columns, whether it is stored yet or not.
        region: ISO 3166 code for phone numbers without a country.
        not_id: A record that is not meant: itself.
        kinds: Which kinds to look among.
        by_domain: Whether a domain alone is enough: to offer a company that is known, not to call it the same.
    """
    mine = {**columns, **derived(columns, region)}
    reached = reached_of(asked, str(columns.get("id") or ""), mine)
    told = _told_domain(asked, str(mine.get("domain") or ""))
    known = _Known(fold(mine.get("name") or ""), mine.get("company_key") or "", told)
    found: dict[str, _Found] = {}
    for kind in (each for each in (LEAD, CONTACT, ACCOUNT) if each.name in kinds):
        for each in (*_same(asked, kind, reached), *_alike(asked, kind, known, by_domain=by_domain)):
            before = found.get(each.hit.id)
            if each.hit.id != not_id and (before is None or each.turn < before.turn):
                found[each.hit.id] = each
    best = sorted(found.values(), key=lambda each: (not each.hit.certain, each.turn, each.hit.title))
    return tuple(each.hit for each in best[:TOLD])


def _told_domain(asked: Asked, domain: str) -> str:
    """A domain, unless so many leads share it that it tells nothing."""
    if not domain:
        return ""
    leads = LEAD.table
    sharing = select(leads.c.id).where(leads.c.domain == domain, leads.c.deleted_at.is_(None)).limit(SHARED_BY + 1)
    return domain if len(asked.execute(sharing).all()) <= SHARED_BY else ""


def _same(asked: Asked, kind: Kind, reached: Reached) -> Iterator[_Found]:
    """Those that are reached by the same address or number, the further ones of both included."""
    table = kind.table
    by_email = [email_is(kind, email) for email in reached.emails]
    by_number = [number_is(kind, number) for number in reached.numbers if number.startswith("+")]
    by_digits = [number_is(kind, number) for number in reached.numbers if not number.startswith("+")]
    for turn, reason, certain, conditions in (
        (0, SAME_EMAIL, True, by_email),
        (1, SAME_PHONE, True, by_number),
        (3, SAME_DIGITS, False, by_digits),
    ):
        if conditions:
            statement = _living(table, kind, or_(*conditions)).limit(TOLD + 1)
            for identity, code, title in asked.execute(statement):
                yield _Found(turn, DuplicateHit(kind.name, identity, code, title, reason, certain=certain))


def _living(table: Table, kind: Kind, condition: ColumnElement[bool], *columns: ColumnElement[Any]) -> Select[Any]:
    statement = select(table.c.id, table.c.code, table.c[kind.title], *columns)
    return statement.where(condition, table.c.deleted_at.is_(None))


def _alike(asked: Asked, kind: Kind, mine: _Known, *, by_domain: bool) -> Iterator[_Found]:
    """Those whose names and companies are alike, told by what both say."""
    for identity, code, title, person, company, domain in _candidates(asked, kind, mine):
        theirs = _Known(fold(person or ""), company or "", domain or "")
        told = _likeness(kind, mine, theirs, by_domain=by_domain)
        if told is not None:
            turn, reason, certain = told
            yield _Found(turn, DuplicateHit(kind.name, identity, code, title, reason, certain=certain))


def _likeness(kind: Kind, mine: _Known, theirs: _Known, *, by_domain: bool) -> tuple[int, str, bool] | None:
    """How two records are alike: the weight of the reason, the reason, and whether it is certain."""
    company = similar_companies(mine.company, theirs.company)
    domain = bool(mine.domain) and mine.domain == theirs.domain
    company = company or (domain and begin_alike(mine.company, theirs.company))
    if kind is ACCOUNT and company and mine.company == theirs.company:
        return 2, SAME_COMPANY, True  # an account is its company
    if mine.person and theirs.person:
        return _as_people(kind, mine, theirs, company=company, domain=domain)
    if kind is not CONTACT and company:
        return (5, COMPANY_AND_DOMAIN, False) if domain else (6, ALIKE_COMPANY, False)
    return (8, SAME_DOMAIN, False) if domain and by_domain else None


def _as_people(
    kind: Kind, mine: _Known, theirs: _Known, *, company: bool, domain: bool
) -> tuple[int, str, bool] | None:
    """How two people are alike, each with a name of their own."""
    if similar_people(mine.person, theirs.person):
        if company or domain:
            return 4, ALIKE_BY_COMPANY if company else ALIKE_BY_DOMAIN, False
        return (7, SAME_NAME, False) if mine.person == theirs.person and _nothing_against(mine, theirs) else None
    together = domain and company and kind is not CONTACT
    return (6, COMPANY_AND_DOMAIN, False) if together else None


def _nothing_against(mine: _Known, theirs: _Known) -> bool:
    """Whether neither company nor domain tells two namesakes apart."""
    apart = (mine.company and theirs.company) or (mine.domain and theirs.domain)
    return not apart


def _candidates(asked: Asked, kind: Kind, mine: _Known) -> Iterable[tuple[Any, ...]]:
    """Those worth comparing: of the same domain, of a company or a name that begins alike."""
    table = kind.table
    seen: set[str] = set()
    for statement in _searches(kind, table, mine):
        for row in asked.execute(statement):
            if row[0] not in seen:
                seen.add(row[0])
                yield tuple(row)


def _searches(kind: Kind, table: Table, mine: _Known) -> Iterator[Select[Any]]:
    person = table.c.name_key if kind is CONTACT else table.c.name if kind is LEAD else null()
    company = table.c.name_key if kind is ACCOUNT else table.c.company_key
    columns = (person, company, table.c.domain)
    if mine.domain:
        yield _living(table, kind, table.c.domain == mine.domain, *columns).limit(COMPARED)
    if len(mine.company) > 2:
        yield _beginning(kind, company, mine.company, columns)
    if kind is CONTACT and len(mine.person) > 2:
        yield _beginning(kind, person, mine.person, columns)


def _beginning(
    kind: Kind, column: ColumnElement[Any], wanted: str, columns: tuple[ColumnElement[Any], ...]
) -> Select[Any]:
    """Records whose key begins with the same word, those of the same key first."""
    word = wanted.split(maxsplit=1)[0]
    condition = (column >= word) & (column < word + "\U0010ffff")
    statement = _living(kind.table, kind, condition, *columns)
    return statement.order_by(column != wanted, kind.table.c.id).limit(COMPARED)
