"""A condition over the fields of a kind of record: written once, asked of a database or of records in memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.query import ast
from app.domain.query.ast import fields_of, renamed
from app.domain.query.context import QueryContext
from app.domain.query.errors import NOWHERE
from app.domain.query.meaning import meaning_of
from app.domain.query.memory import Test, Values, test_of
from app.domain.query.names import FieldNames
from app.domain.query.parser import parse

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from app.domain.query.columns import ColumnSource


@frozen
class Condition:
    """A condition that was read and makes sense for its fields; what it says with time depends on who asks.

    Attributes:
        tree: The condition.
        names: The fields there are, by the names a condition may use.
    """

    tree: ast.Condition
    names: FieldNames

    @classmethod
    def parse(cls, text: str, fields: Sequence[Field], context: QueryContext) -> Condition:
        """The condition that a text says, with every field called by its code.

        Raises:
            QueryProblem: It cannot be understood, names an unknown field, or compares what cannot be compared; the
                problem knows its place in the text.
        """
        names = _names(tuple(fields))
        tree = parse(text, names)
        meaning_of(tree, names, context)
        codes = {name: names.find(name, NOWHERE).code for name in fields_of(tree)}
        return cls(renamed(tree, codes), names)

    def __str__(self) -> str:
        return str(self.tree)

    @property
    def fields(self) -> frozenset[str]:
        """The codes of the fields it looks at."""
        return fields_of(self.tree)

    def matcher(self, context: QueryContext) -> Test:
        """The function that says whether a record fulfils it; for many records it is made once."""
        return test_of(meaning_of(self.tree, self.names, context), context)

    def matches(self, values: Values, context: QueryContext) -> bool:
        """Whether a record in memory fulfils it."""
        return self.matcher(context)(values)

    def where(self, columns: ColumnSource, context: QueryContext) -> ColumnElement[bool]:
        """The SQL condition that finds the records which fulfil it."""
        from app.domain.query.compiler import where

        return where(meaning_of(self.tree, columns.names, context), columns)


@lru_cache(maxsize=32)
def _names(fields: tuple[Field, ...]) -> FieldNames:
    return FieldNames(fields)
