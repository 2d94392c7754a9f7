"""Use cases of leads: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.domain.core.changes import Change
from app.domain.core.columns import RecordCard, stored
from app.domain.core.counts import Count
from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.core.windows import Anchor, Listed, ListQuery, SavedView, Window
from app.domain.fields.editing import (
    check_version,
    custom_fields,
    describe_changes,
    put_values,
    read_values,
    said_of_new,
)
from app.domain.leads import rules
from app.domain.leads.assigning import give, note_owner
from app.domain.leads.duplicates import find_duplicates
from app.domain.leads.events import (
    LeadAssigned,
    LeadChanged,
    LeadsCaptured,
    NextContactSet,
)
from app.domain.leads.fields import BY_CODE, LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.listing import AMOUNTS, VIEWS, leads_listed
from app.domain.leads.queries import first_window, read_lead
from app.domain.leads.records import Lead
from app.domain.leads.rows import DuplicateHit, LeadLine
from app.domain.leads.saying import next_contact_sentence, status_sentence
from app.domain.leads.statuses import claimed, move_status
from app.domain.people.derived import NAME_PARTS, let_names_follow
from app.domain.people.linking import find_user, name_of_active, resolver
from app.domain.people.records import User
from app.domain.people.wishes import in_session, said_of
from app.domain.query.listing import Listing, all_of, needs_rates, view_named
from app.domain.rates.queries import rates_on
from app.domain.store.counters import next_code
from app.domain.store.counting import counts
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import say, sentences

if TYPE_CHECKING:
    from app.domain.leads.conditions import LeadConditions

_FIRST = VIEWS[0].query
"""The list the program opens with."""


class LeadService:
    """Leads."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, values: Mapping[str, object]) -> Outcome:
        """Enter a lead.

        Args:
            values: By field code or label; typed, or text as a person types it.

        Raises:
            InvalidFields: Some values do not fit.
            Invalid: The name its kind needs is missing.
        """
        with self._desk.write("lead.add") as unit:
            fields = self._fields(unit.session)
            typed = self._read(unit.session, fields, values)
            typed["kind"] = typed.get("kind") or rules.default_kind(typed)
            owned = bool(typed.get("owner"))
            typed["owner"] = typed.get("owner") or self._desk.actor.id
            rules.require_names(typed["kind"], typed)
            rules.check_next_contact(typed.get("next_contact_at"), unit.now)
            lead = Lead(code=next_code(unit.session, LEAD.prefix), custom={}, tags=[])
            put_values(lead, fields, typed)
            self._settle(unit, lead, tuple(typed))
            unit.add(lead)
            if lead.do_not_contact:
                lead.status = "do_not_contact"
            message = sentences(
                say("{name} added as {code}.", name=LEAD.called(lead), code=lead.code), said_of_new(fields, typed)
            )
            unit.describe(message, "lead", lead.id)
            unit.publish(LeadsCaptured((lead.id,), owned=frozenset((lead.id,) if owned else ())))
            note_owner(unit, lead.id, lead.owner_id)
            if lead.next_contact_at:
                unit.publish(NextContactSet(lead.id, lead.next_contact_at, lead.next_contact_by_id))
        said = sentences(message, *unit.remarks)
        return Outcome(lead.id, lead.code, tuple(typed), said, unit.seq, {"lead": [lead.code]})

    def edit(
        self,
        ref: str,
        values: Mapping[str, object],
        *,
        version: int | None = None,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Change fields of an open lead.

        Args:
            ref: Which lead.
            values: By field code or label; ``None`` or blank empties a field.
            version: The version the edit started from; given by whoever showed the lead before.
            override: Set a next contact although they asked not to be contacted at all.
            override_reason: Why.

        Raises:
            Unwanted: There would be a next contact with whoever asked not to be contacted at all.
            ReadOnly: The lead is closed.
            Conflict: Somebody else changed it since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("lead.edit") as unit:
            lead = self._open(unit.session, ref)
            fields = self._fields(unit.session)
            typed = self._read(unit.session, fields, values)
            if version is not None:
                check_version(lead, version, typed, self._card(Reader(unit.session.connection()), lead.id))
            changed = self.change(unit, lead, fields, typed, override=override, override_reason=override_reason)
            message = sentences(
                describe_changes(LEAD.called(lead), fields, changed), said_of_new(fields, typed, changed)
            )
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, changed, sentences(message, *unit.remarks), unit.seq)

    def change(
        self,
        unit: UnitOfWork,
        lead: Lead,
        fields: Sequence[Field],
        typed: Mapping[str, Any],
        *,
        override: bool = False,
        override_reason: str | None = None,
    ) -> tuple[str, ...]:
        """Put typed values on a lead inside a transaction, check them, and tell the areas above.

        A next contact with whoever asked not to be contacted at all needs an override with its reason.
        """
        if typed.get("kind", lead.kind) != lead.kind:
            raise Invalid(
                say("Kind: it is fixed after the first save."), field="kind", hint=say("Enter another lead instead.")
            )
        owner, next_at, next_by = lead.owner_id, lead.next_contact_at, lead.next_contact_by_id
        blocked = lead.do_not_contact
        if typed.get("next_contact_at", next_at) != next_at:
            rules.check_next_contact(typed["next_contact_at"], unit.now)
        changed = put_values(lead, fields, typed)
        if not changed:
            return ()
        let_names_follow(lead, changed)
        if {"company", "name", *NAME_PARTS} & set(changed):
            rules.require_names(lead.kind, _columns(lead))
        self._settle(unit, lead, changed)
        if lead.do_not_contact and not blocked and lead.next_contact_at == next_at:
            lead.next_contact_at = lead.next_contact_by_id = None
        if lead.do_not_contact != blocked:
            free = claimed(unit.session, [lead.id]).get(lead.id, "open")
            move_status(unit, lead, "do_not_contact" if lead.do_not_contact else free, say("permissions changed"))
        kept = None
        if lead.next_contact_at and lead.next_contact_at != next_at:
            kept = rules.override_of_next_contact(
                lead, in_session(unit.session), override=override, reason=override_reason
            )
        unit.publish(LeadChanged(lead.id, changed))
        if lead.owner_id != owner:
            unit.publish(LeadAssigned(lead.id, owner, lead.owner_id))
        if (lead.next_contact_at, lead.next_contact_by_id) != (next_at, next_by):
            unit.publish(NextContactSet(lead.id, lead.next_contact_at, lead.next_contact_by_id, kept))
        return changed

    def edit_within(self, unit: UnitOfWork, lead_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields of an open lead inside another area's transaction."""
        lead = unit.session.get_one(Lead, lead_id)
        refuse_closed(lead)
        fields = self._fields(unit.session)
        return self.change(unit, lead, fields, self._read(unit.session, fields, values))

    def show(self, ref: str) -> RecordCard:
        """A lead in full."""
        with self._desk.read() as reader:
            return self._card(reader, LEAD.find(reader.connection, ref))

    def find(self, ref: str) -> str:
        """The id of the lead that a reference names."""
        with self._desk.read() as reader:
            return LEAD.find(reader.connection, ref)

    def views(self) -> tuple[SavedView, ...]:
        """The saved views of the list."""
        return VIEWS

    def view(self, name: str) -> SavedView:
        """A saved view by its name."""
        return view_named(VIEWS, name)

    def window(self, query: ListQuery, anchor: Anchor | None = None, limit: int = 100) -> Window[LeadLine]:
        """A run of lines of a list, from a place in it."""
        place = anchor or Anchor()
        with self._desk.read() as reader:
            if query == _FIRST and place.edge == "start":
                return first_window(reader, limit)
            return self._listing(reader, query).window(reader, place, limit)

    def lines(self, query: ListQuery, ids: Sequence[str]) -> tuple[Listed[LeadLine], ...]:
        """Some leads as they are now, each with whether a list holds it; those deleted are left out."""
        if not ids:
            return ()
        with self._desk.read() as reader:
            return self._listing(reader, query).lines(reader, ids)

    def count(self, query: ListQuery) -> int:
        """How many leads a list holds."""
        with self._desk.read() as reader:
            return int(reader.scalar(self._listing(reader, query).counting()))

    def unpriced(self, query: ListQuery) -> tuple[str, ...]:
        """The currencies of the amounts that a list compares, or sorts by, and for which nobody gave a rate."""
        from app.domain.leads.conditions import LeadConditions

        with self._desk.read() as reader:
            language = LeadConditions(reader.connection, self._desk)
            return language.unpriced((each for each in (query.where, query.narrowing) if each.strip()), query.sort)

    def counts(
        self, queries: Iterable[ListQuery], known: Mapping[ListQuery, Count], changes: Iterable[Change]
    ) -> dict[ListQuery, Count]:
        """How many leads each list holds.

        Args:
            queries: What is listed.
            known: What was counted before; nothing of it that still holds is counted again.
            changes: What was committed since.
        """

        def counting(reader: Reader) -> Callable[[ListQuery], Select[int]]:
            conditions = self._conditions(reader)
            return lambda query: leads_listed(query, all_of(query, conditions), self._desk.region).counting()

        return counts(self._desk, queries, counting, known, changes)

    def position(self, query: ListQuery, lead_id: str) -> int | None:
        """How many leads come before one in a list; ``None`` when the list does not hold it."""
        with self._desk.read() as reader:
            return self._listing(reader, query).position(reader, lead_id)

    def set_status(self, ref: str, status: str) -> Outcome:
        """Set a status that a person may set."""
        with self._desk.write("lead.status") as unit:
            lead = self._open(unit.session, ref)
            wanted = str(rules.choice_of("status", status))
            rules.check_status_change(lead.status, wanted)
            lead.do_not_contact = wanted == "do_not_contact"
            before, planned = lead.status, lead.next_contact_at
            if not lead.do_not_contact:
                wanted = claimed(unit.session, [lead.id]).get(lead.id, wanted)
            move_status(unit, lead, wanted, say("set by hand"))
            message = status_sentence(LEAD.called(lead), before, wanted)
            if lead.do_not_contact and planned is not None:
                lead.next_contact_at = lead.next_contact_by_id = None
                unit.publish(NextContactSet(lead.id, None, None))
                message = sentences(message, say("Its next contact was taken away."))
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("status",), message, unit.seq)

    def set_next_contact(
        self,
        ref: str,
        when: datetime | str | None,
        by: str | None = None,
        *,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Set, move or take away the next contact; the person gets one calendar entry for it.

        Args:
            ref: Which lead.
            when: Typed or as text; ``None`` or blank takes it away.
            by: Who gets in touch; the lead's owner if left out.
            override: Set it although they asked not to be contacted at all.
            override_reason: Why.

        Raises:
            Invalid: It would lie in the past, or an override has no reason.
            Unwanted: They asked not to be contacted at all.
            NotFound: There is no such person.
        """
        with self._desk.write("lead.next_contact") as unit:
            lead = self._open(unit.session, ref)
            at = parse(BY_CODE["next_contact_at"], when, self._desk.context())
            who = find_user(unit.session, by, me=self._desk.actor.id) if by else lead.owner_id
            typed = {"next_contact_at": at, "next_contact_by": who if at else None}
            changed = self.change(unit, lead, LEAD_FIELDS, typed, override=override, override_reason=override_reason)
            colleague = name_of_active(unit.session, who) if at and who and who != self._desk.actor.id else ""
            message = next_contact_sentence(
                LEAD.called(lead), at, unit.now, self._desk.zone, colleague=colleague, was_set=bool(changed)
            )
            if at and changed and override:
                get = in_session(unit.session)
                kept = rules.override_of_next_contact(lead, get, override=True, reason=override_reason)
                message = sentences(message, say("{override}.", override=said_of(kept))) if kept else message
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, changed, message, unit.seq)

    def assign(self, ref: str, owner: str | None = None, to: str | Sequence[str] | None = None) -> Outcome:
        """Give a lead to another owner, or to colleagues who work on it beside the owner; each new one is told.

        Args:
            ref: Which lead.
            owner: The new owner; stays without one.
            to: The assignees from now on, or ``none``; they stay as they are without it.

        Raises:
            Invalid: Neither is given.
        """
        with self._desk.write("lead.assign") as unit:
            lead = self._open(unit.session, ref)
            change = partial(self.change, unit, lead, LEAD_FIELDS)
            changed, message = give(unit, lead, change, owner, to)
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, changed, message, unit.seq)

    def duplicates(self, values: Mapping[str, object] | str) -> tuple[DuplicateHit, ...]:
        """Records that may be the same as a lead, stored or just being typed.

        Args:
            values: A reference to a lead, or what was typed so far, by field code; values that do not fit
                yet are passed over.
        """
        with self._desk.read() as reader:
            if isinstance(values, str):
                lead_id = LEAD.find(reader.connection, values)
                row = reader.connection.execute(select(LEAD.table).where(LEAD.table.c.id == lead_id)).mappings().one()
                return find_duplicates(reader.connection, dict(row), region=self._desk.region, not_id=lead_id)
            columns: dict[str, Any] = {}
            for code, value in values.items():
                columns |= self._so_far(code, value)
            return find_duplicates(reader.connection, columns, region=self._desk.region)

    def _so_far(self, code: str, value: object) -> dict[str, Any]:
        """A value as its columns would hold it; nothing while it does not fit."""
        field = BY_CODE.get(code)
        if field is None:
            return {}
        try:
            return stored(field, parse(field, value, self._desk.context()))
        except Invalid:
            return {}

    def _listing(self, reader: Reader, query: ListQuery) -> Listing[LeadLine]:
        factors: Mapping[str, Decimal] = {}
        if needs_rates(query, AMOUNTS):
            factors = rates_on(reader, self._desk.today()).factors(self._desk.currency)
        return leads_listed(query, all_of(query, self._conditions(reader)), self._desk.region, factors)

    def _conditions(self, reader: Reader) -> Callable[[str], ColumnElement[bool] | None]:
        """What compiles conditions; the language is loaded where the list is another than the first."""

        @cache
        def language() -> LeadConditions:
            from app.domain.leads.conditions import LeadConditions

            return LeadConditions(reader.connection, self._desk)

        def compiled(where: str) -> ColumnElement[bool] | None:
            if not where.strip():
                return None
            return LEAD.open_condition() if where.strip() == "state = open" else language().compile(where)

        return compiled

    def _fields(self, session: Session) -> tuple[Field, ...]:
        return (*LEAD_FIELDS, *custom_fields(session, "lead"))

    def _read(self, session: Session, fields: Sequence[Field], values: Mapping[str, object]) -> dict[str, Any]:
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _settle(self, unit: UnitOfWork, lead: Lead, changed: Collection[str]) -> None:
        """Check what must hold between the fields that were changed, and derive what follows from them.

        Raises:
            Invalid: The email is a colleague's who works on the lead.
            NotFound: Who is to get in touch no longer works here.
        """
        by = lead.next_contact_by_id or lead.owner_id
        with unit.session.no_autoflush:
            if lead.next_contact_at and by and {"next_contact_at", "next_contact_by"} & set(changed):
                name_of_active(unit.session, by)
            if {"email", "owner", "next_contact_by"} & set(changed):
                rules.check_own_email(lead.email, self._colleagues(unit.session, lead))
        derive_lead(lead, self._desk.region)

    def _colleagues(self, session: Session, lead: Lead) -> dict[str, str]:
        """The addresses of the users who work on a lead, by their part in it."""
        parts = (("owner", lead.owner_id), ("next_contact_by", lead.next_contact_by_id))
        return {part: session.get_one(User, user).email or "" for part, user in parts if user}

    def _card(self, reader: Reader, lead_id: str) -> RecordCard:
        return read_lead(reader, lead_id)

    def _open(self, session: Session, ref: str) -> Lead:
        lead = session.get_one(Lead, LEAD.find(session, ref))
        refuse_closed(lead)
        return lead


def refuse_closed(lead: Lead) -> None:
    """Refuse to change a lead that is closed or deleted.

    Raises:
        ReadOnly: It is qualified or disqualified.
        NotAllowed: It is deleted.
    """
    LEAD.refuse_deleted(lead)
    LEAD.refuse_closed(lead)


def derive_lead(lead: Lead, region: str) -> None:
    """Set what follows from a lead's own fields."""
    for name, value in rules.derived(_columns(lead), region).items():
        if getattr(lead, name) != value:
            setattr(lead, name, value)


def _columns(lead: Lead) -> dict[str, Any]:
    return {column.key: getattr(lead, column.key) for column in LEAD.table.columns}
