"""Use cases of price lists: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.fields import Field, ParseContext, parse
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.core.unit_price import UnitPrice
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.people.linking import resolver
from app.domain.products.catalogue import (
    known_price_list,
    known_product,
    refuse_namesake,
    refuse_turned_round,
    unit_of,
)
from app.domain.products.kinds import PRICE_LIST, PRODUCT
from app.domain.products.queries import price_list_card
from app.domain.products.records import PriceList, PriceRow, Product
from app.domain.products.rows import PriceListLine
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import naming
from app.domain.store.unit import UnitOfWork
from app.words import say

_PRICE = Field("price", "Price", "unit_price")


class PriceListService:
    """Prices in one currency, for everybody, a group of customers or a campaign."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, values: Mapping[str, object]) -> Outcome:
        """Add a price list from field values, typed or as text.

        Raises:
            InvalidFields: Some values do not fit.
            NotAllowed: There is one of that name already; or only managers may.
        """
        with self._desk.write("price_list.add") as unit:
            unit.hold(PRICE_LIST.name)
            fields, typed = self._read(unit.session, values)
            made = PriceList(code=next_code(unit.session, PRICE_LIST.prefix), name="", tax_inclusive=False, custom={})
            put_values(made, fields, {**typed, "name": typed.get("name") or ""})
            made.currency = made.currency or self._desk.currency
            self._settle(unit, made)
            unit.add(made)
            message = say("{name} added as {code}.", name=made.name, code=made.code)
            unit.describe(message, PRICE_LIST.name, made.id)
        return Outcome(made.id, made.code, tuple(typed), message, unit.seq)

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields; its currency only while it has no prices.

        Raises:
            NotFound: There is no such price list.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
            NotAllowed: Another one has the new name, or it has prices in its currency; or only managers may.
        """
        with self._desk.write("price_list.edit") as unit:
            unit.hold(PRICE_LIST.name)
            held = known_price_list(unit.session, ref)
            fields, typed = self._read(unit.session, values)
            if version is not None:
                check_version(held, version, typed, price_list_card(Reader(unit.session.connection()), held.id))
            currency = held.currency
            needed = {each: typed[each] or "" for each in ("name", "currency") if each in typed}
            changed = put_values(held, fields, typed | needed)
            held.currency = held.currency or currency
            if held.currency != currency and self._count(unit.session, held.id):
                raise NotAllowed(
                    say("{name} has prices in {currency}.", name=held.name, currency=currency),
                    field="currency",
                    hint=say("Make another list for {currency}.", currency=held.currency),
                )
            self._settle(unit, held)
            message = describe_changes(held.name, fields, changed)
            unit.describe(message, PRICE_LIST.name, held.id)
        return Outcome(held.id, held.code, changed, message, unit.seq)

    def set_price(self, ref: str, product_ref: str, price: object, *, unit_name: str | None = None) -> Outcome:
        """Say what a product costs in a list; a price that it has there already is replaced.

        Args:
            ref: The list.
            product_ref: The product.
            price: In the list's currency, which need not be named.
            unit_name: One of the product's units; its own without it.

        Raises:
            NotFound: There is no such list or product.
            Invalid: The price is none, in another currency, or for a unit in which the product is not sold.
        """
        with self._desk.write("price_list.set_price") as unit:
            held = known_price_list(unit.session, ref)
            product = known_product(unit.session, product_ref)
            amount = self.read_price(held, price)
            called, _ = unit_of(unit.session, product, unit_name)
            row = _row(unit.session, held, product, called)
            if row is None:
                row = unit.add(
                    PriceRow(
                        price_list_id=held.id,
                        product_id=product.id,
                        unit=called,
                        unit_key=fold(called),
                        price=amount.exact,
                    )
                )
            else:
                row.price = amount.exact
            message = say(
                "{product} costs {price} a {unit} in {name}.",
                product=PRODUCT.called(product),
                price=amount,
                unit=called,
                name=held.name,
            )
            unit.describe(message, PRICE_LIST.name, held.id)
        return Outcome(row.id, held.code, ("prices",) if unit.seq else (), message, unit.seq)

    def remove_price(self, ref: str, product_ref: str, *, unit_name: str | None = None) -> Outcome:
        """Take the price of a product out of a list.

        Raises:
            NotFound: There is no such list or product, or the list has no price of it.
        """
        with self._desk.write("price_list.remove_price") as unit:
            held = known_price_list(unit.session, ref)
            product = known_product(unit.session, product_ref)
            row = _row(unit.session, held, product, unit_name or product.unit)
            if row is None:
                raise NotFound(
                    say(
                        "The price list {name} has no price of {product}.",
                        name=held.name,
                        product=PRODUCT.called(product),
                    ),
                    field="product",
                    hint=say("leadline pricelist show {code} lists what it has.", code=held.code),
                )
            unit.session.delete(row)
            message = say("{product} has no price in {name} any more.", product=PRODUCT.called(product), name=held.name)
            unit.describe(message, PRICE_LIST.name, held.id)
        return Outcome(row.id, held.code, ("prices",), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a price list away, saying what still names it; documents keep their prices. It can be undone."""
        with self._desk.write("price_list.delete") as unit:
            held = known_price_list(unit.session, ref)
            held.deleted_at = unit.now
            names = naming(unit.session, PRICE_LIST.table, held.id)
            message = (
                say("{name} deleted; still named by {names}.", name=held.name, names=names)
                if names
                else say("{name} deleted.", name=held.name)
            )
            unit.describe(message, PRICE_LIST.name, held.id)
        return Outcome(held.id, held.code, ("deleted",), message, unit.seq)

    def list(self, search: str = "", limit: int = 200) -> tuple[PriceListLine, ...]:
        """The price lists whose name holds a text, by name."""
        count = select(func.count()).where(PriceRow.price_list_id == PriceList.id).correlate(PriceList)
        columns: tuple[Any, ...] = (
            PriceList.id,
            PriceList.code,
            PriceList.name,
            PriceList.currency,
            PriceList.customer_group,
            PriceList.campaign,
            PriceList.tax_inclusive,
            PriceList.valid_from,
            PriceList.valid_to,
            count.scalar_subquery(),
            PriceList.version,
        )
        held = (PriceList.deleted_at.is_(None), PriceList.name_key.contains(fold(search.strip()), autoescape=True))
        with self._desk.read() as reader:
            rows = reader.rows(select(*columns).where(*held).order_by(PriceList.name_key, PriceList.id).limit(limit))
            return tuple(PriceListLine(*row) for row in rows)

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose name holds a text, with their currencies."""
        return tuple((each.code, each.name, each.currency) for each in self.list(text, limit))

    def show(self, ref: str) -> RecordCard:
        """One in full, with its ``prices``."""
        with self._desk.read() as reader:
            return price_list_card(reader, PRICE_LIST.find(reader.connection, ref))

    def read_price(self, held: PriceList, price: object) -> UnitPrice:
        """A price in a list's currency, from what was typed or typed values.

        Raises:
            Invalid: It is none, or in another currency.
        """
        amount: UnitPrice | None = parse(_PRICE, price, self._in(held.currency))
        if amount is None:
            raise Invalid(
                say("Price is missing."), field="price", hint=say("Such as 3900 {currency}.", currency=held.currency)
            )
        if amount.currency != held.currency:
            raise Invalid(
                say(
                    "The price list {name} is in {theirs}, not in {currency}.",
                    name=held.name,
                    theirs=held.currency,
                    currency=amount.currency,
                ),
                field="price",
                hint=say("Write the amount alone, or in {currency}.", currency=held.currency),
            )
        return amount

    def _in(self, currency: str) -> ParseContext:
        return replace(self._desk.context(), currency=currency)

    def _settle(self, unit: UnitOfWork, held: PriceList) -> None:
        refuse_turned_round(held.valid_from, held.valid_to, "valid_to")
        refuse_namesake(unit.session, PRICE_LIST, held)

    def _count(self, session: Session, price_list_id: str) -> int:
        return session.scalar(select(func.count()).where(PriceRow.price_list_id == price_list_id)) or 0

    def _read(self, session: Session, values: Mapping[str, object]) -> tuple[tuple[Field, ...], dict[str, Any]]:
        fields = (*PRICE_LIST.fields, *custom_fields(session, PRICE_LIST.name))
        return fields, read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))


def _row(session: Session, held: PriceList, product: Product, unit_name: str) -> PriceRow | None:
    return session.scalar(
        select(PriceRow).where(
            PriceRow.price_list_id == held.id, PriceRow.product_id == product.id, PriceRow.unit_key == fold(unit_name)
        )
    )
