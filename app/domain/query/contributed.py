"""What areas add to the questions that can be asked of a kind of record, without the kind knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import FromClause
from sqlalchemy.sql import ColumnElement

from app.domain.core.area import joined, resolve
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen

Found = Callable[[FromClause], ColumnElement[Any]]
"""Finds a value for each row of a record's table, such as a subquery that is bound to its ``id``."""


@frozen
class QueryField:
    """A field of a kind of record that lies elsewhere than in the record's table.

    Attributes:
        field: What it is called and of which type; one whose values lie in a single column.
        found: Where its value is, for the record's table.
        folded: Where the folded form of a text is; without it, capitals alone make no difference.
    """

    field: Field
    found: Found
    folded: Found | None = None

    def __post_init__(self) -> None:
        """Refuse a type that needs more than one column.

        Raises:
            ValueError: It does.
        """
        kind = self.field.field_type
        if kind.comparison.of_several or kind.comparison.scalar == "money" or kind.link not in ("", "user"):
            raise ValueError(f"{self.field.code}: {kind.name} lies in more than one column")


def contributed(kind: str) -> tuple[QueryField, ...]:
    """What areas added for a kind of record."""
    return tuple(resolve(place) for area in joined() for of, place in area.query_fields if of == kind)
