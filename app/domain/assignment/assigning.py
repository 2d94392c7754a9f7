"""Use cases of assignment: giving out leads that are there, trying the rules on them, and saying why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select, update

from app.domain.assignment.deciding import Deciding, Decision, contact_due
from app.domain.assignment.records import AssignmentDecision, AssignmentRule
from app.domain.assignment.rows import DecisionLine
from app.domain.assignment.saying import BY_RULE, explained
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import MANAGE_RULES
from app.domain.core.working import NEVER
from app.domain.leads.conditions import LeadConditions
from app.domain.leads.events import LeadAssigned, LeadsAssigned, NextContactSet
from app.domain.leads.facts import lead_values
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.linking import names_of
from app.domain.people.queries import further_of
from app.domain.people.records import ContactPoint
from app.domain.people.rows import ContactPointLine
from app.domain.query.context import FURTHER
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork, table_of
from app.words import say, say_many, sentences

if TYPE_CHECKING:
    from sqlalchemy import Connection

UNOWNED: Final = "owner is empty"
"""The leads that are given out where no others are named."""
_PORTION: Final = 500
_LEAD, _DECISIONS, _RULES = LEAD.table, table_of(AssignmentDecision), table_of(AssignmentRule)


class AssigningService:
    """Leads given out by the rules."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def simulate(self, where: str = "", limit: int = 100) -> tuple[DecisionLine, ...]:
        """Whom open leads would be given to as things are; nothing is written.

        Args:
            where: Which leads, in the query language; those without an owner without it.
            limit: How many at most.

        Raises:
            QueryProblem: The condition cannot be understood.
        """
        with self._desk.read() as reader:
            connection = reader.connection
            deciding = Deciding(connection, self._desk.context(), self._desk.actor.id)
            ids = self._ids(connection, where, limit)
            rows = {row["id"]: row for row in _rows(connection, ids)}
            found = {each.lead_id: each for each in _decided(connection, deciding, rows)}
            return tuple(self._line(deciding, rows[each], found.get(each)) for each in rows)

    def run(self, where: str = "") -> Outcome:
        """Give out open leads by the rules; leads that fit no rule stay as they are.

        Args:
            where: Which leads, in the query language; those without an owner without it.

        Raises:
            NotAllowed: The role is too low.
            QueryProblem: The condition cannot be understood.
        """
        with self._desk.write("rule.run") as unit:
            self._desk.require(MANAGE_RULES)
            connection = unit.session.connection()
            deciding = Deciding(connection, self._desk.context(), self._desk.actor.id, lambda: unit.hold("assignment"))
            ids = self._ids(connection, where) if deciding.rules else ()
            condition = self._condition(connection, where)
            rows = {row["id"]: row for row in _rows(connection, ids, condition)}
            decisions = _decided(connection, deciding, rows)
            _apply(unit, rows, decisions)
            given = sum(1 for each in decisions if each.user_id)
            message = _told(len(decisions), given, len(rows))
            unit.describe(message)
        return Outcome("", "", ("owner",) if decisions else (), message, unit.seq)

    def explain(self, ref: str) -> tuple[DecisionLine, ...]:
        """Every decision about who owns a lead, the newest first; where there is none, what the rules say now.

        Raises:
            NotFound: There is no such lead.
        """
        with self._desk.read() as reader:
            connection = reader.connection
            lead_id = LEAD.find(connection, ref)
            of_lead = self._kept().where(_DECISIONS.c.lead_id == lead_id)
            newest = of_lead.order_by(_DECISIONS.c.serial.desc(), _DECISIONS.c.id.desc())
            found = tuple(self._kept_lines(connection, newest))
            if found:
                return found
            deciding = Deciding(connection, self._desk.context(), self._desk.actor.id)
            rows = {row["id"]: row for row in _rows(connection, [lead_id])}
            would = {each.lead_id: each for each in _decided(connection, deciding, rows)}
            return tuple(self._line(deciding, row, would.get(each)) for each, row in rows.items())

    def unassigned(self, limit: int = 100) -> tuple[DecisionLine, ...]:
        """Open leads that nobody owns, the newest first, with why, where a rule or somebody decided so."""
        with self._desk.read() as reader:
            connection = reader.connection
            nobody = select(_LEAD.c.id, _LEAD.c.code, _LEAD.c.title).where(*_open(), _LEAD.c.owner_id.is_(None))
            leads = connection.execute(nobody.order_by(_LEAD.c.created_at.desc(), _LEAD.c.id.desc()).limit(limit)).all()
            of_these = self._kept().where(_DECISIONS.c.lead_id.in_([each.id for each in leads]))
            ordered = of_these.order_by(_DECISIONS.c.serial, _DECISIONS.c.id)
            last = {each.lead_id: each for each in self._kept_lines(connection, ordered)}
            return tuple(
                last.get(each.id)
                or DecisionLine(
                    each.code, each.id, each.title, None, None, "", None, say("No rule gave it to anybody.")
                )
                for each in leads
            )

    def _ids(self, connection: Connection, where: str, limit: int | None = None) -> Sequence[str]:
        wanted = select(_LEAD.c.id).where(*_open(), self._condition(connection, where))
        return connection.scalars(wanted.order_by(_LEAD.c.created_at, _LEAD.c.id).limit(limit)).all()

    def _condition(self, connection: Connection, where: str) -> ColumnElement[bool]:
        return LeadConditions(connection, self._desk).compile(where if where.strip() else UNOWNED)

    def _line(self, deciding: Deciding, row: Mapping[str, Any], decision: Decision | None) -> DecisionLine:
        before = deciding.name_of(row["owner_id"])
        if decision is None:
            why = say("It fits no rule.")
            return DecisionLine(row["code"], row["id"], row["title"], None, before, "", None, why)
        name = decision.name or None
        why = explained(BY_RULE, decision.why, name, self._desk.now(), self._desk.zone)
        rule = str(decision.why["rule"])
        return DecisionLine(row["code"], row["id"], row["title"], name, before, BY_RULE, rule, why, decision.due_at)

    def _kept(self) -> Select[Any]:
        return (
            select(_DECISIONS, _LEAD.c.code, _LEAD.c.title, _RULES.c.name.label("rule"))
            .join(_LEAD, _LEAD.c.id == _DECISIONS.c.lead_id)
            .outerjoin(_RULES, _RULES.c.id == _DECISIONS.c.rule_id)
        )

    def _kept_lines(self, connection: Connection, chosen: Select[Any]) -> Iterator[DecisionLine]:
        rows = connection.execute(chosen).all()
        names = names_of(connection, [user for row in rows for user in (row.user_id, row.before_id)])
        for row in rows:
            name = names.get(row.user_id)
            why = explained(row.cause, row.why or {}, name, self._desk.now(), self._desk.zone)
            rule = row.rule or (row.why or {}).get("rule")
            yield DecisionLine(
                row.code,
                row.lead_id,
                row.title,
                name,
                names.get(row.before_id),
                row.cause,
                rule,
                why,
                row.due_at,
                row.created_at,
            )


