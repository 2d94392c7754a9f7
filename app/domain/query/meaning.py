"""What a query means for the fields of a kind of record: from its tree to predicates, each refusal in its place."""

from __future__ import annotations

from typing import assert_never

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.field_types.comparisons import Question
from app.domain.core.field_types.predicates import AllOf, AnyOf, Empty, Found, Opposite, Predicate
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.suggestions import quoted
from app.domain.query.ast import (
    And,
    Comparison,
    Condition,
    Emptiness,
    Everything,
    Me,
    Membership,
    Not,
    Or,
    Value,
    Word,
)
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.domain.query.names import FieldNames
from app.words import listed, say


def meaning_of(tree: Condition, names: FieldNames, context: QueryContext) -> Predicate:
    """What a query asks of a record.

    Each part is true or false for every record, never unknown: ``not`` and ``!=`` therefore find
    the records without a value too.

    Args:
        tree: The query.
        names: The fields there are.
        context: What the answer depends on.

    Raises:
        QueryProblem: A field is unknown, or cannot be compared like that with that value.
    """
    match tree:
        case Everything():
            return AllOf(())
        case Word():
            return Found(fold(tree.text), normalise_code(tree.text) if looks_like_code(tree.text) else None)
        case And():
            return AllOf(tuple(meaning_of(each, names, context) for each in tree.conditions))
        case Or():
            return AnyOf(tuple(meaning_of(each, names, context) for each in tree.conditions))
        case Not():
            return Opposite(meaning_of(tree.condition, names, context))
        case Comparison() | Membership() | Emptiness():
            return _about_field(tree, names.find(tree.field, tree.place), context)
        case _:
            assert_never(tree)


def _about_field(tree: Comparison | Membership | Emptiness, each: Field, context: QueryContext) -> Predicate:
    if isinstance(tree, Emptiness):
        return _turned(Empty(each), negated=tree.negated)
    if isinstance(tree, Membership):
        answers = tuple(_compared(each, "=", value, context) for value in tree.values)
        return _turned(AnyOf(answers), negated=tree.negated)
    negated = tree.operator in ("!=", "!~")
    operator = tree.operator.removeprefix("!") if negated else tree.operator
    return _turned(_compared(each, operator, tree.value, context), negated=negated)


def _turned(answer: Predicate, *, negated: bool) -> Predicate:
    return Opposite(answer) if negated else answer


def _compared(each: Field, operator: str, value: Value, context: QueryContext) -> Predicate:
    comparison = each.field_type.comparison
    if operator not in comparison.operators:
        *others, last = comparison.signs
        raise QueryProblem(
            say("{label} cannot be compared with {sign}.", label=each.label, sign=quoted(operator)),
            value.place,
            field=each.code,
            hint=say("Use {signs} or {last}.", signs=listed(others), last=last),
        )
    mine = isinstance(value, Me)
    question = Question(each, operator, value.text, context.values, mine, context.me, context.users, context.rates)
    try:
        return comparison.asks(question)
    except NotFound as problem:
        raise QueryProblem(problem.message, value.place, hint=problem.hint) from problem
    except Invalid as problem:
        message = say("{label}: {problem}", label=each.label, problem=problem.message)
        raise QueryProblem(message, value.place, field=each.code, hint=problem.hint) from problem
