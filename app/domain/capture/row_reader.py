"""Reads the rows of each record of a file into a draft, as their columns say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.capture.cells import Column, Misfit, Shortened, read_column
from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.further import Several
from app.domain.capture.headings import IGNORE, TargetField
from app.domain.capture.joining import RowJoiner
from app.domain.capture.keys import RowKeys
from app.domain.capture.mapping import FileMapping
from app.domain.capture.notices import NAMING
from app.domain.capture.permissions import PERMISSIONS
from app.domain.capture.table import Cell, Record
from app.domain.capture.values import blank, value_text
from app.domain.core.amounts import currency_named, parse_currency
from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.words import say

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
        keeps_unfit: bool = True,
        file_name: str = "",
    ) -> None:
        """Prepare for a file.

        Args:
            mapping: What becomes of its columns.
            columns: The columns to read.
            findings: Where oddities are noted.
            keeps_custom: Whether the kind of record has custom fields; without them such values are left over.
            keeps_unfit: Whether values that do not fit are left over, and noted; else they are misfits of their row.
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
        self._keeps_unfit = keeps_unfit
        self._joiner = RowJoiner(
            mapping.kind, {f"custom:{each.code}" if each.custom else each.code: each for each in columns}
        )

    def read(self, rows: Sequence[Record]) -> Draft | None:
        """The draft of a record, from its row and those that continue it; ``None`` when nothing in it can be used."""
        line, cells = rows[0]
        continuing = [each for _, each in rows[1:]]
        nameless = str(say("Row {row} of {file}", row=line, file=self._nameless)) if self._nameless else ""
        draft = Draft(line, cells, {}, {}, [], nameless=nameless, continuing=continuing)
        currency = self._read_cells(draft)
        if draft.values.pop("is_deleted", False):
            self._findings.note(line, "deleted", say("It is deleted where it comes from."))
            return None
        for number, each in rows[1:]:
            self._continue(draft, Draft(number, each, {}, {}, []), currency)
        if not (draft.values or draft.custom or draft.leftovers or draft.further.values or draft.misfits):
            reason = say("None of the columns that are imported holds a value.")
            self._findings.fail(line, cells, reason, continuing)
            return None
        _put_first(draft)
        known_by = draft.values.get("external_id") or draft.values.get("number")
        draft.key, draft.is_repeated = self.keys.key(known_by, cells, *continuing)
        if draft.is_repeated and self._keeps_unfit:
            self._findings.note(line, "repeated", say("An earlier row has the same number or the same values."))
        return draft

    def _continue(self, draft: Draft, row: Draft, currency: str) -> None:
        """Join a row to the record it continues."""
        self._read_cells(row, currency)
        if row.values.pop("is_deleted", False):
            self._findings.note(row.line, "deleted", say("It is deleted where it comes from."))
            return
        self._joiner.join(draft, row)

    def _read_cells(self, draft: Draft, currency: str = "") -> str:
        """Read a row's cells into its draft.

        Args:
            draft: Where they go.
            currency: That of its amounts where the row names none.

        Returns:
            The currency of its amounts.
        """
        currency = self._currency_of(draft.line, draft.cells, draft.leftovers) or currency
        for column in self._columns:
            cell = draft.cells[column.place]
            if cell is None or cell == "":
                continue
            value = column.value(_in_currency(cell, currency) if column.has_amounts else cell)
            if value is not None:
                self._put(draft, column, cell, value)
        if len(draft.cells) > self._width:
            self._keep_extra(draft.line, draft.cells, draft.leftovers)
        return currency

    def _put(self, draft: Draft, column: Column, cell: Cell, value: Any) -> None:
        """Put a cell's value where it belongs."""
        if value.__class__ is Shortened:
            draft.leftovers.append((column.heading, value.text))
            self._findings.note(draft.line, "rounded", value.reason, column.heading, value.text)
            value = value.value
        if value.__class__ is Misfit and not self._keeps_unfit:
            draft.misfits.append(value.reason)
        elif value.__class__ is Misfit:
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
            self._findings.note(line, "extra_cells", say("The row has more cells than headings."), value=extra[0])


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
