"""Commands of unit groups."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.product import in_words
from app.cli.session import here
from app.domain.products.rules import row_typed
from app.words import say

app = noun("Units that come in each other: pieces, and boxes of twelve.")

_COLUMNS = (Column("name", "Unit group"), Column("in_words", "Units"), Column("code", "Code"))
_UNITS = (Column("name", "Unit"), Column("factor", "Factor", "right"))
_Group = Annotated[str, typer.Argument(metavar="GROUP", help="Name, code or id of the unit group.")]
_Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT[=FACTOR]", help="The smallest first, such as piece, then box=12; repeat."),
]


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="N", help="What the group is called.")] = "",
    unit: _Units = None,
) -> None:
    """Add a group of units."""
    session = here(context)
    session.answers.outcome(session.workspace.unit_groups.add(name, [row_typed(each) for each in unit or ()]))


@app.command()
def edit(
    context: typer.Context,
    group: _Group,
    name: Annotated[str | None, typer.Option(metavar="N", help="What the group is called.")] = None,
    unit: _Units = None,
) -> None:
    """Change a group of units; those given take the place of all that it has."""
    session = here(context)
    rows = [row_typed(each) for each in unit] if unit else None
    session.answers.outcome(session.workspace.unit_groups.edit(group, name=name, rows=rows))


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the groups of units, by name."""
    session = here(context)
    session.answers.rows(session.workspace.unit_groups.list(), _COLUMNS, empty="No unit groups.")


@app.command()
def show(context: typer.Context, group: _Group) -> None:
    """Show a group with its units."""
    session = here(context)
    card = session.workspace.unit_groups.show(group)
    session.answers.record(card, [(say("Code"), card.code), *in_words(card, session.answers.at)])
    if not session.answers.as_json:
        session.answers.text("")
        session.answers.rows(card.values["units"], _UNITS, empty="No units yet.")


@app.command()
def delete(context: typer.Context, group: _Group) -> None:
    """Delete a group of units; products keep their own unit. It can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.unit_groups.delete(group))
