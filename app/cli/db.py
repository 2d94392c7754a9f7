"""Commands of the database itself: where it is, whether it is whole, copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import noun
from app.cli.session import here
from app.domain.core.addresses import shown_address
from app.domain.core.errors import StoreProblem
from app.words import formats, say, say_many, sentences

app = noun("The database: path, check, upgrade, backup.")


@app.command()
def path(context: typer.Context) -> None:
    """Say which database is used."""
    session = here(context)
    database = shown_address(session.settings.database)
    if session.answers.as_json:
        session.answers.json({"database": database})
    else:
        session.answers.text(session.answers.display(database))


@app.command()
def check(context: typer.Context) -> None:
    """Check that the database is whole: pages, tables, indexes, links, the log, each record, and attached files."""
    from app.upkeep import check as check_database

    session = here(context)
    try:
        findings = check_database(
            session.settings,
            progress=lambda read, rows: session.answers.progress(
                say("{read} of {total} rows read", read=formats.number(read), total=formats.number(rows))
            ),
        )
    finally:
        session.answers.progress_done()
    if session.answers.as_json:
        session.answers.json({"whole": not findings, "problems": list(findings)})
    else:
        for finding in findings:
            session.answers.text(session.answers.display(finding))
        if not findings:
            session.answers.text(say("The database is whole."))
    if findings:
        raise StoreProblem(
            say_many("The database has {n} problem.", "The database has {n} problems.", len(findings)),
            hint=say("Keep a copy of the file, and go back to a backup."),
        )


@app.command()
def upgrade(context: typer.Context) -> None:
    """Bring the database up to this version; a copy is kept beside it."""
    session = here(context)
    database = session.workspace.desk.database
    name, message = database.name, say("{name} is up to date.", name=database.name)
    renewed = database.renew_rights()
    if renewed is not None:
        message = sentences(
            message,
            say("The rights of its users were set anew.")
            if renewed
            else say("Its owner may make no roles on the server, so its users have none: CREATEROLE is missing."),
        )
    if session.answers.as_json:
        session.answers.json({"database": name, "message": message})
    else:
        session.answers.text(session.answers.display(message))


@app.command()
def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")]
) -> None:
    """Copy the database into a file, and attached files into a folder beside it, while others may go on working."""
    from app.upkeep import back_up

    session = here(context)
    copied = back_up(session.settings, file.expanduser())
    message = say_many(
        "Backup of {n} byte written to {file}.", "Backup of {n} bytes written to {file}.", copied.size, file=file
    )
    if copied.folder is not None:
        message = sentences(message, say("The attached files are in {folder}.", folder=copied.folder))
    if session.answers.as_json:
        folder = str(copied.folder) if copied.folder else None
        lost = [*copied.lost]
        told = {"file": str(file), "bytes": copied.size, "files": folder, "problems": lost, "message": message}
        session.answers.json(told)
    else:
        session.answers.text(session.answers.display(message))
        for each in copied.lost:
            session.answers.say(each)
