"""What the codes in tables are called: in English they are told as they are, in other languages by their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from app.words import Words, in_context, label

if TYPE_CHECKING:
    from app.domain.core.fields import Field

Called = Callable[[str], str]
"""What a code is called in the language of the moment."""

_ACTIVITIES: Final[Mapping[str, Words]] = {
    "call": in_context("activity", "call"),
    "email": in_context("activity", "email"),
    "appointment": in_context("activity", "appointment"),
    "task": in_context("activity", "task"),
    "note": in_context("activity", "note"),
    "post": in_context("activity", "post"),
    "system": in_context("activity", "system"),
    "next_contact": in_context("activity", "next contact"),
}
_STANDINGS: Final[Mapping[str, Words]] = {
    "planned": in_context("activity", "planned"),
    "open": in_context("activity", "open"),
    "cancelled": in_context("activity", "cancelled"),
    "completed": in_context("activity", "completed"),
}
_JOBS: Final[Mapping[str, Words]] = {
    "waiting": in_context("job", "waiting"),
    "running": in_context("job", "running"),
    "done": in_context("job", "done"),
    "failed": in_context("job", "failed"),
}
_PROCESSES: Final[Mapping[str, Words]] = {
    "active": in_context("process", "active"),
    "finished": in_context("process", "finished"),
    "abandoned": in_context("process", "abandoned"),
}


def by_field(fields: str, code: str) -> Called:
    """How a field calls its choices.

    Args:
        fields: Where its area declares its fields, as ``module:NAME``; loaded when it is needed.
        code: The field.
    """

    def called(choice: str) -> str:
        module, _, name = fields.partition(":")
        declared: tuple[Field, ...] = getattr(import_module(module), name)
        return next(each for each in declared if each.code == code).choice_label(choice)

    return called


def field_value(kind: str, code: str | None, value: Any) -> Any:
    """A value of a lead's or an opportunity's field; a choice as the field calls it."""
    if kind == "lead":
        from app.domain.leads.fields import LEAD_FIELDS as DECLARED
    else:
        from app.domain.sales.fields import OPPORTUNITY_FIELDS as DECLARED
    field = next((each for each in DECLARED if each.code == code), None)
    return field.choice_label(value) if field is not None and field.choices and isinstance(value, str) else value


def activity(kind: str) -> str:
    """A kind of activity, or what else stands on an agenda."""
    return _of(_ACTIVITIES, kind)


def standing(status: str) -> str:
    """How an activity stands."""
    return _of(_STANDINGS, status)


def job_state(state: str) -> str:
    """How far a job has come."""
    return _of(_JOBS, state)


def process_status(status: str) -> str:
    """How a process stands."""
    return _of(_PROCESSES, status)


def kind_name(kind: str) -> str:
    """A kind of record."""
    from app.widgets import called

    return called.kind_name(kind)


def role_name(role: str) -> str:
    """A user's role."""
    from app.widgets import called

    return called.role_name(role)


def card_action(word: str) -> str:
    """What can be done about a card."""
    from app.widgets import called

    return called.card_action(word)


def outcome_name(outcome: str) -> str:
    """How something ended."""
    from app.widgets import called

    return called.outcome_name(outcome)


def _of(known: Mapping[str, Words], code: str) -> str:
    return label(known[code]) if code in known else code
