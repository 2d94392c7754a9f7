"""Commands of saved views."""

from __future__ import annotations

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import here

app = noun("Saved views of the lead list.")

_COLUMNS = (
    Column("name", "Name"),
    Column("label", "View"),
    Column("count", "Leads", "right"),
    Column("where", "Condition"),
)


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the saved views, with how many leads each holds."""
    session = here(context)
    leads = session.workspace.leads
    rows = [
        {
            "name": view.name,
            "label": view.label,
            "count": leads.count(view.query),
            "where": view.query.where,
            "sort": list(view.query.sort),
        }
        for view in leads.views()
    ]
    session.answers.rows(rows, _COLUMNS, empty="No views.")
