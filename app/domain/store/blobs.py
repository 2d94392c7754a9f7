"""Blobs: contents kept once by their SHA-256, in a folder beside a SQLite file, or in a table on a server.

A content is in its place before the row that names it is committed, and never taken away while a row or the log names
it. So whatever kills a program leaves at most a content that nothing names: it is known by its mark in ``incoming``,
and swept by the next program that puts one in place.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

from sqlalchemy import Connection, LargeBinary, Table, select
from sqlalchemy.engine import URL
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.core.errors import NotFound, StoreProblem
from app.domain.core.outputs import make_own_folder, open_private, reason
from app.domain.store.base import Base
from app.words import say

#: Bytes that are read and written at once, and those of a part in the table.
PORTION: Final = 256 * 1024
_HEAD: Final = 8192
_MARK: Final = ".mark"
_PART: Final = ".part"


class BlobPart(Base):
    """A part of a content, where the contents are kept in the database."""

    __tablename__ = "blob_part"
    __table_args__ = ({"info": {"unlogged": True, "contents": True}},)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


_PARTS: Final = cast("Table", BlobPart.__table__)


@dataclass(slots=True)
class Incoming:
    """A content that was read and is not yet in its place.

    Attributes:
        file: Holds it.
        path: Where that file is; ``None`` for one without a name.
        sha256: Its sum, as 64 hexadecimal digits.
        size: Its bytes.
        head: How it begins.
    """

    file: BinaryIO
    path: Path | None
    sha256: str = ""
    size: int = 0
    head: bytes = b""


class Blobs(ABC):
    """The contents of one database."""

    @contextmanager
    def taking(self, portions: Iterable[bytes]) -> Iterator[Incoming]:
        """Read a content to its end into a file of our own, which goes when the block ends.

        Raises:
            StoreProblem: There is no room for it, or it cannot be written.
        """
        with self._fresh() as incoming:
            digest = hashlib.sha256()
            for portion in portions:
                digest.update(portion)
                incoming.size += len(portion)
                if len(incoming.head) < _HEAD:
                    incoming.head = (incoming.head + portion)[:_HEAD]
                with _in_words():
                    incoming.file.write(portion)
            with _in_words():
                incoming.file.flush()
                os.fsync(incoming.file.fileno())
            incoming.sha256 = digest.hexdigest()
            yield incoming

    @abstractmethod
    def placing(self, is_named: Callable[[str], bool]) -> AbstractContextManager[Placing]:
        """A block in which contents are put in place, and the rows that name them committed.

        Args:
            is_named: Whether a row or the log names a content; asked of those that were put in place and not said
                to be done with.
        """

    @abstractmethod
    def keep(self, session: Session, incoming: Incoming) -> Path | None:
        """Put a content in its place, if it is not there whole; answers the mark that says so, where there is one.

        Raises:
            StoreProblem: There is no room for it, or it cannot be written.
        """

    @abstractmethod
    def portions(self, connection: Connection, sha256: str) -> Iterator[bytes]:
        """A content from its beginning to its end, as it is.

        Raises:
            NotFound: It is not there.
            StoreProblem: It cannot be read.
        """

    def whole(self, connection: Connection, sha256: str) -> Iterator[bytes]:
        """A content from its beginning to its end, where it is refused if it is not what it was.

        Raises:
            NotFound: It is not there.
            StoreProblem: It cannot be read, or is another by now.
        """
        digest = hashlib.sha256()
        for portion in self.portions(connection, sha256):
            digest.update(portion)
            yield portion
        if digest.hexdigest() != sha256:
            raise StoreProblem(
                say("The content of this file is damaged: it is not what was attached."),
                hint=say("Take it from a backup; leadline db check names every such file."),
            )

    @abstractmethod
    def _fresh(self) -> AbstractContextManager[Incoming]:
        """An empty file for a content."""


def blobs_of(url: URL) -> Blobs:
    """The contents of a database; nothing is made yet."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return BlobTable()
    file = Path(url.database)
    return BlobFolder(file.with_name(f"{file.name}.files"))


class BlobTable(Blobs):
    """Contents in the database itself, in the transaction of the rows that name them."""

    @contextmanager
    def placing(self, is_named: Callable[[str], bool]) -> Iterator[Placing]:  # noqa: ARG002 - a transaction leaves nothing
        """A block in which contents are put in place."""
        yield Placing(self)

    def keep(self, session: Session, incoming: Incoming) -> Path | None:
        """Put a content in its place, if it is not there."""
        from sqlalchemy.dialects.postgresql import insert

        if session.scalar(select(_PARTS.c.part).where(_PARTS.c.sha256 == incoming.sha256).limit(1)) is None:
            add = insert(_PARTS).on_conflict_do_nothing()  # another command may have put it there just now
            incoming.file.seek(0)
            part = 0
            while (data := incoming.file.read(PORTION)) or not part:
                session.execute(add, {"sha256": incoming.sha256, "part": part, "data": data})
                part += 1
        return None

    def portions(self, connection: Connection, sha256: str) -> Iterator[bytes]:
        """A content from its beginning to its end, as it is."""
        wanted = select(_PARTS.c.data).where(_PARTS.c.sha256 == sha256).order_by(_PARTS.c.part)
        parts = connection.execute(wanted.execution_options(yield_per=4)).scalars()
        empty = True
        for part in parts:
            empty = False
            yield bytes(part)
        if empty:
            raise _missing()

    @contextmanager
    def _fresh(self) -> Iterator[Incoming]:
        with tempfile.TemporaryFile() as file:
            yield Incoming(cast("BinaryIO", file), None)


