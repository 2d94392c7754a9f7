"""Commands of price lists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Values, Version, noun
from app.cli.product import in_words
from app.cli.session import given_only, here, pairs
from app.domain.core.outputs import check_free
from app.words import in_context, say, sentences

app = noun("Price lists: prices in one currency, for everybody, a group of customers or a campaign.")

_COLUMNS = (
    Column("name", "Price list"),
    Column("currency", "Currency"),
    Column("customer_group", "Customer group"),
    Column("campaign", in_context("field", "Campaign")),
    Column("valid_from", "From"),
    Column("valid_to", "To"),
    Column("count", "Prices", "right"),
    Column("code", "Code"),
)
_MOST_PROBLEMS = 20
_PRICES = (
    Column("number", "Number"),
    Column("name", "Product"),
    Column("price", "Price", "right"),
    Column("unit", "Unit"),
)
_List = Annotated[str, typer.Argument(metavar="LIST", help="Name, code or id of the price list.")]
_Product = Annotated[str, typer.Argument(metavar="PRODUCT", help="Number, name, code or id of the product.")]
_Unit = Annotated[str | None, typer.Option(metavar="U", help="One of its units; its own without it.")]
_Group = Annotated[str | None, typer.Option("--group", metavar="G", help="The customers it is for.")]
_Campaign = Annotated[str | None, typer.Option(metavar="C", help="The campaign it is for.")]
_From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day on which it holds.")]
_To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day on which it holds.")]
_Discounts = Annotated[str | None, typer.Option(metavar="LIST", help="A discount list for all its prices.")]
_Inclusive = Annotated[bool | None, typer.Option("--tax-inclusive/--tax-exclusive", help="Whether tax is in them.")]


@app.command()
def add(
    context: typer.Context,
    *,
    name: Annotated[str | None, typer.Option(metavar="N", help="What it is called.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="C", help="The currency of its prices.")] = None,
    group: _Group = None,
    campaign: _Campaign = None,
    tax_inclusive: _Inclusive = None,
    first: _From = None,
    last: _To = None,
    discounts: _Discounts = None,
    values: Values = None,
) -> None:
    """Add a price list."""
    session = here(context)
    given = given_only(
        name=name,
        currency=currency,
        customer_group=group,
        campaign=campaign,
        tax_inclusive=tax_inclusive,
        valid_from=first,
        valid_to=last,
        discount_list=discounts,
    )
    session.answers.outcome(session.workspace.price_lists.add({**given, **pairs(values)}))


@app.command()
def edit(context: typer.Context, price_list: _List, values: Values = None, if_version: Version = None) -> None:
    """Change fields of a price list; an empty value empties the field."""
    session = here(context)
    lists = session.workspace.price_lists
    session.answers.outcome(lists.edit(price_list, pairs(values), version=if_version))


@app.command("set")
def set_(
    context: typer.Context,
    price_list: _List,
    product: _Product,
    price: Annotated[str, typer.Argument(metavar="PRICE", help="Of one unit, in the list's currency.")],
    unit: _Unit = None,
) -> None:
    """Say what a product costs in a list."""
    session = here(context)
    session.answers.outcome(session.workspace.price_lists.set_price(price_list, product, price, unit_name=unit))


@app.command()
def remove(context: typer.Context, price_list: _List, product: _Product, unit: _Unit = None) -> None:
    """Take the price of a product out of a list."""
    session = here(context)
    session.answers.outcome(session.workspace.price_lists.remove_price(price_list, product, unit_name=unit))


@app.command("import")
def import_(
    context: typer.Context,
    price_list: _List,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV file or a workbook; - reads standard input.")],
    *,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of it.")] = False,
    failed_to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write rows that cannot come in to this CSV file.")
    ] = None,
) -> None:
    """Take prices into a list from columns of product, unit and price; one undo takes all of it back."""
    session = here(context)
    if failed_to is not None:
        failed_to = failed_to.expanduser()
        check_free(failed_to, "failed_to")
    imports = session.workspace.price_imports
    if dry_run:
        taken, message = imports.look(price_list, file, sheet=sheet)
        message = sentences(message, say("Nothing was changed."))
    else:
        taken = imports.take(price_list, file, sheet=sheet)
        message = taken.message_of_outcome
    if session.answers.as_json:
        session.answers.json({**taken.as_json(), "message": message, "dry_run": dry_run})
    else:
        session.answers.text(session.answers.display(message))
        for line, reason in taken.failed.reasons[:_MOST_PROBLEMS]:
            session.answers.say(say("Row {line}: {reason}", line=line, reason=reason))
        session.answers.limited(
            min(_MOST_PROBLEMS, taken.failed.count), taken.failed.count, say("--failed-to FILE keeps all of them")
        )
    if failed_to is not None and taken.failed.count:
        taken.failed.save(failed_to)
        session.answers.say(say("The rows that could not come in are in {file}.", file=failed_to))
    if taken.failed.count and not (taken.created or taken.updated or taken.same):
        raise typer.Exit(1)


@app.command("list")
def list_(
    context: typer.Context,
    search: Annotated[str, typer.Argument(metavar="[SEARCH]", help="A part of their names.")] = "",
) -> None:
    """List the price lists, by name."""
    session = here(context)
    session.answers.rows(session.workspace.price_lists.list(search), _COLUMNS, empty="No price lists.")


@app.command()
def show(context: typer.Context, price_list: _List) -> None:
    """Show a price list with its prices."""
    session = here(context)
    card = session.workspace.price_lists.show(price_list)
    session.answers.record(card, [(say("Code"), card.code), *in_words(card, session.answers.at)])
    if not session.answers.as_json:
        session.answers.text("")
        session.answers.rows(card.values["prices"], _PRICES, empty="No prices yet.")


@app.command()
def delete(context: typer.Context, price_list: _List) -> None:
    """Delete a price list; quotations and orders keep what they copied. It can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.price_lists.delete(price_list))
