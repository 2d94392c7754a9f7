"""How process flows answer to what happens in the areas below, and what they tell the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.competitors.records import Rivalry
from app.domain.core.errors import NotAllowed
from app.domain.core.fields import ParseContext
from app.domain.core.zones import zone
from app.domain.fields.editing import custom_fields
from app.domain.leads.events import LeadChanged, LeadsCaptured
from app.domain.leads.facts import lead_values
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.queries import FurtherValues
from app.domain.people.records import User
from app.domain.process.definitions import Step
from app.domain.process.events import ProcessBegun, ProcessEnded, ProcessJudged, StageEntered
from app.domain.process.facts import Facts
from app.domain.process.queries import RECORDS, facts_of
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.service import better_process, current_process, decides, start_processes
from app.domain.query.context import FURTHER, QueryContext
from app.domain.rates.queries import rates_on
from app.domain.stakeholders.events import StakeholderAdded
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.database import Reader
from app.domain.store.log import ChangeEntry
from app.domain.store.undo import TakingBack
from app.domain.store.unit import UnitOfWork, table_of
from app.domain.timeline.events import ActivityChanged, ActivityLogged
from app.domain.timeline.rules import OPEN
from app.domain.timeline.writing import record_event
from app.words import say, say_many

_ACTIONS = {"call": "log_call", "appointment": "book_appointment"}
"""Which action step an activity does, by the activity's kind."""


def on_leads_captured(unit: UnitOfWork, event: LeadsCaptured) -> None:
    """Give each new lead the first process that fits it; an import does so itself, for all its leads at once."""
    if event.by_import:
        return
    facts, role = _facts_for(unit)
    leads = [(each, facts.about(_values(unit.session, unit.session.get_one(Lead, each)))) for each in event.ids]
    start_processes(unit, leads, role)


def on_activity_logged(unit: UnitOfWork, event: ActivityLogged) -> None:
    """Tick the step that asks for this kind of activity; a call that is only planned ticks none yet."""
    if event.kind in _ACTIONS and (event.kind != "call" or event.status not in OPEN):
        _do_action(unit, event.record_id, _ACTIONS[event.kind])


def on_activity_changed(unit: UnitOfWork, event: ActivityChanged) -> None:
    """Tick the step that asks for a call when one that was planned took place."""
    if event.kind == "call" and event.change == "completed":
        for kind, record_id in event.records:
            if kind in RECORDS:
                _do_action(unit, record_id, _ACTIONS["call"])


def on_stakeholder_added(unit: UnitOfWork, event: StakeholderAdded) -> None:
    """Tick the step that asks for a stakeholder."""
    _do_action(unit, event.record_id, "add_stakeholder")


def on_competitor_added(unit: UnitOfWork, event: Any) -> None:
    """Tick the step that asks for a competitor."""
    _do_action(unit, event.record_id, "add_competitor")


def on_process_begun(unit: UnitOfWork, event: ProcessBegun) -> None:
    """Count what is true already as done."""
    _tick_what_holds(unit, event.record_id)


def on_stage_entered(unit: UnitOfWork, event: StageEntered) -> None:
    """Put the change of stage on the record's timeline, and count what is true already as done."""
    _tick_what_holds(unit, event.record_id)
    details = {"process": event.process, "from": event.before, "to": event.after}
    record_event(unit, event.record_kind, event.record_id, "stage_changed", details)


def on_process_ended(unit: UnitOfWork, event: ProcessEnded) -> None:
    """Put the end of a process on the record's timeline."""
    details = {"process": event.process, "status": event.status}
    summary = (
        say("Process {process} finished", process=event.process)
        if event.status == "finished"
        else say("Process {process} abandoned", process=event.process)
    )
    record_event(unit, event.record_kind, event.record_id, "process_ended", details, summary)