def _open() -> tuple[ColumnElement[bool], ...]:
    return LEAD.open_condition(), _LEAD.c.deleted_at.is_(None)


def _rows(
    connection: Connection, ids: Sequence[str], condition: ColumnElement[bool] | None = None
) -> Iterator[Mapping[str, Any]]:
    """The columns of leads in the order of their ids given, held by a command until it ends.

    Args:
        connection: Where they are read.
        ids: Which.
        condition: What must still hold of those that a command changes.
    """
    for begin in range(0, len(ids), _PORTION):
        some = ids[begin : begin + _PORTION]
        chosen = select(_LEAD).where(_LEAD.c.id.in_(some))
        if condition is not None:
            chosen = chosen.where(*_open(), condition).order_by(_LEAD.c.id).with_for_update(of=_LEAD, key_share=True)
        found = {row["id"]: row for row in map(dict, connection.execute(chosen).mappings())}
        yield from (found[each] for each in some if each in found)


def _further(connection: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[ContactPointLine]]:
    """The further ways to reach leads, by the leads' ids."""
    point = table_of(ContactPoint).c
    found: dict[str, list[ContactPointLine]] = defaultdict(list)
    for begin in range(0, len(ids), _PORTION):
        of_some = select(point.record_id, point.id, point.medium, point.label, point.value, point.key).where(
            point.record_id.in_(ids[begin : begin + _PORTION])
        )
        for lead_id, *columns in connection.execute(of_some):
            found[lead_id].append(ContactPointLine(*columns))
    return found