class BlobFolder(Blobs):
    """Contents in a folder, each a file called by its sum."""

    def __init__(self, folder: Path) -> None:
        """Know the folder, which need not be there."""
        self._folder = folder
        self._incoming = folder / "incoming"

    @contextmanager
    def placing(self, is_named: Callable[[str], bool]) -> Iterator[Placing]:
        """A block in which contents are put in place; behind it, what a killed program left is swept."""
        with _in_words():
            make_own_folder(self._folder)
        try:
            with self._turn(fcntl.LOCK_SH):
                yield Placing(self)
        finally:
            if self._left():
                self._sweep(is_named)

    def keep(self, session: Session, incoming: Incoming) -> Path | None:  # noqa: ARG002 - a folder has no transaction
        """Put a content in its place, if it is not there whole; answers the mark that says so."""
        with _in_words():
            place = self._place(incoming.sha256)
            make_own_folder(place.parent)
            mark = self._incoming / f"{incoming.sha256}.{secrets.token_hex(8)}{_MARK}"
            os.close(open_private(str(mark), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            if incoming.path is not None and not _is_whole(place, incoming.sha256):
                incoming.path.replace(place)
                _settle(place.parent)
                _settle(self._folder)
        return mark

    def portions(self, connection: Connection, sha256: str) -> Iterator[bytes]:  # noqa: ARG002 - it is in no table
        """A content from its beginning to its end, as it is."""
        try:
            with self._place(sha256).open("rb") as file:
                while portion := file.read(PORTION):
                    yield portion
        except FileNotFoundError as problem:
            raise _missing() from problem
        except OSError as problem:
            raise StoreProblem(
                say("The content of this file cannot be read: {reason}.", reason=reason(problem)),
                hint=say("Run: leadline db check"),
            ) from problem

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    @contextmanager
    def _fresh(self) -> Iterator[Incoming]:
        """An empty file for a content, locked as long as this program lives."""
        path = self._incoming / f"{secrets.token_hex(8)}{_PART}"
        with _in_words():
            make_own_folder(self._folder)
            make_own_folder(self._incoming)
            with self._turn(fcntl.LOCK_SH):
                descriptor = open_private(str(path), os.O_CREAT | os.O_EXCL | os.O_RDWR)
                _take(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield Incoming(file, path)
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def _turn(self, how: int) -> Iterator[bool]:
        """Share the folder with those who put contents in place, or have it alone; answers whether that is so."""
        descriptor = open_private(str(self._folder / ".lock"), os.O_CREAT | os.O_RDWR)
        try:
            yield _take(descriptor, how)
        finally:
            os.close(descriptor)

    def _left(self) -> list[Path]:
        """What is being written, and the marks of contents in place whose rows are not known to be committed."""
        return [*self._incoming.glob(f"*{_MARK}"), *self._incoming.glob(f"*{_PART}")]

    def _sweep(self, is_named: Callable[[str], bool]) -> None:
        """Take away what a program left that was killed, if nobody puts anything in place just now."""
        with suppress(OSError), self._turn(fcntl.LOCK_EX | fcntl.LOCK_NB) as alone:
            if not alone:
                return
            for left in self._left():
                if left.name.endswith(_MARK):
                    sha256 = left.name.partition(".")[0]
                    if not is_named(sha256):
                        self._place(sha256).unlink(missing_ok=True)
                    left.unlink(missing_ok=True)
                elif _is_nobodys(left):
                    left.unlink(missing_ok=True)


@dataclass(slots=True)
class Placing:
    """Contents that are put in place by a command under way."""

    blobs: Blobs
    marks: list[Path] = field(default_factory=list)

    def put(self, session: Session, incoming: Incoming) -> None:
        """Put a content in its place, before the row that names it is committed."""
        mark = self.blobs.keep(session, incoming)
        if mark is not None:
            self.marks.append(mark)

    def done(self) -> None:
        """Say that the rows are committed."""
        for mark in self.marks:
            mark.unlink(missing_ok=True)


def _is_whole(place: Path, sha256: str) -> bool:
    """Whether a content is in its place, byte for byte."""
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _is_nobodys(path: Path) -> bool:
    """Whether the program that writes a file has ended."""
    descriptor = os.open(path, os.O_RDWR)
    with closing(os.fdopen(descriptor, "rb")):
        return _take(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(descriptor: int, how: int) -> bool:
    """Take a lock; ``False`` where another has it, or the file system has none."""
    try:
        fcntl.flock(descriptor, how)
    except OSError:
        return False
    return True


def _settle(folder: Path) -> None:
    """Let the names in a folder outlast a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in a sentence why a content cannot be kept."""
    try:
        yield
    except OSError as problem:
        raise StoreProblem(
            say("The file cannot be kept: {reason}.", reason=reason(problem)),
            hint=say("Free some space, or see that the database's folder can be written."),
        ) from problem


def _missing() -> NotFound:
    return NotFound(
        say("The content of this file is missing."),
        hint=say("Take it from a backup; leadline db check names every such file."),
    )
