"""Data for programs: rows and records as JSON that is readable and that no terminal obeys."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from app.domain.core.field_types.links import Link
from app.domain.core.fields import to_json

# JSON writes a control character below U+0020 as an escape; these it would leave to the terminal.
_OBEYED: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"


def plain(value: Any) -> Any:
    """A value as JSON knows it: rows and records as objects, money, moments and days as the contract says."""
    if isinstance(value, Link):
        return value.as_json()
    if is_dataclass(value) and not isinstance(value, type) and not hasattr(value, "minor"):
        if hasattr(value, "as_json"):
            return plain(value.as_json())
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    return to_json(value)


def dumps(value: Any, *, indent: int | None = 2) -> str:
    """Plain data as JSON text, in which nothing can be taken for a command to a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text if text.isascii() and "\x7f" not in text else re.sub(_OBEYED, _escape, text)


def as_csv(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Rows of the same keys as lines of a table for spreadsheets, the headings first; amounts stand without currency.

    A text that a spreadsheet would take for a formula has an apostrophe before it, and the currency of an amount
    follows in a column of its own.
    """
    table = [dict(_cells(row)) for row in rows]
    for line in ([*table[0]], *(each.values() for each in table)) if table else ():
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(line)
        yield re.sub(_OBEYED, _escape, out.getvalue())


def _cells(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if hasattr(value, "minor"):
            yield name, f"{value.amount:f}"
            yield f"{name}_currency", value.currency
        elif isinstance(value, (tuple, list)):
            parts = (f"{each.currency} {each.amount:f}" if hasattr(each, "minor") else str(each) for each in value)
            yield name, "; ".join(parts)
        else:
            text = "" if value is None else str(value)
            yield name, f"'{text}" if text[:1] in "=+-@\t\r" and isinstance(value, str) and text else text


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
