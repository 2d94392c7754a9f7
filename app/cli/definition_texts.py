"""Definitions in files and in the editor: read, checked with every mistake told, edited until they are right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from app.cli.session import Session
from app.domain.core.errors import Invalid, InvalidFields, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.process.annotating import annotated, bare
from app.domain.process.files import decoded, keep_definition, read_definition_file
from app.words import say, say_many

T = TypeVar("T")

INPUT: Final = "-"
"""What stands for standard input and standard output."""
_ROUNDS: Final = 10
"""How often an editor is opened again where nobody sits before it."""

DefinitionFile = Annotated[str, typer.Argument(metavar="FILE", help="A definition in TOML; - reads standard input.")]
VersionOption = Annotated[
    int | None, typer.Option("--version", metavar="N", help="Which version; the newest without it.")
]


def definition_text(file: str) -> tuple[str, str]:
    """The text of a file or of standard input, and what to call it.

    Raises:
        Invalid: It cannot be read.
    """
    if file != INPUT:
        return read_definition_file(Path(file)), Path(file).name
    source = say("standard input")
    if sys.stdin is None:
        raise Invalid(say("Standard input is closed, so “-” has no text."), hint=say("Name a file."))
    return decoded(sys.stdin.buffer.read(), source), source


def telling(session: Session, deed: Callable[[], T], source: str) -> T:
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


def edited(session: Session, text: str, source: str, save: Callable[[str], Outcome]) -> Outcome:
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
                return telling(session, partial(_refuse, problem), source)
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
