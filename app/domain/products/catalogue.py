"""The catalogue inside a command: which product or list is meant, and what follows from a record's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.folding import fold
from app.domain.fields.kinds import Kind
from app.domain.products.fields import DEFAULT_UNIT
from app.domain.products.kinds import PRICE_LIST, PRODUCT
from app.domain.products.records import DiscountList, PriceList, Product, UnitGroup
from app.domain.products.rules import factor_of, searchable
from app.domain.store.unit import UnitOfWork, table_of
from app.words import say


def known_product(session: Session, ref: str) -> Product:
    """The product that a number, name, code or id names.

    Raises:
        NotFound: There is none.
        NotAllowed: It was deleted.
    """
    found: Product = _known(session, PRODUCT, ref)
    return found


def known_price_list(session: Session, ref: str) -> PriceList:
    """The price list that a name, code or id names; errors as for ``known_product``."""
    found: PriceList = _known(session, PRICE_LIST, ref)
    return found


def _known(session: Session, kind: Kind, ref: str) -> Any:
    record = session.get_one(kind.record, kind.find(session, ref))
    kind.refuse_deleted(record)
    return record


def derive(product: Product, _region: str = "") -> None:
    """Set what follows from a product's own fields."""
    product.number_key, product.name_key = fold(product.number), fold(product.name)
    product.search_text = searchable({name: getattr(product, name) for name in table_of(Product).c.keys()})  # noqa: SIM118 - column names


def settle(unit: UnitOfWork, product: Product) -> None:
    """Check a product as it is now, and set what follows from its fields.

    Raises:
        Invalid: It has no number, no name, or a unit that its group has not; or its days are the wrong way round.
        NotAllowed: Another product has the number already.
    """
    if not product.number:
        raise Invalid(
            say("Number is missing: a product needs one of your own."), field="number", hint=say("Such as M2.")
        )
    if not product.name:
        raise Invalid(say("Name is missing: a product needs one."), field="name", hint=say("Give a name."))
    refuse_turned_round(product.active_from, product.active_to, "active_to")
    _settle_unit(unit.session, product)
    derive(product)
    unit.hold(f"product:{product.number_key}")
    with unit.session.no_autoflush:
        namesake = unit.session.scalar(
            select(Product).where(
                Product.number_key == product.number_key, Product.deleted_at.is_(None), Product.id != (product.id or "")
            )
        )
    if namesake is not None:
        raise NotAllowed(
            say("There is a product {number} already: {name}.", number=namesake.number, name=namesake.name),
            field="number",
            hint=say("It is {code}.", code=namesake.code),
        )


def refuse_turned_round(first: Any, last: Any, field: str) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        Invalid: It does.
    """
    if first is not None and last is not None and last < first:
        raise Invalid(
            say("The last day, {last}, comes before the first, {first}.", last=last, first=first),
            field=field,
            hint=say("Give a later day."),
        )


def _settle_unit(session: Session, product: Product) -> None:
    group = session.get(UnitGroup, product.unit_group_id) if product.unit_group_id else None
    if group is None or group.deleted_at is not None:
        product.unit = product.unit or DEFAULT_UNIT
    else:
        product.unit, _ = factor_of(group.units, product.unit or group.units[0]["name"], product.name)


def refuse_namesake(session: Session, kind: Kind, record: Any) -> None:
    """Refuse a list or a group of a name that another one has.

    Raises:
        Invalid: It has no name.
        NotAllowed: Another one has it.
    """
    if not record.name:
        raise Invalid(say("Name is missing."), field="name", hint=say("Give a name."))
    record.name_key = fold(record.name)
    table = kind.table
    with session.no_autoflush:
        other = session.execute(
            select(table.c.code).where(
                table.c.name_key == record.name_key, table.c.deleted_at.is_(None), table.c.id != (record.id or "")
            )
        ).first()
    if other is not None:
        raise NotAllowed(
            say("There is a {kind} {name} already.", kind=kind.noun, name=record.name),
            field="name",
            hint=say("It is {code}.", code=other.code),
        )


def steps_of(session: Session, discount_list_id: str | None) -> list[Mapping[str, str]]:
    """The steps of a discount list; none where there is no list, or it was deleted."""
    found = session.get(DiscountList, discount_list_id) if discount_list_id else None
    return [] if found is None or found.deleted_at is not None else found.steps


def unit_of(session: Session, product: Product, name: str | None) -> tuple[str, Decimal]:
    """One of a product's units as its group calls it, and how many of the product's own unit it is.

    Args:
        session: Where to look.
        product: The product.
        name: The unit; the product's own without it.

    Raises:
        Invalid: It is not sold in it.
    """
    if name is None or fold(name) == fold(product.unit):
        return product.unit, Decimal(1)
    group = session.get(UnitGroup, product.unit_group_id) if product.unit_group_id else None
    units = group.units if group is not None and group.deleted_at is None else [{"name": product.unit, "factor": "1"}]
    called, factor = factor_of(units, name, product.name)
    _, own = factor_of(units, product.unit, product.name)
    return called, factor / own
