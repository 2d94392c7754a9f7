"""Commands of users."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import role_name
from app.cli.options import Values, noun
from app.cli.session import here, pairs

app = noun("Users: colleagues who work here.")

_COLUMNS = (
    Column("code", "Code"),
    Column("login", "Login"),
    Column("name", "Name"),
    Column("role", "Role", called=role_name),
    Column("email", "Email"),
    Column("time_zone", "Time zone"),
    Column("language", "Language"),
    Column("active", "Active"),
)


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the users, by name."""
    session = here(context)
    session.answers.rows(session.workspace.users.list(), _COLUMNS, empty="No users.")


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    login: Annotated[
        str | None, typer.Option(metavar="LOGIN", help="What --as names; from the name without it.")
    ] = None,
    role: Annotated[str, typer.Option(metavar="ROLE", help="agent, rep, manager or admin.")] = "rep",
    email: Annotated[str | None, typer.Option(metavar="E", help="The email address.")] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Such as Asia/Dubai; the machine's without it.")
    ] = None,
) -> None:
    """Add a colleague."""
    session = here(context)
    session.answers.outcome(session.workspace.users.add(name, login=login, role=role, email=email, time_zone=zone))


@app.command()
def edit(
    context: typer.Context,
    user: Annotated[str, typer.Argument(metavar="USER", help="Code, login, email or name; me.")],
    values: Values = None,
) -> None:
    """Change a colleague: name, login, role, email, phone, time_zone, language, or active=no for who has left."""
    session = here(context)
    session.answers.outcome(session.workspace.users.edit(user, pairs(values)))