def on_taking_back(unit: UnitOfWork, event: TakingBack) -> None:
    """Refuse to take back a version of a definition that records follow by now.

    Raises:
        NotAllowed: It names the version.
    """
    made = select(ChangeEntry.row_id).where(
        ChangeEntry.command_seq == event.command.seq,
        ChangeEntry.table_name == ProcessDefinition.__tablename__,
        ChangeEntry.operation == "insert",
    )
    following = (
        select(ProcessDefinition.edition, ProcessDefinition.name, func.count())
        .join(ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id)
        .where(ProcessDefinition.id.in_(made))
        .group_by(ProcessDefinition.id, ProcessDefinition.edition, ProcessDefinition.name)
    )
    for edition, name, number in unit.session.execute(following):
        message = say_many(
            "Version {version} of {process} stays: {n} record began with it.",
            "Version {version} of {process} stays: {n} records began with it.",
            number,
            version=edition,
            process=name,
        )
        raise NotAllowed(message, hint=say("Save an earlier version anew, or take the process out of use."))


def _do_action(unit: UnitOfWork, record_id: str, action: str) -> None:
    tick_steps(unit, record_id, lambda step: step.action == action)


def _tick_what_holds(unit: UnitOfWork, record_id: str) -> None:
    """Tick the steps that ask for people or rivals of which the record has some, carried over or added before."""
    held = {
        action: unit.session.scalar(select(kind.id).where(kind.record_id == record_id).limit(1)) is not None
        for action, kind in (("add_stakeholder", Stakeholder), ("add_competitor", Rivalry))
    }
    tick_steps(unit, record_id, lambda step: held.get(step.action or "", False))


def on_lead_changed(unit: UnitOfWork, event: LeadChanged) -> None:
    """Say that another process fits better, where what its condition looks at has changed; it is never switched."""
    if decides(unit.session, event.fields):
        better = better_process(unit.session, event.lead_id, *_facts_of(unit, event.lead_id))
        if better is not None:
            unit.remarks.append(say("Another process fits better now: {process}.", process=better.name))
        unit.publish(ProcessJudged(event.lead_id, better.code if better else ""))


def _facts_for(unit: UnitOfWork) -> tuple[Facts, str]:
    """What conditions are judged by, of no lead yet, and the role of whoever writes."""
    user = unit.session.execute(select(User.role, User.time_zone).where(User.id == unit.actor_id)).first()
    role, own_zone = user or ("", "")
    values = ParseContext(unit.now, zone(own_zone or "UTC"), unit.currency)
    reader = Reader(unit.session.connection())
    rates = rates_on(reader, unit.now.astimezone(values.zone).date())
    return facts_of({}, QueryContext(values, unit.actor_id, rates=rates), reader), role


def _facts_of(unit: UnitOfWork, lead_id: str) -> tuple[Facts, str]:
    facts, role = _facts_for(unit)
    further = FurtherValues(Reader(unit.session.connection()), lead_id)
    return facts.about({**_values(unit.session, unit.session.get_one(Lead, lead_id)), FURTHER: further}), role


def tick_steps(unit: UnitOfWork, record_id: str, is_done: Callable[[Step], bool]) -> None:
    """Tick the steps of a record's present stage that were just done.

    Args:
        unit: The transaction in which they were.
        record_id: The lead or the opportunity.
        is_done: Which steps of the stage.
    """
    found = current_process(unit.session, record_id)
    if found is None:
        return
    instance, definition, progress = found
    if progress.status != "active":
        return
    for step in definition.stage(progress.stage).steps:
        if is_done(step) and not progress.ticked.get(step.code):
            instance.ticks = {**instance.ticks, step.code: True}


def _values(session: Session, lead: Lead) -> Mapping[str, Any]:
    """A lead's values by field code, links as ids, for the conditions of definitions."""
    columns = {column.key: getattr(lead, column.key) for column in table_of(Lead).columns}
    return lead_values(columns, custom_fields(session, LEAD.name) if lead.custom else ())
