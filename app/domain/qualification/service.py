"""Use cases of qualification: one public verb is one transaction, and nothing exists before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import NotAllowed
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.core.stopping import tell_progress
from app.domain.fields.cards import read_card
from app.domain.leads.duplicates import find_duplicates
from app.domain.leads.events import NextContactSet
from app.domain.leads.fields import BY_CODE
from app.domain.leads.jobs import call_off_arrival
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.statuses import claimed, move_status, settle
from app.domain.process import rules as process_rules
from app.domain.process.definitions import Step
from app.domain.process.service import (
    begin_process,
    current_process,
    opportunity_process,
    resume_process,
    store_progress,
)
from app.domain.process.steps import kind_of
from app.domain.qualification import rules
from app.domain.qualification.decided import made_before, refuse_decided, refuse_with_opportunity
from app.domain.qualification.events import LeadDisqualified, LeadQualified, LeadReactivated
from app.domain.qualification.making import Making, columns_of, facts_about, to_fill
from app.domain.qualification.matching import LINKED, hold_matches, namesakes_among_stakeholders
from app.domain.qualification.policy import QualifyPolicy, policy_of
from app.domain.qualification.rows import MissingStep, QualifyChoice, QualifyOutlook, QualifyPlan
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.store.database import Reader
from app.domain.store.desk import Desk, JoinedDesk
from app.domain.store.referring import hanging
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.calling_off import call_off_planned
from app.domain.timeline.reactions import let_next_contact_stand
from app.domain.timeline.writing import record_event
from app.words import say, sentences

_NAME = next(each for each in OPPORTUNITY_FIELDS if each.code == "name")
_COMMENT = Field("comment", "Comment", "prose")
_REASON = Field("missing_reason", "Why all the same", "line")


class QualificationService:
    """Deciding about leads."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def plan(self, ref: str) -> QualifyPlan:
        """What qualifying a lead would mean: existing records that match, a suggestion, what to know first."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            lead = session.get_one(Lead, LEAD.find(reader.connection, ref))
            refuse_decided(session, lead, self._desk)
            card = read_card(reader, LEAD, lead.id)
            accounts, contacts = self._matches(session, lead, "account"), self._matches(session, lead, "contact")
            before = made_before(session, lead.id)
            suggestion = rules.suggest(card.values, accounts, contacts, before)
            missing = _missing_views(session, card)
            return QualifyPlan(
                lead=card,
                accounts=_linked_first(card, "account", accounts),
                contacts=_linked_first(card, "contact", contacts),
                suggestion=suggestion,
                filled=to_fill(session, lead, suggestion),
                warnings=rules.warnings(card.values, [each.label for each in missing]),
                missing=missing,
                policy=policy_of(session),
                stage=self._stage_after(session, lead.id),
                opportunities=before,
            )

    def outlook(self, refs: Sequence[str]) -> QualifyOutlook:
        """What qualifying several leads would meet, before anything is asked."""
        closed = missing = 0
        with self._desk.read() as reader, Session(reader.connection) as session:
            for number, ref in enumerate(refs):
                tell_progress(number, len(refs))
                card = read_card(reader, LEAD, LEAD.find(reader.connection, ref))
                if not LEAD.is_open(card.values):
                    closed += 1
                elif _missing_of(session, card.id, card.values)[1]:
                    missing += 1
            return QualifyOutlook(len(refs), closed, missing, policy_of(session))

    def qualify(self, ref: str, choice: QualifyChoice | None = None, *, missing_reason: str | None = None) -> Outcome:
        """Close a lead as qualified and make what was chosen, all of it or nothing.

        Args:
            ref: Which lead.
            choice: What to make; the plan's suggestion without it.
            missing_reason: Why it is qualified although required steps of its stage are missing; it is kept.

        Raises:
            ReadOnly: It is closed already; who decided, and what became of it, is said.
            Invalid: The choice cannot be carried out.
            NotAllowed: A manager wants something made always, or no lead qualified with steps missing.
            NotFound: An existing account or contact it names is not there.
        """
        reason = parse(_REASON, missing_reason, self._desk.context())
        with self._desk.write("lead.qualify") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_decided(unit.session, lead, self._desk)
            hold_matches(unit, lead)
            chosen = choice or QualificationService(JoinedDesk.at(self._desk, unit)).plan(lead.id).suggestion
            names = [parse(_NAME, name, self._desk.context()) for name in chosen.opportunities]
            policy, before = policy_of(unit.session), made_before(unit.session, lead.id)
            rules.check_choice(chosen, {"company": lead.company, "name": lead.name}, policy, before)
            missing = self._missing_steps(unit, lead, policy)
            making = Making(unit, self._desk, lead)
            making.people(chosen.account, chosen.contact)
            making.sales(names)
            if making.account or making.contact or making.opportunities:
                let_next_contact_stand(unit, lead)
            else:
                _take_next_contact_away(unit, lead)
            making.carry_along()
            lead.state, lead.closed_at = "qualified", unit.now
            stage = making.develop()
            settle(unit, lead.id, say("qualified"))
            done, made = making.done, {kind: codes for kind, codes in making.done.made.items() if codes}
            _note_qualified(unit, lead, made, missing, reason)
            unit.publish(
                LeadQualified(
                    lead.id,
                    making.account.id if making.account else None,
                    making.contact.id if making.contact else None,
                    tuple(each.id for each in making.opportunities),
                )
            )
            without = rules.without_sentence([each.label for each in missing], reason) if missing and reason else ""
            message = sentences(
                rules.qualified_sentence(LEAD.called(lead), made, stage, done.filled, without), *making.remarks
            )
            unit.describe(message, "lead", lead.id)
        changed = ("state", "status", *made, *done.kinds)
        return Outcome(lead.id, lead.code, changed, message, unit.seq, made, matched=done.matched)

    def make_opportunity(self, ref: str, name: str | None = None) -> Outcome:
        """Make an opportunity of an open lead, which goes on: its values are copied, and its process stays.

        Args:
            ref: Which lead.
            name: What the opportunity is called; the lead's topic without it.

        Raises:
            ReadOnly: The lead is closed.
            Invalid: The name does not fit.
        """
        called = parse(_NAME, name, self._desk.context())
        with self._desk.write("opportunity.add") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            refuse_decided(unit.session, lead, self._desk)
            making = Making(unit, self._desk, lead)
            making.sales([called])
            making.carry_along()
            stage = making.begin()
            (opportunity,) = making.opportunities
            settle(unit, lead.id, say("{code} made", code=opportunity.code))
            made = making.done.made
            message = sentences(
                rules.made_of_sentence(
                    LEAD.called(lead), made["opportunity"], rules.copied_fields(columns_of(lead)), stage
                ),
                *making.remarks,
            )
            unit.describe(message, "opportunity", opportunity.id)
        return Outcome(opportunity.id, opportunity.code, ("opportunity", "status"), message, unit.seq, made)

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
            refuse_decided(unit.session, lead, self._desk)
            refuse_with_opportunity(unit.session, lead)
            making = Making(unit, self._desk, lead)
            if keep_contact:
                hold_matches(unit, lead)
                making.keep()
            done = making.done
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

    def hanging(self, ref: str) -> str:
        """What hangs on a lead and goes with it when it is deleted, in words; empty for nothing."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            return hanging(session, LEAD.find(reader.connection, ref))

    def delete(self, ref: str) -> Outcome:
        """Put a lead away, saying what hangs on it; it can be undone. Disqualifying is the usual way."""
        with self._desk.write("lead.delete") as unit:
            lead = unit.session.get_one(Lead, LEAD.find(unit.session, ref))
            if lead.deleted_at is not None:
                raise NotAllowed(say("{name} is deleted already.", name=LEAD.called(lead)))
            refuse_with_opportunity(unit.session, lead)
            message = rules.deleted_sentence(LEAD.called(lead), hanging(unit.session, lead.id))
            lead.deleted_at = unit.now
            call_off_arrival(unit, lead.id)
            unit.describe(message, "lead", lead.id)
        return Outcome(lead.id, lead.code, ("deleted",), message, unit.seq)

    def _matches(self, session: Session, lead: Lead, kind: str) -> tuple[DuplicateHit, ...]:
        hits = find_duplicates(
            session,
            columns_of(lead),
            region=self._desk.region,
            not_id=lead.id,
            kinds=(kind,),
            by_domain=kind == "account",
        )
        if kind != "contact":
            return hits
        known = namesakes_among_stakeholders(session, lead)
        return (*known, *(hit for hit in hits if hit.id not in {each.id for each in known}))

    def _missing_steps(self, unit: UnitOfWork, lead: Lead, policy: QualifyPolicy) -> tuple[Step, ...]:
        """The required steps of a lead's stage that are not done.

        Raises:
            StepsMissing: There are some, and managers have such a lead refused.
        """
        values = read_card(Reader(unit.session.connection()), LEAD, lead.id).values
        _, missing = _missing_of(unit.session, lead.id, values)
        if missing and policy.missing == "refuse":
            raise process_rules.StepsMissing(missing, to_finish=False)
        return missing

    def _stage_after(self, session: Session, lead_id: str) -> str | None:
        """The stage in which the lead's process goes on with an opportunity, or that of another process."""
        found = current_process(session, lead_id)
        if found is None:
            return None
        _, definition, progress = found
        facts = facts_about(session, self._desk, lead_id)
        stage = definition.stage(process_rules.enter_opportunity(definition, progress, facts, self._desk.now()).stage)
        if stage.kind == "opportunity":
            return stage.name
        other = opportunity_process(session, facts, self._desk.actor.role)
        return next((each.name for each in other[1].stages if each.kind == "opportunity"), None) if other else None

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


