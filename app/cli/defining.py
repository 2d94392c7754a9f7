"""Commands of process definitions: laying them out, changing them, and putting them in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import Session, here
from app.domain.core.errors import Invalid, InvalidFields, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DEFINE_PROCESSES
from app.domain.process.annotating import annotated, bare
from app.domain.process.files import decoded, keep_definition, read_definition_file, write_definition_file
from app.words import in_context, say, say_many, sentences

app = noun("Processes.")

T = TypeVar("T")

_INPUT: Final = "-"
_ROUNDS: Final = 10
"""How often an editor is opened again where nobody sits before it."""

_Process = Annotated[str, typer.Argument(metavar="PROCESS", help="Code or name; see: leadline process list --all")]
_File = Annotated[str, typer.Argument(metavar="FILE", help="A definition in TOML; - reads standard input.")]
_Version = Annotated[int | None, typer.Option("--version", metavar="N", help="Which version; the newest without it.")]

_VERSIONS = (
    Column("version", "Version", "right"),
    Column("made_at", in_context("moment", "Saved")),
    Column("made_by", "By"),
    Column("running", "Running", "right"),
    Column("stages", "Stages"),
)


@app.command()
def check(context: typer.Context, file: _File) -> None:
    """Say what is wrong with a definition in a file, each mistake with its place; nothing is saved."""
    session = here(context)
    text, source = _text(file)
    checked = _telling(session, lambda: session.workspace.definitions.check(text, source), source)
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
def add(context: typer.Context, file: _File) -> None:
    """Add a process from a file; new records may begin it at once."""
    session = here(context)
    text, source = _text(file)
    session.answers.outcome(_telling(session, lambda: session.workspace.definitions.add(text, source), source))


@app.command("import")
def import_(context: typer.Context, file: _File) -> None:
    """Take a process in from a file: a new one, or a new version of the one of its code."""
    session = here(context)
    text, source = _text(file)
    session.answers.outcome(_telling(session, lambda: session.workspace.definitions.take_in(text, source), source))


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
        text, source = _text(file)
        session.answers.outcome(_telling(session, lambda: definitions.edit(process, text, source), source))
        return
    session.workspace.desk.require(DEFINE_PROCESSES)
    line = definitions.show(process)
    source = f"{line.code}.toml"
    session.answers.outcome(
        _edited(
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
    version: _Version = None,
) -> None:
    """Write a process into a new file, in TOML."""
    session = here(context)
    line = session.workspace.definitions.show(process, version)
    text = session.workspace.definitions.text(line.code, version)
    if to == _INPUT:
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


def _text(file: str) -> tuple[str, str]:
    """The text of a file or of standard input, and what to call it.

    Raises:
        Invalid: It cannot be read.
    """
    if file != _INPUT:
        return read_definition_file(Path(file)), Path(file).name
    source = say("standard input")
    if sys.stdin is None:
        raise Invalid(say("Standard input is closed, so “-” has no text."), hint=say("Name a file."))
    return decoded(sys.stdin.buffer.read(), source), source


def _telling(session: Session, deed: Callable[[], T], source: str) -> T:
    """Do something with a definition; each of its mistakes has a line of its own on standard error.

    Raises:
        Invalid: It has some.
    """
    try:
        return deed()
    except InvalidFields as refusal:
        if session.answers.as_json or len(refusal.problems) == 1:
            raise
        for each in refusal.problems:
            session.answers.say(str(each))
        number = len(refusal.problems)
        message = say_many(
            "{file} has {n} mistake; nothing was saved.",
            "{file} has {n} mistakes; nothing was saved.",
            number,
            file=source,
        )
        raise Invalid(message) from refusal


def _edited(session: Session, text: str, source: str, save: Callable[[str], Outcome]) -> Outcome:
    """Let the user's editor change a text until it is saved; what is refused comes back with the mistakes in it.

    Raises:
        Refusal: The text was given up, or cannot be saved now; it is kept in a file.
    """
    from app.editor import edited_elsewhere

    shown = text
    rounds = sys.maxsize if _somebody_is_there() else _ROUNDS
    while True:
        changed = edited_elsewhere(shown, source)
        if not bare(changed).strip():
            raise Invalid(say("The text is empty; nothing was saved."))
        try:
            return save(bare(changed))
        except Invalid as problem:
            rounds -= 1
            if changed == shown or not rounds:
                _keep(session, bare(changed), source)
                return _telling(session, partial(_refuse, problem), source)
            shown = annotated(changed, problem)
        except Refusal:
            _keep(session, bare(changed), source)
            raise


def _refuse(refusal: Refusal) -> Outcome:
    raise refusal


def _keep(session: Session, text: str, source: str) -> None:
    """Put a text that could not be saved into a file, and say where it is."""
    path = keep_definition(session.settings.state_folder, text, source)
    session.answers.say(say("The text is kept in {path}.", path=path))


def _somebody_is_there() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
