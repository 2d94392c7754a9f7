"""Types that name other records: one by its id, or several people by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.field_types.base import CellContext, EntryKind, Field, FieldType
from app.domain.core.field_types.choices import Tags
from app.domain.core.field_types.comparisons import LINK, USER
from app.domain.core.frozen import frozen
from app.words import Message


@frozen
class Link:
    """A record named by another one."""

    kind: str
    id: str
    code: str
    title: str

    def __str__(self) -> str:
        return self.title

    def as_json(self) -> dict[str, str]:
        """The link as the command line prints it."""
        return {"kind": self.kind, "id": self.id, "code": self.code, "title": self.title}


class RecordLink(FieldType):
    """Another record of one kind; what is typed stays text until whoever knows the records resolves it."""

    value_class = Link
    for_custom = False

    def __init__(self, kind: str) -> None:
        """Link to records of a kind, after which the type is called too."""
        self.name = self.link = self.completes = kind
        self.noun = f"{kind}s"
        self.comparison = USER if kind == "user" else LINK

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> str:
        """The id of the record that a cell names."""
        try:
            return cells.find(self.link, str(cell).strip())
        except NotFound as problem:
            raise Invalid(problem.message) from problem

    def columns(self, field: Field) -> tuple[str, ...]:
        """The other record's id."""
        return (f"{field.code}_id",)

    def card_columns(self, field: Field) -> tuple[str, ...]:
        """The other record's code and title too."""
        return (f"{field.code}_id", f"{field.code}_code", f"{field.code}_title")

    def card_value(self, field: Field, row: Mapping[str, Any]) -> Link | None:
        """The other record, named."""
        identity, code, title = (row[name] for name in self.card_columns(field))
        return Link(self.link, identity, code, title) if identity else None

    def entry(self, field: Field) -> EntryKind:
        """Found among records."""
        return "link"


class People(Tags):
    """Names of people; those of contacts are completed, others are welcome."""

    name = "people"
    noun: Message = "people"
    completes = "contact"
    for_custom = False

    def entry(self, field: Field) -> EntryKind:
        """Found among records."""
        return "link"


class Colleagues(People):
    """Users by their names; which ones are meant is found when they are put to use."""

    name = "users"
    noun: Message = "users"
    completes = "user"
