"""The custom fields an import fills: those there are, and those it makes for the file's own columns."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from sqlalchemy import func, select

from app.domain.capture.headings import IGNORE, TargetField
from app.domain.capture.mapping import FileMapping
from app.domain.core.folding import letters_of
from app.domain.core.roles import DEFINE_FIELDS
from app.domain.core.text import clean_line
from app.domain.fields.cards import custom_type
from app.domain.fields.editing import custom_fields
from app.domain.fields.records import CustomField
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import say
from app.words.declared import in_each_language

WITH_CUSTOM_FIELDS = ("lead", "contact", "account", "opportunity")
"""Kinds of record that have custom fields."""


def custom_targets(asked: Asked, kind: str) -> dict[str, TargetField]:
    """The custom fields of a kind as targets of columns; a choice takes new values."""
    return {
        f"custom:{each.code}": TargetField(
            f"custom:{each.code}",
            each.type,
            {code: tuple(in_each_language(words)) for code, words in each.choices},
            each.label,
            extendable=each.field_type.needs_choices,
        )
        for each in custom_fields(asked, kind)
    }


def without_new_fields(mapping: FileMapping, known: Container[str]) -> FileMapping:
    """The mapping for somebody who may not define fields: columns that would need a new one are left out."""
    return replace(
        mapping,
        columns=tuple(
            replace(each, target=IGNORE, reason=say("only a manager defines fields"))
            if each.is_custom and each.target not in known
            else replace(each, new_choices=())
            for each in mapping.columns
        ),
    )


def define_custom_fields(unit: UnitOfWork, mapping: FileMapping, desk: Desk) -> tuple[str, ...]:
    """Make the custom fields a mapping asks for, and add the new choices of those there are.

    Returns:
        The codes of the fields made.

    Raises:
        NotAllowed: There are some to make, and the user's role does not allow it.
    """
    if mapping.kind not in WITH_CUSTOM_FIELDS:
        return ()
    unit.hold("fields")
    session = unit.session
    there = {
        field.code: field
        for field in session.scalars(select(CustomField).where(CustomField.record_kind == mapping.kind))
    }
    last = session.scalar(select(func.max(CustomField.position)).where(CustomField.record_kind == mapping.kind))
    made: list[str] = []
    for plan in mapping.columns:
        code = plan.target.removeprefix("custom:")
        choices = [clean_line(choice) for choice in plan.new_choices]
        if not plan.is_custom:
            continue
        if code not in there or choices:
            desk.require(DEFINE_FIELDS)
        if code in there:
            _extend(there[code], choices)
            continue
        unit.add(
            CustomField(
                record_kind=mapping.kind,
                code=code,
                label=clean_line(plan.label or plan.heading) or code,
                type=plan.custom_type or "line",
                choices=choices,
                position=(last or 0) + len(made) + 1,
            )
        )
        made.append(code)
    session.flush()
    return tuple(made)


def _extend(field: CustomField, choices: list[str]) -> None:
    known = {letters_of(choice) for choice in field.choices}
    new = [choice for choice in choices if letters_of(choice) not in known]
    if custom_type(field.type).needs_choices and new:
        field.choices = [*field.choices, *new]
