"""Rows of a file on their way to becoming records: typed values, and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.capture.cells import Column, Misfit, read_column
from app.domain.capture.findings import Findings
from app.domain.capture.further import FurtherValues, Several
from app.domain.capture.headings import IGNORE, TargetField
from app.domain.capture.keys import RowKeys
from app.domain.capture.mapping import FileMapping
from app.domain.capture.notices import NAMING
from app.domain.capture.permissions import PERMISSIONS
from app.domain.capture.table import Cell, Record
from app.domain.capture.values import blank, value_text
from app.domain.core.amounts import currency_named, parse_currency
from app.domain.core.countries import region_beside
from app.domain.core.errors import Invalid
from app.domain.core.fields import PROSE_LIMIT, Field, ParseContext
from app.domain.core.text import clean_prose


@dataclass(slots=True)
class Draft:
    """One row as it will be.

    Attributes:
        line: Its line or row in the file.
        cells: As they stand there.
        values: By field code, typed.
        custom: Values of custom fields as records keep them.
        leftovers: Heading and text of what no field takes.
        further: Emails, phones and addresses beside the first.
        key: Its fingerprint.
    """

    line: int
    cells: list[Cell]
    values: dict[str, Any]
    custom: dict[str, Any]
    leftovers: list[tuple[str, str]]
    further: FurtherValues = field(default_factory=FurtherValues)
    key: str = ""
    nameless: str = ""
    """In a list in which nothing names anybody: what the row goes by."""
    links: dict[str, Any] = field(default_factory=dict)
    """What its references lead to, by kind; set while they are looked up."""

    def region(self, otherwise: str) -> str:
        """The region of its national phone numbers: that of its own country, where it names one."""
        return region_beside(self.values.get("country"), otherwise)

    def prose(self, code: str) -> str | None:
        """The long text of a field with everything left over below it."""
        text = self.values.get(code)
        if not self.leftovers:
            return text
        kept = (f"{heading}: {value}" if heading else value for heading, value in self.leftovers)
        return clean_prose("\n".join((*((text,) if text else ()), *kept)), PROSE_LIMIT) or None


#: What a lead from a list may be called by.
_GONE_BY = (*NAMING, "topic", "external_id", "phone", "mobile", "further:phone", "further:email")


class RowReader:
    """Turns the rows of a file into drafts."""

    def __init__(
        self,
        mapping: FileMapping,
        columns: Sequence[Column],
        findings: Findings,
        *,
        keeps_custom: bool,
        file_name: str = "",
    ) -> None:
        """Prepare for a file.

        Args:
            mapping: What becomes of its columns.
            columns: The columns to read.
            findings: Where oddities are noted.
            keeps_custom: Whether the kind of record has custom fields; without them such values are left over.
            file_name: What the rows go by where no column names anybody: their numbers in this file.
        """
        self._nameless = "" if {*_GONE_BY} & {plan.target for plan in mapping.columns} else file_name
        self.keys = RowKeys(mapping.kind, [column.heading for column in mapping.columns])
        self._width = len(mapping.columns)
        self._columns = tuple(column for column in columns if not _holds_currency(column))
        self._currency = next(filter(_holds_currency, columns), None)
        self._has_amounts = any(column.has_amounts for column in columns)
        self._findings = findings
        self._keeps_custom = keeps_custom

    def read(self, record: Record) -> Draft | None:
        """The draft of a row; ``None`` when nothing in it can be used."""
        line, cells = record
        nameless = f"Row {line} of {self._nameless}" if self._nameless else ""
        draft = Draft(line, cells, {}, {}, [], nameless=nameless)
        currency = self._currency_of(line, cells, draft.leftovers)
        for column in self._columns:
            cell = cells[column.place]
            if cell is None or cell == "":
                continue
            value = column.value(_in_currency(cell, currency) if column.has_amounts else cell)
            if value is not None:
                self._put(draft, column, cell, value)
        if len(cells) > self._width:
            self._keep_extra(line, cells, draft.leftovers)
        if draft.values.pop("is_deleted", False):
            self._findings.note(line, "deleted", "It is deleted where it comes from.")
            return None
        if not (draft.values or draft.custom or draft.leftovers or draft.further.values):
            self._findings.fail(line, cells, "None of the columns that are imported holds a value.")
            return None
        _put_first(draft)
        draft.key, repeated = self.keys.key(draft.values.get("external_id"), cells)
        if repeated:
            self._findings.note(line, "repeated", "An earlier row has the same number or the same values.")
        return draft

    def _put(self, draft: Draft, column: Column, cell: Cell, value: Any) -> None:
        """Put a cell's value where it belongs."""
        if value.__class__ is Misfit:
            draft.leftovers.append((column.heading, value.text))
            self._findings.note(draft.line, value.sort, value.reason, column.heading, value.text)
        elif column.is_further:
            draft.further.take(column.code, value)
        elif value.__class__ is Several:
            draft.values[column.code], *others = value.values
            draft.further.add("phone" if column.code == "mobile" else column.code, "", others)
        elif column.code in PERMISSIONS:  # of several columns for one, one that forbids is enough
            draft.values[column.code] = value or draft.values.get(column.code, False)
        elif not column.custom:
            draft.values[column.code] = value
        elif self._keeps_custom:
            draft.custom[column.code] = value
        else:
            draft.leftovers.append((column.heading, value_text(cell)))

    def _currency_of(self, line: int, cells: Sequence[Cell], leftovers: list[tuple[str, str]]) -> str:
        """The currency that stands in a column of its own; empty where none does, or none that is one."""
        column = self._currency
        if column is None or blank(cells[column.place]):
            return ""
        text = value_text(cells[column.place])
        try:
            currency = parse_currency(text)
        except Invalid as problem:
            leftovers.append((column.heading, text))
            self._findings.note(line, "unfit", problem.message, column.heading, text)
            return ""
        if not self._has_amounts:
            leftovers.append((column.heading, text))
        return currency

    def _keep_extra(self, line: int, cells: Sequence[Cell], leftovers: list[tuple[str, str]]) -> None:
        extra = [value_text(cell) for cell in cells[self._width :] if not blank(cell)]
        if extra:
            leftovers.append(("", " | ".join(extra)))
            self._findings.note(line, "extra_cells", "The row has more cells than headings.", value=extra[0])


