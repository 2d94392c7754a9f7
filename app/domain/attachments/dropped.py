"""Dropped files: the paths in what a terminal types when files are dragged onto it, or in what somebody pastes."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

#: The longest text that is looked at.
_LONGEST: Final = 100_000
_SCHEME: Final = "file://"


def paths_in(text: str) -> tuple[Path, ...]:
    """The files that a text names, each once; none unless all of it names files that are there.

    A name may be bare, quoted, escaped with backslashes, or an address of ``file:``; several stand behind each other
    or on lines of their own.

    Args:
        text: Anything.
    """
    if len(text) > _LONGEST:
        return ()
    for reading in (_as_one, _as_lines, _as_words):
        paths = reading(text)
        if paths and all(_is_there(path) for path in paths):
            return tuple(dict.fromkeys(paths))
    return ()


def completed(text: str, most: int) -> list[str]:
    """What a path that is being typed may become: the folders and files that begin so, folders with a slash behind.

    Args:
        text: Its beginning.
        most: How many at the most.
    """
    folder, _, begun = text.rpartition("/")
    shown = f"{folder}/" if "/" in text else ""
    place = Path(shown or ".").expanduser()
    found = []
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") and not begun.startswith(".")
                if not hidden and entry.name.casefold().startswith(begun.casefold()):
                    found.append((not entry.is_dir(), entry.name.casefold(), entry.name))
    except (OSError, ValueError, RuntimeError):
        return []
    return [f"{shown}{name}{'' if is_file else '/'}" for is_file, _, name in sorted(found)[:most]]


def _as_one(text: str) -> list[Path]:
    """The whole text as one name."""
    name = text.strip("\r\n")
    return [_path(name)] if name.strip() and "\n" not in name else []


def _as_lines(text: str) -> list[Path]:
    """A name on each line, such as file managers copy them; each may be quoted."""
    return [_path(_unquoted(line.strip())) for line in text.splitlines() if line.strip()]


def _as_words(text: str) -> list[Path]:
    """Names one behind the other, quoted or escaped as a shell reads them."""
    try:
        return [_path(word) for word in shlex.split(text)]
    except ValueError:
        return []


def _unquoted(line: str) -> str:
    return line[1:-1] if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"" else line


def _path(name: str) -> Path:
    name = name.strip()
    if name.startswith(_SCHEME):
        return Path(unquote(urlsplit(name).path, errors="surrogateescape"))
    return Path(name).expanduser() if name.startswith("~") else Path(name)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError, RuntimeError):
        return False
