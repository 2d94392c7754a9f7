"""What was done: history, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from app.cli.answers import Answers, Column
from app.cli.options import Limit, noun
from app.cli.session import here
from app.words import formats, say

app = noun("What was done, and taking it back.")

_COLUMNS = (
    Column("seq", "No.", "right"),
    Column("at", "When"),
    Column("who", "Who"),
    Column("command", "Command"),
    Column("summary", "What happened"),
    Column("standing", "Stands"),
    Column("changed", "Changes"),
)


@app.command("undo")
def undo(
    context: typer.Context,
    seq: Annotated[int | None, typer.Argument(metavar="[SEQ]", min=1, help="Its number in the history.")] = None,
) -> None:
    """Take back your last change, or the one of that number."""
    session = here(context)
    with _progress_said(session.answers, _undoing) as progress:
        outcome = session.workspace.log.undo(seq, progress)
    session.answers.outcome(outcome)


@app.command("redo")
def redo(context: typer.Context) -> None:
    """Do again what you undid last."""
    session = here(context)
    with _progress_said(session.answers, _redoing) as progress:
        outcome = session.workspace.log.redo(progress)
    session.answers.outcome(outcome)


def _undoing(done: str, total: str) -> str:
    return say("Undoing: {done} of {total}", done=done, total=total)


def _redoing(done: str, total: str) -> str:
    return say("Redoing: {done} of {total}", done=done, total=total)


@contextmanager
def _progress_said(answers: Answers, words: Callable[[str, str], str]) -> Iterator[Callable[[int, int], bool]]:
    """Show on a terminal how far something has come, until it is done."""

    def progress(done: int, total: int) -> bool:
        answers.progress(words(formats.number(done), formats.number(total)))
        return True

    try:
        yield progress
    finally:
        answers.progress_done()


@app.command("history")
def history(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[RECORD]", help="Only what changed this record.")] = None,
    limit: Limit = 50,
) -> None:
    """Show what was done, newest first."""
    session = here(context)
    log = session.workspace.log
    lines = log.recent(limit + 1) if record is None else log.history(record, limit + 1)
    shown = lines[:limit]
    if session.answers.as_json:
        session.answers.rows(shown, _COLUMNS, empty="")
    else:
        rows = [
            {
                **{name: getattr(line, name) for name in ("seq", "at", "who", "command", "summary", "standing")},
                "changed": tuple(name for name, _, _ in line.changes),
            }
            for line in shown
        ]
        session.answers.rows(rows, _COLUMNS, empty="Nothing was done yet.")
    if len(lines) > limit:
        session.answers.say(say("showing the newest {shown}; --limit shows more", shown=formats.number(limit)))
