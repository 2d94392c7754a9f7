"""Conditions that no record can meet, as far as that shows in the condition itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.query.ast import And, Comparison, Condition, Emptiness, Me, Membership, Or
from app.domain.query.context import QueryContext


def field_at_odds(tree: Condition, fields: Sequence[Field], context: QueryContext) -> Field | None:
    """The field of which a condition asks what cannot be at once, such as two values; ``None`` where there is none.

    Args:
        tree: The condition, with fields by their codes.
        fields: The fields there are.
        context: How values are read.
    """
    if isinstance(tree, Or):
        odd = [field_at_odds(each, fields, context) for each in tree.conditions]
        return odd[0] if all(odd) else None
    if not isinstance(tree, And):
        return None
    inner = (field_at_odds(each, fields, context) for each in tree.conditions)
    known = {each.code: each for each in fields if not each.field_type.several}
    return next((each for each in inner if each), None) or next(_clashing(tree, known, context), None)


def _clashing(tree: And, known: dict[str, Field], context: QueryContext) -> Iterator[Field]:
    asked = [each for each in tree.conditions if isinstance(each, Comparison | Membership | Emptiness)]
    for one, other in combinations(asked, 2):
        field = known.get(one.field)
        if one.field == other.field and field is not None and _exclude(field, one, other, context):
            yield field


def _exclude(
    field: Field,
    one: Comparison | Membership | Emptiness,
    other: Comparison | Membership | Emptiness,
    context: QueryContext,
) -> bool:
    """Whether no value is both."""
    if isinstance(one, Emptiness) or isinstance(other, Emptiness):
        return (_is_empty(one) and _has_value(other)) or (_is_empty(other) and _has_value(one))
    several, others = _values(one), _values(other)
    if several is not None and others is not None:
        return several.isdisjoint(others)
    if isinstance(one, Comparison) and isinstance(other, Comparison):
        return _apart(field, one, other, context) or _apart(field, other, one, context)
    return False


def _is_empty(condition: Condition) -> bool:
    return isinstance(condition, Emptiness) and not condition.negated


def _has_value(condition: Condition) -> bool:
    """Whether only a value meets it, and not nothing."""
    if isinstance(condition, Emptiness):
        return condition.negated
    if isinstance(condition, Membership):
        return not condition.negated
    return isinstance(condition, Comparison) and condition.operator not in ("!=", "!~")


def _values(condition: Condition) -> frozenset[str] | None:
    """The values of which it must be one; ``None`` where it asks something else, or for whoever asks."""
    if isinstance(condition, Comparison) and condition.operator == "=" and not isinstance(condition.value, Me):
        return frozenset({fold(condition.value.text)})
    if isinstance(condition, Membership) and not condition.negated:
        named = [each for each in condition.values if not isinstance(each, Me)]
        return frozenset(fold(each.text) for each in named) if len(named) == len(condition.values) else None
    return None


def _apart(field: Field, lower: Comparison, upper: Comparison, context: QueryContext) -> bool:
    """Whether the one is at least what the other is below."""
    if lower.operator not in (">", ">=", "=") or upper.operator not in ("<", "<=", "="):
        return False
    try:
        least, most = (_operand(field, each, context) for each in (lower, upper))
        both = lower.operator != ">" and upper.operator != "<"
        return bool(least > most or (least == most and not both))
    except (Invalid, TypeError):
        return False


def _operand(field: Field, condition: Comparison, context: QueryContext) -> Any:
    value = field.field_type.operand(field, condition.value.text, context.values)
    if isinstance(value, str):
        raise TypeError("texts have no least")
    return value
