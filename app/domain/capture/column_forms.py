"""How a column writes its numbers, dates and codes, told by all its values, one at a time and within bounded memory."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.core.amounts import currency_named
from app.domain.core.number_forms import GROUP, DecimalMark, form_of, unscientific
from app.words import Message, Said, formats, label, say

#: What may be a number with its sign, currency, multiplier or percent, in the marks of any language.
_NUMBERISH: Final = re.compile(r"[^\d,.]{0,9}[.,]?\d[\d.,٫٬،'’‘_\s]*[^\d]{0,12}")
_DATE: Final = re.compile(r"(?:[^\W\d]+[., ]+)?(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)")
_CODE: Final = re.compile(r"[+]\d+|0\d+|\d{16,}")
_WHOLE_FRACTION: Final = re.compile(r"-?\d+\.0+")
_LAST_MONTH: Final = 12
_EXAMPLES: Final = 2
_PLAIN_NUMBER: Final = re.compile(r"[1-9]\d{0,14}")
_IN_WORDS: Final[Mapping[str, Message]] = {"dmy": "day/month", "mdy": "month/day", "ymd": "year/month/day"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a column are read, and what a person should know of it.

    Attributes:
        choice: The decimal mark or the order of dates; None where each cell tells its own.
        doubt: What two readings can explain, in words; empty where nothing is left open.
        notice: What was decided and could be meant otherwise, in words; empty where nothing could.
        open_example: A date that was read with the day first for want of anything that tells.
        chosen: Whether a person said so.
    """

    choice: str | None = None
    doubt: str = ""
    notice: str = ""
    open_example: str = ""
    chosen: bool = False


