"""Commands of accounts: organisations we know."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.directory import directory
from app.cli.options import Values
from app.cli.session import given_only, here, pairs

app = directory("account", "Accounts: organisations we know.")


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="N", help="What it is called.")] = None,
    website: Annotated[str | None, typer.Option(metavar="URL", help="The website.")] = None,
    email: Annotated[str | None, typer.Option(metavar="E", help="The email address.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="P", help="The phone number, with the country.")] = None,
    industry: Annotated[str | None, typer.Option(metavar="I", help="The industry.")] = None,
    values: Values = None,
) -> None:
    """Add an account."""
    session = here(context)
    given = given_only(name=name, website=website, email=email, phone=phone, industry=industry)
    session.answers.outcome(session.workspace.accounts.add({**given, **pairs(values)}))
