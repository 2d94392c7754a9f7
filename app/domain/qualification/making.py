"""Making what a decision calls for: account, contact and opportunities of a lead, and what goes along with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.domain.attachments.linking import copy_to as copy_files
from app.domain.competitors.linking import copy_to as copy_competitors
from app.domain.core.errors import NotAllowed
from app.domain.leads.handing_over import account_from, contact_from
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.derived import derive_account, derive_contact
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.queries import asked_values
from app.domain.people.reaching import carry_points
from app.domain.people.records import Account, Contact
from app.domain.process import rules as process_rules
from app.domain.process.definitions import Definition
from app.domain.process.facts import Facts
from app.domain.process.queries import facts_of
from app.domain.process.service import begin_process, current_process, opportunity_process, store_progress
from app.domain.qualification import rules
from app.domain.qualification.rows import QualifyChoice
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.sales.making import create as create_opportunity
from app.domain.sales.offering import offer_interests
from app.domain.sales.records import Opportunity
from app.domain.stakeholders.linking import copy_to as copy_stakeholders
from app.domain.stakeholders.linking import link_contact
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import copy_links
from app.words import Said, say

R = TypeVar("R", Account, Contact)


@dataclass(slots=True)
class Done:
    """What a decision did beside the lead itself.

    Attributes:
        made: Short codes of the records made, by kind.
        matched: Short codes of the existing records that were used, by kind.
        filled: What existing records were given, in words.
        kinds: Kinds of the records that were given something.
    """

    made: dict[str, list[str]] = field(default_factory=dict)
    matched: dict[str, list[str]] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


class Making:
    """Makes what is chosen of one lead, inside a command under way.

    Attributes:
        done: What was done so far.
        account: The account that was made or is used.
        contact: The contact that was made or is used.
        opportunities: Those that were made.
        remarks: What there is to say of what came along, in sentences.
    """

    def __init__(self, unit: UnitOfWork, desk: Desk, lead: Lead) -> None:
        """Begin with nothing made."""
        self.done = Done()
        self.account: Account | None = None
        self.contact: Contact | None = None
        self.opportunities: list[Opportunity] = []
        self.remarks: list[Said] = []
        self._unit = unit
        self._desk = desk
        self._lead = lead

    def people(self, account: str, contact: str) -> None:
        """Make or use account and contact, and link the lead to them.

        Args:
            account: ``new``, ``none``, or a reference to an existing one.
            contact: The same.
        """
        self.account = self._account(account)
        self.contact = self._contact(contact)
        self._lead.account_id = self.account.id if self.account else self._lead.account_id
        self._lead.contact_id = self.contact.id if self.contact else self._lead.contact_id

    def sales(self, names: Sequence[str | None]) -> None:
        """Make an opportunity of each name, and show on it what hangs on the lead."""
        for name in names:
            self.opportunities.append(
                create_opportunity(
                    self._unit,
                    self._lead,
                    name=name,
                    account_id=self.account.id if self.account else None,
                    contact_id=self.contact.id if self.contact else None,
                )
            )
        self.done.made["opportunity"] = [each.code for each in self.opportunities]

    def carry_along(self) -> None:
        """Make what hangs on the lead visible from what was made of it.

        What the lead asked about is offered in the first opportunity. It comes last, since agenda and assistant show an
        activity with the record it came to last.
        """
        unit, lead = self._unit, self._lead
        if self.account is not None:
            copy_links(unit, lead.id, "account", self.account.id)
        if self.contact is not None:
            copy_links(unit, lead.id, "contact", self.contact.id)
        for opportunity in reversed(self.opportunities):
            copy_links(unit, lead.id, "opportunity", opportunity.id)
        made = (("account", self.account), ("contact", self.contact), *(("opportunity", o) for o in self.opportunities))
        copy_files(unit, lead.id, [(kind, each.id) for kind, each in made if each is not None])
        contact_id = self.contact.id if self.contact else lead.contact_id
        for opportunity in self.opportunities:
            copy_stakeholders(unit, lead.id, "opportunity", opportunity.id)
            copy_competitors(unit, lead.id, "opportunity", opportunity.id)
            if contact_id is not None:
                link_contact(unit, "opportunity", opportunity.id, contact_id, ("stakeholder",))
        if self.opportunities:
            self.remarks = offer_interests(unit, self._desk, lead.id, self.opportunities[0])

    def develop(self) -> str | None:
        """Move the process on to the first opportunity and start the others; returns the name of the stage.

        Where the lead's process has no stage for opportunities, it ends, and all of them start on one that has.
        """
        unit, lead = self._unit, self._lead
        found = current_process(unit.session, lead.id)
        if found is None or not self.opportunities:
            return None
        instance, definition, progress = found
        facts = facts_about(unit.session, self._desk, lead.id)
        moved = process_rules.enter_opportunity(definition, progress, facts, unit.now)
        goes_on = instance.opportunity_id is None and definition.stage(moved.stage).kind == "opportunity"
        if goes_on:
            instance.opportunity_id = self.opportunities[0].id
        store_progress(unit, instance, definition, moved)
        stage = definition.stage(moved.stage).name if goes_on else None
        begun = self._begin(self.opportunities[goes_on:], (instance.definition_id, definition), facts)
        return stage or begun

    def begin(self) -> str | None:
        """Start each opportunity on a process, and leave the lead's where it is; returns the name of the stage."""
        session = self._unit.session
        found = current_process(session, self._lead.id)
        if not self.opportunities:
            return None
        theirs = (found[0].definition_id, found[1]) if found else None
        return self._begin(self.opportunities, theirs, facts_about(session, self._desk, self._lead.id))

    def _begin(
        self, opportunities: Sequence[Opportunity], theirs: tuple[str, Definition] | None, facts: Facts
    ) -> str | None:
        """Start opportunities on their lead's process, or on one that fits where it has no stage for them."""
        if theirs is None or not any(each.kind == "opportunity" for each in theirs[1].stages):
            other = opportunity_process(self._unit.session, facts, self._desk.actor.role)
            if other is None:
                return None
            theirs = other[0].id, other[1]
        stage = None
        definition_id, definition = theirs
        for opportunity in opportunities:
            begun = begin_process(self._unit, definition, definition_id, opportunity_id=opportunity.id)
            stage = stage or definition.stage(begun.stage).name
        return stage

    def keep(self) -> None:
        """Keep the lead's company and person as account and contact: those linked already, else new ones."""
        lead = self._lead
        self.people(
            lead.account_id or ("new" if lead.company else "none"), lead.contact_id or ("new" if lead.name else "none")
        )

    def _account(self, choice: str) -> Account | None:
        """The account chosen: made, or filled in from the lead where it is empty."""
        unit, lead, region = self._unit, self._lead, self._desk.region
        if choice == "none":
            return None
        if choice != "new":
            account = _standing(unit.session.get_one(Account, ACCOUNT.find(unit.session, choice)))
            self.done.matched["account"] = [account.code]
            domain = account.domain or lead.domain
            if self._fill(account, rules.account_gaps(columns_of(lead), columns_of(account))):
                derive_account(account, region)
            account.domain = account.domain or domain
            return account
        account = account_from(unit, lead, region)
        self.done.made["account"] = [account.code]
        return account

    def _contact(self, choice: str) -> Contact | None:
        """The contact chosen: made, or filled in from the lead where it is empty."""
        unit, lead, region = self._unit, self._lead, self._desk.region
        if choice == "none":
            return None
        account_id = self.account.id if self.account else None
        if choice != "new":
            contact = _standing(unit.session.get_one(Contact, CONTACT.find(unit.session, choice)))
            self.done.matched["contact"] = [contact.code]
            if self._fill(contact, rules.contact_gaps(columns_of(lead), columns_of(contact), account_id)):
                derive_contact(contact, region)
            carry_points(unit, lead, contact, "contact", ("email", "phone", "address"), region)
            return contact
        contact = contact_from(unit, lead, account_id, region)
        self.done.made["contact"] = [contact.code]
        return contact

    def _fill(self, record: Account | Contact, gaps: Mapping[str, Any]) -> bool:
        """Fill in what an existing record lacks; returns whether there was anything."""
        for column, value in gaps.items():
            setattr(record, column, value)
        if gaps:
            self.done.filled.append(rules.describe_gaps(record.code, gaps))
            self.done.kinds.append("contact" if isinstance(record, Contact) else "account")
        return bool(gaps)


