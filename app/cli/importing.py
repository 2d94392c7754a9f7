"""Importing people's lists: what would become of a file, and taking it in."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from app.cli.answers import Answers, Column
from app.cli.new_database import asked
from app.cli.options import noun
from app.cli.session import here, pairs
from app.domain.capture.forms import Forms
from app.domain.capture.mapping import ColumnPlan
from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult
from app.domain.core.errors import Invalid
from app.domain.core.outputs import check_free
from app.words import formats, listed, say, say_many

app = noun("Importing.")

_MAPPING = (
    Column("called", "Column"),
    Column("target", "Becomes"),
    Column("reason", "Because"),
    Column("filled", "Filled", "right"),
)
_PREVIEW = (
    Column("line", "Row", "right"),
    Column("title", "Record"),
    Column("values", "Values"),
    Column("known", "Known"),
)
_MOST_PROBLEMS = 20


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV file or a workbook; - reads standard input.")],
    *,
    edits: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=FIELD", help="What a column becomes; “ignore” leaves it out. Repeat."),
    ] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="A TOML file of column = “field” lines.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="K", help="lead, contact, account, activity, opportunity or product.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="E", help="Of a text file, such as cp1256.")] = None,
    delimiter: Annotated[str | None, typer.Option(metavar="D", help="comma, semicolon, tab or bar.")] = None,
    date_order: Annotated[
        list[str] | None,
        typer.Option(metavar="ORDER", help="dmy, mdy or ymd, for dates that can be read two ways; or COLUMN=ORDER."),
    ] = None,
    decimal: Annotated[
        list[str] | None,
        typer.Option(metavar="MARK", help="point or comma, for numbers that can be read two ways; or COLUMN=MARK."),
    ] = None,
    continuing: Annotated[
        str,
        typer.Option(
            metavar="C",
            help="join or apart: what rows are that name nobody, part of the record above or records of their own.",
        ),
    ] = "",
    policy: Annotated[
        str,
        typer.Option(
            metavar="P",
            help="For rows that repeat a record here, by number or email: create, update, create-or-update or skip.",
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of it.")] = False,
    failed_to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write rows that cannot come in to this CSV file.")
    ] = None,
) -> None:
    """Take in a file of leads, contacts, accounts, activities, opportunities or products; one undo takes all back.

    What each column becomes is guessed, said, and can be changed with --set. Rows that came in before are skipped.
    One that was broken off goes on when the same file is imported again.
    """
    session = here(context)
    if failed_to is not None:
        failed_to = failed_to.expanduser()
        check_free(failed_to, "failed_to")
    chosen = {**_written(mapping), **{heading: str(field) for heading, field in pairs(edits).items()}}
    capture = session.workspace.capture

    forms = Forms.chosen(date_order or (), decimal or (), continuing)
    with capture.open(
        file,
        mapping_edits=chosen,
        kind=kind,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        forms=forms,
        policy=policy,
    ) as first:
        plan = first
        if not dry_run and plan.mapping.doubts and _can_ask():
            answers = [*(decimal or ()), *map(_asked_mark, plan.mapping.doubts)]
            plan = capture.reread(plan, mapping_edits=chosen, forms=Forms.chosen(date_order or (), answers, continuing))
        if dry_run:
            _show_plan(session.answers, plan)
            return
        _say_plan(session.answers, plan)
        try:
            result = capture.run(plan, lambda progress: _say_progress(session.answers, progress))
        finally:
            session.answers.progress_done()
    _show_result(session.answers, result)
    if failed_to is not None and result.failed:
        result.failed_rows.save(failed_to)
        session.answers.say(say("The rows that could not come in are in {file}.", file=failed_to))
    if result.failed and not result.created:
        raise typer.Exit(1)


def _can_ask() -> bool:
    """Whether somebody is there to answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


#: Answers to what stands before the fraction of a number, as ``--decimal`` takes them.
_MARKS: Final = {"point": "point", ".": "point", "نقطة": "point", "comma": "comma", ",": "comma", "فاصلة": "comma"}