@dataclass(slots=True)
class _Evidence:
    """What was seen of one decimal mark or one order of dates."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.count += 1
        if len(self.examples) < _EXAMPLES and text not in self.examples:
            self.examples.append(text)


@dataclass(slots=True)
class ColumnForm:
    """The form of a column's values, gathered one by one.

    Attributes:
        codes: How many are codes: with a leading zero or a plus, or with more digits than a number keeps.
        whole_fractions: How many are whole numbers written with ``.0`` behind them.
        values: How many values there were.
    """

    codes: int = 0
    whole_fractions: int = 0
    values: int = 0
    _plain: int = 0
    """Whole numbers without any mark: beside these, three digits with a zero at their end are a group."""
    _certain: dict[DecimalMark, _Evidence] = field(default_factory=lambda: {".": _Evidence(), ",": _Evidence()})
    _open: dict[DecimalMark, _Evidence] = field(default_factory=lambda: {".": _Evidence(), ",": _Evidence()})
    _named: dict[str, _Evidence] = field(default_factory=lambda: {".": _Evidence(), ",": _Evidence()})
    """Values with a currency that one mark leaves open: they are read as that currency is."""
    _currencies: dict[str, set[str]] = field(default_factory=lambda: {".": set(), ",": set()})
    _round: set[str] = field(default_factory=set)
    """Decimal marks that would stand before three digits with a zero at their end."""
    _thousandths: set[str] = field(default_factory=set)
    """Decimal marks that stand before three digits or more beyond doubt."""
    _orders: dict[str, _Evidence] = field(
        default_factory=lambda: {order: _Evidence() for order in ("ymd", "dmy", "mdy", "either")}
    )

    def see(self, text: str) -> None:
        """Take in one value, as trimmed text."""
        self.values += 1
        if _PLAIN_NUMBER.fullmatch(text):
            self._plain += 1
            return
        if _CODE.fullmatch(text):
            self.codes += 1
        elif date := _DATE.match(text):
            self._see_date(text, date)
        elif _NUMBERISH.fullmatch(text) and not _is_scientific(text):
            self._see_number(text)

    def _see_date(self, text: str, date: re.Match[str]) -> None:
        first, second = date[1], int(date[2])
        if len(first) == 4:  # a year
            order = "ymd"
        elif int(first) > _LAST_MONTH:
            order = "dmy"
        elif second > _LAST_MONTH:
            order = "mdy"
        elif int(first) == second:
            return
        else:
            order = "either"
        self._orders[order].add(text)

    def _see_number(self, text: str) -> None:
        self.whole_fractions += bool(_WHOLE_FRACTION.fullmatch(text))
        form = form_of(text)
        named = currency_named(text) if form.mark or form.open_mark else ""
        if form.mark:
            self._certain[form.mark].add(text)
            self._currencies[form.mark].add(named)
            if form.decimals >= GROUP:
                self._thousandths.add(form.mark)
        elif form.open_mark and named:
            self._named[form.open_mark].add(text)
        elif form.open_mark:
            self._open[form.open_mark].add(text)
            if re.search(r"0(?!\d)", text):
                self._round.add(form.open_mark)

    @property
    def mark(self) -> DecimalMark | None:
        """The one decimal mark that some values tell and none contradicts."""
        point, comma = self._certain["."].count, self._certain[","].count
        return None if bool(point) == bool(comma) else "." if point else ","

    @property
    def date_order(self) -> str | None:
        """The one order of dates that some values tell and none contradicts."""
        told = [order for order in ("ymd", "dmy", "mdy") if self._orders[order].count]
        return told[0] if len(told) == 1 else None

    @property
    def only_whole_fractions(self) -> bool:
        """Whether all values are whole numbers with ``.0`` behind them, as programs write a column with gaps."""
        return 0 < self.whole_fractions == self.values

    def numbers(self, elsewhere: str | None, *, groups_threes: bool) -> Reading:
        """The decimal mark of a column of numbers.

        Args:
            elsewhere: The mark that the file's other columns tell, or an earlier list with the same headings.
            groups_threes: Whether three digits behind a lone mark can only be a group of it.
        """
        if self.mark:
            return self._with_mark(self.mark, groups_threes=groups_threes)
        opened: list[DecimalMark] = [each for each in self._open if self._open[each].count]
        if self._certain["."].count:  # and as many or few of the other: each value is read by its own
            one, other = self._certain["."].examples[0], self._certain[","].examples[0]
            notice = say(
                "numbers are written in two ways (“{one}”, “{other}”); each is read by its own marks",
                one=one,
                other=other,
            )
            doubt = "" if groups_threes or not opened else self._doubt(opened[0])
            return Reading(None, doubt, notice)
        if groups_threes or not opened or (self._plain and self._round.issuperset(opened)):
            return Reading()
        if elsewhere:
            notice = say(
                "“{value}” is read with the decimal mark of the other columns, “{mark}”",
                value=self._open[opened[0]].examples[0],
                mark=elsewhere,
            )
            return Reading(elsewhere, notice=notice)
        return Reading(None, self._doubt(opened[0]))

    def _with_mark(self, mark: DecimalMark, *, groups_threes: bool) -> Reading:
        """The decimal mark that the values agree on, unless it would stand before what looks like a group."""
        odd = groups_threes or (mark in self._round and mark not in self._thousandths)
        if self._open[mark].count and odd:
            return Reading(mark, self._doubt(mark, beside=self._certain[mark].examples[0]))
        return Reading(mark, notice=self._each_by_its_own(mark))

    def _each_by_its_own(self, mark: DecimalMark) -> str:
        """That amounts of other currencies are written in another way, in words; empty where none are."""
        if not self._named[mark].count:
            return ""
        one, other = self._named[mark].examples[0], self._certain[mark].examples[0]
        return say(
            "amounts are written in two ways (“{one}”, “{other}”); those of each currency are read by their own",
            one=one,
            other=other,
        )

    def currencies(self, mark: str | None) -> tuple[str, ...]:
        """The currencies whose amounts tell the decimal mark."""
        return tuple(sorted(filter(None, self._currencies[mark]))) if mark in self._currencies else ()

    def is_whole_no_more(self, type_name: str | None, read: Reading) -> bool:
        """Whether a new field for whole numbers holds decimals, since its lone marks turn out to be decimal ones."""
        return type_name == "integer" and any(read.choice == mark and each.count for mark, each in self._open.items())

    def _doubt(self, mark: DecimalMark, beside: str = "") -> Said:
        """What a number that two marks explain can mean, in words."""
        text = self._open[mark].examples[0]
        digits = re.sub(r"[^\d.,]", "", text)
        grouped, decimal = digits.replace(mark, ""), digits.replace(mark, ".")
        meant = {"number": formats.number(int(grouped)), "other": decimal.rstrip("0").rstrip(".")}
        if beside:
            return say("“{value}” (beside “{beside}”) can mean {number} or {other}", value=text, beside=beside, **meant)
        return say("“{value}” can mean {number} or {other}", value=text, **meant)

    def dates(self, elsewhere: str | None) -> Reading:
        """The order of a column's dates: as its values tell, as the others of the file do, else the day first.

        Args:
            elsewhere: The order that the file's other columns tell, or an earlier list with the same headings.
        """
        order, either = self.date_order, self._orders["either"]
        days, months = self._orders["dmy"], self._orders["mdy"]
        if days.count and months.count:
            order = "dmy" if days.count >= months.count else "mdy"
            two = {"one": days.examples[0], "other": months.examples[0]}
            if not either.count:
                return Reading(order, notice=say("dates are written in two orders (“{one}”, “{other}”)", **two))
            notice = say(
                "dates are written in two orders (“{one}”, “{other}”); those that could be either are read {order}",
                order=in_order(order),
                **two,
            )
            return Reading(order, notice=notice)
        if not either.count or order in ("dmy", "mdy"):
            return Reading(order)
        order = elsewhere or "dmy"
        other = "mdy" if order == "dmy" else "dmy"
        example = either.examples[0]
        said = say(
            "“{value}” is read {order}, not {other}", value=example, order=in_order(order), other=in_order(other)
        )
        return Reading(order, notice=said, open_example="" if elsewhere else example)


def in_order(order: str) -> str:
    """An order of dates in words, such as ``day/month``."""
    return label(_IN_WORDS[order])


def agreed(choices: Sequence[str | None]) -> str | None:
    """What all columns that tell anything tell alike; None where they differ or none tells."""
    told = set(filter(None, choices))
    return told.pop() if len(told) == 1 else None


def _is_scientific(text: str) -> bool:
    try:
        return unscientific(text) is not None
    except ValueError:
        return True
