"""New databases: one is made where a person names a file that is not there only when they say that they mean it."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from app.domain.core.errors import Refusal, StoreProblem
from app.domain.core.text import for_display
from app.settings import Settings
from app.words import is_rtl, say, sentences

_AFTER_RTL: Final = "\n"
#: Answers that mean yes, whichever language the question is in.
_YES: Final = ("y", "yes", "ن", "نعم")


def ask_before_making(settings: Settings) -> None:
    """Let the database that the command line names be made, if it is not there: by asking, where somebody can answer.

    Raises:
        StoreProblem: It is not there, and nobody said that it is to be made.
    """
    path = settings.address.path
    if path is None or path.exists() or path.is_symlink() or settings.read_only:
        return
    missing = say("There is no database {path}.", path=path)
    if not _answers():
        raise StoreProblem(missing, hint=sentences(_meant(path), say("To make a new one, add --create.")))
    question = sentences(missing, _meant(path), say("Make a new one there? [y/N]"))
    if asked(question).strip().lower() not in _YES:
        raise Refusal(say("Nothing was made."), hint=say("Name another database with --db."))


def asked(question: str) -> str:
    """The line that somebody answers a question with; empty where nothing more comes.

    What is read from the right is answered on a line of its own: the cursor stands at its other end.
    """
    sys.stderr.write(f"{for_display(question)}{_AFTER_RTL if is_rtl() else ' '}")
    sys.stderr.flush()
    return sys.stdin.readline()


def _answers() -> bool:
    """Whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _meant(path: Path) -> str:
    """A file beside it that may be meant."""
    try:
        beside = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        return ""
    near = get_close_matches(path.name, beside, n=1)
    return say("Did you mean {name}?", name=near[0]) if near else ""
