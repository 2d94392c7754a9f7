"""Commands of contacts: people we know."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.directory import directory
from app.cli.options import Values
from app.cli.session import given_only, here, pairs

app = directory("contact", "Contacts: people we know.")


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="N", help="The full name.")] = None,
    email: Annotated[str | None, typer.Option(metavar="E", help="The email address.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="P", help="The phone number, with the country.")] = None,
    job_title: Annotated[str | None, typer.Option(metavar="T", help="The job title.")] = None,
    account: Annotated[str | None, typer.Option(metavar="ID", help="The organisation they belong to.")] = None,
    values: Values = None,
) -> None:
    """Add a contact."""
    session = here(context)
    given = given_only(name=name, email=email, phone=phone, job_title=job_title, account=account)
    session.answers.outcome(session.workspace.contacts.add({**given, **pairs(values)}))
