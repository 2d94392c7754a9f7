"""One view of a prospect: everything we hold of a person or an organisation, and why it belongs to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, func, null, or_, select

from app.domain.core.emails import parse_email
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.folding import company_key, domain_of, fold, is_free_mail
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.phones import parse_phone
from app.domain.core.text import clean_line
from app.domain.fields.kinds import KINDS, Kind, find_record
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.points import FEWEST_DIGITS, email_is, email_key, number_is, reached_of
from app.domain.search.rows import Prospect, ProspectGroup, ProspectRecord
from app.domain.store.base import Base, hanging_tables
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.timeline.kinds import ACTIVITY
from app.domain.timeline.records import Activity, Participant, TimelineLink
from app.words import say

#: The most records of a kind whose links are followed; how many there are is counted all the same.
MOST: Final = 1000
#: How often links are followed: from an account to a lead, an opportunity, a quotation, an order.
_ROUNDS: Final = 4
_ID_LENGTH: Final = 32
_REACHED: Final = ("lead", "contact", "account")
"""The kinds that have emails, phones and a domain of their own."""
_PHONE: Final = re.compile(r"[+\d][\d\s().\-/]*")
_DOMAIN: Final = re.compile(r"(?:https?://)?[^\s/@:]+\.[^\s/@:.\d]{2,}(?:/\S*)?", re.IGNORECASE)

Why = Callable[[], str]
"""Says why a record is there."""


class Prospects:
    """The search for everything of one person or organisation, in one look at the database."""

    def __init__(self, reader: Reader, desk: Desk) -> None:
        """Begin with nothing.

        Args:
            reader: Where to look.
            desk: In which region phones are read.
        """
        self._reader = reader
        self._desk = desk
        self._why: defaultdict[str, dict[str, list[Why]]] = defaultdict(dict)
        """Why each record is there, by kind and id."""
        self._wanted: defaultdict[str, list[ColumnElement[bool]]] = defaultdict(list)
        """What was looked for, by kind."""
        self._theirs: list[str] = []
        """The records whose timelines are theirs; not those of others in which they only have a part."""
        self._contacts: set[str] = set()
        """The contacts who are the person meant, not only somebody with a part in the same business."""

    def everything(self, text: str, limit: int) -> Prospect:
        """All there is about whomever a text names.

        Args:
            text: A code, id, email, phone, domain or name.
            limit: How many of each kind at the most; all of them are counted.

        Raises:
            NotFound: Nothing is known of them.
            Invalid: A domain of a mail provider, which tells no organisation from another.
        """
        wanted = clean_line(text)
        is_domain = self._begin(wanted)
        self._follow_up()
        if not is_domain:  # of an organisation, what is told by its people alone is not looked for
            self._match(*self._keys())
        self._contacts = set(self._why[CONTACT.name])
        self._follow_down()
        groups = [group for kind in KINDS.values() if (group := self._group(kind, limit)) is not None]
        if not groups:
            raise NotFound(
                say("Nothing is known of “{text}”.", text=wanted[:60]),
                hint=say("Name somebody by code, email, phone, domain or name."),
            )
        activities = self._activities(limit)
        return Prospect(wanted, (*groups, *((activities,) if activities.total else ())))

    # whom it is about ------------------------------------------------------------------------------------------

    def _begin(self, text: str) -> bool:
        """Take in whatever a text names; answers whether that is a domain."""
        bare = text.replace("-", "").lower()
        prefix = normalise_code(text).partition("-")[0]
        is_code = looks_like_code(text) and any(each.prefix == prefix for each in KINDS.values())
        if is_code or (len(bare) == _ID_LENGTH and set(bare) <= set("0123456789abcdef")):
            kind, record_id = find_record(self._reader.connection, text, tuple(each.name for each in _concerned()))
            self._take(kind, kind.table.c.id == record_id, lambda: say("named"))
        elif "@" in text:
            self._match({email_key(parse_email(text))}, set(), set())
        elif (phone := _PHONE.fullmatch(text)) and sum(each.isdigit() for each in text) >= FEWEST_DIGITS:
            self._match(set(), {parse_phone(phone[0], self._desk.region).e164 or _digits(text)}, set())
        elif _DOMAIN.fullmatch(text):
            if is_free_mail(text):
                raise Invalid(
                    say(
                        "{domain} belongs to a mail provider: it tells no organisation from another.", domain=text[:60]
                    ),
                    hint=say("Give a whole email address, or a name."),
                )
            self._match(set(), set(), {domain_of(text) or text.lower()})
            self._named(text)
            return True
        else:
            self._named(text)
        return False

    def _named(self, name: str) -> None:
        """Take in those who are called so."""
        if not name:
            return
        folded, company = fold(name), company_key(name) or fold(name)
        for kind in _concerned():
            columns = kind.table.c
            same = [columns[each] == folded for each in ("title_key",) if each in columns]
            if "name_key" in columns:
                same.append(columns.name_key == (company if kind is ACCOUNT else folded))
            if "company_key" in columns and kind is not CONTACT:
                same.append(columns.company_key == company)
            same += [func.lower(columns[each]) == name.lower() for each in {*kind.names, kind.title} - {"email"}]
            self._take(kind, or_(*same), lambda: say("same name"))

    def _follow_up(self) -> None:
        """Take in whom the records found are about: their account, their contact, the lead they came from."""
        fresh = self._ids()
        for _ in range(_ROUNDS):
            fresh = self._above(fresh)
            if not fresh:
                return

    def _keys(self) -> tuple[set[str], set[str], set[str]]:
        """The emails, numbers and domains of the records found so far."""
        emails: set[str] = set()
        numbers: set[str] = set()
        domains: set[str] = set()
        for kind in (KINDS[each] for each in _REACHED):
            columns = kind.table.c
            own = select(columns.id, columns.email, columns.phone_e164, columns.phone_digits, columns.domain)
            found = self._reader.rows(own.where(columns.id.in_([*self._why[kind.name]][:MOST])))
            for record_id, email, e164, digits, domain in found:
                own_ways = {"email": email, "phone_e164": e164, "phone_digits": digits}
                reached = reached_of(self._reader.connection, record_id, own_ways)
                emails |= reached.emails
                numbers |= reached.numbers
                domains |= {domain} if domain else set()
        return emails, numbers, domains

    def _match(self, emails: Iterable[str], numbers: Iterable[str], domains: Iterable[str]) -> None:
        """Take in what has one of these emails, numbers or domains."""
        told = {each for each in domains if not is_free_mail(each)}
        for kind in (KINDS[each] for each in _REACHED):
            ways: tuple[tuple[list[ColumnElement[bool]], Why], ...] = (
                ([email_is(kind, each) for each in sorted(emails)], lambda: say("same email")),
                ([number_is(kind, each) for each in sorted(numbers)], lambda: say("same phone")),
                ([kind.table.c.domain.in_(sorted(told))] if told else [], lambda: say("same domain")),
            )
            for conditions, why in ways:
                if conditions:
                    self._take(kind, or_(*conditions), why)

    # what belongs to them --------------------------------------------------------------------------------------

    def _follow_down(self) -> None:
        """Take in what links to the records found, what those link to, and who has a part in them."""
        fresh = self._ids()
        for _ in range(_ROUNDS):
            above = self._above(fresh)
            below = self._below(fresh)
            fresh = {name: above.get(name, set()) | below.get(name, set()) for name in {*above, *below}}
            if not any(fresh.values()):
                break
        self._theirs = [each for found in self._why.values() for each in found][: MOST * 2]
        self._who_has_a_part()
        self._parts_of(self._contacts)

    def _above(self, fresh: dict[str, set[str]]) -> dict[str, set[str]]:
        """Take in the records that some link to."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for kind in _concerned():
            if ids := fresh.get(kind.name):
                for column, other in _links(kind):
                    naming = select(column).where(kind.table.c.id.in_(sorted(ids)[:MOST]), column.is_not(None))
                    codes = self._codes(kind, column, ids)
                    found[other.name] |= self._take(other, other.table.c.id.in_(naming), None, codes)
        return found

    def _below(self, fresh: dict[str, set[str]]) -> dict[str, set[str]]:
        """Take in the records that link to some."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for kind in _concerned():
            for column, other in _links(kind):
                if ids := fresh.get(other.name):
                    linking = column.in_(sorted(ids)[:MOST])
                    linked = other.table.alias()  # a quotation may name the one it was copied from
                    named = select(kind.table.c.id, linked.c.code).join(linked, linked.c.id == column)
                    codes = dict(map(tuple, self._reader.rows(named.where(linking).limit(MOST))))
                    found[kind.name] |= self._take(kind, linking, None, codes)
        return found

    def _codes(self, kind: Kind, column: ColumnElement[Any], ids: set[str]) -> dict[str, str]:
        """The code of a record that links to each of some, by their ids."""
        linking = select(column, kind.table.c.code).where(kind.table.c.id.in_(sorted(ids)[:MOST]))
        return dict(map(tuple, self._reader.rows(linking.where(column.is_not(None)))))

    def _parts_of(self, contacts: set[str]) -> None:
        """Take in the business in which some contacts have a part."""
        for table, pointing in _hanging_on(CONTACT):
            rows = select(table.c.record_kind, table.c.record_id).where(pointing.in_(sorted(contacts)[:MOST]))
            by_kind: defaultdict[str, set[str]] = defaultdict(set)
            for kind, record_id in self._reader.rows(rows.limit(MOST)):
                by_kind[kind].add(record_id)
            for name, ids in by_kind.items():
                if name in KINDS:
                    self._take(KINDS[name], KINDS[name].table.c.id.in_(sorted(ids)), lambda: say("has a part in it"))

    def _who_has_a_part(self) -> None:
        """Take in the contacts who have a part in the business found; nothing more of theirs is."""
        for table, pointing in _hanging_on(CONTACT):
            hanging = select(pointing).where(table.c.record_id.in_(self._theirs))
            self._take(CONTACT, CONTACT.table.c.id.in_(hanging), lambda: say("stakeholder"))

    # what was found --------------------------------------------------------------------------------------------

    def _take(
        self, kind: Kind, condition: ColumnElement[bool], why: Why | None, codes: dict[str, str] | None = None
    ) -> set[str]:
        """Take in the records of a kind that meet a condition; returns the ids of those that are new.

        Args:
            kind: Their kind.
            condition: On its table.
            why: Says why they are there.
            codes: Instead, the code of the record each is linked with.
        """
        columns = kind.table.c
        wanted = select(columns.id).where(condition, columns.deleted_at.is_(None)).order_by(columns.id.desc())
        known = self._why[kind.name]
        fresh: set[str] = set()
        for (record_id,) in self._reader.rows(wanted.limit(MOST)):
            if record_id in known and why is None:
                continue
            fresh |= {record_id} if record_id not in known else set()
            known.setdefault(record_id, []).append(why or _linked(codes or {}, record_id))
        self._wanted[kind.name].append(condition)
        return fresh

    def _ids(self) -> dict[str, set[str]]:
        return {name: set(found) for name, found in self._why.items()}

    def _group(self, kind: Kind, limit: int) -> ProspectGroup | None:
        """The records found of a kind, those changed last first."""
        ids = self._why.get(kind.name)
        if not ids:
            return None
        columns = kind.table.c
        state = columns[kind.closing.column] if kind.closing else null()
        detail = columns[kind.detail] if kind.detail else null()
        listed = select(columns.id, columns.code, columns[kind.title], detail, state, columns.updated_at)
        rows = self._reader.rows(
            listed.where(columns.id.in_([*ids])).order_by(columns.updated_at.desc(), columns.id.desc()).limit(limit)
        )
        total = len(ids)
        if total >= MOST:
            counted = select(func.count()).select_from(kind.table).where(or_(*self._wanted[kind.name]))
            total = int(self._reader.scalar(counted.where(columns.deleted_at.is_(None))))
        records = tuple(
            ProspectRecord(kind.name, id_, code, kind.told(title), detail, state, at, _reasons(ids[id_]))
            for id_, code, title, detail, state, at in rows
        )
        return ProspectGroup(kind.name, records, total)

    def _activities(self, limit: int) -> ProspectGroup:
        """The activities on the timelines of all that was found, and those in which its contacts take part."""
        standing = select(TimelineLink.activity_id).where(TimelineLink.record_id.in_(self._theirs))
        taking_part = select(Participant.activity_id).where(Participant.contact_id.in_(sorted(self._contacts)[:MOST]))
        theirs = (
            or_(Activity.id.in_(standing), Activity.id.in_(taking_part)),
            Activity.deleted_at.is_(None),
            Activity.event.is_(None),
        )
        newest = select(Activity.id, Activity.code, Activity.subject, Activity.kind, Activity.status, Activity.at)
        rows = self._reader.rows(newest.where(*theirs).order_by(Activity.at.desc(), Activity.id.desc()).limit(limit))
        places = self._places([row[0] for row in rows], set(self._theirs))
        records = tuple(
            ProspectRecord(
                ACTIVITY.name,
                id_,
                code,
                ACTIVITY.told(subject),
                kind,
                status,
                at,
                (places.get(id_) or say("took part"),),
            )
            for id_, code, subject, kind, status, at in rows
        )
        total = self._reader.scalar(select(func.count()).select_from(Activity).where(*theirs))
        return ProspectGroup(ACTIVITY.name, records, int(total or 0))

    def _places(self, activities: Sequence[str], ids: set[str]) -> dict[str, str]:
        """On whose timeline each of some activities stands, in words."""
        links = select(TimelineLink.activity_id, TimelineLink.record_kind, TimelineLink.record_id)
        found: dict[str, tuple[str, str]] = {
            activity: (kind, record_id)
            for activity, kind, record_id in self._reader.rows(links.where(TimelineLink.activity_id.in_(activities)))
            if record_id in ids
        }
        codes: dict[str, str] = {}
        for name in {kind for kind, _ in found.values()} & set(KINDS):
            table = KINDS[name].table
            wanted = [record_id for kind, record_id in found.values() if kind == name]
            codes |= dict(map(tuple, self._reader.rows(select(table.c.id, table.c.code).where(table.c.id.in_(wanted)))))
        return {
            activity: say("on the timeline of {code}", code=codes[record_id])
            for activity, (_, record_id) in found.items()
            if record_id in codes
        }


def _linked(codes: dict[str, str], record_id: str) -> Why:
    code = codes.get(record_id)
    return lambda: say("linked with {code}", code=code) if code else say("linked")


def _reasons(why: Iterable[Why]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each() for each in why))


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _concerned() -> Iterator[Kind]:
    """The kinds that people and organisations have a part in: those with a timeline, and those that link to them."""
    for kind in KINDS.values():
        if kind.name != ACTIVITY.name and "deleted_at" in kind.table.c and (kind.timeline or any(_links(kind))):
            yield kind


def _links(kind: Kind) -> Iterator[tuple[ColumnElement[Any], Kind]]:
    """The columns of a kind that name a record of such a kind, each with that."""
    for each in kind.fields:
        other = KINDS.get(each.field_type.link)
        if other is not None and (other.timeline or other.closing) and f"{each.code}_id" in kind.table.c:
            yield kind.table.c[f"{each.code}_id"], other


def _hanging_on(kind: Kind) -> Iterator[tuple[Table, ColumnElement[Any]]]:
    """The tables whose rows tie records of a kind to records of any kind, each with the column that names them."""
    for table in hanging_tables(Base.metadata.tables):
        for key in table.foreign_keys:
            if key.column.table is kind.table:
                yield table, key.parent
