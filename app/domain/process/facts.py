"""What the conditions of a process are judged by: a record's values, and who asks, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from app.domain.core.fields import Field
from app.domain.query.context import QueryContext

if TYPE_CHECKING:
    from app.domain.query.ast import Condition
    from app.domain.query.names import FieldNames


_Tests: TypeAlias = dict[tuple[str, tuple[str, ...]], Callable[[Mapping[str, Any]], bool]]


class Facts(Mapping[str, Any]):
    """A record's values by field code, about which conditions can be asked."""

    def __init__(
        self,
        values: Mapping[str, Any],
        fields: Sequence[Field],
        context: QueryContext,
        own_fields: Callable[[], Sequence[Field]] = tuple,
        tests: _Tests | None = None,
    ) -> None:
        """Know the values and the fields they are of, and the conditions understood so far.

        Args:
            values: By field code.
            fields: What they are of.
            context: Who asks, when and where.
            own_fields: Reads the fields that managers added; called when a condition names what is none of ours.
            tests: The conditions understood so far.
        """
        self._values = values
        self._fields = tuple(fields)
        self._context = context
        self._own_fields = own_fields
        self._tests: _Tests = {} if tests is None else tests

    def about(self, values: Mapping[str, Any]) -> Facts:
        """The same about another record; conditions are understood once for all of them."""
        return Facts(values, self._fields, self._context, self._own_fields, self._tests)

    def __getitem__(self, code: str) -> Any:
        return self._values[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def hold(self, condition: str | None, ticks: Mapping[str, bool | str] | None = None) -> bool:
        """Whether a condition holds; no condition always does.

        Args:
            condition: In the query language.
            ticks: The boxes and actions of a stage, which it may ask about by their codes.
        """
        if condition is None:
            return True
        marks = {code: bool(mark) for code, mark in (ticks or {}).items()}
        key = (condition, tuple(marks))
        if key not in self._tests:
            self._tests[key] = self._test(condition, marks)
        return self._tests[key]({**marks, **self._values})

    def _test(self, condition: str, boxes: Iterable[str]) -> Callable[[Mapping[str, Any]], bool]:
        from app.domain.query.ast import fields_of
        from app.domain.query.meaning import meaning_of
        from app.domain.query.memory import test_of

        tree = _read(condition)
        fields, boxes = self._fields, tuple(boxes)
        names = _names((*fields, *map(_box, boxes)))
        if any(names.get(name) is None for name in fields_of(tree)):
            fields = (*fields, *self._own_fields())
            names = _names((*fields, *map(_box, boxes)))
        never_ticked = [name for name in fields_of(tree) if names.get(name) is None]
        if never_ticked:
            names = _names((*fields, *map(_box, (*boxes, *sorted(never_ticked)))))
        return test_of(meaning_of(tree, names, self._context), self._context)


def fields_named(condition: str | None) -> frozenset[str]:
    """The fields a condition looks at: when one of them changes, another process may fit better."""
    if condition is None:
        return frozenset()
    from app.domain.query.ast import fields_of

    return fields_of(_read(condition))


def _box(code: str) -> Field:
    """A box or action of a stage as a field of conditions."""
    return Field(code, code, "yes_no")


@lru_cache(maxsize=256)
def _read(condition: str) -> Condition:
    from app.domain.query.parser import parse

    return parse(condition)


@lru_cache(maxsize=64)
def _names(fields: tuple[Field, ...]) -> FieldNames:
    from app.domain.query.names import FieldNames

    return FieldNames(fields)
