"""Commands of the lines of an opportunity: what it offers."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.options import Values, noun
from app.cli.session import given_only, here, pairs, text_or_input
from app.domain.sales.queries import sum_of
from app.words import say

app = noun("The lines of an opportunity: products, how many, at which price.")

_COLUMNS = (
    Column("position", "No.", "right"),
    Column("number", "Number"),
    Column("name", "Product"),
    Column("quantity", "Quantity", "right"),
    Column("unit", "Unit"),
    Column("unit_price", "Price", "right"),
    Column("discount", "Discount %", "right"),
    Column("net", "Net", "right"),
)
_Ref = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="Code, id or name of the opportunity.")]
_Which = Annotated[str, typer.Argument(metavar="LINE", help="Its place, or the number or name of its product.")]
_Quantity = Annotated[str | None, typer.Option(metavar="N", help="How many.")]
_Price = Annotated[str | None, typer.Option(metavar="MONEY", help="Of one unit; that of the catalogue without it.")]
_Discount = Annotated[str | None, typer.Option(metavar="PERCENT", help="On this line alone, such as 10%.")]
_Name = Annotated[str | None, typer.Option(metavar="N", help="What it is called here.")]
_Description = Annotated[str | None, typer.Option(metavar="TEXT", help="More about it; - reads standard input.")]


@app.command()
def add(
    context: typer.Context,
    opportunity: _Ref,
    line: Annotated[
        str | None, typer.Argument(metavar="[LINE]", help="Such as M2:3, with @4000 for another price and -10%.")
    ] = None,
    *,
    quantity: _Quantity = None,
    price: _Price = None,
    discount: _Discount = None,
    name: _Name = None,
    description: _Description = None,
    values: Values = None,
) -> None:
    """Offer a product; the amount follows the lines, unless somebody gave it."""
    session = here(context)
    given = given_only(
        quantity=quantity,
        unit_price=price,
        discount=discount,
        name=name,
        description=text_or_input(description),
    )
    lines = session.workspace.opportunity_lines
    session.answers.outcome(lines.add(opportunity, line, **{**given, **pairs(values)}))


@app.command("set")
def set_(
    context: typer.Context,
    opportunity: _Ref,
    line: _Which,
    *,
    quantity: _Quantity = None,
    price: _Price = None,
    discount: _Discount = None,
    name: _Name = None,
    description: _Description = None,
    values: Values = None,
) -> None:
    """Change a line."""
    session = here(context)
    given = given_only(
        quantity=quantity,
        unit_price=price,
        discount=discount,
        name=name,
        description=text_or_input(description),
    )
    given |= pairs(values)
    if not given:
        raise Misuse(say("Say what to change."), hint=say("Such as --quantity 3."))
    lines = session.workspace.opportunity_lines
    session.answers.outcome(lines.edit(lines.line(opportunity, line).id, given))


@app.command("list")
def list_(context: typer.Context, opportunity: _Ref) -> None:
    """List the lines of an opportunity, with what they come to."""
    session = here(context)
    lines = session.workspace.opportunity_lines.of(opportunity)
    session.answers.rows(lines, _COLUMNS, empty="No lines yet.")
    if lines:
        session.answers.say(say("Together {amount}, without tax.", amount=sum_of(lines)))


@app.command()
def remove(context: typer.Context, opportunity: _Ref, line: _Which) -> None:
    """Offer something no longer."""
    session = here(context)
    lines = session.workspace.opportunity_lines
    session.answers.outcome(lines.remove(lines.line(opportunity, line).id))
