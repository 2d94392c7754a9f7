"""Rows of a file on their way to becoming records: typed values, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.domain.capture.further import FurtherValues
from app.domain.capture.table import Cell
from app.domain.core.countries import region_beside
from app.domain.core.fields import PROSE_LIMIT
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
        continuing: The cells of the rows that continue it.
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
    continuing: list[list[Cell]] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    """Why values of it do not fit, where it comes in whole or not at all."""
    is_repeated: bool = False
    """Whether an earlier row has the same number or the same values."""
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


def texts(drafts: Iterable[Draft], code: str) -> set[str]:
    """The different values that drafts have in a field of text."""
    return {draft.values[code] for draft in drafts if code in draft.values}
