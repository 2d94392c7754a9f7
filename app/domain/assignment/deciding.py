"""Deciding who gets leads: the rules as they are now, tried on leads one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, exists, func, select

from app.domain.assignment.records import AssignmentDecision, AssignmentRule
from app.domain.assignment.rules import BY_FIELD, GONE, NO_USER, ROUND_ROBIN, Candidate, Chosen, choose, serve
from app.domain.assignment.saying import problem_of_condition
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.field_types.links import Link
from app.domain.core.fields import Field, ParseContext
from app.domain.core.frozen import frozen
from app.domain.core.moments import DEFAULT_TIME
from app.domain.core.users import Users
from app.domain.core.working import Working, parse_days
from app.domain.fields.editing import custom_fields
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.store.database import Reader
from app.domain.store.unit import table_of
from app.domain.teams.queries import members_by_team, working_of
from app.words import Said, in_english, say, stored

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.domain.query.memory import Test, Values

FAILS: Final = (Invalid, NotFound, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What goes wrong where a condition meets values that nobody thought of; it never keeps a lead from being saved."""
_RULES, _DECISIONS = table_of(AssignmentRule), table_of(AssignmentDecision)


@dataclass(slots=True)
class Rule:
    """A rule that is tried.

    Attributes:
        row: What is stored of it.
        test: Whether a lead fits it; ``None`` where its condition makes no sense any more.
        fields: The codes of the fields that its condition names.
        problem: What is wrong with its condition.
    """

    row: Any
    test: Test | None
    fields: frozenset[str] = frozenset()
    problem: Said | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What is kept of it with a decision."""
        return {"place": self.row.position, "rule": self.row.name, "code": self.row.code}


@frozen
class Decision:
    """Who gets a lead.

    Attributes:
        lead_id: The lead.
        before_id: Who had it.
        user_id: Who gets it; nobody without one.
        name: What they are called.
        rule: The rule that decided.
        why: What it was decided by.
        due_at: By when somebody is to get in touch.
        serial: Its turn among all decisions.
    """

    lead_id: str
    before_id: str | None
    user_id: str | None
    name: str
    rule: Rule
    why: dict[str, Any]
    due_at: datetime | None
    serial: int

    def as_row(self) -> dict[str, Any]:
        """Its columns."""
        return {
            "lead_id": self.lead_id,
            "before_id": self.before_id,
            "user_id": self.user_id,
            "cause": "rule",
            "rule_id": self.rule.row.id,
            "serial": self.serial,
            "due_at": self.due_at,
            "why": self.why,
        }


class Deciding:
    """The rules as they are now, and those who may get leads; each decision counts for the ones after it."""

    def __init__(
        self, connection: Connection, values: ParseContext, me: str | None, hold: Callable[[], None] | None = None
    ) -> None:
        """Read the rules.

        Args:
            connection: Where they are.
            values: The present moment, zone, currency and region.
            me: Who causes it.
            hold: Lets nobody else decide until the command ends; called before it is read who has what.
        """
        self._connection = connection
        self._values = values
        self._me = me
        self._hold = hold or (lambda: None)
        self._serial: int | None = None
        self._asked: dict[str, list[Candidate]] = {}
        """Those whom a rule names, by the rule's id."""
        self.passed: list[Rule] = []
        """The rules that could not be asked about the lead that was asked about last."""
        rows = connection.execute(select(_RULES).where(_RULES.c.active).order_by(_RULES.c.position, _RULES.c.code))
        self.rules = tuple(map(self._read, rows))

    def fitting(self, values: Values) -> Rule | None:
        """The first rule that a lead fits on this day; none where it fits none."""
        self.passed = []
        for rule in self.rules:
            if self._today not in _days(rule.row.days):
                continue
            try:
                if rule.test is not None and rule.test(values):
                    return rule
            except FAILS:
                self.passed.append(rule)
                continue
            if rule.test is None:
                self.passed.append(rule)
        return None

    def holds(self, text: str | None, values: Values) -> bool:
        """Whether a condition holds of a lead; one that cannot be asked does not."""
        if not text:
            return False
        try:
            return self._condition(text).matches(values, self._context)
        except FAILS:
            return False

    def decide(
        self,
        rule: Rule,
        lead_id: str,
        before_id: str | None,
        values: Values,
        passed: Sequence[Rule] = (),
    ) -> Decision:
        """Who gets a lead by a rule that it fits; they are served with it.

        Args:
            rule: The rule.
            lead_id: The lead.
            before_id: Who has it.
            values: Its values by field code.
            passed: The rules that could not be asked before.
        """
        serial = self.next_serial()
        chosen = self._chosen(rule, values)
        user = chosen.candidate
        if user is not None:
            serve(user, serial, self._values.now)
        why = {**rule.said, **chosen.why}
        if chosen.refused:
            why["refused"] = chosen.refused
        if passed:
            why["passed"] = [_passed(each) for each in passed]
        return Decision(
            lead_id,
            before_id,
            user.id if user else None,
            user.name if user else "",
            rule,
            why,
            self.due(rule, values),
            serial,
        )

    def due(self, rule: Rule, values: Values) -> datetime | None:
        """By when somebody is to get in touch with a lead, by the date that a rule names."""
        at = values.get(rule.row.due_field) if rule.row.due_field else None
        if isinstance(at, datetime):
            return at
        return datetime.combine(at, DEFAULT_TIME, self._values.zone) if isinstance(at, date) else None

    def problems(self, row: Any) -> tuple[Said, ...]:
        """What is wrong with a rule, in sentences; nothing for a sound one."""
        found = [self._read(row).problem] if row.condition else []
        found += [self._problem(text) for text in (row.unassign_when, row.close_when) if text]
        gone = [code for code in (row.user_field, row.due_field) if code and code not in self.fields]
        found += [say("There is no field {field} any more.", field=code) for code in gone]
        if row.way != BY_FIELD and not self._named(row):
            found.append(say("It names nobody who works here."))
        if set(row.teams or ()) - set(self._members):
            found.append(say("A team that it names is gone."))
        return tuple(each for each in found if each is not None)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields of leads by their codes."""
        return {each.code: each for each in (*LEAD_FIELDS, *self.own_fields)}

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """Those that managers added."""
        return custom_fields(self._connection, LEAD.name)

    def name_of(self, user_id: str | None) -> str | None:
        """What a user is called."""
        found = self._users.get(user_id or "")
        return found.name if found else None

    @cached_property
    def _today(self) -> int:
        return self._values.now.astimezone(self._values.zone).weekday()

    @cached_property
    def _context(self) -> QueryContext:
        known = [(each.id, each.code, each.name) for each in self._users.values()]
        day = self._values.now.astimezone(self._values.zone).date()
        return QueryContext(self._values, self._me, Users(known), rates_on(Reader(self._connection), day))

    @cached_property
    def _users(self) -> dict[str, Any]:
        users = table_of(User).c
        wanted = select(users.id, users.code, users.name, users.active, users.capacity).order_by(users.code)
        return {row.id: row for row in self._connection.execute(wanted)}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        """Those in each team who work here."""
        from app.domain.teams.records import Team

        every = [each for (each,) in self._connection.execute(select(table_of(Team).c.id))]
        return members_by_team(self._connection, every) if every else {}

    def _named(self, row: Any) -> list[str]:
        """The ids of those whom a rule names and who work here."""
        of_teams = (user for team in row.teams or () for user in self._members.get(team, ()))
        every = dict.fromkeys((*(row.users or ()), *of_teams))
        return [each for each in every if each in self._users and self._users[each].active]

    def next_serial(self) -> int:
        """The turn of the next decision."""
        self._serial = self._begin() + 1
        return self._serial

    def _begin(self) -> int:
        """The turn of the last decision; from the first time on nobody else decides until the command ends."""
        if self._serial is None:
            self._hold()
            self._serial = int(self._connection.scalar(select(func.max(_DECISIONS.c.serial))) or 0)
        return self._serial

    @cached_property
    def _roster(self) -> dict[str, Candidate]:
        """Those who work here, with what they have and when they were served; read once nobody else decides."""
        self._begin()
        active = [each for each in self._users.values() if each.active]
        ids = [each.id for each in active]
        loads = self._loads(ids)
        served = self._served(ids)
        working: dict[str, Working] = {}
        if any(each.row.within_hours is not None for each in self.rules):
            working = working_of(self._connection, ids, since=self._values.now, zone=self._values.zone)
        found = {}
        for each in active:
            serial, at = served.get(each.id, (0, None))
            found[each.id] = Candidate(
                each.id, each.name, each.capacity, loads.get(each.id, 0), serial, at, working.get(each.id)
            )
        return found

    def _loads(self, ids: Sequence[str]) -> dict[str, int]:
        """How many open leads users have, without those that take up no room any more."""
        lead = LEAD.table
        owned = select(lead.c.owner_id, func.count()).where(
            lead.c.owner_id.in_(ids), LEAD.open_condition(), lead.c.deleted_at.is_(None)
        )
        if any(each.row.close_when for each in self.rules):
            owned = owned.where(~_is_done(lead))
        return {str(row[0]): int(row[1]) for row in self._connection.execute(owned.group_by(lead.c.owner_id))}

    def _served(self, ids: Sequence[str]) -> dict[str, tuple[int, datetime | None]]:
        """The last time users got a lead, whichever way."""
        users, rows = table_of(User).c, _DECISIONS.c
        last = select(func.max(rows.serial)).where(rows.user_id == users.id).correlate(table_of(User)).scalar_subquery()
        newest = select(users.id, last.label("serial")).where(users.id.in_(ids)).subquery()
        found = select(rows.user_id, rows.serial, rows.created_at).join(
            newest, (newest.c.id == rows.user_id) & (newest.c.serial == rows.serial)
        )
        return {user: (serial, at) for user, serial, at in self._connection.execute(found)}

    def _chosen(self, rule: Rule, values: Values) -> Chosen:
        row = rule.row
        if row.way == BY_FIELD:
            why: dict[str, Any] = {"way": BY_FIELD, "field": row.user_field}
            if row.user_field not in self.fields:
                return Chosen(None, why, GONE)
            found = self._user_in(values.get(row.user_field))
            if found is None:
                return Chosen(None, why, NO_USER)
            one = choose(
                [found], ROUND_ROBIN, self._values.now, with_capacity=row.with_capacity, within_hours=row.within_hours
            )
            return Chosen(one.candidate, {**one.why, **why}, one.refused)
        if row.id not in self._asked:
            self._asked[row.id] = [self._roster[each] for each in self._named(row)]
        return choose(
            self._asked[row.id],
            row.way,
            self._values.now,
            with_capacity=row.with_capacity,
            within_hours=row.within_hours,
        )

    def _user_in(self, value: Any) -> Candidate | None:
        """Whom the value of a field names, if they work here."""
        if isinstance(value, Link):
            return self._roster.get(value.id)
        if not isinstance(value, str) or not value:
            return None
        if value in self._roster:
            return self._roster[value]
        known = Users([(each.id, self._users[each.id].code, each.name) for each in self._roster.values()])
        try:
            found = known.named(value)
        except NotFound:
            return None
        return self._roster[found[0]] if len(found) == 1 else None

    def _read(self, row: Any) -> Rule:
        if not row.condition:
            return Rule(row, lambda _values: True)
        try:
            condition = self._condition(row.condition)
            return Rule(row, condition.matcher(self._context), condition.fields)
        except FAILS:
            return Rule(row, None, problem=self._problem(row.condition))

    def _problem(self, text: str) -> Said | None:
        """What is wrong with a condition; nothing where it makes sense."""
        try:
            self._condition(text)
        except FAILS as problem:
            return problem_of_condition(text, problem)
        return None

    def _condition(self, text: str) -> Condition:
        return Condition.parse(text, tuple(self.fields.values()), self._context)


def contact_due(decision: Decision, now: datetime, planned: datetime | None, *, blocked: bool) -> bool:
    """Whether a lead's next contact is set to the moment that a rule says.

    Args:
        decision: Who gets the lead, and by when somebody is to get in touch.
        now: The present moment.
        planned: The next contact that the lead has.
        blocked: Whether they asked not to be contacted.
    """
    return decision.due_at is not None and decision.due_at > now and planned is None and not blocked


def _days(text: str | None) -> tuple[int, ...]:
    try:
        return parse_days(text or "")
    except Invalid:
        return tuple(range(7))


def _passed(rule: Rule) -> dict[str, Any]:
    problem = rule.problem or say("its condition cannot be asked about this lead")
    return {**rule.said, "problem": in_english(problem), "said": stored(problem)}


def _is_done(lead: Any) -> ColumnElement[bool]:
    """Whether a lead takes up no more room of its owner."""
    rows = _DECISIONS.c
    return exists().where(rows.lead_id == lead.c.id, rows.user_id == lead.c.owner_id, rows.done_at.is_not(None))