def _put_first(draft: Draft) -> None:
    """Let the first of a row's further emails and phones be its own, where it has none."""
    values = draft.values
    for medium in ("email", "phone"):
        has_own = values.get(medium) or (medium == "phone" and values.get("mobile"))
        if not has_own and (own := draft.further.first(medium)):
            values[medium] = own


def _holds_currency(column: Column) -> bool:
    """Whether a column names the currency of the amounts beside it."""
    return column.code == "currency" and not column.custom


def _in_currency(cell: Cell, currency: str) -> Cell:
    """An amount with the currency of its row, where it names none itself."""
    if not currency or isinstance(cell, bool) or blank(cell):
        return cell
    if isinstance(cell, (int, float)):
        return f"{cell:.4f} {currency}" if isinstance(cell, float) else f"{cell} {currency}"
    return f"{cell} {currency}" if isinstance(cell, str) and not currency_named(cell) else cell


def read_columns(
    mapping: FileMapping,
    fields: Mapping[str, Field],
    targets: Mapping[str, TargetField],
    context: ParseContext,
    find: Callable[[str, str], str],
) -> list[Column]:
    """The columns of a file that are imported, ready for reading."""
    return [
        read_column(place, plan, fields, targets.get(plan.target), context, find)
        for place, plan in enumerate(mapping.columns)
        if plan.target != IGNORE
    ]


def texts(drafts: Iterable[Draft], code: str) -> set[str]:
    """The different values that drafts have in a field of text."""
    return {draft.values[code] for draft in drafts if code in draft.values}
