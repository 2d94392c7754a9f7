"""Commands of process definitions: laying them out, changing them, and putting them in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.definition_texts import (
    INPUT,
    DefinitionFile,
    VersionOption,
    definition_text,
    edited,
    telling,
)
from app.cli.options import noun
from app.cli.session import here
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DEFINE_PROCESSES
from app.domain.process.files import write_definition_file
from app.words import in_context, say, say_many, sentences

app = noun("Processes.")


_Process = Annotated[str, typer.Argument(metavar="PROCESS", help="Code or name; see: leadline process list --all")]

_VERSIONS = (
    Column("version", "Version", "right"),
    Column("made_at", in_context("moment", "Saved")),
    Column("made_by", "By"),
    Column("running", "Running", "right"),
    Column("stages", "Stages"),
)


@app.command()
def check(context: typer.Context, file: DefinitionFile) -> None:
    """Say what is wrong with a definition in a file, each mistake with its place; nothing is saved."""
    session = here(context)
    text, source = definition_text(file)
    checked = telling(session, lambda: session.workspace.definitions.check(text, source), source)
    if session.answers.as_json:
        session.answers.json({**checked.definition.as_json(), "notices": list(checked.notices)})
        return
    stages = checked.definition.stages
    number = sum(len(stage.steps) for stage in stages)
    steps = say_many("{n} step", "{n} steps", number)
    sound = say_many(
        "{file} is sound: {n} stage, {steps}.",
        "{file} is sound: {n} stages, {steps}.",
        len(stages),
        file=source,
        steps=steps,
    )
    session.answers.text(sentences(sound, *checked.notices))


@app.command()
def add(context: typer.Context, file: DefinitionFile) -> None:
    """Add a process from a file; new records may begin it at once."""
    session = here(context)
    text, source = definition_text(file)
    session.answers.outcome(telling(session, lambda: session.workspace.definitions.add(text, source), source))


@app.command("import")
def import_(context: typer.Context, file: DefinitionFile) -> None:
    """Take a process in from a file: a new one, or a new version of the one of its code."""
    session = here(context)
    text, source = definition_text(file)
    session.answers.outcome(telling(session, lambda: session.workspace.definitions.take_in(text, source), source))


@app.command()
def edit(
    context: typer.Context,
    process: _Process,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The new definition in TOML; without it your editor opens.")
    ] = None,
) -> None:
    """Change a process, in your editor or from a file; records that follow it keep their version."""
    session = here(context)
    definitions = session.workspace.definitions
    if file is not None:
        text, source = definition_text(file)
        session.answers.outcome(telling(session, lambda: definitions.edit(process, text, source), source))
        return
    session.workspace.desk.require(DEFINE_PROCESSES)
    line = definitions.show(process)
    source = f"{line.code}.toml"
    session.answers.outcome(
        edited(
            session,
            definitions.text(line.code),
            source,
            lambda text: definitions.edit(line.code, text, source, line.version),
        )
    )


@app.command()
def export(
    context: typer.Context,
    process: _Process,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="A new file; - writes standard output.")],
    version: VersionOption = None,
) -> None:
    """Write a process into a new file, in TOML."""
    session = here(context)
    line = session.workspace.definitions.show(process, version)
    text = session.workspace.definitions.text(line.code, version)
    if to == INPUT:
        session.answers.text(text.rstrip("\n"))
        return
    write_definition_file(Path(to), text)
    session.answers.outcome(Outcome("", line.code, (), say("{process} written to {file}.", process=line.name, file=to)))


@app.command()
def copy(
    context: typer.Context,
    process: _Process,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The code of the copy.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="What the copy is called.")] = "",
) -> None:
    """Copy a process under another code; the copy is not in use yet."""
    session = here(context)
    session.answers.outcome(session.workspace.definitions.copy(process, new, name))


@app.command()
def activate(context: typer.Context, process: _Process) -> None:
    """Let new records begin a process again."""
    session = here(context)
    session.answers.outcome(session.workspace.definitions.activate(process))


@app.command()
def deactivate(context: typer.Context, process: _Process) -> None:
    """Let no new record begin a process; those that follow it go on."""
    session = here(context)
    session.answers.outcome(session.workspace.definitions.deactivate(process))


@app.command()
def order(
    context: typer.Context,
    processes: Annotated[list[str], typer.Argument(metavar="PROCESS…", help="Those that come first, in their order.")],
) -> None:
    """Put processes in order: a new record begins the first that fits."""
    session = here(context)
    session.answers.outcome(session.workspace.definitions.order(processes))


@app.command()
def versions(context: typer.Context, process: _Process) -> None:
    """List the versions of a process, the newest first, and how many records follow each."""
    session = here(context)
    session.answers.rows(session.workspace.definitions.versions(process), _VERSIONS, empty="No versions.")
