"""The same database: whether what is read and written now is still what was opened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app.domain.core.errors import StoreProblem
from app.domain.store.seals import newest_seal, seal_at
from app.words import Message, say, say_declared

_HINT: Final[Message] = (
    "What was done until then is in the file that was opened. Leave, and open what is to be worked with."
)


class SameDatabase:
    """Knows a database by its file, and by the newest seal in its log that this program has seen.

    A file can be replaced by another of the same number, or be overwritten where it lies; the seal tells that, too.
    """

    def __init__(self, url: URL, name: str) -> None:
        """Nothing is looked at yet.

        Args:
            url: Where it is.
            name: What sentences call it.
        """
        self.path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self._name = name
        self._file: tuple[int, int] | None = None
        self._seal: tuple[int, str] | None = None

    def check_file(self) -> None:
        """Refuse to go on with a file that is gone, or is another one.

        Raises:
            StoreProblem: It is.
        """
        if self.path is None:
            return
        try:
            found = self.path.stat()
        except OSError as problem:
            if self._file is None:
                return  # the database says itself what is wrong
            gone = say("{name} was moved or removed since it was opened; nothing more is written.", name=self._name)
            raise StoreProblem(gone, hint=say("Put it back, or leave and open another.")) from problem
        if self._file is not None and self._file != (found.st_dev, found.st_ino):
            raise self._replaced()

    def remember_file(self) -> None:
        """Know the file from now on, once it is open."""
        if self._file is None and self.path is not None and self.path.exists():
            found = self.path.stat()
            self._file = (found.st_dev, found.st_ino)

    def check_log(self, session: Session) -> None:
        """Refuse to write into a log that does not have what was seen in it.

        Raises:
            StoreProblem: It does not.
        """
        if self._seal is None:
            self._seal = newest_seal(session)
            return
        number, seal = self._seal
        if seal_at(session, number) != seal:
            raise self._replaced()

    def remember_log(self, seal: tuple[int, str] | None) -> None:
        """Know the log by a seal that was committed."""
        self._seal = seal or self._seal

    def _replaced(self) -> StoreProblem:
        return StoreProblem(
            say(
                "{name} was replaced by another database since it was opened; nothing more is written.", name=self._name
            ),
            hint=say_declared(_HINT),
        )