def facts_about(session: Session, desk: Desk, lead_id: str) -> Facts:
    """What the conditions of processes are judged by, of a lead."""
    reader = Reader(session.connection())
    context = QueryContext(desk.context(), desk.actor.id, rates=rates_on(reader, desk.today()))
    return facts_of({"lead": asked_values(reader, LEAD, lead_id)}, context, reader)


def to_fill(session: Session, lead: Lead, suggestion: QualifyChoice) -> tuple[str, ...]:
    """What the existing records of a choice would be given, in words."""
    filled = []
    account_id = None if suggestion.account == "none" else suggestion.account
    if suggestion.account not in ("new", "none"):
        account = session.get_one(Account, ACCOUNT.find(session, suggestion.account))
        account_id = account.id
        filled.append(rules.describe_gaps(account.code, rules.account_gaps(columns_of(lead), columns_of(account))))
    if suggestion.contact not in ("new", "none"):
        contact = session.get_one(Contact, CONTACT.find(session, suggestion.contact))
        gaps = rules.contact_gaps(columns_of(lead), columns_of(contact), account_id)
        filled.append(rules.describe_gaps(contact.code, gaps))
    return tuple(filter(None, filled))


def columns_of(record: Any) -> dict[str, Any]:
    """A record's columns as they are."""
    return {column.key: getattr(record, column.key) for column in record.__table__.columns}


def _standing(record: R) -> R:
    """An existing account or contact, unless it was deleted."""
    if record.deleted_at is not None:
        raise NotAllowed(
            say("{name} is deleted.", name=record.name), hint=say("Undo the deletion first, or choose another.")
        )
    return record
