"""What the values of a file's columns are like: how many, how varied, of which shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.domain.capture.values import (
    blank,
    date_order,
    decimal_mark,
    international,
    shape_of,
    value_text,
)
from app.domain.core.amounts import yes_or_no
from app.domain.core.fields import FieldType, type_named

PROFILED_ROWS = 10_000
"""How many rows are looked at; a longer file is judged by its beginning."""

MAX_CHOICES = 40
"""More different values than this are text, not a choice."""

_LONGEST_CHOICE = 80
_LONGEST_LINE = 200
_USES_OF_A_CHOICE = 3
_ALL_BUT_SLIPS = 0.98
_TEXTS_LOOKED_AT = 500
_EXAMPLES = 3
_UNFIT_SHOWN = 20

_NARROW = ("integer", "decimal", "money", "email", "url")
"""The types of a new field that are tried, the narrowest first."""


@dataclass(slots=True)
class Profile:
    """The values of one column, counted."""

    values: Counter[str] = field(default_factory=Counter)
    """Filled values as trimmed text."""
    shapes: dict[str, str] = field(default_factory=dict)
    """The shape of each value."""
    rows: int = 0
    """How many rows were looked at, filled or not."""
    filled: int = 0

    def share_fitting(self, type_: FieldType) -> float:
        """The part of the filled cells that a field of this type would take, 0 to 1."""
        fitting = sum(count for value, count in self.values.items() if type_.takes(value, self.shapes[value]))
        return fitting / self.filled if self.filled else 0.0

    def share_international(self) -> float:
        """The part of the different values, of many the first ones, that are phone numbers with their country."""
        texts = list(islice(self.values, _TEXTS_LOOKED_AT))
        return sum(map(international, texts)) / max(len(texts), 1)

    def unfit(self, type_: FieldType) -> tuple[str, ...]:
        """Some of the values that a field of this type would not take."""
        unfit = (value for value in self.ordered() if not type_.takes(value, self.shapes[value]))
        return tuple(islice(unfit, _UNFIT_SHOWN))

    def share_distinct(self) -> float:
        """The part of the filled cells that hold different values, 0 to 1."""
        return len(self.values) / self.filled if self.filled else 0.0

    def counts_rows(self) -> bool:
        """Whether the values are 1, 2, 3 and so on."""
        return all(value == str(number) for number, value in enumerate(self.values, 1))

    def mean_length(self) -> float:
        """The average length of the different values in characters."""
        return sum(map(len, self.values)) / max(len(self.values), 1)

    def ordered(self) -> list[str]:
        """The different values, most frequent first."""
        return [value for value, _ in self.values.most_common()]

    def examples(self) -> tuple[str, ...]:
        """A few values to show, most frequent first."""
        return tuple(value[:_LONGEST_CHOICE] for value, _ in self.values.most_common(_EXAMPLES))

    def date_order(self) -> str | None:
        """How the dates are written: ymd, dmy, mdy or undecided."""
        return date_order(list(islice(self.values, _TEXTS_LOOKED_AT)))

    def decimal_mark(self) -> str | None:
        """The decimal point or comma, or undecided."""
        return decimal_mark(list(islice(self.values, _TEXTS_LOOKED_AT)))

    def custom_type(self) -> FieldType:
        """The narrowest type of field that takes all values but a few slips."""
        return type_named(self._narrowest())

    def _narrowest(self) -> str:
        if not self.filled:
            return "line"
        truths = {yes_or_no(value) for value in self.values}
        written = any(shape == "yes_no" for shape in self.shapes.values())
        if None not in truths and (written or len(self.values) > 1):
            return "yes_no"
        for name in _NARROW:
            if self.share_fitting(type_named(name)) >= _ALL_BUT_SLIPS:
                return name
        if self.share_fitting(type_named("date")) >= _ALL_BUT_SLIPS:
            return "moment" if "moment" in self.shapes.values() else "date"
        longest = max(map(len, self.values))
        if longest <= _LONGEST_CHOICE and self._repeats_itself():
            return "choice"
        return "prose" if longest > _LONGEST_LINE or any("\n" in value for value in self.values) else "line"

    def _repeats_itself(self) -> bool:
        """Whether few values come again and again."""
        varied = len(self.values)
        return 1 < varied <= MAX_CHOICES and self.filled >= varied * _USES_OF_A_CHOICE


def profile_columns(width: int, rows: Iterable[Sequence[object]]) -> list[Profile]:
    """Count the values of each column over the first `PROFILED_ROWS` rows."""
    looked_at = list(islice(rows, PROFILED_ROWS))
    profiles = []
    for place in range(width):
        cells = Counter(_hashable(row[place]) for row in looked_at if place < len(row))
        profiles.append(_profile(cells, len(looked_at)))
    return profiles


def _hashable(cell: object) -> tuple[type, object]:
    """A cell to count by: 1, 1.0 and true are different values of a workbook."""
    return type(cell), cell


def _profile(cells: Counter[tuple[type, object]], rows: int) -> Profile:
    """The profile of a column whose cells have been counted."""
    profile = Profile(rows=rows)
    for (_, cell), count in cells.items():
        if blank(cell):
            continue
        text = value_text(cell)
        profile.values[text] += count
        profile.shapes[text] = shape_of(cell)
        profile.filled += count
    return profile
