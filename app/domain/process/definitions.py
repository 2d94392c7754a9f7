"""What a process is: its stages, steps, branches and the conditions that choose between them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from app.domain.core.errors import NotFound
from app.domain.core.frozen import frozen
from app.domain.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

RecordKind: TypeAlias = Literal["lead", "opportunity"]
StepKind: TypeAlias = Literal["field", "box", "action"]
Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "in", "contains", "is empty", "is not empty"]

#: Limits of Power Automate's business process flows.
MAX_STAGES = 30
MAX_STEPS = 30

#: What an action step can start.
ACTIONS = ("log_call", "book_appointment", "add_stakeholder", "add_competitor")

#: Where a branch leads that ends the process; no stage may have this code.
END = "end"


@frozen
class Compare:
    """One field held against a value.

    Attributes:
        field: The field's code; in a branch also the code of a box or action of the stage being left.
        op: How they are compared. A list field meets ``=`` when one of its values does.
        value: Text, a number, yes/no, `Money`, a date, a tuple of these for ``in``, nothing for
            ``is empty``. A plain number compared with money means the amount, whatever the currency.
    """

    field: str
    op: Operator
    value: object = None

    def as_json(self) -> dict[str, Any]:
        """The comparison as plain JSON."""
        shown: dict[str, Any] = {"field": self.field, "op": self.op}
        return shown if self.value is None else {**shown, "value": _value_as_json(self.value)}


@frozen
class AllOf:
    """Holds when every part does."""

    parts: tuple[Condition, ...]

    def as_json(self) -> dict[str, Any]:
        """The parts under ``all``."""
        return {"all": [part.as_json() for part in self.parts]}


@frozen
class AnyOf:
    """Holds when at least one part does."""

    parts: tuple[Condition, ...]

    def as_json(self) -> dict[str, Any]:
        """The parts under ``any``."""
        return {"any": [part.as_json() for part in self.parts]}


@frozen
class Not:
    """Holds when its part does not."""

    part: Condition

    def as_json(self) -> dict[str, Any]:
        """The part under ``not``."""
        return {"not": self.part.as_json()}


Condition: TypeAlias = Compare | AllOf | AnyOf | Not


@frozen
class Step:
    """One thing to do in a stage: a field to fill, a box to tick, an action to take.

    Attributes:
        code: Unique in the whole definition; ticks are kept under it.
        label: What a person reads.
        kind: Which of ``field`` and ``action`` is given; a box has neither.
        required: Whether the gate asks for it.
    """

    code: str
    label: str
    kind: StepKind
    field: str | None = None
    action: str | None = None
    required: bool = False
    help: str = ""

    def as_json(self) -> dict[str, Any]:
        """The step as plain JSON, without what is not set."""
        shown: dict[str, Any] = {"code": self.code, "label": self.label, "kind": self.kind}
        rest = {"field": self.field, "action": self.action, "required": self.required, "help": self.help}
        return shown | {key: value for key, value in rest.items() if value}


@frozen
class Branch:
    """A way out of a stage: to a stage's code or to `END`, always or under a condition."""

    to: str
    condition: Condition | None = None

    def as_json(self) -> dict[str, Any]:
        """The branch as plain JSON."""
        shown: dict[str, Any] = {"to": self.to}
        return shown if self.condition is None else {**shown, "condition": self.condition.as_json()}


