"""The tick: does what time has set off, for cron and whoever has no workspace open."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Answers
from app.cli.options import noun
from app.cli.session import here
from app.domain.jobs.rows import JobRun
from app.words import say

app = noun("What time has set off.")

_GONE_WRONG = ("retry", "failed")


@app.command("tick")
def tick(
    context: typer.Context,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many jobs at the most; all without it.")
    ] = None,
) -> None:
    """Do what is due: next contacts that arrive, reminders. For cron; an open workspace does it by itself."""
    session = here(context)
    answers, runs = session.answers, []
    for run in session.workspace.jobs.run_due(limit):
        runs.append(run)
        if not answers.as_json:
            _tell(answers, run)
    if answers.as_json:
        answers.rows(runs, (), empty="")
    elif not runs:
        answers.text(say("Nothing is due."))
    if any(run.ending in _GONE_WRONG for run in runs):
        raise typer.Exit(1)


def _tell(answers: Answers, run: JobRun) -> None:
    """Say what a job did, or that there was nothing to do any more."""
    if run.ending in _GONE_WRONG:
        what = run.message.rstrip(".")
        if run.retry_at:
            when = answers.display(run.retry_at)
            answers.say(say("{job}: {problem}; tried again {when}.", job=run.title, problem=what, when=when))
        else:
            answers.say(say("{job}: {problem}; given up.", job=run.title, problem=what))
    elif run.ending == "done":
        answers.text(answers.display(run.message or run.title))
    else:
        answers.text(answers.display(say("{job}: nothing to do any more.", job=run.title)))
