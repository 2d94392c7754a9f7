"""Prices: what one unit of a product costs in a currency, on a day, for a quantity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid
from app.domain.core.exact import shortest
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.unit_price import UnitPrice
from app.domain.products.catalogue import known_price_list, known_product, steps_of, unit_of
from app.domain.products.kinds import PRODUCT
from app.domain.products.records import BundleItem, PriceList, PriceRow, Product
from app.domain.products.rules import discount_at, is_active
from app.words import Said, listed, say


@frozen
class Price:
    """What one unit of a product costs.

    Attributes:
        product_id: The product.
        number: Its number.
        name: What it is called.
        name_ar: What papers in Arabic call it, where somebody said so.
        description: More about it.
        unit_price: For one unit, with every digit; tax is in it where ``tax_inclusive`` says so.
        currency: ISO 4217 code.
        tax_rate: Percent.
        unit: What the price is for.
        tax_inclusive: Whether tax is in the price.
        discount: What the quantity takes off, in percent.
        source: Where the price comes from, in a few words.
    """

    product_id: str
    number: str
    name: str
    name_ar: str | None
    description: str | None
    unit_price: Decimal
    currency: str
    tax_rate: Decimal
    unit: str
    tax_inclusive: bool
    discount: Decimal
    source: Said

    @property
    def price(self) -> UnitPrice:
        """The price with its currency."""
        return UnitPrice(self.unit_price, self.currency)

    def as_json(self) -> dict[str, Any]:
        """The price as the command line prints it."""
        return {
            "product": self.product_id,
            "number": self.number,
            "name": self.name,
            "price": self.price.as_json(),
            "unit": self.unit,
            "tax_rate": shortest(self.tax_rate),
            "tax_inclusive": self.tax_inclusive,
            "discount": shortest(self.discount),
            "source": self.source,
        }


class _Found(NamedTuple):
    """A price before tax and discount are known."""

    amount: Decimal
    source: Said
    within: PriceList | None = None
    """The list that decides of tax and discount; none for a price of the catalogue itself."""


def price_for(
    session: Session,
    product_ref: str,
    *,
    currency: str,
    quantity: Decimal,
    on: date,
    price_list: str | None = None,
    unit: str | None = None,
) -> Price:
    """What one unit of a product costs; nothing is converted from one currency to another.

    With a price list it is the price that stands there, else the product's own. Without one it is the product's own
    price if that is in the currency, else the one in the price list for everybody that holds on the day and began
    last. A bundle without a price of its own costs what its parts cost together.

    Args:
        session: Where to look.
        product_ref: Number, name, code or id of the product.
        currency: ISO 4217 code of the currency it is sold in.
        quantity: How many; it decides the discount.
        on: The day of the sale.
        price_list: Name, code or id of a price list; the one that fits without it.
        unit: One of the product's units; its own without it.

    Raises:
        NotFound: There is no such product or price list.
        NotAllowed: One of them was deleted.
        Invalid: The product is not sold on that day, by that unit or in that currency, or the list does not hold.
    """
    product = known_product(session, product_ref)
    if not is_active(product.active_from, product.active_to, on):
        raise Invalid(
            say("{product} is not sold on {day}.", product=PRODUCT.called(product), day=on.isoformat()),
            field="product",
            hint=_period(product),
        )
    called, times = unit_of(session, product, unit)
    chosen = _holding_list(session, price_list, currency, on) if price_list else None
    found = _found(session, product, currency, on, chosen, (called, times))
    if found is None:
        raise _not_in_list(product, chosen) if chosen is not None else _no_price(session, product, currency, on)
    steps = steps_of(session, (found.within and found.within.discount_list_id) or product.discount_list_id)
    return Price(
        product.id,
        product.number,
        product.name,
        product.name_ar,
        product.description,
        found.amount,
        currency,
        _tax_rate(session, product),
        called,
        found.within is not None and found.within.tax_inclusive,
        discount_at(steps, quantity),
        found.source,
    )


def _period(product: Product) -> Said:
    """When a product is sold."""
    first, last = product.active_from, product.active_to
    if first and last:
        return say("It is sold from {first} to {last}.", first=first.isoformat(), last=last.isoformat())
    if first:
        return say("It is sold from {first} on.", first=first.isoformat())
    return say("It was sold until {last}.", last=last.isoformat() if last else "")


def _holding_list(session: Session, ref: str, currency: str, on: date) -> PriceList:
    """The price list that a reference names, if it holds.

    Raises:
        Invalid: It does not hold on that day, or is in another currency.
    """
    found = known_price_list(session, ref)
    if found.currency != currency:
        raise Invalid(
            say(
                "The price list {name} is in {theirs}, not in {currency}.",
                name=found.name,
                theirs=found.currency,
                currency=currency,
            ),
            field="price_list",
            hint=say("Choose one in {currency}, or sell in {theirs}.", currency=currency, theirs=found.currency),
        )
    if not is_active(found.valid_from, found.valid_to, on):
        raise Invalid(
            say("The price list {name} does not hold on {day}.", name=found.name, day=on.isoformat()),
            field="price_list",
            hint=say("leadline pricelist list shows which hold when."),
        )
    return found


def _found(
    session: Session,
    product: Product,
    currency: str,
    on: date,
    chosen: PriceList | None,
    unit: tuple[str, Decimal],
    within: frozenset[str] = frozenset(),
) -> _Found | None:
    """The price of a product, from wherever it is found first; ``within`` are the bundles it is asked for."""
    listed_ = _in_lists(session, product, [chosen], unit) if chosen is not None else None
    if listed_ is not None or (chosen is not None and chosen.tax_inclusive):
        return listed_
    if product.price is not None and product.price_currency == currency:
        return _Found(Decimal(product.price) * unit[1], say("catalogue"), chosen)
    general = _in_lists(session, product, _general_lists(session, currency, on), unit) if chosen is None else None
    if general is not None or product.kind != "bundle" or product.id in within:
        return general
    return _of_parts(session, product, currency, on, chosen, unit[1], within | {product.id})


def _general_lists(session: Session, currency: str, on: date) -> list[PriceList]:
    """The price lists for everybody that hold on a day, the one that began last first."""
    return list(
        session.scalars(
            select(PriceList)
            .where(
                PriceList.currency == currency,
                PriceList.deleted_at.is_(None),
                PriceList.customer_group.is_(None),
                PriceList.campaign.is_(None),
                or_(PriceList.valid_from.is_(None), PriceList.valid_from <= on),
                or_(PriceList.valid_to.is_(None), PriceList.valid_to >= on),
            )
            .order_by(PriceList.valid_from.desc().nulls_last(), PriceList.tax_inclusive, PriceList.id)
        )
    )


def _in_lists(session: Session, product: Product, lists: list[PriceList], unit: tuple[str, Decimal]) -> _Found | None:
    """The price of a product in the first of some lists that has one: for the unit itself, else for its own."""
    by_list = {each.id: each for each in lists}
    rows = session.scalars(
        select(PriceRow).where(PriceRow.product_id == product.id, PriceRow.price_list_id.in_(by_list))
    ).all()
    called, times = unit
    for each in lists:
        prices = {row.unit_key: Decimal(row.price) for row in rows if row.price_list_id == each.id}
        own = prices.get(fold(product.unit))
        amount = prices.get(fold(called), own * times if own is not None else None)
        if amount is not None:
            source = say("price list {name}", name=each.name)
            return _Found(amount, source, each)
    return None


def parts_of(session: Session, bundle_id: str) -> list[tuple[Product, Decimal]]:
    """The products in a bundle, with how many of each; those that were deleted are left out."""
    rows = session.execute(
        select(Product, BundleItem.quantity)
        .join(BundleItem, BundleItem.product_id == Product.id)
        .where(BundleItem.bundle_id == bundle_id, Product.deleted_at.is_(None))
        .order_by(BundleItem.id)
    )
    return [(product, Decimal(quantity)) for product, quantity in rows]


def _of_parts(
    session: Session,
    bundle: Product,
    currency: str,
    on: date,
    chosen: PriceList | None,
    times: Decimal,
    within: frozenset[str],
) -> _Found | None:
    """What the parts of a bundle cost together, where each has a price that taxes are not in."""
    total = Decimal(0)
    parts = parts_of(session, bundle.id)
    for product, quantity in parts:
        found = _found(session, product, currency, on, chosen, (product.unit, Decimal(1)), within)
        if found is None or (found.within is not None and found.within.tax_inclusive):
            return None
        total += found.amount * quantity
    return _Found(total * times, say("sum of its parts"), chosen) if parts else None


def _tax_rate(session: Session, product: Product, within: frozenset[str] = frozenset()) -> Decimal:
    """A product's own tax rate; that of its parts, for a bundle without one of its own.

    Raises:
        Invalid: The parts have several.
    """
    if product.tax_rate is not None or product.kind != "bundle" or product.id in within:
        return Decimal(product.tax_rate or 0)
    rates = {_tax_rate(session, part, within | {product.id}) for part, _ in parts_of(session, product.id)}
    if len(rates) > 1:
        raise Invalid(
            say(
                "The parts of {product} are taxed at {rates} %.",
                product=PRODUCT.called(product),
                rates=listed(shortest(rate) for rate in sorted(rates)),
            ),
            field="product",
            hint=say("Give the bundle a tax rate of its own."),
        )
    return rates.pop() if rates else Decimal(0)


def _not_in_list(product: Product, chosen: PriceList) -> Invalid:
    """That a price list says nothing of a product."""
    return Invalid(
        say("The price list {name} has no price of {product}.", name=chosen.name, product=PRODUCT.called(product)),
        field="price_list",
        hint=say("leadline pricelist show {code} lists what it has.", code=chosen.code),
    )


def _no_price(session: Session, product: Product, currency: str, on: date) -> Invalid:
    """That a product is not sold in a currency, and in which it is."""
    known = {product.price_currency} if product.price is not None and product.price_currency else set()
    in_lists = session.execute(
        select(PriceList.currency, PriceList.valid_from, PriceList.valid_to)
        .join(PriceRow, PriceRow.price_list_id == PriceList.id)
        .where(PriceRow.product_id == product.id, PriceList.deleted_at.is_(None))
    )
    known |= {code for code, first, last in in_lists if is_active(first, last, on)}
    called = PRODUCT.called(product)
    message = say("{product} has no price in {currency}.", product=called, currency=currency)
    if currency in known:  # in a list that was not chosen
        hint = say("leadline pricelist list shows which lists have one; name the one that is meant.")
    elif known:
        hint = say("It has prices in: {currencies}.", currencies=listed(sorted(known)))
    else:
        hint = say(
            "Give it one: leadline product edit {number} --price “100 {currency}”.",
            number=product.number,
            currency=currency,
        )
    return Invalid(message, field="price", hint=hint)
