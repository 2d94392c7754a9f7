"""Use cases of customers: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.core.windows import ListQuery
from app.domain.customers.carrying import Carried, carry_along, note_on
from app.domain.customers.fields import CUSTOMER_FIELDS
from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.lister import CustomerLister
from app.domain.customers.making import Buyer, buyer_of, create, derive, known_customer
from app.domain.customers.records import Customer
from app.domain.customers.rows import CustomerRow
from app.domain.fields.cards import read_card
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.fields.kinds import Kind
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.statuses import settle
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.linking import resolver
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import hanging
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say, sentences, together

_FROM: Final[Mapping[str, Kind]] = {each.name: each for each in (LEAD, OPPORTUNITY, ACCOUNT, CONTACT)}


class CustomerService:
    """Who has bought."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, kind: str, ref: str, values: Mapping[str, object] | None = None) -> Outcome:
        """Make a customer: an organisation where there is a company, else a person.

        Args:
            kind: What it is made from: lead, opportunity, account or contact.
            ref: Which one.
            values: Further fields, by code.

        Raises:
            NotFound: There is none.
            NotAllowed: It was deleted, the lead is disqualified, or they are a customer already.
            Invalid: It names nobody, or a value does not fit.
        """
        of_kind = _FROM[kind]
        with self._desk.write("customer.add") as unit:
            record: Any = unit.session.get_one(of_kind.record, of_kind.find(unit.session, ref))
            of_kind.refuse_deleted(record)
            lead, opportunity_id = _origin(unit.session, kind, record)
            account_id = record.id if kind == "account" else record.account_id
            contact_id = None if kind == "account" else record.id if kind == "contact" else record.contact_id
            buyer = buyer_of(unit, self._desk, account_id, contact_id, lead)
            self._refuse_known(unit, buyer, of_kind.called(record))
            customer = create(
                unit,
                self._desk,
                buyer,
                kind,
                lead_id=lead.id if lead else None,
                opportunity_id=opportunity_id,
                owner_id=record.owner_id,
            )
            self._change(unit.session, customer, self._typed(unit.session, values or {}))
            unit.session.flush()
            carried = carry_along(unit, record.id, CUSTOMER.name, customer.id, customer.contact_id)
            places = ((CUSTOMER.name, customer.id), (kind, record.id), (LEAD.name, lead.id if lead else None))
            note_on(unit, dict.fromkeys(places), "customer_made", say("Customer {code} made", code=customer.code))
            settle(unit, customer.lead_id, say("Customer {code} made", code=customer.code))
            message = said_of_new(customer, buyer, carried)
            unit.describe(message, CUSTOMER.name, customer.id)
        made = {**buyer.made, "customer": [customer.code]}
        return Outcome(customer.id, customer.code, tuple(made), message, unit.seq, made)

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields.

        Raises:
            NotFound: There is none.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("customer.edit") as unit:
            customer = self._standing(unit.session, ref)
            typed = self._typed(unit.session, values)
            if version is not None:
                now = read_card(Reader(unit.session.connection()), CUSTOMER, customer.id)
                check_version(customer, version, typed, now)
            changed = self._change(unit.session, customer, typed)
            fields = (*CUSTOMER_FIELDS, *custom_fields(unit.session, CUSTOMER.name))
            message = describe_changes(customer.name, fields, changed)
            unit.describe(message, CUSTOMER.name, customer.id)
        return Outcome(customer.id, customer.code, changed, message, unit.seq)

    def edit_within(self, unit: UnitOfWork, customer_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields inside a command under way; returns the codes that changed."""
        customer = self._standing(unit.session, customer_id)
        return self._change(unit.session, customer, self._typed(unit.session, values))

    def delete(self, ref: str) -> Outcome:
        """Put a customer away; the lead it was made from is interested again, unless its documents say more."""
        with self._desk.write("customer.delete") as unit:
            customer = self._standing(unit.session, ref)
            customer.deleted_at = unit.now
            with_it = hanging(unit.session, customer.id)
            message = (
                say("{name} deleted, with {what}.", name=customer.name, what=with_it)
                if with_it
                else say("{name} deleted.", name=customer.name)
            )
            unit.describe(message, CUSTOMER.name, customer.id)
            cause = say("Customer {code} deleted", code=customer.code)
            settle(unit, customer.lead_id, cause, otherwise="interested")
        return Outcome(customer.id, customer.code, ("deleted",), message, unit.seq)

    def list(
        self, query: str = "", search: str = "", sort: str = "name", limit: int = 200, after: str = ""
    ) -> tuple[CustomerRow, ...]:
        """The customers of a query whose text holds every word of a search.

        Args:
            query: In the query language, such as ``since > 2026-01-01``.
            search: Words they hold.
            sort: What a list of customers can be sorted by, such as name or since; ``-`` turns it round.
            limit: How many at most.
            after: The customer to go on behind.

        Raises:
            Invalid: The query or the order is none.
        """
        wanted = ListQuery(narrowing=query, search=search, sort=(sort,))
        return CustomerLister(self._desk).page(wanted, (), limit, after)

    def count(self, query: str = "", search: str = "") -> int:
        """How many customers a list without limit has."""
        return CustomerLister(self._desk).number(ListQuery(narrowing=query, search=search), ())

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose text holds every word of a search, with their group."""
        return tuple((each.code, each.name, each.customer_group or "") for each in self.list(search=text, limit=limit))

    def show(self, ref: str) -> RecordCard:
        """One in full."""
        with self._desk.read() as reader:
            return read_card(reader, CUSTOMER, CUSTOMER.find(reader.connection, ref))

    def _standing(self, session: Session, ref: str) -> Customer:
        customer = session.get_one(Customer, CUSTOMER.find(session, ref))
        CUSTOMER.refuse_deleted(customer)
        return customer

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        fields = (*CUSTOMER_FIELDS, *custom_fields(session, CUSTOMER.name))
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _change(self, session: Session, customer: Customer, typed: Mapping[str, Any]) -> tuple[str, ...]:
        if "name" in typed and not typed["name"]:
            raise Invalid(say("Name is missing: a customer needs one."), field="name", hint=say("Say who it is."))
        changed = put_values(customer, (*CUSTOMER_FIELDS, *custom_fields(session, CUSTOMER.name)), typed)
        derive(customer)
        return changed

    def _refuse_known(self, unit: UnitOfWork, buyer: Buyer, called: str) -> None:
        """Refuse to make a customer of somebody who names nobody, or is one already."""
        if buyer.account is None and buyer.contact is None:
            raise Invalid(
                say("{name} names neither a company nor a person.", name=called),
                field="name",
                hint=say("Give one of them first."),
            )
        unit.hold("customers")
        known = known_customer(unit.session, buyer)
        if known is not None:
            raise NotAllowed(
                say("{name} is a customer already.", name=known.name), hint=say("It is {code}.", code=known.code)
            )


def _origin(session: Session, kind: str, record: Any) -> tuple[Lead | None, str | None]:
    """The lead that a customer comes from, and the opportunity."""
    if kind == "opportunity":
        return (session.get(Lead, record.lead_id) if record.lead_id else None), record.id
    if kind != "lead":
        return None, None
    lead: Lead = record
    if lead.state == "disqualified":
        raise NotAllowed(
            say("{name} is disqualified.", name=LEAD.called(lead)),
            hint=say("Reactivate it first: leadline lead reactivate {code}", code=lead.code),
        )
    return lead, None


def said_of_new(customer: Customer, buyer: Buyer, carried: Carried) -> Said:
    """What making a customer did, in a sentence or more."""
    made = [
        *(say("Account {codes}", codes=together(codes)) for kind, codes in buyer.made.items() if kind == "account"),
        *(say("Contact {codes}", codes=together(codes)) for kind, codes in buyer.made.items() if kind == "contact"),
    ]
    what = carried.told()
    return sentences(
        say("{name} is a customer: {code}.", name=customer.name, code=customer.code),
        say("{records} created.", records=listed(made)) if made else "",
        say("Copied: {what}.", what=listed(what)) if what else "",
    )
