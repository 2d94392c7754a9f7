"""Knows columns that belong to tables of a record's own, as ERPNext and Odoo export them: notes, phones, products."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.capture.headings import IGNORE, Recognised, TargetField, recognise
from app.domain.people.rows import ADDRESS_PARTS
from app.words import say

#: *Note (Notes)* beside *ID (Notes)*.
_ERPNEXT: Final = re.compile(r"(?P<label>.+) \((?P<table>.+)\)")
#: *order_line/product_id*, *Contacts/Email*.
_ODOO: Final = re.compile(r"(?P<table>[^/]+)/(?P<label>.+)")
_MANY: Final = re.compile(r".*(?:_ids?|_lines?)", re.IGNORECASE)
_ROW_IDS: Final = frozenset({"id", ".id", "external id"})
#: What a record may take of such a table; whatever else the table's rows say is theirs.
_TAKEN: Final = frozenset({"email", "phone", "mobile", "description", *ADDRESS_PARTS})


def columns_of_tables(headings: Sequence[str]) -> Mapping[int, str]:
    """The columns of tables of a record's own by their places, each with what it is called within its table."""
    erpnext = {place: found for place, each in enumerate(headings) if (found := _ERPNEXT.fullmatch(each.strip()))}
    tables = {found["table"] for found in erpnext.values() if found["label"].casefold() in _ROW_IDS}
    odoo = {place: found for place, each in enumerate(headings) if (found := _ODOO.fullmatch(each.strip()))}
    often = Counter(found["table"] for found in odoo.values())
    return {
        **{place: found["label"] for place, found in erpnext.items() if found["table"] in tables},
        **{
            place: found["label"]
            for place, found in odoo.items()
            if often[found["table"]] > 1 or _MANY.fullmatch(found["table"])
        },
    }


def recognise_own(label: str, kind: str, fields: Mapping[str, TargetField]) -> Recognised | None:
    """What a column of a table of the record's own fills; None for a field of its own.

    Args:
        label: What it is called within its table.
        kind: The kind of record.
        fields: The fields that may be filled.
    """
    if label.casefold() in _ROW_IDS:
        return Recognised(IGNORE, say("it only numbers the rows of a table of the record"), 0.9)
    found = recognise("Phone" if label.casefold() == "number" else label, kind, fields)
    if found is None or found.target not in _TAKEN:
        return None
    return Recognised(found.target, say("“{heading}” of a table of the record", heading=label), 0.6)
