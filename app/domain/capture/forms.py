"""How the columns of a file are written: as a person says, as their values tell, or as an earlier list was."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from app.domain.capture.column_forms import ColumnForm, Reading, agreed
from app.domain.core.errors import Invalid
from app.domain.core.fields import FieldType
from app.domain.core.folding import letters_of
from app.domain.core.money import digits_of
from app.words import Said, listed, say
from app.words.declared import in_each_language

ORDERS = ("dmy", "mdy", "ymd")
MARKS: Mapping[str, str] = {"point": ".", "comma": ",", ".": ".", ",": ","}
CONTINUING = ("join", "apart")
"""What a person may say of rows that name nobody: they belong to the row above, or stand for themselves."""
_THOUSANDTHS = 3


@dataclass(frozen=True, slots=True)
class Forms:
    """What is known of how a file is written beside its values.

    Attributes:
        orders: The order of dates that a person chose, by heading; the empty one is for all columns.
        marks: The decimal mark that a person chose, likewise.
        before: What an earlier list with the same headings was read with, by the letters of the heading.
        currency: ISO 4217 code for money that names none.
        continuing: What a person said of rows that name nobody below one that does: join or apart.
    """

    orders: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    currency: str = "USD"
    continuing: str = ""

    @classmethod
    def chosen(cls, orders: Sequence[str] = (), marks: Sequence[str] = (), continuing: str = "") -> Self:
        """What a person wrote, orders and marks each for all columns or as ``COLUMN=CHOICE``.

        Raises:
            Invalid: It is no order of dates, no decimal mark, or nothing that rows can be.
        """
        return cls(
            _by_heading(orders, {order: order for order in ORDERS}, "date_order"),
            _by_heading(marks, MARKS, "decimal"),
            continuing=_known_continuing(continuing),
        )

    def for_headings(self, headings: Sequence[str]) -> Self:
        """The same with columns called as the program calls them."""
        orders, marks = by_own_headings(self.orders, headings), by_own_headings(self.marks, headings)
        return replace(self, orders=orders, marks=marks)

    def check(self, headings: Sequence[str]) -> None:
        """Refuse a choice for a column that there is not.

        Raises:
            Invalid: The message names it.
        """
        for option, choices in (("date_order", self.orders), ("decimal", self.marks)):
            for heading in choices:
                if heading and heading not in headings:
                    raise no_column(heading, headings, option)

    def readings(
        self, headings: Sequence[str], types: Sequence[FieldType | None], columns: Sequence[ColumnForm]
    ) -> list[Reading]:
        """How each column is read, by the type of the field it fills; None for one that fills none."""
        told = list(zip(types, columns, strict=True))
        orders = [form.date_order for type_, form in told if type_ and type_.has_date_order]
        order = agreed([each for each in orders if each != "ymd"])
        mark = agreed([form.mark for type_, form in told if type_ and type_.has_decimal_mark])
        found = []
        for heading, (type_, form) in zip(headings, told, strict=True):
            before = self.before.get(letters_of(heading))
            if type_ is None:
                found.append(Reading())
            elif type_.has_date_order:
                read = form.dates(order or before)
                found.append(_unless_chosen(read, self.orders.get(heading) or self.orders.get("")))
            elif type_.has_decimal_mark:
                read = form.numbers(mark or before, groups_threes=self._groups_threes(type_))
                found.append(_unless_chosen(read, self.marks.get(heading) or self.marks.get("")))
            else:
                found.append(Reading())
        return found

    def _groups_threes(self, type_: FieldType) -> bool:
        """Whether three digits behind a lone mark can only be a group."""
        return type_.groups_threes and not (type_.name == "money" and digits_of(self.currency) == _THOUSANDTHS)


def _known_continuing(choice: str) -> str:
    """What rows are that name nobody, by its name; empty for nothing said."""
    wanted = choice.strip().casefold()
    if wanted and wanted not in CONTINUING:
        raise Invalid(
            say("“{value}” is not join or apart.", value=choice[:40]),
            field="continuing",
            hint=say("Write join for rows that belong to the row above, apart for rows of their own."),
        )
    return wanted


def _unknown_form(choice: str, option: str) -> Invalid:
    """The refusal of an order of dates or a decimal mark that is none."""
    if option == "decimal":
        message = say("“{value}” is not point or comma.", value=choice)
        return Invalid(message, field=option, hint=say("Write point or comma, or COLUMN=point or comma."))
    message = say("“{value}” is not dmy, mdy or ymd.", value=choice)
    return Invalid(message, field=option, hint=say("Write dmy, mdy or ymd, or COLUMN=dmy, mdy or ymd."))


def _unless_chosen(read: Reading, choice: str | None) -> Reading:
    """What a person chose instead of what was found."""
    return read if choice is None else Reading(choice, chosen=True)


def by_own_headings(chosen: Mapping[str, str], headings: Sequence[str]) -> Mapping[str, str]:
    """What a person chose for columns by their headings; one without a heading may be called in any language.

    Args:
        chosen: What was chosen, by what the person calls the column.
        headings: What the columns are called.
    """
    names = {name: each for each in headings if isinstance(each, Said) for name in in_each_language(each)}
    return {names.get(name, name): choice for name, choice in chosen.items()}


def no_column(heading: str, headings: Sequence[str], option: str) -> Invalid:
    """The refusal of what a person said of a column that there is not.

    Args:
        heading: What the person called it.
        headings: What the columns are called.
        option: Where it was said.
    """
    near = difflib.get_close_matches(heading, headings, n=1)
    known = say("The headings are: {headings}.", headings=listed(headings[:12]))
    hint = say("Did you mean {name}?", name=near[0]) if near else known
    return Invalid(say("The file has no column “{name}”.", name=heading[:60]), field=option, hint=hint)


def _by_heading(written: Sequence[str], choices: Mapping[str, str], option: str) -> dict[str, str]:
    """Choices by heading, from ``CHOICE`` or ``COLUMN=CHOICE``."""
    found = {}
    for each in written:
        heading, _, choice = each.rpartition("=")
        if choice.strip().casefold() not in choices:
            raise _unknown_form(choice[:40], option)
        found[heading.strip()] = choices[choice.strip().casefold()]
    return found
