"""New databases: one is made where a person names a file that is not there only when they say that they mean it."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

from app.domain.core.errors import Refusal, StoreProblem
from app.domain.core.text import for_display
from app.settings import Settings


def ask_before_making(settings: Settings) -> None:
    """Let the database that the command line names be made, if it is not there: by asking, where somebody can answer.

    Raises:
        StoreProblem: It is not there, and nobody said that it is to be made.
    """
    path = settings.address.path
    if path is None or path.exists() or path.is_symlink() or settings.read_only:
        return
    missing = f"There is no database {path}."
    if not _answers():
        raise StoreProblem(missing, hint=f"{_meant(path)}To make a new one, add --create.")
    sys.stderr.write(f"{for_display(missing)} {for_display(_meant(path))}Make a new one there? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Refusal("Nothing was made.", hint="Name another database with --db.")


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
    return f"Did you mean {near[0]}? " if near else ""
