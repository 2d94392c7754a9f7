"""Commands of exchange rates."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import here

app = noun("Exchange rates to the workspace's own currency; nothing is fetched.")

_COLUMNS = (Column("currency", "Currency"), Column("rate", "Rate"), Column("base", "In"), Column("from_day", "From"))
_Currency = Annotated[str, typer.Argument(metavar="CURRENCY", help="Code or sign, such as EUR.")]
_On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="From which day on.")]


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the rates, by currency, the newest first."""
    session = here(context)
    session.answers.rows(
        session.workspace.rates.list(), _COLUMNS, empty="No rates: amounts compare in one currency only."
    )


@app.command("set")
def set_(
    context: typer.Context,
    currency: _Currency,
    rate: Annotated[str, typer.Argument(metavar="RATE", help="What 1 of it is in the workspace's currency.")],
    on: _On = None,
) -> None:
    """Say what one unit of a currency is worth, from today or another day on."""
    session = here(context)
    session.answers.outcome(session.workspace.rates.set(currency, rate, on))


@app.command()
def remove(context: typer.Context, currency: _Currency, on: _On = None) -> None:
    """Take a rate away, or all of a currency."""
    session = here(context)
    session.answers.outcome(session.workspace.rates.remove(currency, on))
