"""What is to be attached: files that somebody names, and standard input, none longer than the limit."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.outputs import reason
from app.domain.core.text import ellipsize, for_display
from app.words import Said, formats, say

LIMIT: Final = 26_214_400
"""The most bytes of a file: 25 MiB."""
_PORTION: Final = 256 * 1024
_NAME_CELLS: Final = 120
_FIELD: Final = "file"


class Source(Protocol):
    """Something to be attached."""

    @property
    def name(self) -> str:
        """What it is called, as it was given."""
        ...

    def portions(self) -> Iterator[bytes]:
        """Its content from beginning to end.

        Raises:
            Invalid: It is too long, or cannot be read.
        """
        ...


@frozen
class FileSource:
    """A file.

    Attributes:
        path: Where it is.
        name: What it is called.
    """

    path: Path
    name: str

    @classmethod
    def at(cls, path: Path, name: str = "") -> FileSource:
        """The file at a path, under its own name or another."""
        return cls(path, name or readable(os.fsencode(path.name).decode(errors="replace")))

    def portions(self) -> Iterator[bytes]:
        """The file's content; one that changes meanwhile is refused.

        Raises:
            Invalid: It is no plain file, is too long, cannot be read, or was changed.
        """
        try:
            _refuse_other_than_file(self.path.stat().st_mode, self.path)
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
            with closing(os.fdopen(descriptor, "rb")) as file:
                before = os.fstat(descriptor)
                _refuse_other_than_file(before.st_mode, self.path)
                if before.st_size > LIMIT:
                    raise _too_long(shown(self.name), before.st_size)
                read = 0
                for portion in _limited(file, self.name):
                    read += len(portion)
                    yield portion
                after = os.fstat(descriptor)
        except OSError as problem:
            raise _unreadable(self.path, problem) from problem
        except ValueError as problem:  # a path with a null character
            raise _unreadable(self.path, OSError(errno.EINVAL, "invalid argument")) from problem
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or read != after.st_size:
            raise Invalid(
                say("{file} was changed while it was read; nothing was attached.", file=shown(str(self.path))),
                field=_FIELD,
                hint=say("Try again when nothing writes to it any more."),
            )


@frozen
class StreamSource:
    """A stream of bytes, such as standard input.

    Attributes:
        stream: Is read to its end.
        name: What it is called.
    """

    stream: BinaryIO
    name: str

    def portions(self) -> Iterator[bytes]:
        """What comes in.

        Raises:
            Invalid: It is too long, or cannot be read.
        """
        try:
            yield from _limited(self.stream, self.name)
        except OSError as problem:
            raise _unreadable(Path(self.name), problem) from problem


def readable(name: str) -> str:
    """A name as a database can keep it: without halves of characters and the character of no value."""
    return name.encode(errors="replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")


def shown(name: str) -> str:
    """A name as it stands in a sentence: nothing in it is obeyed."""
    return ellipsize(for_display(readable(name)), _NAME_CELLS)


def _limited(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """A stream to its end, if that comes in time."""
    room = LIMIT
    while portion := stream.read(min(_PORTION, room + 1)):
        room -= len(portion)
        if room < 0:
            raise _too_long(shown(name), None)
        yield portion


def _refuse_other_than_file(mode: int, path: Path) -> None:
    """Refuse whatever is no plain file: reading one could wait for ever, or set something off."""
    if not stat.S_ISREG(mode):
        file = shown(str(path))
        if stat.S_ISDIR(mode):
            message = say("{file} is a folder; only files can be attached.", file=file)
        elif stat.S_ISFIFO(mode):
            message = say("{file} is a pipe; only files can be attached.", file=file)
        elif stat.S_ISSOCK(mode):
            message = say("{file} is a socket; only files can be attached.", file=file)
        else:
            message = say("{file} is a device; only files can be attached.", file=file)
        raise Invalid(message, field=_FIELD, hint=say("Name a file."))


def _too_long(name: str, size: int | None) -> Invalid:
    limit = formats.number(LIMIT)
    message: Said
    if size is None:
        message = say("{file} has more than {limit} bytes (25 MiB), the most that is kept.", file=name, limit=limit)
    else:
        message = say(
            "{file} has {size} bytes, more than the {limit} (25 MiB) that are kept.",
            file=name,
            size=formats.number(size),
            limit=limit,
        )
    return Invalid(message, field=_FIELD, hint=say("Attach a smaller file, or a note that says where it is."))


def _unreadable(path: Path, problem: OSError) -> Invalid:
    return Invalid(
        say("Cannot read {file}: {why}.", file=shown(str(path)), why=reason(problem)),
        field=_FIELD,
        hint=say("Name a file that is there and may be read."),
    )
