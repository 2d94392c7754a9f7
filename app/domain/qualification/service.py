"""Use cases of qualification: one public verb is one transaction, and nothing exists before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.competitors.linking import copy_to as copy_competitors
from app.domain.core.columns import RecordCard
from app.domain.core.errors import NotAllowed
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.fields.cards import read_card
from app.domain.leads.duplicates import find_duplicates
from app.domain.leads.events import NextContactSet
from app.domain.leads.fields import BY_CODE
from app.domain.leads.jobs import call_off_arrival
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.service import refuse_closed
from app.domain.leads.statuses import claimed, move_status, settle
from app.domain.people.derived import derive_account, derive_contact
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.queries import asked_values
from app.domain.people.reaching import carry_points
from app.domain.people.records import Account, Contact
from app.domain.process import rules as process_rules
from app.domain.process.queries import facts_of
from app.domain.process.service import (
    begin_process,
    current_process,
    opportunity_process,
    resume_process,
    store_progress,
)
from app.domain.qualification import rules
from app.domain.qualification.events import LeadDisqualified, LeadQualified, LeadReactivated
from app.domain.qualification.matching import hold_matches, namesakes_among_stakeholders
from app.domain.qualification.rows import QualifyChoice, QualifyPlan
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.making import create as create_opportunity
from app.domain.sales.records import Opportunity
from app.domain.stakeholders.linking import copy_to as copy_stakeholders
from app.domain.stakeholders.linking import link_contact
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk, JoinedDesk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.calling_off import call_off_planned
from app.domain.timeline.reactions import let_next_contact_stand
from app.domain.timeline.records import TimelineLink
from app.domain.timeline.writing import copy_links, record_event
from app.words import say

R = TypeVar("R", Account, Contact)
_NAME = next(each for each in OPPORTUNITY_FIELDS if each.code == "name")
_COMMENT = Field("comment", "Comment", "prose")


@dataclass(slots=True)
class _Done:
    """What a decision did beside the lead itself.

    Attributes:
        made: Short codes of the records made, by kind.
        filled: What existing records were given, in words.
        kinds: Kinds of the records that were given something.
    """

    made: dict[str, list[str]] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


class QualificationService:
    """Deciding about leads."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def plan(self, ref: str) -> QualifyPlan:
        """What qualifying a lead would mean: existing records that match, a suggestion, what to know first."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            lead = session.get_one(Lead, LEAD.find(reader.connection, ref))
            refuse_closed(lead)
            card = read_card(reader, LEAD, lead.id)
            accounts = self._matches(session, lead, "account")
            contacts = self._matches(session, lead, "contact")
            suggestion = rules.suggest(card.values, accounts, contacts)
            return QualifyPlan(
                lead=card,
                accounts=accounts,
                contacts=contacts,
                suggestion=suggestion,
                filled=_to_fill(session, lead, suggestion),
                warnings=rules.warnings(card.values, self._missing(session, card)),
            )

    def qualify(self, ref: str, choice: QualifyChoice | None = None) -> Outcome:
        """Close a lead as qualified and make what was chosen, all of it or nothing.

        Args:
            ref: Which lead.
            choice: What to make; the plan's suggestion without it.

        Raises:
            ReadOnly: It is closed already.
            Invalid: The choice cannot be carried out.
            NotFound: An existing account or contact it names is not there.
        """
        with self._desk.write("lead.qualify") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_closed(lead)
            hold_matches(unit, lead)
            chosen = choice or QualificationService(JoinedDesk.at(self._desk, unit)).plan(ref).suggestion
            names = [parse(_NAME, name, self._desk.context()) for name in chosen.opportunities]
            rules.check_choice(chosen, {"company": lead.company, "name": lead.name})
            done = _Done()
            account = self._account(unit, lead, chosen.account, done)
            contact = self._contact(unit, lead, chosen.contact, account, done)
            lead.account_id = account.id if account else lead.account_id
            lead.contact_id = contact.id if contact else lead.contact_id
            opportunities = [
                create_opportunity(
                    unit,
                    lead,
                    name=name,
                    account_id=account.id if account else None,
                    contact_id=contact.id if contact else None,
                )
                for name in names
            ]
            done.made["opportunity"] = [each.code for each in opportunities]
            if account or contact or opportunities:
                let_next_contact_stand(unit, lead)
            else:
                _take_next_contact_away(unit, lead)
            self._carry_along(unit, lead, account, contact, opportunities)
            lead.state, lead.closed_at = "qualified", unit.now
            stage = self._develop(unit, lead, opportunities)
            settle(unit, lead.id, say("qualified"))
            made = {kind: codes for kind, codes in done.made.items() if codes}
            record_event(unit, "lead", lead.id, "qualified", {"made": made})
            unit.publish(
                LeadQualified(
                    lead.id,
                    account.id if account else None,
                    contact.id if contact else None,
                    tuple(each.id for each in opportunities),
                )
            )
            message = rules.qualified_sentence(LEAD.called(lead), made, stage, done.filled)
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("state", "status", *made, *done.kinds), message, unit.seq, made)

    def disqualify(self, ref: str, reason: str, comment: str | None = None, *, keep_contact: bool = False) -> Outcome:
        """Stop pursuing a lead.

        Args:
            ref: Which lead.
            reason: A disqualify reason's code or label.
            comment: Why, in words; required for "other".
            keep_contact: Whether its person and company are kept as contact and account.

        Raises:
            NotAllowed: An opportunity made from it is still open.
        """
        words = parse(_COMMENT, comment, self._desk.context())
        code = rules.check_reason(reason, words)
        with self._desk.write("lead.disqualify") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_closed(lead)
            self._refuse_with_opportunity(unit.session, lead)
            done = _Done()
            if keep_contact:
                self._keep(unit, lead, done)
            lead.state, lead.closed_at = "disqualified", unit.now
            lead.disqualify_reason, lead.disqualify_comment = code, words
            _take_next_contact_away(unit, lead)
            called_off = call_off_planned(unit, lead.id)
            found = current_process(unit.session, lead.id)
            if found is not None:
                instance, definition, progress = found
                store_progress(unit, instance, definition, process_rules.abandon(progress, unit.now))
            label = BY_CODE["disqualify_reason"].choice_label(code)
            record_event(unit, "lead", lead.id, "disqualified", {"reason": code, "comment": lead.disqualify_comment})
            unit.publish(LeadDisqualified(lead.id, code))
            message = rules.disqualified_sentence(LEAD.called(lead), label, done.filled, called_off)
            unit.describe(message, "lead", lead.id)
        changed = ("state", "disqualify_reason", *done.kinds)
        return Outcome(lead.id, lead.code, changed, message, unit.seq, done.made)

    def reactivate(self, ref: str) -> Outcome:
        """Open a closed lead again; its process is back at Qualify, and an opportunity made earlier stays linked."""
        with self._desk.write("lead.reactivate") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            if lead.deleted_at is not None:
                raise NotAllowed(
                    say("{name} is deleted.", name=LEAD.called(lead)), hint=say("Undo the deletion first.")
                )
            if LEAD.is_open({"state": lead.state}):
                raise NotAllowed(say("{name} is open already.", name=LEAD.called(lead)))
            lead.state, lead.closed_at = "open", None
            lead.disqualify_reason = lead.disqualify_comment = None
            if not lead.do_not_contact:
                move_status(unit, lead, claimed(unit.session, [lead.id]).get(lead.id, "open"), say("reactivated"))
            self._return_to_qualify(unit, lead)
            record_event(unit, "lead", lead.id, "reactivated", {})
            unit.publish(LeadReactivated(lead.id))
            message = say("{name} is open again.", name=LEAD.called(lead))
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("state", "status"), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a lead away, saying what hangs on it; it can be undone. Disqualifying is the usual way."""
        with self._desk.write("lead.delete") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            if lead.deleted_at is not None:
                raise NotAllowed(say("{name} is deleted already.", name=LEAD.called(lead)))
            self._refuse_with_opportunity(unit.session, lead)
            entries = unit.session.scalar(
                select(func.count()).select_from(TimelineLink).where(TimelineLink.record_id == lead.id)
            )
            lead.deleted_at = unit.now
            call_off_arrival(unit, lead.id)
            message = rules.deleted_sentence(LEAD.called(lead), entries or 0)
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("deleted",), message, unit.seq)

    def _matches(self, session: Session, lead: Lead, kind: str) -> tuple[DuplicateHit, ...]:
        hits = find_duplicates(
            session,
            _columns(lead),
            region=self._desk.region,
            not_id=lead.id,
            kinds=(kind,),
            by_domain=kind == "account",
        )
        if kind != "contact":
            return hits
        known = namesakes_among_stakeholders(session, lead)
        return (*known, *(hit for hit in hits if hit.id not in {each.id for each in known}))

    def _missing(self, session: Session, card: RecordCard) -> list[str]:
        found = current_process(session, card.id)
        if found is None:
            return []
        _, definition, progress = found
        stage = definition.stage(progress.stage)
        return [step.label for step in process_rules.stage_progress(stage, card.values, progress.ticked).missing]

    def _account(self, unit: UnitOfWork, lead: Lead, choice: str, done: _Done) -> Account | None:
        """The account chosen: made, or filled in from the lead where it is empty."""
        if choice == "none":
            return None
        if choice != "new":
            account = _standing(unit.session.get_one(Account, ACCOUNT.find(unit.session, choice)))
            domain = account.domain or lead.domain
            if self._fill(account, rules.account_gaps(_columns(lead), _columns(account)), done):
                derive_account(account, self._desk.region)
            account.domain = account.domain or domain
            return account
        account = Account(code=next_code(unit.session, ACCOUNT.prefix), name=lead.company, custom={})
        _copy(lead, account, rules.ACCOUNT_COLUMNS)
        derive_account(account, self._desk.region)
        account.domain = account.domain or lead.domain
        done.made["account"] = [account.code]
        unit.add(account)
        carry_points(unit, lead, account, "account", ("address",), self._desk.region)
        return account

    def _contact(
        self, unit: UnitOfWork, lead: Lead, choice: str, account: Account | None, done: _Done
    ) -> Contact | None:
        """The contact chosen: made, or filled in from the lead where it is empty."""
        if choice == "none":
            return None
        account_id = account.id if account else None
        if choice != "new":
            contact = _standing(unit.session.get_one(Contact, CONTACT.find(unit.session, choice)))
            if self._fill(contact, rules.contact_gaps(_columns(lead), _columns(contact), account_id), done):
                derive_contact(contact, self._desk.region)
            carry_points(unit, lead, contact, "contact", ("email", "phone", "address"), self._desk.region)
            return contact
        contact = Contact(code=next_code(unit.session, CONTACT.prefix), name=lead.name, custom={})
        _copy(lead, contact, rules.CONTACT_COLUMNS)
        contact.account_id = account_id
        derive_contact(contact, self._desk.region)
        done.made["contact"] = [contact.code]
        unit.add(contact)
        carry_points(unit, lead, contact, "contact", ("email", "phone", "address"), self._desk.region)
        return contact

    def _fill(self, record: Account | Contact, gaps: Mapping[str, Any], done: _Done) -> bool:
        """Fill in what an existing record lacks; returns whether there was anything."""
        for column, value in gaps.items():
            setattr(record, column, value)
        if gaps:
            done.filled.append(rules.describe_gaps(record.code, gaps))
            done.kinds.append("contact" if isinstance(record, Contact) else "account")
        return bool(gaps)

    def _keep(self, unit: UnitOfWork, lead: Lead, done: _Done) -> None:
        """Keep a lead's company and person as account and contact: those linked already, else new ones."""
        account = self._account(unit, lead, lead.account_id or ("new" if lead.company else "none"), done)
        contact = self._contact(unit, lead, lead.contact_id or ("new" if lead.name else "none"), account, done)
        lead.account_id = account.id if account else None
        lead.contact_id = contact.id if contact else None

    def _carry_along(
        self,
        unit: UnitOfWork,
        lead: Lead,
        account: Account | None,
        contact: Contact | None,
        opportunities: list[Opportunity],
    ) -> None:
        """Make what hangs on the lead visible from what was made of it.

        The first opportunity comes last, since agenda and assistant show an activity with the record it came to last.
        """
        if account is not None:
            copy_links(unit, lead.id, "account", account.id)
        if contact is not None:
            copy_links(unit, lead.id, "contact", contact.id)
        for opportunity in reversed(opportunities):
            copy_links(unit, lead.id, "opportunity", opportunity.id)
        for opportunity in opportunities:
            copy_stakeholders(unit, lead.id, "opportunity", opportunity.id)
            copy_competitors(unit, lead.id, "opportunity", opportunity.id)
            if contact is not None:
                link_contact(unit, "opportunity", opportunity.id, contact.id, ("stakeholder",))

    def _develop(self, unit: UnitOfWork, lead: Lead, opportunities: list[Opportunity]) -> str | None:
        """Move the process on to the first opportunity and start the others; returns the name of the stage.

        Where the lead's process has no stage for opportunities, it ends, and all of them start on one that has.
        """
        found = current_process(unit.session, lead.id)
        if found is None or not opportunities:
            return None
        instance, definition, progress = found
        reader = Reader(unit.session.connection())
        rates = rates_on(reader, self._desk.today())
        context = QueryContext(self._desk.context(), self._desk.actor.id, rates=rates)
        facts = facts_of({"lead": asked_values(reader, LEAD, lead.id)}, context)
        moved = process_rules.enter_opportunity(definition, progress, facts, unit.now)
        goes_on = instance.opportunity_id is None and definition.stage(moved.stage).kind == "opportunity"
        if goes_on:
            instance.opportunity_id = opportunities[0].id
        store_progress(unit, instance, definition, moved)
        stage = definition.stage(moved.stage).name if goes_on else None
        definition_id = instance.definition_id
        if not any(each.kind == "opportunity" for each in definition.stages):
            other = opportunity_process(unit.session, facts, self._desk.actor.role)
            if other is None:
                return None
            definition_id, definition = other[0].id, other[1]
        for opportunity in opportunities[goes_on:]:
            begun = begin_process(unit, definition, definition_id, opportunity_id=opportunity.id)
            stage = stage or definition.stage(begun.stage).name
        return stage

    def _return_to_qualify(self, unit: UnitOfWork, lead: Lead) -> None:
        found = current_process(unit.session, lead.id)
        if found is None:
            return
        instance, definition, _ = found
        if instance.opportunity_id is not None and resume_process(unit, definition, "lead", lead.id) is None:
            begin_process(unit, definition, instance.definition_id, lead_id=lead.id)
            return
        own, definition, progress = current_process(unit.session, lead.id) or found
        store_progress(unit, own, definition, process_rules.return_to_lead(definition, progress, unit.now))

    def _refuse_with_opportunity(self, session: Session, lead: Lead) -> None:
        still = session.execute(
            select(Opportunity.code, Opportunity.name).where(
                Opportunity.lead_id == lead.id,
                OPPORTUNITY.open_condition(),
                Opportunity.deleted_at.is_(None),
            )
        ).first()
        if still is not None:
            raise NotAllowed(
                say(
                    "{name} has the open opportunity {code} ({opportunity}).",
                    name=LEAD.called(lead),
                    code=still.code,
                    opportunity=still.name,
                ),
                hint=say("Close or cancel the opportunity first."),
            )