def _decided(connection: Connection, deciding: Deciding, rows: Mapping[str, Mapping[str, Any]]) -> list[Decision]:
    """Who gets which of some leads: those that are due first, then as they came."""
    fitting = []
    further = _further(connection, tuple(rows))
    for lead_id, row in rows.items():
        values = {**lead_values(row, deciding.own_fields), FURTHER: further_of(further.get(lead_id, ()))}
        rule = deciding.fitting(values)
        if rule is not None:
            fitting.append((deciding.due(rule, values), rule, values, row, list(deciding.passed)))
    fitting.sort(key=lambda each: each[0] or NEVER)
    return [
        deciding.decide(rule, row["id"], row["owner_id"], values, passed) for _, rule, values, row, passed in fitting
    ]


def _apply(unit: UnitOfWork, rows: Mapping[str, Mapping[str, Any]], decisions: Sequence[Decision]) -> None:
    """Let leads have the owners that were decided on: a statement for all of them, not for each."""
    moved = [each for each in decisions if each.user_id != each.before_id]
    _put_owners(unit, rows, moved)
    unit.insert_many(AssignmentDecision, [each.as_row() for each in decisions])
    for each in decisions:
        lead = rows[each.lead_id]
        if each.user_id and contact_due(each, unit.now, lead["next_contact_at"], blocked=lead["do_not_contact"]):
            _plan(unit, each)
    if moved:
        unit.publish(LeadsAssigned(tuple(LeadAssigned(each.lead_id, each.before_id, each.user_id) for each in moved)))


def _plan(unit: UnitOfWork, decision: Decision) -> None:
    """Have somebody get in touch with a lead by the moment that its rule says."""
    lead = unit.session.get_one(Lead, decision.lead_id)
    lead.next_contact_at, lead.next_contact_by_id = decision.due_at, decision.user_id
    unit.publish(NextContactSet(lead.id, lead.next_contact_at, lead.next_contact_by_id))


def _put_owners(unit: UnitOfWork, rows: Mapping[str, Mapping[str, Any]], moved: Iterable[Decision]) -> None:
    changes = [(each, rows[each.lead_id]) for each in moved]
    if not changes:
        return
    parameters = [
        {"lead": each.lead_id, "owner": each.user_id, "next_version": row["version"] + 1, "now": unit.now}
        for each, row in changes
    ]
    statement = (
        update(_LEAD)
        .where(_LEAD.c.id == bindparam("lead"))
        .values(owner_id=bindparam("owner"), version=bindparam("next_version"), updated_at=bindparam("now"))
    )
    unit.session.connection().execute(statement, parameters)
    for each, row in changes:
        after = {"owner_id": each.user_id, "version": row["version"] + 1}
        unit.note(_LEAD.name, each.lead_id, "update", {"owner_id": each.before_id}, after)


def _told(decided: int, given: int, asked: int) -> Any:
    left = decided - given
    return sentences(
        say_many("{n} lead given out.", "{n} leads given out.", given),
        say_many("{n} is left without an owner.", "{n} are left without an owner.", left) if left else "",
        say_many("{n} fits no rule.", "{n} fit no rule.", asked - decided) if asked > decided else "",
    )
