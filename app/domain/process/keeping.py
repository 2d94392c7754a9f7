"""The definitions that are kept: their newest versions, what each is called, and how many records follow them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from app.domain.core.errors import NotFound
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.suggestions import nearest
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS
from app.domain.process.definitions import Definition, definition_from_json, is_whole
from app.domain.process.queries import RECORDS
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.rows import DefinitionLine
from app.domain.store.database import Reader
from app.domain.store.unit import UnitOfWork
from app.words import in_each_language, in_english, listed, say

#: Between the places of two definitions in the manager's order, so that one with an order of its own fits in.
_STEP: Final = 10

COLUMNS: Final = (
    ProcessDefinition.id,
    ProcessDefinition.code,
    ProcessDefinition.edition,
    ProcessDefinition.position,
    ProcessDefinition.active,
    ProcessDefinition.body,
)
"""What a line is made of."""


class Kept(Protocol):
    """A definition that is kept: a record or a line of it."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name."""


K = TypeVar("K", bound=Kept)


def newest(*wanted: Any) -> Select[Any]:
    """What is wanted of the newest version of each definition, in the manager's order."""
    last = (
        select(ProcessDefinition.code, func.max(ProcessDefinition.edition).label("edition"))
        .group_by(ProcessDefinition.code)
        .subquery()
    )
    is_last = and_(last.c.code == ProcessDefinition.code, last.c.edition == ProcessDefinition.edition)
    return select(*wanted).join(last, is_last).order_by(ProcessDefinition.position, ProcessDefinition.code)


def running(reader: Reader, by: Any) -> dict[str, int]:
    """How many records are on their way through definitions, by a column of these; those put away do not count."""
    there: list[ColumnElement[bool]] = []
    for kind in RECORDS:
        table, column = KINDS[kind].table, getattr(ProcessInstance, f"{kind}_id")
        living = select(table.c.id).where(table.c.id == column, table.c.deleted_at.is_(None)).exists()
        theirs = living if kind == RECORDS[-1] else and_(ProcessInstance.opportunity_id.is_(None), living)
        there.append(theirs)
    counted = (
        select(by, func.count())
        .join(ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id)
        .where(ProcessInstance.current.is_(True), ProcessInstance.status == "active", or_(*there))
        .group_by(by)
    )
    return dict(reader.connection.execute(counted).all())


def line(row: Any, following: int) -> DefinitionLine:
    """What the faces see of a row of ``COLUMNS``."""
    return DefinitionLine(definition_from_json(row.body), row.edition, active=row.active, running=following)


def rows(unit: UnitOfWork) -> list[ProcessDefinition]:
    """The newest version of each definition as a record, in the manager's order."""
    return list(unit.session.scalars(newest(ProcessDefinition)))


def row_called(unit: UnitOfWork, name: str) -> ProcessDefinition:
    """The newest version of the definition of that code or name.

    Raises:
        NotFound: There is none.
    """
    unit.hold("processes")
    return called(rows(unit), name)


def called(kept: Iterable[K], name: str) -> K:
    """The definition of that code or name.

    Raises:
        NotFound: There is none.
    """
    there = {each.code: each for each in kept}
    wanted = fold(name).strip()
    code = wanted.replace("-", "_").replace(" ", "_")
    named = [each for each in there.values() if wanted in map(fold, in_each_language(_name(each)))]
    found = there.get(code) or (named[0] if named else None)
    if found is not None:
        return found
    near = nearest(code, there)
    hint = say("Did you mean {name}?", name=near) if near else say("Processes are: {names}.", names=listed(there))
    raise NotFound(say("There is no process “{name}”.", name=name[:40]), field="process", hint=hint)


def _name(kept: Kept) -> str:
    if isinstance(kept, ProcessDefinition) and is_whole(kept.body):
        return definition_from_json(kept.body).name
    return kept.name


def add(unit: UnitOfWork, definition: Definition, *, edition: int, active: bool) -> ProcessDefinition:
    """Keep a version of a definition."""
    return unit.add(
        ProcessDefinition(
            code=definition.code,
            edition=edition,
            name=in_english(definition.name),
            position=definition.order,
            active=active,
            body=definition.as_json(),
        )
    )


def place(wanted: Sequence[ProcessDefinition]) -> None:
    """Put definitions in this order; that is no new version of theirs."""
    for number, row in enumerate(wanted, 1):
        if row.position != number * _STEP:
            row.position = number * _STEP
            row.body = {**row.body, "order": row.position}


def known_fields(asked: Connection) -> dict[str, Sequence[Field]]:
    """The fields of leads and of opportunities, with those that managers added."""
    return {kind: (*KINDS[kind].fields, *custom_fields(asked, kind)) for kind in RECORDS}