def _take_next_contact_away(unit: UnitOfWork, lead: Lead) -> None:
    """Leave a lead that is closed without a next contact, and the calendar without its appointment."""
    if lead.next_contact_at is not None:
        lead.next_contact_at = lead.next_contact_by_id = None
        unit.publish(NextContactSet(lead.id, None, None))


def _linked_first(card: RecordCard, kind: str, hits: tuple[DuplicateHit, ...]) -> tuple[DuplicateHit, ...]:
    """The matches, before them the record that the lead is linked to already."""
    link = card.values.get(kind)
    if link is None:
        return hits
    linked = DuplicateHit(kind, link.id, link.code, link.title, LINKED, certain=True)
    return (linked, *(each for each in hits if each.id != link.id))


def _missing_of(session: Session, lead_id: str, values: Mapping[str, Any]) -> tuple[str, tuple[Step, ...]]:
    """The stage a lead is in, and its required steps that are not done."""
    found = current_process(session, lead_id)
    if found is None or found[0].opportunity_id is not None:
        return "", ()
    _, definition, progress = found
    stage = definition.stage(progress.stage)
    return stage.code, process_rules.stage_progress(stage, values, progress.ticked).missing


def _missing_views(session: Session, card: RecordCard) -> tuple[MissingStep, ...]:
    """The same as the faces see them."""
    stage, missing = _missing_of(session, card.id, card.values)
    return tuple(MissingStep(each.code, each.label, stage, kind_of(each.kind).command(each.action)) for each in missing)


def _note_qualified(
    unit: UnitOfWork, lead: Lead, made: Mapping[str, list[str]], missing: Sequence[Step], reason: str | None
) -> None:
    """Tell the timeline, with what was missing and why it was qualified all the same."""
    details: dict[str, Any] = {"made": made}
    subject = None
    if missing:
        details |= {"missing": [each.code for each in missing], "reason": reason}
        subject = rules.qualified_event([each.label for each in missing], reason)
    record_event(unit, "lead", lead.id, "qualified", details, subject)
