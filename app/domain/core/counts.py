"""Counts: how many rows fit a condition, and whether that still holds after a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from app.domain.core.changes import Change
from app.domain.core.frozen import frozen


@frozen
class Count:
    """How many rows there were.

    Attributes:
        number: How many.
        day: When they were counted, in the zone of whoever asked: words such as ``tomorrow`` mean the same all day.
        columns: The columns by which they were chosen, by table.
    """

    number: int
    day: date
    columns: Mapping[str, AbstractSet[str]]

    def holds(self, changes: Iterable[Change]) -> bool:
        """Whether there are as many after some changes, as far as can be told without asking."""
        return not any(self._is_of(change) for change in changes)

    def _is_of(self, change: Change) -> bool:
        if not change.whole.isdisjoint(self.columns):
            return True
        mentioned = ((row.columns, self.columns[row.table]) for row in change.touched if row.table in self.columns)
        return any(not changed or not changed.isdisjoint(columns) for changed, columns in mentioned)
