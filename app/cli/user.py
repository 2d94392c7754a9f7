"""Commands of users."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import role_name
from app.cli.options import Values, noun
from app.cli.passwords import MAKE, Password, answer_with_password, given_password
from app.cli.session import here, pairs
from app.words import in_context

app = noun("Users: colleagues who work here.")

_COLUMNS = (
    Column("code", "Code"),
    Column("login", "Login"),
    Column("name", "Name"),
    Column("role", "Role", called=role_name),
    Column("email", "Email"),
    Column("time_zone", "Time zone"),
    Column("language", "Language"),
    Column("working_hours", "Working hours"),
    Column("capacity", "Capacity", "right"),
    Column("active", "Active"),
)
_TEAMS = (
    Column("code", "Code"),
    Column("name", in_context("heading", "Team")),
    Column("members", "Members"),
    Column("left", "Have left"),
)
_OFF = (
    Column("user", in_context("heading", "User")),
    Column("from_at", "From"),
    Column("until_at", "Until"),
    Column("reason", "Reason"),
    Column("id", "Id"),
)
_Team = Annotated[str, typer.Argument(metavar="TEAM", help="Code or name of the team.")]
_Users = Annotated[list[str], typer.Argument(metavar="USER…", help="Code, login, email or name; me.")]
_Members = Annotated[list[str] | None, typer.Option("--member", metavar="USER", help="Who is in it; repeat for more.")]
teams = noun("Teams: colleagues who work together.")
time_off = noun("Time off: when a colleague does not work.")
app.add_typer(teams, name="team")
app.add_typer(time_off, name="time-off")


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
    password: Password = MAKE,
) -> None:
    """Add a colleague; on a server, with a role of their own to sign in with."""
    session = here(context)
    users = session.workspace.users
    given = given_password(session, password)
    outcome = users.add(name, login=login, role=role, email=email, time_zone=zone, password=given)
    answer_with_password(session, outcome, password, given)


@app.command("password")
def password_(
    context: typer.Context,
    user: Annotated[str, typer.Argument(metavar="USER", help="Code, login, email or name; me.")],
    password: Password = MAKE,
) -> None:
    """Give a colleague, or yourself, another password on a server."""
    session = here(context)
    given = given_password(session, password)
    answer_with_password(session, session.workspace.users.set_password(user, given or ""), password, given)


@app.command()
def edit(
    context: typer.Context,
    user: Annotated[str, typer.Argument(metavar="USER", help="Code, login, email or name; me.")],
    values: Values = None,
) -> None:
    """Change a colleague: name, role, working_hours=…, capacity=…, time_zone, or active=no for who has left."""
    session = here(context)
    session.answers.outcome(session.workspace.users.edit(user, pairs(values)))


@teams.command("list")
def list_teams(context: typer.Context) -> None:
    """List the teams, by name, with those in them."""
    session = here(context)
    session.answers.rows(session.workspace.teams.list(), _TEAMS, empty="No teams.")


@teams.command("add")
def add_team(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    member: _Members = None,
) -> None:
    """Make a team."""
    session = here(context)
    session.answers.outcome(session.workspace.teams.add(name, member or ()))


@teams.command("edit")
def edit_team(
    context: typer.Context,
    team: _Team,
    name: Annotated[str, typer.Option(metavar="NAME", help="What it is called from now on.")],
) -> None:
    """Call a team something else."""
    session = here(context)
    session.answers.outcome(session.workspace.teams.rename(team, name))


@teams.command("join")
def join_team(context: typer.Context, team: _Team, users: _Users) -> None:
    """Put colleagues into a team."""
    session = here(context)
    session.answers.outcome(session.workspace.teams.join(team, users))


@teams.command("leave")
def leave_team(context: typer.Context, team: _Team, users: _Users) -> None:
    """Take colleagues out of a team."""
    session = here(context)
    session.answers.outcome(session.workspace.teams.leave(team, users))


@teams.command("delete")
def delete_team(context: typer.Context, team: _Team) -> None:
    """Dissolve a team; its members stay, and it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.teams.delete(team))


@time_off.command("list")
def list_time_off(
    context: typer.Context,
    user: Annotated[str | None, typer.Argument(metavar="[USER]", help="Whose; everybody's without one.")] = None,
    *,
    past: Annotated[bool, typer.Option("--past", help="Also what is over.")] = False,
) -> None:
    """List who is off, and when."""
    session = here(context)
    session.answers.rows(session.workspace.time_off.list(user, past=past), _OFF, empty="Nobody is off.")


@time_off.command("add")
def add_time_off(
    context: typer.Context,
    user: Annotated[str, typer.Argument(metavar="USER", help="Code, login, email or name; me.")],
    since: Annotated[str, typer.Argument(metavar="FROM", help="The first day, or the moment it begins.")],
    until: Annotated[str, typer.Argument(metavar="[UNTIL]", help="The last day, or when they are back.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, such as a holiday.")] = "",
) -> None:
    """Note that somebody does not work for a time, by the clock of their zone."""
    session = here(context)
    session.answers.outcome(session.workspace.time_off.add(user, since, until, reason))


@time_off.command("remove")
def remove_time_off(
    context: typer.Context,
    time_off_id: Annotated[str, typer.Argument(metavar="ID", help="As the list shows it.")],
) -> None:
    """Take a time off away again."""
    session = here(context)
    session.answers.outcome(session.workspace.time_off.remove(time_off_id))
