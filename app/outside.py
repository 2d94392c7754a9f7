"""Outside: the system's viewer for files and its browser for pages, and what they are handed."""

from __future__ import annotations

import fcntl
import os
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from app.domain.core.errors import NotAllowed
from app.domain.core.outputs import PRIVATE_FILE, make_own_folder
from app.words import say

_HELD: Final[dict[Path, tuple[Path, int]]] = {}
"""The folders that this program handed files to viewers from, by the folder they are in, each with its lock."""
_LOCK: Final = ".lock"


def viewer(environment: Mapping[str, str] = os.environ) -> str | None:
    """The system's command that opens whatever it is given; ``None`` where nobody would see it."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if environment.get("WSL_DISTRO_NAME") and (found := shutil.which("wslview")):
        return found
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def browser(environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command, word for word, that opens a page put behind it; ``None`` where there is none."""
    for command in environment.get("BROWSER", "").split(os.pathsep):
        with suppress(ValueError):
            words = shlex.split(command)
            if words and shutil.which(words[0]):
                return words
    found = viewer(environment)
    return [found] if found else None


def show_file(path: Path) -> None:
    """Hand a file to the system's viewer.

    Raises:
        NotAllowed: There is none.
    """
    found = viewer()
    if found is None:
        raise NotAllowed(
            say("This machine has no screen on which a file can be shown."), hint=say("Save it, and take it elsewhere.")
        )
    _start([found, str(path)])


def show_page(address: str) -> bool:
    """Open a page in the browser; answers whether there is one.

    Args:
        address: Of http or https; nothing else is handed on.
    """
    found = browser()
    if found is None or not address.startswith(("https://", "http://")):
        return False
    if any("%s" in word for word in found):
        _start([word.replace("%s", address) for word in found])
    else:
        _start([*found, address])
    return True


def folder_for_viewers(state_folder: Path) -> Path:
    """A folder for copies that viewers read, for their owner only; what ended programs left in theirs is taken away.

    Args:
        state_folder: Where the program keeps what is its own.
    """
    opened = state_folder / "opened"
    if opened not in _HELD:
        make_own_folder(opened)
        for other in opened.iterdir():
            _take_away_if_left(other)
        own = opened / secrets.token_hex(8)
        make_own_folder(own)
        descriptor = os.open(own / _LOCK, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        _HELD[opened] = own, descriptor
    return _HELD[opened][0]


def _take_away_if_left(folder: Path) -> None:
    """Take a folder away whose program has ended."""
    with suppress(OSError):
        descriptor = os.open(folder / _LOCK, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)


def _start(words: list[str]) -> None:
    """Start a program that has nothing to do with the terminal."""
    silent = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603 - the words are the system's own, the last one a file or address
            words, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError as problem:
        raise NotAllowed(
            say("{program} cannot be started: {why}.", program=words[0], why=problem.strerror or str(problem))
        ) from problem
    Thread(target=started.wait, daemon=True).start()  # so that it leaves no dead entry behind
