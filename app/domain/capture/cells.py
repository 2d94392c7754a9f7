"""Reads the cells of one column as the field they fill: typed, cleaned, or told apart as unfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from app.domain.capture.further import Several, further_targets
from app.domain.capture.headings import TargetField
from app.domain.capture.mapping import ColumnPlan, meaning_of
from app.domain.capture.permissions import PERMISSIONS, forbids
from app.domain.capture.table import Cell
from app.domain.capture.values import blank, value_text
from app.domain.core.columns import custom_to_plain
from app.domain.core.errors import Invalid
from app.domain.core.fields import CellContext, Field, ParseContext, from_cell
from app.domain.core.money import Money
from app.domain.core.number_forms import unscientific
from app.domain.core.text import clean_line
from app.domain.core.unit_price import UnitPrice
from app.words import own, say

Read = Callable[[Cell], Any]
"""A cell as its field stores it; raises Invalid when it does not fit."""

REMEMBERED = 4096
"""How many different values of a column are remembered with what they became."""

_WHOLE_FRACTION: Final = re.compile(r"(-?\d+)\.0+")
_UNSEEN: Final = object()


class LostDigitsError(Invalid):
    """A number has fewer digits than it had before a spreadsheet showed it."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that its field does not take, and why."""

    text: str
    reason: str
    sort: str = "unfit"
    """Of which kind of finding it is; see `app.domain.capture.findings`."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A value that leaves something out of its cell, and what."""

    value: Any
    text: str
    reason: str


@dataclass(slots=True)
class Column:
    """One column at work.

    Attributes:
        place: Where its cells stand in a row.
        heading: As in the file.
        code: The field it fills, without ``custom:``.
        custom: Whether that is a custom field.
        has_amounts: Whether its cells are amounts of money.
        known: What the values met so far became.
    """

    place: int
    heading: str
    code: str
    custom: bool
    has_amounts: bool
    _read: Read
    is_prose: bool = False
    """Whether its texts have lines."""
    is_further: bool = False
    """Whether its values stand beside a record's first email, phone or address."""
    known: dict[object, Any] = field(default_factory=dict)

    def value(self, cell: Cell) -> Any:
        """The cell's value, ``None`` for a blank one, or a `Misfit` or a `Shortened` one."""
        key: object = cell if cell.__class__ is str else (cell.__class__, cell)
        value = self.known.get(key, _UNSEEN)
        if value is _UNSEEN:
            value = self._fresh(cell)
            if len(self.known) < REMEMBERED:
                self.known[key] = value
        return value

    def _fresh(self, cell: Cell) -> Any:
        if blank(cell):
            return None
        try:
            return self._read(cell)
        except LostDigitsError as lost:
            return Misfit(value_text(cell), lost.message, "lost_digits")
        except Invalid as problem:
            return Misfit(value_text(cell), problem.message)
        except (OverflowError, ValueError):
            text = value_text(cell)
            return Misfit(text, say("{field}: “{value}” does not fit.", field=self.heading, value=text[:60]))


def read_column(
    place: int,
    plan: ColumnPlan,
    fields: Mapping[str, Field],
    target: TargetField | None,
    context: ParseContext,
    find: Callable[[str, str], str],
) -> Column:
    """Prepare a column for reading.

    Args:
        place: Where its cells stand in a row.
        plan: What becomes of it.
        fields: The kind's fields by code, custom ones among them.
        target: What an import knows of the field; ``None`` for a new custom field.
        context: What reading depends on.
        find: Gives the id of the record of a kind that a text names, or raises NotFound.
    """
    code = plan.target.removeprefix("custom:")
    known = fields.get(code)
    clean = clean_line(plan.heading)
    heading = plan.heading if plan.heading == clean else clean
    each = Field(
        code,
        known.label if known else own(heading),
        known.type if plan.is_custom and known else (plan.custom_type or (target.type if target else "line")),
        open=True,  # the choices and what they are called in files are the plan's
        minimum=known.minimum if known else None,
        maximum=known.maximum if known else None,
        custom=plan.is_custom,
    )
    mark = cast("Literal['.', ','] | None", plan.decimal_mark)
    cells = CellContext(
        context,
        find,
        plan.date_order,
        mark,
        frozenset(plan.currencies),
        form_chosen=plan.form_chosen,
        are_shares=plan.shares,
    )

    def read(cell: Cell) -> Any:
        if plan.target in PERMISSIONS:
            return _wish(each, cell, allows=plan.allows)
        if isinstance(cell, str) and not each.field_type.is_prose:
            cell = _undamaged(each, cell, whole_fractions=plan.whole_fractions)
        if not plan.is_custom and (several := _several(each, cell, cells)) is not None:
            return several
        if each.field_type.needs_choices:
            value = _choice(each, cell, plan, target, cells)
        else:
            value = from_cell(each, cell, cells)
        kept = custom_to_plain(each, value) if plan.is_custom else value
        left_out = each.field_type.left_out_of(cell, value, cells)
        if not left_out:
            return kept
        return Shortened(kept, value_text(cell), say("{field}: {left_out}", field=each.label, left_out=left_out))

    return Column(
        place,
        heading,
        code,
        plan.is_custom,
        each.field_type.value_class in (Money, UnitPrice),
        read,
        is_prose=each.field_type.is_prose,
        is_further=plan.target in further_targets(),
    )


def _wish(each: Field, cell: Cell, *, allows: bool) -> bool:
    """Whether a cell forbids to contact somebody."""
    forbidden = forbids(value_text(cell), allows=allows)
    if forbidden is None:
        text = value_text(cell)[:60]
        message = say("{field}: “{value}” cannot be read as a permission.", field=each.label, value=text)
        raise Invalid(message, field=each.code)
    return forbidden


def _several(each: Field, cell: Cell, cells: CellContext) -> Several | None:
    """The emails or phones of a cell that holds several, or the address behind a name; ``None`` for a single value."""
    found = each.field_type.several_in(cell) if isinstance(cell, str) else ()
    if not found or found == (str(cell).strip(),):
        return None
    return Several(tuple(str(from_cell(each, value, cells)) for value in found))


def _undamaged(each: Field, cell: str, *, whole_fractions: bool) -> str:
    """A cell without what a spreadsheet or a program made of its digits: ``9.71500001101E+11``, ``4711.0``.

    Raises:
        LostDigitsError: Digits are lost, so that nobody can tell what it was.
    """
    try:
        digits = unscientific(cell)
    except ValueError as lost:
        raise LostDigitsError(
            say("{field}: “{value}” has lost its last digits in a spreadsheet.", field=each.label, value=cell.strip()),
            field=each.code,
            hint=say("Have the column shown as text there, and save the list again."),
        ) from lost
    whole = _WHOLE_FRACTION.fullmatch(cell.strip())
    if digits is None and whole and (whole_fractions or each.field_type.dials):
        digits = whole[1]
    return cell if digits is None else each.field_type.from_digits(digits)


def _choice(each: Field, cell: Cell, plan: ColumnPlan, target: TargetField | None, cells: CellContext) -> Any:
    sort, meaning = meaning_of(cell, plan, target)
    if sort == "unfit":
        message = say("{field}: “{value}” is not one of its choices.", field=each.label, value=meaning[:60])
        raise Invalid(message, field=each.code)
    return meaning if sort == "code" else from_cell(each, meaning, cells)
