"""What the values of a file's columns are like: how many, how varied, of which shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.domain.capture.column_forms import ColumnForm
from app.domain.capture.values import blank, international, shape_of, value_text, words_of
from app.domain.core.amounts import yes_or_no
from app.domain.core.fields import FieldType, type_named

PROFILED_ROWS = 10_000
"""How many rows are looked at for the values in them; how these are written is told by all rows."""

MAX_CHOICES = 40
"""More different values than this are text, not a choice."""

_LONGEST_CHOICE = 80
_LONGEST_LINE = 200
_USES_OF_A_CHOICE = 3
_ALL_BUT_SLIPS = 0.98
_TEXTS_LOOKED_AT = 500
_EXAMPLES = 3
_UNFIT_SHOWN = 20

_HALF = 0.5
_FORMS_REMEMBERED = 4096
_DAY_AND_MONTH = 5
"""Letters in which dates written in one way differ before the year."""
_ALIKE = str.maketrans("23456789", "11111111")
"""Digits that make no difference to how a number is written; a zero may."""

_COUNTED = frozenset({"integer", "decimal", "money", "percent", "date", "moment"})
"""Shapes of values that are written in one form throughout a column."""

_NARROW = ("integer", "decimal", "money", "email", "url")
"""The types of a new field that are tried, the narrowest first."""

_NUMBERS = ("integer", "decimal", "money")
_CODE_WORDS = frozenset(
    {
        *("zip", "plz", "postal", "postcode", "postleitzahl", "code", "id", "nr", "no", "num", "number", "nummer"),
        *(
            "numero",
            "numéro",
            "phone",
            "tel",
            "telephone",
            "telefon",
            "fax",
            "mobile",
            "iban",
            "vat",
            "ssn",
            "ean",
            "sku",
        ),
        *("رقم", "رمز", "هاتف", "جوال"),
    }
)
"""Words at the end of a heading, or its beginning in Arabic, under which digits are a code and no quantity."""
_QUANTITY_WORDS = frozenset({"number", "no", "nr", "anzahl", "count"})
_CODE_ENDINGS = ("nummer", "number", "code", "nr", "plz")


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
    form: ColumnForm = field(default_factory=ColumnForm)
    """How the values are written, told by all rows."""

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

    def counts(self) -> bool:
        """Whether the values are mostly numbers or dates, or there is none yet to tell."""
        counted = sum(count for value, count in self.values.items() if self.shapes[value] in _COUNTED)
        return counted >= self.filled * _HALF

    def custom_type(self, heading: str) -> FieldType:
        """The narrowest type of field that takes all values but a few slips; codes are text.

        Args:
            heading: What the column is called, which may say that its digits are a code.
        """
        narrowest = self._narrowest()
        if narrowest in _NUMBERS and (self.form.codes or (narrowest == "integer" and names_codes(heading))):
            return type_named("line")
        return type_named(narrowest)

    def _narrowest(self) -> str:
        if not self.filled:
            return "line"
        truths = {yes_or_no(value) for value in self.values}
        written = any(shape == "yes_no" for shape in self.shapes.values())
        if None not in truths and (written or len(self.values) > 1):
            return "yes_no"
        return self._quantity() or self._text()

    def _quantity(self) -> str:
        """The type of numbers, addresses or dates that the values are; empty for others."""
        if "amount" in self.shapes.values():  # 5m are millions only where an amount is expected
            return ""
        if self._all_whole_percents():
            return "percent"
        narrow = next((name for name in _NARROW if self.share_fitting(type_named(name)) >= _ALL_BUT_SLIPS), None)
        if narrow:
            return "integer" if narrow == "decimal" and self.form.only_whole_fractions else narrow
        if self.share_of("date", "moment") >= _ALL_BUT_SLIPS:
            return "moment" if "moment" in self.shapes.values() else "date"
        return ""

    def _text(self) -> str:
        """The type of text that the values are."""
        longest = max(map(len, self.values))
        if longest <= _LONGEST_CHOICE and self._repeats_itself():
            return "choice"
        return "prose" if longest > _LONGEST_LINE or any("\n" in value for value in self.values) else "line"

    def share_of(self, *shapes: str) -> float:
        """The part of the filled cells that look so, 0 to 1."""
        alike = sum(count for value, count in self.values.items() if self.shapes[value] in shapes)
        return alike / self.filled if self.filled else 0.0

    def are_shares(self) -> bool:
        """Whether all values are numbers from 0 to 1 and some lie between: percentages as shares of one."""
        if not self.filled or self.share_of("integer", "decimal") < 1:
            return False
        found = [re.fullmatch(r"[01]|[01]?[.,]\d+", value) for value in self.values]
        numbers = [float(each[0].replace(",", ".")) for each in found if each]
        return len(numbers) == len(found) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)

    def _all_whole_percents(self) -> bool:
        """Whether all values are percentages as a field keeps them, whole and up to a hundred."""
        if self.share_of("percent") < 1:
            return False
        bare = [value.strip("%٪ ") for value in self.values]
        return all(value.isdecimal() and int(value) <= 100 for value in bare)

    def _repeats_itself(self) -> bool:
        """Whether few values come again and again."""
        varied = len(self.values)
        return 1 < varied <= MAX_CHOICES and self.filled >= varied * _USES_OF_A_CHOICE


class _Further:
    """A column beyond the rows that are profiled: values written like one that was seen tell nothing new."""

    def __init__(self, place: int, profile: Profile) -> None:
        self.place = place
        self._form = profile.form
        self._seen: set[str] = set()
        self._are_dates = profile.share_of("date", "moment") >= _HALF

    def see(self, cell: str) -> None:
        """Take in a cell."""
        key = cell[:_DAY_AND_MONTH] if self._are_dates else cell.translate(_ALIKE)
        if key in self._seen:
            return
        if len(self._seen) < _FORMS_REMEMBERED:
            self._seen.add(key)
        if not blank(cell):
            self._form.see(value_text(cell))


def profile_columns(width: int, rows: Iterable[Sequence[object]]) -> list[Profile]:
    """Count the values of each column over the first `PROFILED_ROWS` rows, and see how all of them are written."""
    coming = iter(rows)
    looked_at = list(islice(coming, PROFILED_ROWS))
    profiles = []
    for place in range(width):
        cells = Counter(_hashable(row[place]) for row in looked_at if place < len(row))
        profiles.append(_profile(cells, len(looked_at)))
    further = [_Further(place, profile) for place, profile in enumerate(profiles) if profile.counts()]
    for row in coming:
        for column in further:
            cell = row[column.place]
            if cell.__class__ is str:
                column.see(cell)
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
        if isinstance(cell, str):
            profile.form.see(text)
        else:
            profile.form.values += 1
    return profile


def names_codes(heading: str) -> bool:
    """Whether a heading says that its digits are a code, such as *Kundennummer* or *Zip*."""
    words = words_of(heading)
    if not words:
        return False
    named = words[-1] in _CODE_WORDS or words[-1].endswith(_CODE_ENDINGS) or words[0] in {"رقم", "رمز"}
    return named and (len(words) == 1 or words[0] not in _QUANTITY_WORDS)
