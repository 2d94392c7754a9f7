"""Commands of jobs: what time sets off, and what failed of it."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import job_state
from app.cli.options import Limit
from app.cli.session import here
from app.words import formats, in_context, say

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_DIGITS = 8
"""The last digits of a job, by which it can be named."""
_COLUMNS = (
    Column("job", "Job"),
    Column("due_at", "When"),
    Column("title", in_context("heading", "What")),
    Column("state", "State", called=job_state),
    Column("attempts", "Tries", "right"),
    Column("retry_at", "Again"),
    Column("last_error", "Why"),
)


@app.callback(invoke_without_command=True)
def list_(
    context: typer.Context,
    state: Annotated[
        str, typer.Option(metavar="STATE", help="waiting, running, done or failed; all but done without it.")
    ] = "",
    limit: Limit = 50,
) -> None:
    """Show what waits for its moment, what runs, and what failed and why; failed first."""
    if context.invoked_subcommand is not None:
        return
    session = here(context)
    found = session.workspace.jobs.list(state, limit + 1)
    shown = found[:limit]
    if session.answers.as_json:
        session.answers.rows(shown, _COLUMNS, empty="")
    else:
        names = ("due_at", "title", "state", "retry_at", "last_error")
        rows = [
            {"job": each.id[-_DIGITS:], "attempts": each.attempts or None}
            | {name: getattr(each, name) for name in names}
            for each in shown
        ]
        session.answers.rows(rows, _COLUMNS, empty="Nothing waits and nothing failed.")
    if len(found) > limit:
        session.answers.say(say("showing the first {shown}; --limit shows more", shown=formats.number(limit)))


@app.command()
def retry(
    context: typer.Context,
    job: Annotated[str, typer.Argument(metavar="JOB", help="Its id, or the last digits of it.")],
) -> None:
    """Have a job that failed tried again at the next tick."""
    session = here(context)
    session.answers.outcome(session.workspace.jobs.retry(job))
