"""Use cases of assignment rules: they are made, changed, put in order and deleted by managers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.assignment.deciding import Deciding
from app.domain.assignment.fields import RULE_FIELDS
from app.domain.assignment.files import read_rules
from app.domain.assignment.records import AssignmentDecision, AssignmentRule
from app.domain.assignment.rows import RuleLine
from app.domain.assignment.rules import BY_FIELD, ROUND_ROBIN
from app.domain.assignment.saying import problem_of_condition
from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.field_types.naming import FieldIndex
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import MANAGE_RULES
from app.domain.core.suggestions import did_you_mean
from app.domain.core.working import parse_days
from app.domain.fields.editing import describe_changes, put_values, read_values
from app.domain.people.linking import find_user, names_of, resolver
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked, find_id
from app.domain.store.unit import UnitOfWork, table_of
from app.domain.teams.queries import team_id, teams_there
from app.words import say, say_in, say_many

_RULES = table_of(AssignmentRule)
_LONGEST: Final = 100
_PLACES: Final = 2**31
_CONDITIONS: Final = ("condition", "unassign_when", "close_when")
_OF_LEADS: Final = ("user_field", "due_field")
_DATES: Final = ("date", "moment")


class RuleService:
    """Assignment rules."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def show(self, ref: str) -> RuleLine:
        """A rule in full.

        Raises:
            NotFound: There is none.
        """
        with self._desk.read() as reader:
            wanted = _find(reader.connection, ref)
            return next(each for each in self._lines(reader.connection) if each.id == wanted)

    def add(self, values: Mapping[str, object]) -> Outcome:
        """Make a rule, the last to be tried.

        Args:
            values: By field code or label; typed, or text as a person types it.

        Raises:
            InvalidFields: Some values do not fit.
            NotAllowed: There is a rule of that name, or the role is too low.
        """
        with self._desk.write("rule.add") as unit:
            self._desk.require(MANAGE_RULES)
            unit.hold("assignment_rules")
            rule = self.put(unit, None, {"way": ROUND_ROBIN, "active": True, **values})
            message = say(
                "Rule {name} added as {code}, number {place}.", name=rule.name, code=rule.code, place=rule.position
            )
            unit.describe(message)
        return Outcome(rule.id, rule.code, ("name",), message, unit.seq)

    def edit(self, ref: str, values: Mapping[str, object]) -> Outcome:
        """Change a rule; leads that it gave out stay where they are.

        Raises:
            NotFound: There is none.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("rule.edit") as unit:
            self._desk.require(MANAGE_RULES)
            unit.hold("assignment_rules")
            rule = unit.session.get_one(AssignmentRule, _find(unit.session, ref))
            before = {each.code: getattr(rule, each.code) for each in RULE_FIELDS}
            self.put(unit, rule, values)
            changed = tuple(code for code, value in before.items() if getattr(rule, code) != value)
            message = describe_changes(rule.name, RULE_FIELDS, changed)
            unit.describe(message)
        return Outcome(rule.id, rule.code, changed, message, unit.seq)

    def order(self, refs: Sequence[str]) -> Outcome:
        """Try some rules in this order; those that are not named come behind them as they were.

        Raises:
            NotFound: One of them is none.
        """
        with self._desk.write("rule.order") as unit:
            self._desk.require(MANAGE_RULES)
            unit.hold("assignment_rules")
            wanted = list(dict.fromkeys(_find(unit.session, each) for each in refs))
            rules = _in_order(unit.session)
            placed = [*wanted, *(each.id for each in rules if each.id not in wanted)]
            _place(rules, placed)
            message = say("Rules put in order.")
            unit.describe(message)
        return Outcome("", "", ("position",), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a rule away; what it decided is kept, and it can be undone.

        Raises:
            NotFound: There is none.
        """
        with self._desk.write("rule.delete") as unit:
            self._desk.require(MANAGE_RULES)
            unit.hold("assignment_rules")
            rule = unit.session.get_one(AssignmentRule, _find(unit.session, ref))
            unit.session.delete(rule)
            unit.session.flush()
            rules = _in_order(unit.session)
            _place(rules, [each.id for each in rules])
            message = say("Rule {name} deleted. {undo} undoes.", name=rule.name)
            unit.describe(message)
        return Outcome(rule.id, rule.code, (), message, unit.seq)

    def take_in(self, text: str, source: str) -> Outcome:
        """Take rules in from TOML: those of a name that is there are changed, others added behind; all or none.

        Args:
            text: The rules, as ``as_toml`` writes them.
            source: What the text is called, for messages.

        Raises:
            Invalid: It cannot be read, or a rule in it cannot be one; the message says which.
        """
        given = read_rules(text, source)
        with self._desk.write("rule.import") as unit:
            self._desk.require(MANAGE_RULES)
            unit.hold("assignment_rules")
            for number, values in enumerate(given, start=1):
                self._take(unit, number, {"way": ROUND_ROBIN, "active": True, **values})
            message = say_many("{n} rule taken from {file}.", "{n} rules taken from {file}.", len(given), file=source)
            unit.describe(message)
        return Outcome("", "", ("rules",), message, unit.seq)

    def _take(self, unit: UnitOfWork, number: int, values: Mapping[str, Any]) -> None:
        """Put one rule of a file in the place of the one of its name, or behind all others."""
        there = unit.session.scalar(select(AssignmentRule).where(AssignmentRule.name_key == fold(str(values["name"]))))
        emptied = {each.code: None for each in RULE_FIELDS if each.code not in ("name", "way", "active")}
        try:
            self.put(unit, there, {**emptied, **values} if there else values)
        except Refusal as problem:
            raise Invalid(
                say("Rule {number}, {name}: {problem}", number=number, name=values["name"], problem=problem.message),
                field=problem.field,
                hint=problem.hint,
            ) from problem
        unit.session.flush()

    def put(self, unit: UnitOfWork, rule: AssignmentRule | None, values: Mapping[str, object]) -> AssignmentRule:
        """Put values on a rule, or on a new one, inside a command; everything they name must be there."""
        session = unit.session
        typed = read_values(RULE_FIELDS, values, self._desk.context(), resolver(session, me=self._desk.actor.id))
        self._resolve(session, typed)
        made = rule or AssignmentRule(
            code=next_code(session, "RULE"),
            position=1 + (session.scalar(select(func.max(AssignmentRule.position))) or 0),
            users=[],
            teams=[],
        )
        with session.no_autoflush:
            put_values(made, RULE_FIELDS, typed)
            _check(session, made)
        made.name_key = fold(made.name)
        return unit.add(made) if rule is None else made

    def list(self) -> tuple[RuleLine, ...]:
        """Every rule in the order in which they are tried, with what is wrong with each."""
        with self._desk.read() as reader:
            return tuple(self._lines(reader.connection))

    def _resolve(self, session: Session, typed: dict[str, Any]) -> None:
        """Let what values name be ids and codes.

        Raises:
            Invalid: They name what there is not.
            NotFound: The same, of a user or a team.
        """
        fields = Deciding(session.connection(), self._desk.context(), self._desk.actor.id).fields
        if "users" in typed:
            me = self._desk.actor.id
            typed["users"] = tuple(dict.fromkeys(find_user(session, each, me=me) for each in typed["users"] or ()))
        if "teams" in typed:
            typed["teams"] = tuple(dict.fromkeys(team_id(session, each) for each in typed["teams"] or ()))
        if typed.get("days"):
            parse_days(typed["days"])
        context = QueryContext(self._desk.context(), self._desk.actor.id)
        for code in _CONDITIONS:
            if typed.get(code):
                try:
                    typed[code] = str(Condition.parse(typed[code], tuple(fields.values()), context))
                except Invalid as problem:
                    raise Invalid(
                        problem_of_condition(typed[code], problem), field=code, hint=problem.hint
                    ) from problem
        for code in _OF_LEADS:
            if typed.get(code):
                found = FieldIndex(tuple(fields.values())).called(typed[code])
                if len(found) != 1 or (code == "due_field" and found[0].type not in _DATES):
                    raise Invalid(
                        say("Leads have no field {field} for that.", field=typed[code][:60]),
                        field=code,
                        hint=did_you_mean(typed[code], fields),
                    )
                typed[code] = found[0].code

    def _lines(self, asked: Any) -> Sequence[RuleLine]:
        deciding = Deciding(asked, self._desk.context(), self._desk.actor.id)
        rows = asked.execute(select(_RULES).order_by(_RULES.c.position, _RULES.c.code)).all()
        names = names_of(asked, [user for row in rows for user in row.users or ()])
        teams = {each.id: each.name for each in teams_there(asked)}
        decisions = table_of(AssignmentDecision).c
        given = dict(
            asked.execute(
                select(decisions.rule_id, func.count())
                .where(decisions.user_id.is_not(None))
                .group_by(decisions.rule_id)
            ).all()
        )
        return [
            RuleLine(
                row.id,
                row.code,
                row.position,
                row.name,
                {
                    **{each.code: getattr(row, each.code) for each in RULE_FIELDS},
                    "users": tuple(names[each] for each in row.users or () if each in names),
                    "teams": tuple(teams[each] for each in row.teams or () if each in teams),
                },
                deciding.problems(row),
                given.get(row.id, 0),
            )
            for row in rows
        ]