def _asked_mark(column: ColumnPlan) -> str:
    """The decimal mark that somebody says a column has, as ``--decimal`` takes it."""
    question = say(
        "{column}: {doubt}. Which is the decimal mark? (point, comma):", column=column.heading, doubt=column.doubt
    )
    while True:
        answer = asked(question)
        if not answer:
            raise KeyboardInterrupt
        mark = _MARKS.get(answer.strip().casefold())
        if mark:
            return f"{column.heading}={mark}"


def _written(file: Path | None) -> dict[str, str]:
    """A mapping as a person wrote it into a file."""
    if file is None:
        return {}
    try:
        written = tomllib.loads(file.expanduser().read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Invalid(
            say("{file} is no mapping: {problem}.", file=file, problem=problem),
            field="mapping",
            hint=say("Write lines like “Lead Origin” = “source”."),
        ) from problem
    return {str(heading): str(field) for heading, field in written.items()}


def _say_plan(answers: Answers, plan: ImportPlan) -> None:
    """Tell a person, before anything happens, what the columns become."""
    if answers.as_json:
        return
    answers.say(say("{file}: {forecast}", file=plan.table.name, forecast=plan.forecast()))
    for column in plan.mapping.columns:
        answers.say(f"  {column.called} → {column.target.removeprefix('custom:')} ({column.reason})")
    _say_notices(answers, plan)


def _show_plan(answers: Answers, plan: ImportPlan) -> None:
    if answers.as_json:
        answers.json(plan.as_json())
        return
    answers.say(say("{file}: {forecast} Nothing was changed.", file=plan.table.name, forecast=plan.forecast()))
    answers.rows(plan.mapping.columns, _MAPPING, empty="No columns.")
    answers.text("")
    answers.rows(plan.preview, _PREVIEW, empty="No rows.")
    _say_problems(answers, plan)
    _say_notices(answers, plan)
    for column in plan.mapping.doubts:
        answers.say(
            say("{column}: {doubt}. Say --decimal point or --decimal comma.", column=column.heading, doubt=column.doubt)
        )


def _say_notices(answers: Answers, plan: ImportPlan) -> None:
    for notice in plan.notices:
        answers.say(notice)
    if any(column.open_date for column in plan.mapping.columns):
        answers.say(say("--date-order mdy reads the month first; it is remembered for lists with these headings."))


def _say_progress(answers: Answers, progress: ImportProgress) -> bool:
    left = progress.seconds_left
    read, rows = formats.number(progress.read), progress.rows
    if left is None:
        answers.progress(say_many("{read} of {n} row", "{read} of {n} rows", rows, read=read))
    else:
        answers.progress(
            say_many(
                "{read} of {n} row, {seconds} s left",
                "{read} of {n} rows, {seconds} s left",
                rows,
                read=read,
                seconds=formats.number(left, ",.0f"),
            )
        )
    return True


def _show_result(answers: Answers, result: ImportResult) -> None:
    if answers.as_json:
        answers.json(result.as_json())
        return
    answers.text(answers.display(result.message))
    if result.new_fields:
        answers.say(say("New fields: {names}.", names=listed(result.new_fields)))
    _say_problems(answers, result)
    for line, reason in result.failed_rows.reasons[:_MOST_PROBLEMS]:
        answers.say(say("Row {line}: {reason}", line=line, reason=reason))
    answers.limited(min(_MOST_PROBLEMS, result.failed), result.failed, say("--failed-to FILE keeps all of them"))
    if result.seq:
        answers.say(say("{command} takes it back.", command=f"leadline undo {result.seq}"))


def _say_problems(answers: Answers, looked: Any) -> None:
    for problem in looked.problems:
        count, rows = formats.number(problem.count), listed(str(line) for line in problem.lines)
        message, column = problem.message, problem.heading
        if column:
            said = say(
                "{count} × {column}: {message} (row {rows})", count=count, column=column, message=message, rows=rows
            )
        else:
            said = say("{count} × {message} (row {rows})", count=count, message=message, rows=rows)
        answers.say(said)
