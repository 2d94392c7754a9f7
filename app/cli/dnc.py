"""Commands of do-not-call lists: numbers that are never called, by hand and by the million."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Answers, Column
from app.cli.options import noun
from app.cli.session import Session, here
from app.domain.calling.rows import ListImport
from app.domain.core.countries import region_of
from app.domain.core.errors import Invalid
from app.domain.core.outputs import check_free
from app.words import formats, in_context, say, say_many

app = noun("Do-not-call lists: numbers that are never called.")

_LISTS = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("numbers", in_context("calling", "Numbers"), align="right"),
    Column("broken", in_context("calling", "Broken lines"), align="right"),
    Column("whole", in_context("calling", "Read to its end")),
    Column("at", "When"),
)
_CHECKED = (
    Column("number", "Number"),
    Column("listed", in_context("calling", "On a list")),
    Column("list", in_context("calling", "List")),
    Column("name", "Name"),
    Column("since", in_context("calling", "Since")),
)
_Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER", help="With its country, such as +971501234567.")]
_CountryOption = Annotated[
    str, typer.Option("--country", metavar="C", help="Of numbers that name none; yours without it.")
]
_Queue = Annotated[
    str,
    typer.Option("--queue", metavar="Q", help="The call queue for which it holds, by code or name; all without it."),
]


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the lists, the newest first."""
    session = here(context)
    session.answers.rows(session.workspace.do_not_call.list(), _LISTS, empty="No number is on a list.")


@app.command()
def check(context: typer.Context, numbers: _Numbers, country: _CountryOption = "", queue: _Queue = "") -> None:
    """Say whether numbers are on a list, and on which."""
    session = here(context)
    found = session.workspace.do_not_call.check(numbers, _queue_id(session, queue), _region(country))
    rows = [
        {
            "number": number,
            "listed": barred is not None,
            **({"list": barred.code, "name": barred.name, "since": barred.since} if barred else {}),
        }
        for number, barred in found
    ]
    nothing = {"list": None, "name": None, "since": None}
    session.answers.rows([{**nothing, **row} for row in rows], _CHECKED, empty="No number.")


@app.command()
def add(
    context: typer.Context,
    numbers: _Numbers,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why they are not to be called.")] = "",
    country: _CountryOption = "",
    queue: _Queue = "",
) -> None:
    """Put numbers on a list."""
    session = here(context)
    of = _queue_id(session, queue)
    session.answers.outcome(session.workspace.do_not_call.add(numbers, why, of, _region(country)))


@app.command()
def remove(context: typer.Context, numbers: _Numbers, country: _CountryOption = "", queue: _Queue = "") -> None:
    """Take numbers off every list they are on; it can be undone."""
    session = here(context)
    of = _queue_id(session, queue) or None
    session.answers.outcome(session.workspace.do_not_call.remove(numbers, of, _region(country)))


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text or CSV with a number on each line; - reads standard input.")
    ],
    *,
    country: _CountryOption = "",
    queue: _Queue = "",
    name: Annotated[str, typer.Option(metavar="N", help="What the list is called; the file's name without it.")] = "",
    broken_to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write lines that are no number to this CSV file.")
    ] = None,
) -> None:
    """Put the numbers of a file on a list, however many there are; one undo takes all of them back.

    Lines that are no number are counted, and the first ones named. Reading the same file again adds what is missing.
    """
    from app.domain.calling.reading import BrokenLines

    session = here(context)
    if broken_to is not None:
        broken_to = broken_to.expanduser()
        check_free(broken_to, "broken_to")
    broken = BrokenLines()
    try:
        result = session.workspace.do_not_call.load(
            sys.stdin.buffer if file == "-" else Path(file).expanduser(),
            name=name or ("" if file != "-" else str(say("standard input"))),
            queue_id=_queue_id(session, queue),
            country=_region(country),
            broken=broken,
            progress=lambda lines, new: _say_progress(session.answers, lines, new),
        )
    finally:
        session.answers.progress_done()
    _show(session.answers, result)
    if broken_to is not None and broken.count:
        broken.save(broken_to)
        session.answers.say(say("The lines that are no number are in {file}.", file=broken_to))
    if broken.count and not result.code:
        raise typer.Exit(1)


def _say_progress(answers: Answers, lines: int, new: int) -> None:
    answers.progress(say_many("{n} line read, {new} new", "{n} lines read, {new} new", lines, new=formats.number(new)))


def _show(answers: Answers, result: ListImport) -> None:
    if answers.as_json:
        answers.json(result.as_json())
        return
    answers.text(answers.display(result.message))
    for line, text, why in result.first:
        answers.say(say("Line {line}: {why}: {text}", line=line, why=why, text=text))
    answers.limited(len(result.first), result.broken, say("--broken-to FILE keeps all of them"))
    if result.seq:
        answers.say(say("{command} takes it back.", command=f"leadline undo {result.seq}"))


def _queue_id(session: Session, queue: str) -> str:
    """The id of the queue that an option names; empty for none."""
    return session.workspace.queues.show(queue).id if queue else ""


def _region(country: str) -> str:
    """The code of a country that an option names; empty for none.

    Raises:
        Invalid: It is none.
    """
    code = region_of(country) if country else ""
    if country and not code:
        raise Invalid(
            say("“{text}” is not a country.", text=country[:40]), field="country", hint=say("Write it like AE.")
        )
    return code
