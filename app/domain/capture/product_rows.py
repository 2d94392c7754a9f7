"""Imports products: rows become products of the catalogue, known by their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.keys import found_among
from app.domain.core.columns import stored
from app.domain.core.errors import Invalid, Refusal
from app.domain.core.folding import fold
from app.domain.products.catalogue import refuse_turned_round
from app.domain.products.fields import DEFAULT_UNIT, PRODUCT_FIELDS
from app.domain.products.kinds import PRODUCT
from app.domain.products.records import Product, UnitGroup
from app.domain.products.rules import factor_of, searchable
from app.domain.store.counters import next_codes
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import Said, say

_FILLED = tuple(each for each in PRODUCT_FIELDS if not each.computed)


class ProductImporter:
    """Imports products."""

    table = PRODUCT.table
    fields = PRODUCT_FIELDS
    keeps_custom = True
    whole_rows = True

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._asked = asked
        self._findings = findings

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Set rows aside that name no product, one that is here, or a unit in which it cannot be sold."""
        numbers = {fold(draft.values["number"]) for draft in drafts if draft.values.get("number")}
        key, name = self.table.c.number_key, self.table.c.name
        here = {row[0]: row[1] for row in found_among(self._asked, self.table, "number_key", numbers, key, name)}
        groups = self._groups(drafts)
        usable = []
        for draft in drafts:
            reason = self._refusal(draft, here, groups)
            if reason is None:
                usable.append(draft)
            else:
                self._findings.fail(draft.line, draft.cells, reason, draft.continuing)
        return usable

    def _groups(self, drafts: Sequence[Draft]) -> Mapping[str, Any]:
        """The units of the groups that rows name, by id."""
        ids = {draft.values["unit_group"] for draft in drafts if draft.values.get("unit_group")}
        found = self._asked.execute(select(UnitGroup.id, UnitGroup.units).where(UnitGroup.id.in_(ids))) if ids else ()
        return {row[0]: row[1] for row in found}

    def _refusal(self, draft: Draft, here: Mapping[str, str], groups: Mapping[str, Any]) -> Said | str | None:
        """Why a row cannot come in; its unit and its days are settled where it can."""
        values = draft.values
        number, name = values.get("number"), values.get("name")
        if not number:
            return say("Number is missing: a product needs one of your own.")
        if not name:
            return say("Name is missing: a product needs one.")
        if (known := here.get(fold(number))) is not None:
            return say("There is a product {number} already: {name}.", number=number, name=known)
        if values.pop("active", None) is False and "active_to" not in values:
            values["active_to"] = self._desk.today() - timedelta(days=1)
        try:
            refuse_turned_round(values.get("active_from"), values.get("active_to"), "active_to")
            units = groups.get(values.get("unit_group", ""))
            if units:
                values["unit"], _ = factor_of(units, values.get("unit") or units[0]["name"], name)
        except Invalid as problem:
            return _with_hint(problem)
        return None

    def title(self, draft: Draft) -> str:
        """The product's name, with its number."""
        return f"{draft.values.get('name', '')} ({draft.values.get('number', '')})"

    def shared(self, _drafts: Sequence[Draft]) -> int:
        """Products have no address to share."""
        return 0

    @property
    def shared_names(self) -> Sequence[str]:
        """None, since they share none."""
        return ()

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write products."""
        codes = next_codes(unit.session, PRODUCT.prefix, len(drafts))
        unit.insert_many(Product, [_row(draft, code) for draft, code in zip(drafts, codes, strict=True)])


def _row(draft: Draft, code: str) -> dict[str, Any]:
    """A product's columns."""
    values = {"unit": DEFAULT_UNIT, **draft.values, "description": draft.prose("description")}
    row: dict[str, Any] = {"code": code, "kind": "product", "import_key": draft.key, "custom": draft.custom}
    for each in _FILLED:
        row |= stored(each, values.get(each.code))
    row |= {"number_key": fold(row["number"]), "name_key": fold(row["name"])}
    row["search_text"] = searchable(defaultdict(lambda: None, row))
    return row


def _with_hint(problem: Refusal) -> str:
    return f"{problem.message} {problem.hint}" if problem.hint else str(problem.message)
