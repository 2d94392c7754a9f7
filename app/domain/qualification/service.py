"""Use cases of qualification: one public verb is one transaction, and nothing exists before it is confirmed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.competitors.linking import copy_to as copy_competitors
from app.domain.core.columns import RecordCard
from app.domain.core.errors import NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.fields.cards import read_card
from app.domain.leads.duplicates import find_duplicates
from app.domain.leads.fields import BY_CODE, LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.service import move_status, refuse_closed
from app.domain.people.derived import derive_account, derive_contact
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.records import Account, Contact
from app.domain.process import rules as process_rules
from app.domain.process.service import begin_process, current_process, store_progress
from app.domain.qualification import rules
from app.domain.qualification.events import LeadDisqualified, LeadQualified, LeadReactivated
from app.domain.qualification.rows import QualifyChoice, QualifyPlan
from app.domain.sales.making import create as create_opportunity
from app.domain.sales.records import Opportunity
from app.domain.stakeholders.linking import copy_to as copy_stakeholders
from app.domain.stakeholders.linking import link_contact
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import TimelineLink
from app.domain.timeline.writing import copy_links, record_event

_STILL_OPEN = ("open", "on_hold")


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
            card = read_card(reader, "lead", LEAD_FIELDS, lead.id)
            accounts = self._matches(session, lead, "account")
            contacts = self._matches(session, lead, "contact")
            return QualifyPlan(
                lead=card,
                accounts=accounts,
                contacts=contacts,
                suggestion=rules.suggest(card.values, accounts, contacts),
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
        chosen = choice or self.plan(ref).suggestion
        with self._desk.write("lead.qualify") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_closed(lead)
            rules.check_choice(chosen, {"company": lead.company, "name": lead.name})
            made: dict[str, list[str]] = {}
            account = self._account(unit, lead, chosen.account, made)
            contact = self._contact(unit, lead, chosen.contact, account, made)
            lead.account_id = account.id if account else lead.account_id
            lead.contact_id = contact.id if contact else lead.contact_id
            opportunities = [
                create_opportunity(
                    unit,
                    lead,
                    name=name or None,
                    account_id=account.id if account else None,
                    contact_id=contact.id if contact else None,
                )
                for name in chosen.opportunities
            ]
            made["opportunity"] = [each.code for each in opportunities]
            self._carry_along(unit, lead, account, contact, opportunities)
            lead.state, lead.closed_at = "qualified", unit.now
            stage = self._develop(unit, lead, opportunities)
            if opportunities and not lead.do_not_contact:
                move_status(unit, lead, "opportunity", "qualified")
            made = {kind: codes for kind, codes in made.items() if codes}
            record_event(unit, "lead", lead.id, "qualified", {"made": made})
            unit.publish(
                LeadQualified(
                    lead.id,
                    account.id if account else None,
                    contact.id if contact else None,
                    tuple(each.id for each in opportunities),
                )
            )
            message = rules.qualified_sentence(lead.title, made, stage)
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("state", "status", *made), message, unit.seq, made)

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
        code = rules.check_reason(reason, comment)
        with self._desk.write("lead.disqualify") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_closed(lead)
            self._refuse_with_opportunity(unit.session, lead)
            made: dict[str, list[str]] = {}
            if keep_contact:
                account = self._account(unit, lead, "new" if lead.company and not lead.account_id else "none", made)
                self._contact(unit, lead, "new" if lead.name and not lead.contact_id else "none", account, made)
            lead.state, lead.closed_at = "disqualified", unit.now
            lead.disqualify_reason, lead.disqualify_comment = code, (comment or "").strip() or None
            lead.next_contact_at = lead.next_contact_by_id = None
            found = current_process(unit.session, lead.id)
            if found is not None:
                instance, definition, progress = found
                store_progress(unit, instance, definition, process_rules.abandon(progress, unit.now))
            label = BY_CODE["disqualify_reason"].choice_label(code)
            record_event(unit, "lead", lead.id, "disqualified", {"reason": code, "comment": lead.disqualify_comment})
            unit.publish(LeadDisqualified(lead.id, code))
            message = f"{lead.title} disqualified: {label.lower()}."
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("state", "disqualify_reason"), message, unit.seq, made)

    def reactivate(self, ref: str) -> Outcome:
        """Open a closed lead again; its process is back at Qualify, and an opportunity made earlier stays linked."""
        with self._desk.write("lead.reactivate") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            if lead.deleted_at is not None:
                raise NotAllowed(f"{lead.title} is deleted.", hint="Undo the deletion first.")
            if lead.state == "open":
                raise NotAllowed(f"{lead.title} is open already.")
            lead.state, lead.closed_at = "open", None
            lead.disqualify_reason = lead.disqualify_comment = None
            if not lead.do_not_contact:
                move_status(unit, lead, "open", "reactivated")
            self._return_to_qualify(unit, lead)
            record_event(unit, "lead", lead.id, "reactivated", {})
            unit.publish(LeadReactivated(lead.id))
            message = f"{lead.title} is open again."
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("state", "status"), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a lead away, saying what hangs on it; it can be undone. Disqualifying is the usual way."""
        with self._desk.write("lead.delete") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            if lead.deleted_at is not None:
                raise NotAllowed(f"{lead.title} is deleted already.")
            self._refuse_with_opportunity(unit.session, lead)
            entries = unit.session.scalar(
                select(func.count()).select_from(TimelineLink).where(TimelineLink.record_id == lead.id)
            )
            lead.deleted_at = unit.now
            hanging = f" with {entries} timeline {'entry' if entries == 1 else 'entries'}" if entries else ""
            message = f"{lead.title} deleted{hanging}."
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("deleted",), message, unit.seq)

    def _matches(self, session: Session, lead: Lead, kind: str) -> tuple[DuplicateHit, ...]:
        columns = {column.key: getattr(lead, column.key) for column in LEAD.table.columns}
        return find_duplicates(session, columns, region=self._desk.region, not_id=lead.id, kinds=(kind,))

    def _missing(self, session: Session, card: RecordCard) -> list[str]:
        found = current_process(session, card.id)
        if found is None:
            return []
        _, definition, progress = found
        stage = definition.stage(progress.stage)
        return [step.label for step in process_rules.stage_progress(stage, card.values, progress.ticked).missing]

    def _account(self, unit: UnitOfWork, lead: Lead, choice: str, made: dict[str, list[str]]) -> Account | None:
        if choice == "none":
            return None
        if choice != "new":
            return unit.session.get_one(Account, ACCOUNT.find(unit.session, choice))
        account = Account(code=next_code(unit.session, ACCOUNT.prefix), name=lead.company, custom={})
        _copy(lead, account, rules.ACCOUNT_COLUMNS)
        derive_account(account, self._desk.region)
        made["account"] = [account.code]
        return unit.add(account)

    def _contact(
        self, unit: UnitOfWork, lead: Lead, choice: str, account: Account | None, made: dict[str, list[str]]
    ) -> Contact | None:
        if choice == "none":
            return None
        if choice != "new":
            return unit.session.get_one(Contact, CONTACT.find(unit.session, choice))
        contact = Contact(code=next_code(unit.session, CONTACT.prefix), name=lead.name, custom={})
        _copy(lead, contact, rules.CONTACT_COLUMNS)
        contact.account_id = account.id if account else None
        derive_contact(contact, self._desk.region)
        made["contact"] = [contact.code]
        return unit.add(contact)

    def _carry_along(
        self,
        unit: UnitOfWork,
        lead: Lead,
        account: Account | None,
        contact: Contact | None,
        opportunities: list[Opportunity],
    ) -> None:
        """Make what hangs on the lead visible from what was made of it."""
        for opportunity in opportunities:
            copy_links(unit, lead.id, "opportunity", opportunity.id)
            copy_stakeholders(unit, lead.id, "opportunity", opportunity.id)
            copy_competitors(unit, lead.id, "opportunity", opportunity.id)
            if contact is not None:
                link_contact(unit, "opportunity", opportunity.id, contact.id, ("stakeholder",))
        if account is not None:
            copy_links(unit, lead.id, "account", account.id)
        if contact is not None:
            copy_links(unit, lead.id, "contact", contact.id)

    def _develop(self, unit: UnitOfWork, lead: Lead, opportunities: list[Opportunity]) -> str | None:
        """Move the process on to the first opportunity; returns the name of the stage it is in."""
        found = current_process(unit.session, lead.id)
        if found is None or not opportunities:
            return None
        instance, definition, progress = found
        values = read_card(Reader(unit.session.connection()), "lead", LEAD_FIELDS, lead.id).values
        moved = process_rules.enter_opportunity(definition, progress, values, unit.now)
        instance.opportunity_id = opportunities[0].id
        store_progress(unit, instance, definition, moved)
        for another in opportunities[1:]:
            begin_process(unit, definition, instance.definition_id, opportunity_id=another.id)
        return definition.stage(moved.stage).name

    def _return_to_qualify(self, unit: UnitOfWork, lead: Lead) -> None:
        found = current_process(unit.session, lead.id)
        if found is None:
            return
        instance, definition, progress = found
        if instance.opportunity_id is None:
            store_progress(unit, instance, definition, process_rules.return_to_lead(definition, progress, unit.now))
            return
        instance.lead_id = None
        begin_process(unit, definition, instance.definition_id, lead_id=lead.id)

    def _refuse_with_opportunity(self, session: Session, lead: Lead) -> None:
        still = session.execute(
            select(Opportunity.code, Opportunity.name).where(
                Opportunity.lead_id == lead.id,
                Opportunity.status.in_(_STILL_OPEN),
                Opportunity.deleted_at.is_(None),
            )
        ).first()
        if still is not None:
            raise NotAllowed(
                f"{lead.title} has the open opportunity {still.code} ({still.name}).",
                hint="Close or cancel the opportunity first.",
            )


def _copy(lead: Lead, other: Any, columns: tuple[str, ...]) -> None:
    for name in columns:
        setattr(other, name, getattr(lead, name))
