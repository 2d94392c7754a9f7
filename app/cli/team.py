"""Commands of the sales team of an opportunity."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Notes, noun
from app.cli.session import given_only, here, text_or_input
from app.domain.sales.team_fields import team_role

app = noun("The sales team: colleagues, each with one or more roles.")

_COLUMNS = (
    Column("user_code", "Code"),
    Column("name", "Name"),
    Column("roles", "Roles", called=team_role),
    Column("email", "Email"),
    Column("notes", "Notes"),
)
_Ref = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="Code, id or name of the opportunity.")]
_User = Annotated[str, typer.Argument(metavar="USER", help="me, code, login, email or name of a colleague.")]
_Role = Annotated[
    list[str] | None, typer.Option("--role", metavar="R", help="Such as “technical sales”; repeat for more.")
]


@app.command()
def add(context: typer.Context, opportunity: _Ref, user: _User, role: _Role = None, notes: Notes = None) -> None:
    """Take a colleague into the team; one who is in it is given the roles in addition."""
    session = here(context)
    team = session.workspace.team
    session.answers.outcome(team.add(opportunity, user, roles=role, notes=text_or_input(notes)))


@app.command()
def edit(context: typer.Context, opportunity: _Ref, user: _User, role: _Role = None, notes: Notes = None) -> None:
    """Give a member other roles in place of those they have, or other notes."""
    session = here(context)
    values = given_only(roles=role, notes=text_or_input(notes))
    session.answers.outcome(session.workspace.team.edit(session.workspace.team.member(opportunity, user).id, values))


@app.command("list")
def list_(context: typer.Context, opportunity: _Ref) -> None:
    """List the sales team of an opportunity."""
    session = here(context)
    session.answers.rows(session.workspace.team.of(opportunity), _COLUMNS, empty="Nobody is in the team yet.")


@app.command()
def remove(context: typer.Context, opportunity: _Ref, user: _User) -> None:
    """Take a colleague out of the team."""
    session = here(context)
    session.answers.outcome(session.workspace.team.remove(session.workspace.team.member(opportunity, user).id))
