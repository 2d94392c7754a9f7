"""Definitions in files of the user's own: read with care, written never over another."""

from __future__ import annotations

from pathlib import Path

from app.domain.core.errors import Invalid
from app.domain.core.outputs import free_name, make_own_folder, new_file, reason
from app.domain.process.drafts import MAX_TEXT
from app.words import say

_BYTES_A_CHARACTER = 4


def path_named(text: str) -> Path:
    """The path that somebody typed; ``~`` is their own folder."""
    return Path(text.strip()).expanduser()


def read_definition_file(path: Path) -> str:
    """The text of a file.

    Raises:
        Invalid: It cannot be read, is far too long, or is no text.
    """
    try:
        with path.open("rb") as file:
            found = file.read(MAX_TEXT * _BYTES_A_CHARACTER + 1)
    except (OSError, ValueError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else str(problem)
        message = say("{path} cannot be read: {reason}.", path=path, reason=why)
        raise Invalid(message, field="file", hint=say("Name a file with a definition in TOML.")) from problem
    return decoded(found, path.name)


def decoded(found: bytes, source: str) -> str:
    """Bytes of a file as text.

    Raises:
        Invalid: They are none in UTF-8.
    """
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Invalid(
            say("{file} is no text in UTF-8.", file=source), field="file", hint=say("Save it as UTF-8.")
        ) from problem


def keep_definition(folder: Path, text: str, source: str) -> Path:
    """Put a text that could not be saved into a file of its own, and tell where.

    Args:
        folder: Where the program keeps its state.
        text: The text.
        source: What the file is called, if that is free.

    Raises:
        Invalid: The file cannot be made.
        OSError: Nor can its folder.
    """
    make_own_folder(folder / "definitions")
    path = free_name(folder / "definitions" / source)
    write_definition_file(path, text)
    return path


def write_definition_file(path: Path, text: str) -> None:
    """Write a text into a new file.

    Raises:
        Invalid: Something is there already, or the file cannot be made.
    """
    with new_file(path, "to") as fresh:
        fresh.write_text(text, encoding="utf-8")
