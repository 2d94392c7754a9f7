"""Commands of products: the catalogue."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.importing import import_ as take_in
from app.cli.options import Limit, Values, Version, noun
from app.cli.session import given_only, here, pairs, text_or_input
from app.words import formats, say, say_in

if TYPE_CHECKING:
    from app.domain.core.columns import RecordCard
    from app.domain.core.field_types.base import LocalTime

app = noun("Products: the catalogue, with prices, units and bundles.")

_COLUMNS = (
    Column("number", "Number"),
    Column("name", "Product"),
    Column("family", "Family"),
    Column("kind", "Kind", called=by_field("app.domain.products.fields:PRODUCT_FIELDS", "kind")),
    Column("price", "Price", "right"),
    Column("unit", "Unit"),
    Column("tax_rate", "Tax %", "right"),
    Column("active_from", "From"),
    Column("active_to", "To"),
    Column("code", "Code"),
)
_PARTS = (
    Column("number", "Number"),
    Column("name", "Product"),
    Column("quantity", "Quantity", "right"),
    Column("unit", "Unit"),
)
_PRICES = (Column("price_list", "Price list"), Column("price", "Price", "right"), Column("unit", "Unit"))
_Ref = Annotated[str, typer.Argument(metavar="PRODUCT", help="Number, name, code or id of the product.")]
_Name = Annotated[str | None, typer.Option(metavar="N", help="What it is called.")]
_Number = Annotated[str | None, typer.Option("--code", metavar="NUMBER", help="Your own number for it, such as M2.")]
_Price = Annotated[str | None, typer.Option(metavar="MONEY", help="Of one unit, such as “4200 USD”.")]
_Tax = Annotated[str | None, typer.Option(metavar="PERCENT", help="The tax rate, such as 5%.")]
_Family = Annotated[str | None, typer.Option(metavar="F", help="The family, such as Machines.")]
_Unit = Annotated[str | None, typer.Option(metavar="U", help="What the price is for, such as kg.")]
_Description = Annotated[str | None, typer.Option(metavar="TEXT", help="More about it; - reads standard input.")]
_Item = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="PRODUCT:QUANTITY", help="A product in it, which makes it a bundle; repeat."),
]


@app.command()
def add(
    context: typer.Context,
    *,
    number: _Number = None,
    name: _Name = None,
    price: _Price = None,
    tax: _Tax = None,
    family: _Family = None,
    unit: _Unit = None,
    description: _Description = None,
    item: _Item = None,
    values: Values = None,
) -> None:
    """Add a product, or a bundle of others, to the catalogue."""
    session = here(context)
    given = _given(values, description, number=number, name=name, price=price, tax_rate=tax, family=family, unit=unit)
    session.answers.outcome(session.workspace.products.add(given, item))


@app.command()
def edit(
    context: typer.Context,
    product: _Ref,
    *,
    number: _Number = None,
    name: _Name = None,
    price: _Price = None,
    tax: _Tax = None,
    family: _Family = None,
    unit: _Unit = None,
    description: _Description = None,
    values: Values = None,
    if_version: Version = None,
) -> None:
    """Change a product; quotations and orders keep what they copied."""
    session = here(context)
    given = _given(values, description, number=number, name=name, price=price, tax_rate=tax, family=family, unit=unit)
    products = session.workspace.products
    session.answers.outcome(products.edit(product, given, version=if_version))


@app.command("list")
def list_(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="Such as “family = Machines and price < 5k USD”.")
    ] = "",
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str, typer.Option(metavar="FIELD", help="The order; - before it turns it round.")] = "name",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="PRODUCT", help="Go on after this one.")] = "",
) -> None:
    """List products: all of them, or those of a query."""
    session = here(context)
    products = session.workspace.products
    lines = products.list(query, search, sort, limit + 1, after)
    counting = partial(products.count, query, search)
    session.answers.page(lines, limit, _COLUMNS, empty="No products.", count=counting)


@app.command()
def show(context: typer.Context, product: _Ref) -> None:
    """Show a product in full, with its parts and its prices in lists."""
    session = here(context)
    card = session.workspace.products.show(product)
    session.answers.record(card, [(say("Code"), card.code), *in_words(card, session.answers.at)])
    if session.answers.as_json:
        return
    for rows, columns in ((card.values["parts"], _PARTS), (card.values["prices"], _PRICES)):
        if rows:
            session.answers.text("")
            session.answers.rows(rows, columns, empty="Nothing.")


@app.command()
def price(
    context: typer.Context,
    product: _Ref,
    *,
    currency: Annotated[str | None, typer.Option(metavar="C", help="Its code or sign, such as EUR.")] = None,
    quantity: Annotated[str, typer.Option(metavar="N", help="How many; it decides the discount.")] = "1",
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day; today without it.")] = None,
    price_list: Annotated[str | None, typer.Option("--list", metavar="LIST", help="A price list.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="U", help="One of its units.")] = None,
) -> None:
    """Tell what a product costs, for a quantity, a day and a price list."""
    session = here(context)
    found = session.workspace.products.price(
        product, currency=currency, quantity=quantity, on=on, price_list=price_list, unit=unit
    )
    session.answers.record(
        found,
        [
            (say("Product"), found.name),
            (say("Price"), found.price),
            (say("Unit"), found.unit),
            (say("Discount"), formats.percent(found.discount) if found.discount else ""),
            (say("Tax rate"), formats.percent(found.tax_rate)),
            (say("Tax"), say("included") if found.tax_inclusive else say("not included")),
            (say_in("of a price", "Source"), found.source),
        ],
    )


@app.command()
def bundle(
    context: typer.Context,
    product: _Ref,
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[PRODUCT:QUANTITY]…", help="All that is in it, such as M2:1 B1:3.")
    ] = None,
) -> None:
    """Make a product a bundle of some others; without any it is a product by itself."""
    session = here(context)
    session.answers.outcome(session.workspace.products.set_parts(product, items or ()))


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV file or a workbook; - reads standard input.")],
    *,
    edits: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=FIELD", help="What a column becomes; “ignore” leaves it out. Repeat."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook.")] = None,
    decimal: Annotated[
        list[str] | None,
        typer.Option(metavar="MARK", help="point or comma, for numbers that can be read two ways; or COLUMN=MARK."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of it.")] = False,
    failed_to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write rows that cannot come in to this CSV file.")
    ] = None,
) -> None:
    """Take in a list of products; one whose number is here is changed, and one undo takes all of it back.

    A row of which a value does not fit stays out, with its number and the reason.
    """
    take_in(
        context,
        file,
        edits=edits,
        kind="product",
        sheet=sheet,
        decimal=decimal,
        continuing="apart",
        policy="create-or-update",
        dry_run=dry_run,
        failed_to=failed_to,
    )


@app.command()
def delete(context: typer.Context, product: _Ref) -> None:
    """Delete a product; quotations and orders keep what they copied. It can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.products.delete(product))


def in_words(card: RecordCard, at: LocalTime) -> list[tuple[str, Any]]:
    """Label and value of the fields of a card; its tables stand below it."""
    own = {each.code: card.values[each.code] for each in card.fields}
    return replace(card, values=own).in_words(at)


def _given(values: list[str] | None, description: str | None, **options: str | None) -> dict[str, Any]:
    """The values that options and ``--set`` give a product, by field."""
    return {**given_only(**options, description=text_or_input(description)), **pairs(values)}
