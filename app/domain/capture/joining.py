"""Joins rows that continue a record to its first: nothing of them is lost, and nothing stands there twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.domain.capture.cells import Column
from app.domain.capture.drafts import Draft
from app.domain.capture.further import WITH_FURTHER, medium_of
from app.domain.capture.permissions import PERMISSIONS
from app.domain.capture.values import value_text
from app.domain.people.rows import ADDRESS_PARTS

_STREET: Final = "street"
_LABEL_OF_FURTHER: Final = "other"


class RowJoiner:
    """Joins rows of one list to the records they continue."""

    def __init__(self, kind: str, columns: Mapping[str, Column]) -> None:
        """Prepare for the rows of a list.

        Args:
            kind: The kind of record.
            columns: The columns by the field they fill, ``custom:<code>`` for fields of one's own.
        """
        self._has_further = kind in WITH_FURTHER
        self._columns = columns

    def join(self, draft: Draft, row: Draft) -> None:
        """Join a row that continues a record to its draft.

        Further emails, phones and addresses stand beside the first ones, texts go on in a new line, what is said
        already is left; of what a record has one of, another value goes to the description with its heading.
        """
        if self._has_further:
            self._join_reach(draft, row)
        named = [
            f"{self._columns[code].heading}: {value_text(row.cells[self._columns[code].place])}"
            for code in (
                *self._unjoined(draft.values, row.values, ""),
                *self._unjoined(draft.custom, row.custom, "custom:"),
            )
        ]
        named += (
            f"{heading}: {text}" if heading else text
            for heading, text in row.leftovers
            if (heading, text) not in draft.leftovers
        )
        if named:
            draft.leftovers.append(("", "; ".join(named)))

    def _join_reach(self, draft: Draft, row: Draft) -> None:
        """Take what the row has of emails, phones and addresses over to the record."""
        for code in [each for each in row.values if medium_of(each)]:
            value = row.values.pop(code)
            if draft.values.setdefault(code, value) != value:
                draft.further.add(medium_of(code), "mobile" if code == "mobile" else "", (value,))
        for medium, label, value, parts in row.further.points():
            if parts is None:
                draft.further.add(medium, label, (value,))
            else:
                draft.further.more.append((label, parts))
        parts = {code: row.values[code] for code in ADDRESS_PARTS if code in row.values}
        has_one = any(code in draft.values for code in ADDRESS_PARTS)
        if has_one and len(parts) > 1 and _STREET in parts and not _holds(draft.values, parts):
            draft.further.more.append((_LABEL_OF_FURTHER, parts))
            for code in parts:
                del row.values[code]

    def _unjoined(self, mine: dict[str, Any], others: Mapping[str, Any], prefix: str) -> Iterator[str]:
        """Join values by field, and give the fields of which the record has another value."""
        for code, value in others.items():
            own = mine.get(code)
            column = self._columns[prefix + code]
            if own is None or own == value:
                mine[code] = value
            elif code in PERMISSIONS:
                mine[code] = own or value
            elif column.is_prose:
                mine[code] = own if value in own.split("\n") else f"{own}\n{value}"
            elif code == _STREET:
                mine[code] = f"{own}, {value}"
            elif isinstance(value, list | tuple):
                mine[code] = type(value)(dict.fromkeys((*own, *value)))
            else:
                yield prefix + code


def _holds(values: Mapping[str, Any], parts: Mapping[str, Any]) -> bool:
    """Whether an address is the record's own, as far as it goes."""
    return all(values.get(code) == part for code, part in parts.items())
