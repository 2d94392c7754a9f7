"""Imports the prices of a list: each row names a product and what it costs, for one of its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.capture.failures import FailedRows
from app.domain.capture.files import open_table
from app.domain.capture.headings import recognise
from app.domain.capture.keys import found_by
from app.domain.capture.table import Cell, Record, Table
from app.domain.capture.values import blank, value_text
from app.domain.core.errors import Invalid, Refusal
from app.domain.core.exact import shortest
from app.domain.core.field_types.exact import as_decimal
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.unit_price import UnitPrice
from app.domain.products.catalogue import known_price_list, unit_of
from app.domain.products.kinds import PRICE_LIST, PRODUCT
from app.domain.products.lists import PriceListService
from app.domain.products.records import PriceList, PriceRow, Product
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say, say_many, sentences

_CHUNK: Final = 500
MOST_ROWS: Final = 200_000
"""Rows of a list of prices, which comes in as one transaction."""
_NEEDED: Final = ("number", "price")
_USED: Final = (*_NEEDED, "name", "unit", "currency")


@dataclass(slots=True)
class PricesTaken:
    """What became of a list of prices.

    Attributes:
        failed: The rows that could not come in, with the reasons.
        created: How many prices are new.
        updated: How many are others than before.
        same: How many were so already.
        outcome: What was done; nothing where it was only looked at.
    """

    failed: FailedRows
    created: int = 0
    updated: int = 0
    same: int = 0
    outcome: Outcome | None = None
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def message_of_outcome(self) -> Said:
        """What was done, in sentences; nothing where it was only looked at."""
        return self.outcome.message if self.outcome is not None else sentences()

    def as_json(self) -> dict[str, Any]:
        """What became of it, as the command line prints it."""
        done = self.outcome
        return {
            **({"id": done.id, "code": done.code, "command": done.seq} if done is not None else {}),
            "created": self.created,
            "updated": self.updated,
            "same": self.same,
            "failed": [{"row": line, "reason": reason} for line, reason in self.failed.reasons],
        }

    def message(self, price_list: PriceList, file: str) -> Said:
        """What became of it, in sentences."""
        return sentences(
            say_many(
                "{n} new price in {name} from {file}.",
                "{n} new prices in {name} from {file}.",
                self.created,
                name=price_list.name,
                file=file,
            ),
            say_many("{n} changed.", "{n} changed.", self.updated) if self.updated else "",
            say_many("{n} as it was.", "{n} as they were.", self.same) if self.same else "",
            say_many("{n} row could not come in.", "{n} rows could not come in.", self.failed.count)
            if self.failed.count
            else "",
        )


class PriceImportService:
    """Lists of prices that come in as files."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def take(self, ref: str, source: Path | str | BinaryIO, *, sheet: str | None = None) -> PricesTaken:
        """Take the prices of a file into a price list: one command; a price that is there is replaced.

        Args:
            ref: The price list.
            source: The file, ``-`` for standard input, or a binary stream.
            sheet: The sheet of a workbook by name or number; the first visible one if left out.

        Raises:
            NotFound: There is no such list or file.
            Invalid: It is no list, or no column holds a product or a price.
            NotAllowed: The user is no manager.
        """
        with open_table(source, sheet=sheet) as table, self._desk.write("price_list.import") as unit:
            held = known_price_list(unit.session, ref)
            taken = self._read(unit, held, table)
            message = taken.message(held, table.name)
            unit.describe(message, PRICE_LIST.name, held.id)
        changed = ("prices",) if unit.seq else ()
        taken.outcome = Outcome(held.id, held.code, changed, message, unit.seq)
        return taken

    def look(self, ref: str, source: Path | str | BinaryIO, *, sheet: str | None = None) -> tuple[PricesTaken, Said]:
        """What would become of a file, and that in words; nothing is changed. Arguments as for ``take``."""
        self._desk.require("price_list.import")
        with (
            open_table(source, sheet=sheet) as table,
            self._desk.read() as reader,
            Session(reader.connection) as session,
        ):
            held = known_price_list(session, ref)
            taken = self._read(None, held, table, session)
            return taken, taken.message(held, table.name)

    def _read(
        self, unit: UnitOfWork | None, held: PriceList, table: Table, session: Session | None = None
    ) -> PricesTaken:
        asked = unit.session if unit is not None else session
        if asked is None:
            raise ValueError("neither a command nor a session")
        taken = PricesTaken(FailedRows(table.headings))
        places = _places(table)
        count = 0
        with closing(table.rows()) as rows:
            for chunk in _chunks(rows):
                count += len(chunk)
                if count > MOST_ROWS:
                    raise Invalid(
                        say("{file} has more than {limit} rows.", file=table.name, limit=MOST_ROWS),
                        field="path",
                        hint=say("Cut it into smaller files."),
                    )
                _Chunk(asked, unit, held, PriceListService(self._desk), taken).take(chunk, places)
                if unit is not None:
                    unit.session.flush()
                    unit.set_aside()
        return taken


