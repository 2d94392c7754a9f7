"""Lines of what sells: the columns that every such line has, how one is typed, and what it says of its price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.core.errors import Invalid, Refusal
from app.domain.core.exact import shortest
from app.domain.core.fields import Field, ParseContext
from app.domain.core.figures import LineFigures, Priced
from app.domain.core.frozen import frozen
from app.domain.core.unit_price import UnitPrice
from app.domain.fields.editing import Resolve, read_values
from app.domain.products.catalogue import known_product
from app.domain.products.fields import DEFAULT_UNIT
from app.domain.products.kinds import PRODUCT
from app.domain.products.pricing import Price, price_for
from app.domain.products.records import Product
from app.domain.store.types import Id, Line, Prose
from app.words import in_context, say

MOST_LINES: Final = 1000
"""How many lines a document has at the most."""

LINE_FIELDS: tuple[Field, ...] = (
    Field("product", "Product", "product", "line", help="By its number or name; empty for something else."),
    Field("name", "Name", "line", "line", help="What stands on the paper; the product's name without it."),
    Field("name_ar", "Name in Arabic", "line", "line"),
    Field("quantity", "Quantity", "exact_number", "line", help="Below zero for a credit."),
    Field("unit", in_context("field", "Unit"), "line", "line"),
    Field("unit_price", "Unit price", "unit_price", "line", help="The price of the catalogue without it."),
    Field("discount", "Discount", "exact_percent", "line", help="On this line alone, such as 10%."),
    Field("tax_rate", "Tax rate", "exact_percent", "line"),
    Field("description", "Description", "prose", "line"),
)
"""What a line is made of, in the order of its form."""

_PERCENT: Final = ("%", "٪")


class LineColumns:
    """The columns of a line: what was copied from the catalogue when it was made, and what it comes to.

    Numbers with decimals are kept as text, digit by digit; what the line comes to in the smallest unit of the currency.
    """

    position: Mapped[int]
    product_id: Mapped[Id | None] = mapped_column(ForeignKey("product.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[Line | None]
    """The number of the product."""
    name: Mapped[Line]
    name_ar: Mapped[Line | None]
    description: Mapped[Prose | None]
    quantity: Mapped[Line]
    unit: Mapped[Line]
    unit_price: Mapped[Line]
    """In major units; it may have more decimals than the currency."""
    discount: Mapped[Line] = mapped_column(default="0")
    """Percent."""
    tax_rate: Mapped[Line] = mapped_column(default="0")
    """Percent."""
    amount_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """As it is priced: with its tax where the prices include it."""
    net_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Without tax, before a discount on the whole document."""


COPIED: Final = (
    "product_id",
    "number",
    "name",
    "name_ar",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "discount",
    "tax_rate",
)
"""The columns that a line of another document takes over."""


@frozen
class Terms:
    """What holds for all lines of a document.

    Attributes:
        currency: ISO 4217 code.
        on: The day whose prices hold.
        price_list: The list they are taken from; those of the catalogue without one.
        tax_inclusive: Whether tax is in the prices; the first line decides where it is not known yet.
    """

    currency: str
    on: date
    price_list: str | None = None
    tax_inclusive: bool | None = None


def typed_line(text: str) -> dict[str, object]:
    """The values of a line typed like ``M2:3@4000-10%``: product, quantity (1 without it), unit price and discount.

    Raises:
        Invalid: Nothing is named.
    """
    rest, values = text.strip(), {}
    if rest.endswith(_PERCENT):
        rest, values["discount"] = _parted(rest, "-")
    rest, values["unit_price"] = _parted(rest, "@")
    rest, values["quantity"] = _parted(rest, ":")
    if not rest:
        raise Invalid(
            say("“{text}” names no product.", text=text[:60]),
            field="line",
            hint=say("Write it like M2:3, with @4000 for another price and -10% for a discount."),
        )
    given: dict[str, object] = {name: value for name, value in values.items() if value}
    return {"product": rest, "quantity": "1", **given}