@frozen
class Stage:
    """A part of the way, worked on one kind of record.

    Attributes:
        next: Branches in order; the first that holds is taken. When there is none, or none holds, the
            stage listed after this one follows.
    """

    code: str
    name: str
    kind: RecordKind
    steps: tuple[Step, ...]
    next: tuple[Branch, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The stage as plain JSON."""
        shown: dict[str, Any] = {"code": self.code, "name": self.name, "kind": self.kind}
        shown["steps"] = [step.as_json() for step in self.steps]
        return {**shown, "next": [branch.as_json() for branch in self.next]} if self.next else shown


@frozen
class Definition:
    """A process a manager has laid out.

    Attributes:
        order: The manager's order; the lowest whose condition holds is chosen.
        roles: The user roles it is for; empty means everybody.
        condition: On which records it is chosen; none means on all.
    """

    code: str
    name: str
    description: str
    order: int
    roles: tuple[str, ...]
    condition: Condition | None
    stages: tuple[Stage, ...]

    def has_stage(self, code: str) -> bool:
        """Whether a stage of that code is part of the process."""
        return any(stage.code == code for stage in self.stages)

    def stage(self, code: str) -> Stage:
        """The stage of that code.

        Raises:
            NotFound: When the definition has none.
        """
        for stage in self.stages:
            if stage.code == code:
                return stage
        known = ", ".join(stage.code for stage in self.stages)
        raise NotFound(f"{self.name} has no stage {code!r}.", field="stage", hint=f"Its stages are {known}.")

    def as_json(self) -> dict[str, Any]:
        """The definition as plain JSON, in the shape of the TOML files."""
        return {
            "code": self.code,
            "name": self.name,
            "description": self.description,
            "order": self.order,
            "roles": list(self.roles),
            **({} if self.condition is None else {"condition": self.condition.as_json()}),
            "stages": [stage.as_json() for stage in self.stages],
        }


def definition_from_json(stored: Mapping[str, Any]) -> Definition:
    """The definition that `Definition.as_json` wrote; what a person wrote goes through ``drafts`` first."""
    return Definition(
        code=stored["code"],
        name=stored["name"],
        description=stored["description"],
        order=stored["order"],
        roles=tuple(stored["roles"]),
        condition=_optional_condition(stored),
        stages=tuple(_stage_from_json(stage) for stage in stored["stages"]),
    )


def condition_from_json(stored: Mapping[str, Any]) -> Condition:
    """The condition that ``as_json`` wrote."""
    if "all" in stored:
        return AllOf(tuple(condition_from_json(part) for part in stored["all"]))
    if "any" in stored:
        return AnyOf(tuple(condition_from_json(part) for part in stored["any"]))
    if "not" in stored:
        return Not(condition_from_json(stored["not"]))
    return Compare(stored["field"], stored["op"], _value_from_json(stored.get("value")))


def fields_named(condition: Condition | None) -> frozenset[str]:
    """The fields a condition looks at: when one of them changes, another process may fit better."""
    match condition:
        case None:
            return frozenset()
        case Compare(field=field):
            return frozenset({field})
        case Not(part=part):
            return fields_named(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return frozenset().union(*(fields_named(part) for part in parts))


def holds(condition: Condition | None, values: Mapping[str, object]) -> bool:
    """Whether the condition is met by these values; no condition always is.

    An empty field meets only ``is empty`` and ``!=``. Text is compared without regard to case. Amounts of
    different currencies, and values of different kinds, are neither equal, nor less, nor more.
    """
    match condition:
        case None:
            return True
        case AllOf(parts=parts):
            return all(holds(part, values) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, values) for part in parts)
        case Not(part=part):
            return not holds(part, values)
        case Compare(field=field, op=op, value=value):
            return _meets(values.get(field), op, value)


def is_empty(value: object) -> bool:
    """Whether a field holds nothing: no value, blank text or a list without entries."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, tuple | list | set | frozenset) and not value)


def _meets(actual: object, op: Operator, wanted: object) -> bool:
    if op == "is empty":
        return is_empty(actual)
    if op == "is not empty":
        return not is_empty(actual)
    if op == "!=":
        return not _meets(actual, "=", wanted)
    if is_empty(actual):
        return False
    entries = actual if isinstance(actual, tuple | list | set | frozenset) else (actual,)
    if op == "in":
        return any(_order(entry, one) == 0 for entry in entries for one in cast("tuple[object, ...]", wanted))
    return any(_entry_meets(entry, op, wanted) for entry in entries)


def _entry_meets(actual: object, op: Operator, wanted: object) -> bool:
    if op == "contains":
        left, right = _plain(actual), _plain(wanted)
        return right in left if isinstance(left, str) and isinstance(right, str) else left == right
    order = _order(actual, wanted)
    if order is None:
        return False
    return {"=": order == 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[op]


def _order(actual: object, wanted: object) -> int | None:
    """-1, 0 or 1 as the first is less, equal or more; None when they cannot be compared."""
    left, right = _plain(actual), _plain(wanted)
    if isinstance(left, Money) and isinstance(right, Decimal):
        left = left.amount
    if isinstance(left, Money) and isinstance(right, Money):
        return _sign(left.minor, right.minor) if left.currency == right.currency else None
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return None if left.is_nan() or right.is_nan() else _sign(left, right)
    if type(left) is not type(right):
        return None
    if isinstance(left, str | date):
        return _sign(left, right)
    return 0 if left == right else None


def _plain(value: object) -> object:
    """The value in the one form of its kind: numbers as Decimal, text folded, moments as their date."""
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value) if isinstance(value, float) else value)
    return value.date() if isinstance(value, datetime) else value


def _sign(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def _optional_condition(stored: Mapping[str, Any]) -> Condition | None:
    return condition_from_json(stored["condition"]) if stored.get("condition") else None


def _stage_from_json(stored: Mapping[str, Any]) -> Stage:
    return Stage(
        code=stored["code"],
        name=stored["name"],
        kind=stored["kind"],
        steps=tuple(Step(**step) for step in stored["steps"]),
        next=tuple(Branch(branch["to"], _optional_condition(branch)) for branch in stored.get("next", ())),
    )


def _value_as_json(value: object) -> object:
    if isinstance(value, Money):
        return value.as_json()
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [_value_as_json(one) for one in value]
    return value


def _value_from_json(stored: object) -> object:
    if isinstance(stored, list | tuple):
        return tuple(_value_from_json(one) for one in stored)
    if isinstance(stored, dict):
        if "date" in stored:
            return date.fromisoformat(stored["date"])
        return Money.of(stored["amount"], stored["currency"])
    return stored