class _Chunk:
    """Some rows of a list of prices, whose products are looked up at once."""

    def __init__(
        self, session: Session, unit: UnitOfWork | None, held: PriceList, service: PriceListService, taken: PricesTaken
    ) -> None:
        self._session = session
        self._unit = unit
        self._held = held
        self._service = service
        self._taken = taken

    def take(self, rows: Sequence[Record], places: dict[str, int]) -> None:
        """Put the prices of some rows into the list, as far as they fit."""
        products = self._products({value_text(cells[places["number"]]) for _, cells in rows})
        priced = select(PriceRow).where(
            PriceRow.price_list_id == self._held.id,
            PriceRow.product_id.in_({each.id for each in products.values()}),
        )
        there = {(row.product_id, row.unit_key): row for row in self._session.scalars(priced)}
        new = []
        for line, cells in rows:
            try:
                made = self._row(line, cells, places, products, there)
            except Refusal as problem:
                hint = f" {problem.hint}" if problem.hint else ""
                self._taken.failed.add(line, cells, f"{problem.message}{hint}")
            else:
                new += [made] if made is not None else []
        if self._unit is not None:
            self._unit.insert_many(PriceRow, new)

    def _products(self, names: set[str]) -> dict[str, Product]:
        """The products that are there, by the folded number or name that a row calls them by."""
        keys = {fold(name) for name in names if name}
        table = PRODUCT.table
        ids = [
            row[0]
            for column in (table.c.number_key, table.c.name_key)
            for row in found_by(self._session, table, column, keys, table.c.id)
        ]
        found = self._session.scalars(select(Product).where(Product.id.in_(ids))).all()
        by_name = {each.name_key: each for each in found}
        return by_name | {each.number_key: each for each in found}

    def _row(
        self,
        line: int,
        cells: Sequence[Cell],
        places: dict[str, int],
        products: dict[str, Product],
        there: dict[tuple[str, str], PriceRow],
    ) -> dict[str, Any] | None:
        """The columns of a new price; nothing where it replaces one, or is so already."""
        called, written = value_text(cells[places["number"]]), cells[places["price"]]
        if blank(cells[places["number"]]):
            raise Invalid(say("Product: it is not named."), hint=say("Give its number."))
        product = products.get(fold(called))
        if product is None:
            raise Invalid(
                say("Product: there is none with the number “{number}”.", number=called[:60]),
                hint=say("Add it first, or import the products."),
            )
        price = self._price(written, cells, places)
        unit_cell = cells[places["unit"]] if "unit" in places else None
        unit_name, _ = unit_of(self._session, product, None if blank(unit_cell) else value_text(unit_cell))
        key = (product.id, fold(unit_name))
        if (earlier := self._taken.seen.setdefault(key, line)) != line:
            raise Invalid(say("Row {row} has this product and unit already.", row=earlier), hint=say("Keep one."))
        row = there.get(key)
        if row is None:
            self._taken.created += 1
            return {
                "price_list_id": self._held.id,
                "product_id": product.id,
                "unit": unit_name,
                "unit_key": key[1],
                "price": price.exact,
            }
        if row.price == price.exact:
            self._taken.same += 1
        else:
            self._taken.updated += 1
            if self._unit is not None:
                row.price = price.exact
        return None

    def _price(self, cell: Cell, cells: Sequence[Cell], places: dict[str, int]) -> UnitPrice:
        """The price of a row, with the currency beside it where there is one."""
        if blank(cell):
            return self._service.read_price(self._held, None)
        beside = cells[places["currency"]] if "currency" in places else None
        exact = cell if isinstance(cell, str) else shortest(as_decimal(cell))
        return self._service.read_price(self._held, exact if blank(beside) else f"{exact} {beside}")


def _places(table: Table) -> dict[str, int]:
    """Which column holds what, by what it is called.

    Raises:
        Invalid: None holds the product, or none the price.
    """
    found: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        recognised = recognise(heading, PRODUCT.name)
        if recognised is not None and recognised.target in _USED:
            found.setdefault(recognised.target, place)
    if "number" not in found and "name" in found:
        found["number"] = found["name"]
    missing = [each for each in _NEEDED if each not in found]
    if missing:
        raise Invalid(
            say("No column of {file} holds the product.", file=table.name)
            if "number" in missing
            else say("No column of {file} holds the price.", file=table.name),
            field="path",
            hint=say(
                "The headings are: {headings}. Call them Product code, Unit and Price.",
                headings=listed(table.headings[:12]),
            ),
        )
    return found


def _chunks(rows: Iterator[Record]) -> Iterator[list[Record]]:

    while chunk := list(islice(rows, _CHUNK)):
        yield chunk
