"""Commands of attachments: files that belong to a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.options import Record, noun
from app.cli.session import here
from app.domain.core.errors import Invalid
from app.words import in_context, say

if TYPE_CHECKING:
    from app.domain.attachments.sources import Source

app = noun("Files of a record: attach, list, save, open, remove.", meant="add")

_LISTED = (
    Column("code", "Code"),
    Column("name", in_context("file", "Name")),
    Column("size", in_context("file", "Bytes"), "right"),
    Column("media_type", in_context("file", "Type")),
    Column("added_at", "Added"),
    Column("added_by", "By"),
)
_File = Annotated[str, typer.Argument(metavar="ID|NAME", help="Code, id or name of the file, such as FILE-7Q3F.")]


@app.command()
def add(
    context: typer.Context,
    record: Record,
    files: Annotated[list[str], typer.Argument(metavar="FILE…|-", help="Files; - reads standard input.")],
    name: Annotated[str, typer.Option(metavar="N", help="What it is called; needed for standard input.")] = "",
) -> None:
    """Attach files to a record, each of at most 25 MiB."""
    session = here(context)
    session.answers.outcome(session.workspace.attachments.add(record, _sources(files, name)))


@app.command("list")
def list_(context: typer.Context, record: Record) -> None:
    """List the files of a record, the newest first."""
    session = here(context)
    session.answers.rows(session.workspace.attachments.of(record), _LISTED, empty="No files.")


@app.command()
def save(
    context: typer.Context,
    file: _File,
    to: Annotated[
        str, typer.Option("--to", metavar="FOLDER|FILE", help="Where to; the current folder without it.")
    ] = ".",
) -> None:
    """Save a file out again; nothing that exists is overwritten."""
    session = here(context)
    target = Path(to).expanduser()
    if to.endswith("/") and not target.is_dir():
        raise Invalid(say("There is no folder {folder}.", folder=to), field="to", hint=say("Make it, or name another."))
    saved = session.workspace.attachments.save(file, target)
    message = say("Saved as {path}.", path=session.answers.display(str(saved.path)))
    if session.answers.as_json:
        told: dict[str, Any] = {"id": saved.id, "code": saved.code, "name": saved.name, "path": str(saved.path)}
        session.answers.json({**told, "size": saved.size, "sha256": saved.sha256, "message": message})
    else:
        session.answers.text(message)


@app.command("open")
def open_(context: typer.Context, file: _File) -> None:
    """Open a copy of a file with the system's viewer; a program or script is never opened."""
    from app.outside import folder_for_viewers, show_file

    session = here(context)
    copy = session.workspace.attachments.copy_for_viewing(file, folder_for_viewers(session.settings.state_folder))
    show_file(copy.path)
    message = say("A copy is shown by the system's viewer.")
    if session.answers.as_json:
        session.answers.json({"id": copy.id, "code": copy.code, "path": str(copy.path), "message": message})
    else:
        session.answers.text(message)


@app.command()
def remove(context: typer.Context, file: _File) -> None:
    """Take a file off its record; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.attachments.remove(file))


def _sources(files: list[str], name: str) -> list[Source]:
    """What the words name: files, and standard input once."""
    from app.domain.attachments.sources import FileSource, StreamSource

    if files.count("-") > 1:
        raise Misuse(say("Standard input can be attached once."), field="file")
    if name and len(files) > 1:
        raise Misuse(say("--name is for one file."), field="name", hint=say("Attach the others by themselves."))
    if "-" in files and not name:
        raise Misuse(
            say("Standard input has no name."),
            field="name",
            hint=say("Give it one: {option}", option="--name offer.pdf"),
        )
    if "-" in files and sys.stdin is None:
        raise Misuse(say("Standard input is closed, so there is nothing to attach."), field="file")
    return [StreamSource(sys.stdin.buffer, name) if each == "-" else FileSource.at(Path(each), name) for each in files]
