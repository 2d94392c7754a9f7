"""Commands of the products that a lead asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Lead, Notes, noun
from app.cli.session import Session, given_only, here, text_or_input
from app.domain.core.errors import NotFound
from app.domain.core.folding import fold
from app.words import listed, say

if TYPE_CHECKING:
    from app.domain.products.rows import InterestLine

app = noun("The products that a lead asks about; an opportunity and a quotation start from them.")

_COLUMNS = (
    Column("number", "Number"),
    Column("name", "Product"),
    Column("quantity", "Quantity", "right"),
    Column("unit", "Unit"),
    Column("price", "Price", "right"),
    Column("notes", "Notes"),
)
_Product = Annotated[str, typer.Argument(metavar="PRODUCT", help="Number, name, code or id of the product.")]
_Quantity = Annotated[str | None, typer.Option(metavar="N", help="How many they ask about.")]


@app.command()
def add(context: typer.Context, lead: Lead, product: _Product, quantity: _Quantity = None, notes: Notes = None) -> None:
    """Note that a lead asks about a product, and how many."""
    session = here(context)
    interests = session.workspace.interests
    session.answers.outcome(interests.add(lead, product, quantity=quantity, notes=text_or_input(notes)))


@app.command()
def edit(
    context: typer.Context, lead: Lead, product: _Product, quantity: _Quantity = None, notes: Notes = None
) -> None:
    """Change how many they ask about, and the notes."""
    session = here(context)
    values = given_only(quantity=quantity, notes=text_or_input(notes))
    session.answers.outcome(session.workspace.interests.edit(_asked(session, lead, product).id, values))


@app.command("list")
def list_(context: typer.Context, lead: Lead) -> None:
    """List the products that a lead asks about."""
    session = here(context)
    session.answers.rows(session.workspace.interests.of(lead), _COLUMNS, empty="No products of interest yet.")


@app.command()
def remove(context: typer.Context, lead: Lead, product: _Product) -> None:
    """Note that a lead asks about a product no longer."""
    session = here(context)
    session.answers.outcome(session.workspace.interests.remove(_asked(session, lead, product).id))


def _asked(session: Session, lead: str, product: str) -> InterestLine:
    lines = session.workspace.interests.of(lead)
    wanted = fold(product)
    for line in lines:
        if wanted in (line.id, line.product_id, fold(line.number), fold(line.name), fold(line.product_code)):
            return line
    known = [line.number for line in lines[:12]]
    raise NotFound(
        say("This lead does not ask about “{name}”.", name=product[:60]),
        hint=say("There are: {names}.", names=listed(known)) if known else say("None was added yet."),
    )
