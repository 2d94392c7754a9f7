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
    yes_no,
)

PROFILED_ROWS = 10_000
"""How many rows are looked at; a longer file is judged by its beginning."""

MAX_CHOICES = 40
"""More different values than this are text, not a choice."""

_LONGEST_CHOICE = 80
_LONGEST_LINE = 200
_USES_OF_A_CHOICE = 3
_ALL_BUT_SLIPS = 0.98
_PHONE_DIGITS = 5
_TEXTS_LOOKED_AT = 500
_EXAMPLES = 3
_UNFIT_SHOWN = 20

_FITTING = {
    "email": {"email"},
    "url": {"url"},
    "integer": {"integer"},
    "decimal": {"integer", "decimal"},
    "money": {"integer", "decimal", "money"},
    "date": {"date", "moment"},
    "moment": {"date", "moment"},
    "yes_no": {"yes_no"},
}
"""The shapes of value that a field's type takes; a type left out takes any."""


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

    def share_fitting(self, type_: str) -> float:
        """The part of the filled cells that a field of this type would take, 0 to 1."""
        fitting = sum(count for value, count in self.values.items() if self._fits(value, type_))
        return fitting / self.filled if self.filled else 0.0

    def share_international(self) -> float:
        """The part of the different values, of many the first ones, that are phone numbers with their country."""
        texts = list(islice(self.values, _TEXTS_LOOKED_AT))
        return sum(map(international, texts)) / max(len(texts), 1)

    def unfit(self, type_: str) -> tuple[str, ...]:
        """Some of the values that a field of this type would not take."""
        unfit = (value for value in self.ordered() if not self._fits(value, type_))
        return tuple(islice(unfit, _UNFIT_SHOWN))

    def _fits(self, value: str, type_: str) -> bool:
        if type_ == "phone":
            return sum(letter.isdigit() for letter in value) >= _PHONE_DIGITS
        if type_ == "yes_no":
            return yes_no(value) is not None
        return type_ not in _FITTING or self.shapes[value] in _FITTING[type_]

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

    def custom_type(self) -> str:
        """The narrowest type of field that takes all values but a few slips."""
        if not self.filled:
            return "line"
        truths = {yes_no(value) for value in self.values}
        written = any(shape == "yes_no" for shape in self.shapes.values())
        if None not in truths and (written or len(self.values) > 1):
            return "yes_no"
        for type_ in ("integer", "decimal", "money", "email", "url"):
            if self.share_fitting(type_) >= _ALL_BUT_SLIPS:
                return type_
        if self.share_fitting("date") >= _ALL_BUT_SLIPS:
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
