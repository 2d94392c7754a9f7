"""Outputs: the one way to a file that a person names, which never takes the place of another."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.domain.core.errors import Invalid
from app.words import Message, label, say

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

#: What SQLite keeps beside a database; a file of such a name would be taken for a part of it.
BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")
_DATABASE = b"SQLite format 3\x00"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_REASONS: Final[Mapping[int, Message]] = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
    errno.ENOENT: "no such file or directory",
    errno.EISDIR: "is a directory",
    errno.ENOTDIR: "not a directory",
    errno.EROFS: "read-only file system",
    errno.ENAMETOOLONG: "file name too long",
    errno.EIO: "input/output error",
    errno.ELOOP: "too many levels of symbolic links",
    errno.EMFILE: "too many open files",
    errno.EINVAL: "invalid argument",
}


def check_free(path: Path, field: str) -> None:
    """Refuse a name under which no new file can be made, before anything is done for it.

    Args:
        path: The file to be.
        field: The option that names it.

    Raises:
        Invalid: Something is there already, whatever it is; the name belongs to a database; or its folder takes no
            file.
    """
    if os.path.lexists(path):
        raise _taken(path, field)
    for ending in BESIDE_A_DATABASE:
        if path.name.endswith(ending) and os.path.lexists(path.with_name(path.name.removesuffix(ending))):
            owner = path.name.removesuffix(ending)
            raise Invalid(
                say("{path} belongs to {owner}, as its log.", path=path, owner=owner),
                field=field,
                hint=say("Name another file."),
            )
    if not path.parent.is_dir():
        raise Invalid(
            say("There is no folder {folder}.", folder=path.parent),
            field=field,
            hint=say("Make it, or name another file."),
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise Invalid(
            say("Nothing may be written into {folder}.", folder=path.parent),
            field=field,
            hint=say("Name another file."),
        )


@contextmanager
def new_file(path: Path, field: str) -> Iterator[Path]:
    """Make a file for its owner only, whole or not at all.

    It is written beside the place, where the block finds it empty, and moved there when the block has ended well.

    Args:
        path: The file to be.
        field: The option that names it.

    Raises:
        Invalid: Something is there already, or came there meanwhile; or the file cannot be made.
    """
    check_free(path, field)
    fresh = path.with_name(f".leadline-{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        yield fresh
        _move(fresh, path)
    except FileExistsError as problem:
        raise _taken(path, field) from problem
    except OSError as problem:
        hint = say("Free some space and try again.") if problem.errno in _NO_ROOM else say("Name another file.")
        raise Invalid(
            say("{path} cannot be made: {reason}.", path=path, reason=reason(problem)), field=field, hint=hint
        ) from problem
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """The same name, or where something is there already, the name with the first free number behind it."""
    number = 1
    free = path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner only.

    Raises:
        OSError: It cannot be made.
    """
    for missing in (*reversed(folder.parents), folder):
        with suppress(FileExistsError):
            if not missing.is_dir():
                missing.mkdir(mode=PRIVATE_FOLDER)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def make_own_folder(folder: Path) -> None:
    """Make a folder of the program's own; one that others could look into is closed to them.

    Raises:
        OSError: It cannot be made.
    """
    make_folder(folder)
    facts = folder.stat()
    if facts.st_uid == os.getuid() and facts.st_mode & 0o077:
        folder.chmod(facts.st_mode & PRIVATE_FOLDER)


def open_private(path: str, flags: int) -> int:
    """Open a file of the program's own, as ``open`` takes it for an opener; a new one is its owner's only."""
    return os.open(path, flags, PRIVATE_FILE)


def reason(problem: OSError) -> str:
    """Why a file cannot be used, in words."""
    known = _REASONS.get(problem.errno or 0)
    return label(known) if known else (problem.strerror or str(problem)).lower()


def _move(fresh: Path, path: Path) -> None:
    """Give a file its name, unless something bears it by now."""
    try:
        os.link(fresh, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        fresh.replace(path)


def _taken(path: Path, field: str) -> Invalid:
    """What stands in the way."""
    if path.is_dir():
        return Invalid(say("{path} is a folder.", path=path), field=field, hint=say("Name a file in it."))
    is_database = False
    if path.is_file():  # a pipe would keep whoever opens it waiting
        with suppress(OSError), path.open("rb") as there:
            is_database = there.read(len(_DATABASE)) == _DATABASE
    message = (
        say("{path} is a database, and stays as it is.", path=path)
        if is_database
        else say("{path} is there already, and stays as it is.", path=path)
    )
    return Invalid(message, field=field, hint=say("Name a file that is not there yet."))