def _parted(text: str, mark: str) -> tuple[str, str]:
    """What stands before the last mark of a text, and behind it; nothing behind a mark that is not there."""
    before, found, behind = text.rpartition(mark)
    return (before.strip(), behind.strip()) if found else (text, "")


def priced(line: LineColumns) -> Priced:
    """What a line says of its price."""
    return Priced(Decimal(line.quantity), Decimal(line.unit_price), Decimal(line.discount), Decimal(line.tax_rate))


def put_figures(line: LineColumns, figures: LineFigures) -> None:
    """Keep what a line comes to."""
    line.amount_minor, line.net_minor = figures.amount.minor, figures.net.minor


def line_columns(
    session: Session, values: Mapping[str, object], terms: Terms, context: ParseContext, resolve: Resolve
) -> tuple[dict[str, Any], bool | None]:
    """The columns of a new line, with what it does not say taken from the catalogue.

    Args:
        session: Where the catalogue is.
        values: Of ``LINE_FIELDS``, typed or as text.
        terms: Of the document.
        context: What parsing values depends on.
        resolve: What turns the name of a product into its id.

    Returns:
        The columns, and whether tax is in the price; ``None`` where the line alone does not tell.

    Raises:
        InvalidFields: Some values do not fit.
        Invalid: Something is missing, or its price is in another currency, or of another sort.
        NotFound: There is no such product.
    """
    typed = _read(values, terms, context, resolve)
    quantity = typed.get("quantity") or Decimal(1)
    own = _own_price(typed, terms)
    product_id = typed.get("product")
    if product_id is None:
        return _without_product(typed, quantity, own), None
    found = _priced_by_catalogue(session, product_id, quantity, terms, typed.get("unit"), own)
    source: Price | Product = found or known_product(session, product_id)
    columns: dict[str, Any] = {
        "product_id": product_id,
        "number": source.number,
        "name": source.name,
        "name_ar": source.name_ar,
        "description": source.description,
        "quantity": shortest(quantity),
        "unit": typed.get("unit") or source.unit,
        "tax_rate": shortest(Decimal(source.tax_rate or 0)),
        "discount": shortest(found.discount if found else Decimal(0)),
    }
    price = own if own is not None else found.price if found is not None else None
    given = {
        code: shortest(typed[code]) if isinstance(typed[code], Decimal) else typed[code]
        for code in ("name", "name_ar", "description", "discount", "tax_rate")
        if typed.get(code) is not None
    }
    columns |= {**given, "unit_price": price.exact if price is not None else "0"}
    return columns, found.tax_inclusive if found is not None and own is None else None


def changed_columns(
    session: Session,
    line: LineColumns,
    values: Mapping[str, object],
    terms: Terms,
    context: ParseContext,
    resolve: Resolve,
) -> tuple[dict[str, Any], bool | None]:
    """The columns of a line as an edit makes them; another product brings its own price, name and tax along.

    A discount that the catalogue gave for the quantity follows a new quantity. Arguments and errors are those of
    ``line_columns``.
    """
    typed = _read(values, terms, context, resolve)
    if typed.get("product", line.product_id) != line.product_id and typed.get("product") is not None:
        return line_columns(session, {"quantity": line.quantity, **values}, terms, context, resolve)
    own = _own_price(typed, terms)
    if "name" in typed and not typed["name"]:
        raise _nameless()
    columns = {
        code: shortest(value) if isinstance(value, Decimal) else value
        for code, value in typed.items()
        if code in ("name", "name_ar", "description", "quantity", "unit", "discount", "tax_rate")
        and (value is not None or code in ("name_ar", "description"))
    }
    if "product" in typed:
        columns["product_id"] = typed["product"]
    if own is not None:
        columns["unit_price"] = own.exact
    if "quantity" in columns and "discount" not in columns and line.product_id:
        before = _usual_discount(session, line, Decimal(line.quantity), terms)
        after = _usual_discount(session, line, Decimal(columns["quantity"]), terms)
        if after is not None and before == Decimal(line.discount):
            columns["discount"] = shortest(after)
    return columns, None


