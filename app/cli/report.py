"""Commands of reports: what many records come to over a span of time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.options import noun
from app.cli.session import here
from app.words import in_context, say_many

app = noun("Reports: what many records come to.")

_COLUMNS = (
    Column("group", in_context("heading", "Group")),
    Column("status", "Status", called=by_field("app.domain.leads.fields:LEAD_FIELDS", "status")),
    Column("days", in_context("heading", "Days"), "right"),
    Column("average_days", in_context("heading", "A lead"), "right"),
    Column("leads", in_context("heading", "Leads"), "right"),
    Column("now", in_context("heading", "Now"), "right"),
    Column("open_days", in_context("heading", "While open"), "right"),
    Column("qualified_days", in_context("heading", "While qualified"), "right"),
    Column("disqualified_days", in_context("heading", "While disqualified"), "right"),
)


@app.callback()
def reports() -> None:
    """Reports: what many records come to."""


@app.command()
def statuses(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="Which leads, such as “source = trade_show”; all without it.")
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="WHEN", help="Where the span begins, such as “1 Nov”; with each lead without it.")
    ] = "",
    until: Annotated[str, typer.Option(metavar="WHEN", help="Where it ends; now without it.")] = "",
    by: Annotated[str, typer.Option(metavar="owner|source", help="The days of each owner or source.")] = "",
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write CSV to a new file.")] = None,
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Days that leads spent in each status, exactly as the log tells; what was undone counts for as long as it held."""
    session = here(context)
    report = session.workspace.reports.statuses(query, since=since, until=until, by=by)
    answers = session.answers
    if to is not None or as_csv:
        from app.domain.reports import export

        if to is None:
            answers.text(export.as_csv(report).rstrip("\n"))
            return
        export.save_csv(report, to)
        said = say_many("{n} line written to {file}.", "{n} lines written to {file}.", len(report.lines), file=to)
        answers.say(said)
        if not answers.as_json:
            return
    rows = [each.as_json() for each in report.lines]
    if not answers.as_json and by:
        rows = [{"group": "–", **each} for each in rows]
    answers.rows(rows, _COLUMNS, empty="No leads.")
