"""How assignment answers to what happens to leads: it gives them out, and keeps who got them; it never refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from app.domain.assignment.deciding import FAILS, Deciding, Decision, Rule, contact_due
from app.domain.assignment.records import AssignmentDecision
from app.domain.assignment.rules import NOT_ALLOWED
from app.domain.assignment.saying import BY_RULE, HAND, TAKEN_BACK, explained
from app.domain.core.errors import Refusal
from app.domain.core.fields import ParseContext
from app.domain.leads.events import LeadAssigned, LeadChanged, LeadsCaptured, LeadStatusChanged, NextContactSet
from app.domain.leads.facts import lead_values
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.queries import FurtherValues
from app.domain.people.records import User
from app.domain.query.context import FURTHER
from app.domain.store.database import Reader
from app.domain.store.unit import UnitOfWork, table_of
from app.words import say

_DECISIONS = table_of(AssignmentDecision).c
_OWNER = "owner"


def on_leads_captured(unit: UnitOfWork, event: LeadsCaptured) -> None:
    """Give leads out that were entered by hand without an owner; an import does so itself, for all at once."""
    if event.by_import:
        return
    for lead_id in event.owned:
        lead = unit.get(Lead, lead_id)
        if lead is not None and lead.owner_id != unit.actor_id:
            _note_hand(unit, lead_id, None, lead.owner_id)
    left = [each for each in event.ids if each not in event.owned]
    deciding = deciding_in(unit) if left else None
    if deciding is None or not deciding.rules:
        return
    for lead_id in left:
        lead = unit.get(Lead, lead_id)
        if lead is not None and _is_open(lead):
            with _harmless(unit):
                values = _values(unit, deciding, lead)
                rule = deciding.fitting(values)
                if rule is not None:
                    _give_or_leave(unit, lead, deciding.decide(rule, lead.id, lead.owner_id, values, deciding.passed))


def on_lead_changed(unit: UnitOfWork, event: LeadChanged) -> None:
    """Try the rules anew whose conditions name what changed, and those that take leads back."""
    changed = frozenset(event.fields) - {_OWNER}
    if changed:
        _reconsider(unit, event.lead_id, changed)


def on_lead_status_changed(unit: UnitOfWork, event: LeadStatusChanged) -> None:
    """The same for a status, which is no field that is edited."""
    _reconsider(unit, event.lead_id, frozenset({"status"}))


def on_lead_assigned(unit: UnitOfWork, event: LeadAssigned) -> None:
    """Keep that somebody was given a lead by hand, unless a rule has kept it already: it counts for round robin."""
    last = _last(unit, event.lead_id)
    if last is None or last.user_id != event.after:
        _note_hand(unit, event.lead_id, event.before, event.after)


def deciding_in(unit: UnitOfWork) -> Deciding:
    """The rules as they are inside a command."""
    connection = unit.session.connection()
    zone = connection.scalar(select(User.time_zone).where(User.id == unit.actor_id))
    values = ParseContext(unit.now, _zone(zone), unit.currency)
    return Deciding(connection, values, unit.actor_id, lambda: unit.hold("assignment"))


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (LookupError, ValueError, OSError):  # a name that this machine does not know
        return ZoneInfo("UTC")


def _reconsider(unit: UnitOfWork, lead_id: str, changed: frozenset[str]) -> None:
    deciding = deciding_in(unit)
    asked = [each for each in deciding.rules if each.row.on_change and each.fields & changed]
    ending = any(each.row.unassign_when or each.row.close_when for each in deciding.rules)
    lead = unit.get(Lead, lead_id) if asked or ending else None
    if lead is None or not _is_open(lead):
        return
    with _harmless(unit):
        values = _values(unit, deciding, lead)
        last = _last(unit, lead.id)
        if ending and last is not None:
            _end(unit, deciding, lead, last, values)
        rule = deciding.fitting(values) if asked else None
        if rule is not None and rule in asked and (last is None or last.rule_id != rule.row.id):
            _give_or_leave(unit, lead, deciding.decide(rule, lead.id, lead.owner_id, values, deciding.passed))


def _end(unit: UnitOfWork, deciding: Deciding, lead: Lead, last: AssignmentDecision, values: Mapping[str, Any]) -> None:
    """Take a lead back that its rule takes back, and note whether it still takes up room."""
    rule = next((each for each in deciding.rules if each.row.id == last.rule_id), None)
    if rule is None or last.user_id is None or last.user_id != lead.owner_id:
        return
    if deciding.holds(rule.row.unassign_when, values):
        _take_back(unit, lead, rule)
        return
    done = deciding.holds(rule.row.close_when, values)
    if done != (last.done_at is not None):
        last.done_at = unit.now if done else None


def _take_back(unit: UnitOfWork, lead: Lead, rule: Rule) -> None:
    before, lead.owner_id = lead.owner_id, None
    why = {**rule.said, "condition": rule.row.unassign_when}
    _keep(unit, lead.id, before, None, TAKEN_BACK, why, rule.row.id)
    unit.remarks.append(say("Taken back from its owner by the rule {rule}.", rule=rule.row.name))
    unit.publish(LeadAssigned(lead.id, before, None))


def _give_or_leave(unit: UnitOfWork, lead: Lead, decision: Decision) -> None:
    """Give a lead out; one that a server does not let whoever enters it give away is left to managers."""
    try:
        with unit.part():
            _give(unit, lead, decision)
    except ProgrammingError:
        why = {**decision.why, "refused": NOT_ALLOWED, "name": decision.name}
        _give(unit, lead, replace(decision, user_id=None, name="", why=why))


def _give(unit: UnitOfWork, lead: Lead, decision: Decision) -> None:
    """Let a lead have the owner that a rule decided on, and tell the areas that have to do with it."""
    before, now = lead.owner_id, unit.now
    unit.add(AssignmentDecision(**decision.as_row()))
    lead.owner_id = decision.user_id
    if decision.user_id and contact_due(decision, now, lead.next_contact_at, blocked=lead.do_not_contact):
        lead.next_contact_at, lead.next_contact_by_id = decision.due_at, decision.user_id
        unit.publish(NextContactSet(lead.id, lead.next_contact_at, lead.next_contact_by_id))
    if before != lead.owner_id:
        unit.publish(LeadAssigned(lead.id, before, lead.owner_id))
    rule = decision.rule.row.name
    unit.remarks.append(
        say("Given to {name} by the rule {rule}.", name=decision.name, rule=rule)
        if decision.user_id
        else explained(BY_RULE, decision.why, None, now, _zone(None))
    )


def _is_open(lead: Lead) -> bool:
    return lead.state == "open" and lead.deleted_at is None


def _values(unit: UnitOfWork, deciding: Deciding, lead: Lead) -> dict[str, Any]:
    columns = {column.key: getattr(lead, column.key) for column in LEAD.table.columns}
    further = FurtherValues(Reader(unit.session.connection()), lead.id)
    return {**lead_values(columns, deciding.own_fields), FURTHER: further}


def _last(unit: UnitOfWork, lead_id: str) -> AssignmentDecision | None:
    of_lead = select(AssignmentDecision).where(AssignmentDecision.lead_id == lead_id)
    return unit.session.scalar(of_lead.order_by(_DECISIONS.serial.desc(), _DECISIONS.id.desc()).limit(1))


def _note_hand(unit: UnitOfWork, lead_id: str, before: str | None, after: str | None) -> None:
    _keep(unit, lead_id, before, after, HAND, {}, None)


def _keep(
    unit: UnitOfWork,
    lead_id: str,
    before: str | None,
    after: str | None,
    cause: str,
    why: Mapping[str, Any],
    rule: str | None,
) -> None:
    serial = unit.session.scalar(select(func.coalesce(func.max(_DECISIONS.serial), 0))) or 0
    unit.add(
        AssignmentDecision(
            lead_id=lead_id,
            before_id=before,
            user_id=after,
            cause=cause,
            rule_id=rule,
            serial=serial + 1,
            why=dict(why),
        )
    )


@contextmanager
def _harmless(unit: UnitOfWork) -> Iterator[None]:
    """What goes wrong in it is taken back and said, and the lead is saved all the same."""
    try:
        with unit.part():
            yield
    except (Refusal, ProgrammingError, *FAILS) as problem:  # a server may refuse what the role does not allow
        why = type(problem).__name__ if isinstance(problem, ProgrammingError) else str(problem)
        unit.remarks.append(say("No rule was asked: {problem}", problem=why))