def _find(asked: Asked, ref: str) -> str:
    """The id of a rule by its code, name, or number in the order."""
    if ref.strip().isdecimal():
        found = asked.execute(select(_RULES.c.id).where(_RULES.c.position == int(ref) % _PLACES)).scalar()
        if found is not None:
            return str(found)
    return find_id(asked, _RULES, ref, noun=say_in("kind", "rule"), names=("name",), example="RULE-2M8X")


def _in_order(session: Session) -> Sequence[AssignmentRule]:
    return session.scalars(select(AssignmentRule).order_by(AssignmentRule.position, AssignmentRule.code)).all()


def _place(rules: Sequence[AssignmentRule], ids: Sequence[str]) -> None:
    for rule in rules:
        rule.position = 1 + ids.index(rule.id)


def _check(session: Session, rule: AssignmentRule) -> None:
    """What must hold between the values of a rule.

    Raises:
        Invalid: It has no name, or names nobody.
        NotAllowed: Another is called so.
    """
    if not rule.name or len(rule.name) > _LONGEST:
        raise Invalid(say("A rule needs a name of at most {n} characters.", n=_LONGEST), field="name")
    other = select(AssignmentRule).where(AssignmentRule.name_key == fold(rule.name))
    taken = session.scalar(other.where(AssignmentRule.id != (rule.id or "")))
    if taken is not None:
        raise NotAllowed(
            say("There is a rule “{name}” already.", name=taken.name), field="name", hint=say("Give another name.")
        )
    if rule.way == BY_FIELD and not rule.user_field:
        raise Invalid(
            say("Name the field that says whose a lead is."), field="user_field", hint=say("Such as next_contact_by.")
        )
    if rule.way != BY_FIELD and not rule.users and not rule.teams:
        raise Invalid(say("Name users or teams that get the leads."), field="users", hint=say("Give at least one."))
