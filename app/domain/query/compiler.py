"""From a query's tree to an SQL condition: known columns only, every value a bound parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from sqlalchemy import and_, not_, or_, true
from sqlalchemy.sql import ColumnElement

from app.domain.core.fields import ParseContext
from app.domain.core.folding import fold, like_pattern
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.query.ast import (
    And,
    Comparison,
    Condition,
    Emptiness,
    Everything,
    Membership,
    Not,
    Or,
    Word,
)
from app.domain.query.columns import ColumnSource
from app.domain.query.comparing import Question, ask, is_empty
from app.domain.query.parser import parse


@dataclass(frozen=True, slots=True)
class QueryContext:
    """What a query's answer depends on beside the records.

    Attributes:
        values: The present moment, zone, currency and region with which values are read.
        me: The id of the user who asks; ``None`` where nobody does.
    """

    values: ParseContext
    me: str | None = None


def compile_condition(tree: Condition, columns: ColumnSource, context: QueryContext) -> ColumnElement[bool]:
    """The SQL condition of a query.

    Each condition is true or false for every record, never unknown: ``not`` and ``!=`` therefore find
    the records without a value too.

    Args:
        tree: The query.
        columns: Where the fields lie.
        context: What the answer depends on.

    Raises:
        QueryProblem: A field is unknown, or cannot be compared like that with that value.
    """
    match tree:
        case Everything():
            return true()
        case Word():
            return _found(tree, columns)
        case And():
            return and_(*(compile_condition(each, columns, context) for each in tree.conditions))
        case Or():
            return or_(*(compile_condition(each, columns, context) for each in tree.conditions))
        case Not():
            return not_(compile_condition(tree.condition, columns, context))
        case Comparison() | Membership() | Emptiness():
            return _about_field(tree, columns, context)
        case _:
            assert_never(tree)


def compile_text(text: str, columns: ColumnSource, context: QueryContext) -> ColumnElement[bool]:
    """The SQL condition of a query as it was typed.

    Raises:
        QueryProblem: It cannot be understood or answered.
    """
    return compile_condition(parse(text, columns.names), columns, context)


def _found(word: Word, columns: ColumnSource) -> ColumnElement[bool]:
    """Whether the searchable text holds the word, or the short code is the one it may be."""
    found = columns.search().like(f"%{like_pattern(fold(word.text))}%", escape="\\")
    code = columns.code()
    if code is not None and looks_like_code(word.text):
        return or_(found, code == normalise_code(word.text))
    return found


def _about_field(
    tree: Comparison | Membership | Emptiness, columns: ColumnSource, context: QueryContext
) -> ColumnElement[bool]:
    each = columns.names.find(tree.field, tree.place)
    if isinstance(tree, Emptiness):
        empty = is_empty(each, columns)
        return not_(empty) if tree.negated else empty
    if isinstance(tree, Membership):
        answers = [ask(Question(each, "=", value, columns, context.values, context.me)) for value in tree.values]
        return not_(or_(*answers)) if tree.negated else or_(*answers)
    negated = tree.operator in ("!=", "!~")
    operator = tree.operator.removeprefix("!") if negated else tree.operator
    answer = ask(Question(each, operator, tree.value, columns, context.values, context.me))
    return not_(answer) if negated else answer