def _take_next_contact_away(unit: UnitOfWork, lead: Lead) -> None:
    """Leave a lead that is closed without a next contact, and the calendar without its appointment."""
    if lead.next_contact_at is not None:
        lead.next_contact_at = lead.next_contact_by_id = None
        unit.publish(NextContactSet(lead.id, None, None))


def _to_fill(session: Session, lead: Lead, suggestion: QualifyChoice) -> tuple[str, ...]:
    """What the existing records of a choice would be given, in words."""
    filled = []
    account_id = None if suggestion.account == "none" else suggestion.account
    if suggestion.account not in ("new", "none"):
        account = session.get_one(Account, ACCOUNT.find(session, suggestion.account))
        account_id = account.id
        filled.append(rules.describe_gaps(account.code, rules.account_gaps(_columns(lead), _columns(account))))
    if suggestion.contact not in ("new", "none"):
        contact = session.get_one(Contact, CONTACT.find(session, suggestion.contact))
        filled.append(
            rules.describe_gaps(contact.code, rules.contact_gaps(_columns(lead), _columns(contact), account_id))
        )
    return tuple(filter(None, filled))


def _columns(record: Any) -> dict[str, Any]:
    """A record's columns as they are."""
    return {column.key: getattr(record, column.key) for column in record.__table__.columns}


def _standing(record: R) -> R:
    """An existing account or contact, unless it was deleted."""
    if record.deleted_at is not None:
        raise NotAllowed(
            say("{name} is deleted.", name=record.name), hint=say("Undo the deletion first, or choose another.")
        )
    return record


def _copy(lead: Lead, other: Any, columns: tuple[str, ...]) -> None:
    for name in columns:
        setattr(other, name, getattr(lead, name))