def _read(values: Mapping[str, object], terms: Terms, context: ParseContext, resolve: Resolve) -> dict[str, Any]:
    typed = read_values(LINE_FIELDS, values, replace(context, currency=terms.currency), resolve)
    if "quantity" in typed and not typed["quantity"]:
        raise Invalid(say("Quantity: it must not be 0."), field="quantity", hint=say("Such as 3, or -1 for a credit."))
    return typed


def _own_price(typed: Mapping[str, Any], terms: Terms) -> UnitPrice | None:
    """The price that a line names itself.

    Raises:
        Invalid: It is in another currency than the document.
    """
    price: UnitPrice | None = typed.get("unit_price")
    if price is not None and price.currency != terms.currency:
        raise Invalid(
            say(
                "The price is in {theirs}, the document in {currency}.", theirs=price.currency, currency=terms.currency
            ),
            field="unit_price",
            hint=say("A document has one currency; give the price in {currency}.", currency=terms.currency),
        )
    return price


def _without_product(typed: Mapping[str, Any], quantity: Decimal, own: UnitPrice | None) -> dict[str, Any]:
    """The columns of a line that is no product of the catalogue."""
    if not typed.get("name"):
        raise _nameless()
    if own is None:
        raise Invalid(
            say("Unit price is missing: what is not in the catalogue needs one."),
            field="unit_price",
            hint=say("Such as 500."),
        )
    return {
        "product_id": None,
        "number": None,
        "name": typed["name"],
        "name_ar": typed.get("name_ar"),
        "description": typed.get("description"),
        "quantity": shortest(quantity),
        "unit": typed.get("unit") or DEFAULT_UNIT,
        "unit_price": own.exact,
        "discount": shortest(typed.get("discount") or Decimal(0)),
        "tax_rate": shortest(typed.get("tax_rate") or Decimal(0)),
    }


def _nameless() -> Invalid:
    return Invalid(
        say("A line needs a product, or a name of its own."), field="product", hint=say("Name one of the catalogue.")
    )


def _usual_discount(session: Session, line: LineColumns, quantity: Decimal, terms: Terms) -> Decimal | None:
    """What the catalogue takes off a quantity of a line's product; nothing where it does not sell that any more."""
    try:
        return _catalogue(session, line.product_id or "", quantity, terms, line.unit).discount
    except Refusal:
        return None


def _catalogue(session: Session, product_id: str, quantity: Decimal, terms: Terms, unit: str | None) -> Price:
    return price_for(
        session,
        product_id,
        currency=terms.currency,
        quantity=abs(quantity),
        on=terms.on,
        price_list=terms.price_list,
        unit=unit,
    )


def _priced_by_catalogue(
    session: Session, product_id: str, quantity: Decimal, terms: Terms, unit: str | None, own: UnitPrice | None
) -> Price | None:
    """What the catalogue says of a product; nothing where it has no price and the line has one of its own.

    Raises:
        Invalid: It has no price either, or is not sold so; or its price is of another sort than the document's.
    """
    try:
        found = _catalogue(session, product_id, quantity, terms, unit)
    except Invalid as problem:
        if own is not None and problem.field in ("price", "price_list"):
            return None
        raise
    if own is None and terms.tax_inclusive not in (None, found.tax_inclusive):
        called = PRODUCT.called(found)
        raise Invalid(
            say("The price of {product} includes tax, those of this document do not.", product=called)
            if found.tax_inclusive
            else say("The price of {product} is without tax, those of this document include it.", product=called),
            field="product",
            hint=say("A document has prices of one sort; name the price yourself, or another price list."),
        )
    return found
