"""Finding: anything by its words, and records that may be the same."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import kind_name
from app.cli.options import Lead, Limit, noun
from app.cli.session import here
from app.words import formats, say

app = noun("Finding records.")

_HITS = (
    Column("kind", "Kind", called=kind_name),
    Column("code", "Code"),
    Column("title", "Title"),
    Column("detail", "Detail"),
)
_SAME = (
    Column("kind", "Kind", called=kind_name),
    Column("code", "Code"),
    Column("title", "Title"),
    Column("reason", "Why"),
    Column("certain", "Certain"),
)


@app.command("search")
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words in any order; case and accents do not matter.")],
    limit: Limit = 20,
) -> None:
    """Find records of every kind by their words."""
    session = here(context)
    hits = session.workspace.search.everything(text, limit + 1)
    session.answers.rows(hits[:limit], _HITS, empty="Nothing holds these words.")
    if len(hits) > limit:
        session.answers.say(say("showing the first {shown}; --limit shows more", shown=formats.number(limit)))


@app.command("duplicates")
def duplicates(context: typer.Context, lead: Lead) -> None:
    """Show records that may be the same as a lead."""
    session = here(context)
    session.answers.rows(session.workspace.leads.duplicates(lead), _SAME, empty="No other record looks the same.")
