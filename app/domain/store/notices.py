"""Notices: how the programs at one server hear at once that something was committed.

One of them, whoever holds a lock of the server's, looks at the log each second and tells all others by one notice how
far it has come; so a commit costs nothing more, however many listen. Who holds the lock may go: another takes it then.
A notice says no more than a number. Where none arrives, as behind a pooler that shares connections, everybody looks.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

_CHANNEL: Final = "leadline_news"
#: How often whoever gathers looks at the log, in seconds.
_GATHER_EVERY: Final = 1.0
#: Looks between two tries to become the one who gathers.
_TRY_EVERY: Final = 10
_TAKE: Final = "SELECT pg_try_advisory_lock(hashtextextended('leadline:notices', 0))"
_LAST: Final = "SELECT leadline_last_command()"
_TELL: Final = "SELECT pg_notify(%s, %s)"


class Notices:
    """Listens on a connection and a thread of its own, until it is stopped.

    Attributes:
        arrive: Whether notices come here: one that this program sent to itself did.
    """

    def __init__(self, engine: Engine, heard: Callable[[], object]) -> None:
        """Get ready.

        Args:
            engine: How the server is reached.
            heard: Is called, on the thread, when something was committed, or nothing more is heard.
        """
        self.arrive = False
        self._engine = engine
        self._heard = heard
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; the connection is closed within a second."""
        self._ended.set()

    def _run(self) -> None:
        dialect = self._engine.dialect
        driver: Any = dialect.loaded_dbapi
        words, named = dialect.create_connect_args(self._engine.url)
        while not self._ended.is_set():
            try:
                with closing(driver.connect(*words, **named, autocommit=True)) as connection:
                    self._listen(connection)
            except (driver.Error, DBAPIError) as problem:
                logging.getLogger("leadline").info("notices: %s", type(problem).__name__)
            self.arrive = False
            if not self._ended.wait(_GATHER_EVERY):
                self._tell()

    def _listen(self, connection: Any) -> None:
        connection.execute(f"LISTEN {_CHANNEL}")
        token = secrets.token_hex(8)
        connection.execute(_TELL, (_CHANNEL, token))
        gathers, told, looks = False, "", 0
        while not self._ended.is_set():
            if not gathers and looks % _TRY_EVERY == 0:
                gathers = bool(connection.execute(_TAKE).fetchone()[0])
            looks += 1
            if gathers:
                last = str(connection.execute(_LAST).fetchone()[0])
                if told and last != told:
                    connection.execute(_TELL, (_CHANNEL, last))
                told = last
            for notice in connection.notifies(timeout=_GATHER_EVERY, stop_after=1):
                self.arrive = self.arrive or notice.payload == token
                if notice.payload.isdecimal() and self.arrive:
                    self._tell()

    def _tell(self) -> None:
        with suppress(RuntimeError):  # who listened has just ended
            self._heard()
