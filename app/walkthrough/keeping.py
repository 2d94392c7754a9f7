"""Keeping: how far a walkthrough has come, with the demo's database as it is, from one start to the next."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.core.outputs import make_own_folder, open_private
from app.domain.store.sqlite import library as sqlite
from app.walkthrough.progress import Marks


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A walkthrough that was left before its end.

    Attributes:
        database: The demo's database as it was left.
        marks: What was decided.
        now: What the demo's clock said.
    """

    database: Path
    marks: Marks
    now: datetime

    def take_up(self, database: Path) -> None:
        """Put its database in the place of a fresh one."""
        shutil.copyfile(self.database, database)


class Kept:
    """The place where one walkthrough is kept; each start works on a copy of its own, and the last one to end is kept.

    Args:
        folder: The user's state folder.
        told: What tells the walkthrough from others: its script, and the demo's database that it began with.
    """

    def __init__(self, folder: Path, *told: str) -> None:
        name = hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
        self._database = folder / "walkthroughs" / f"{name}.db"
        self._notes = self._database.with_suffix(".json")

    def unfinished(self) -> Unfinished | None:
        """What was left before its end; ``None`` where nothing was, or it cannot be read."""
        try:
            notes: dict[str, Any] = json.loads(self._notes.read_text("utf-8"))
            found = Unfinished(self._database, Marks.from_json(notes["marks"]), datetime.fromisoformat(notes["now"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if self._database.is_file() and found.now.tzinfo is not None else None

    def keep(self, database: str, marks: Marks, now: datetime, *, is_over: bool) -> None:
        """Keep how far it has come, or forget it once it is over; where that cannot be kept, nobody is held up.

        Args:
            database: The file that was worked on.
            marks: What was decided.
            now: What the demo's clock says.
            is_over: Whether no step is open any more.
        """
        with suppress(OSError, sqlite.Error):
            self._notes.unlink(missing_ok=True)
            if is_over:
                self._database.unlink(missing_ok=True)
                return
            make_own_folder(self._database.parent)
            part = self._database.with_name(f"{self._database.name}.{os.getpid()}.part")
            try:
                os.close(open_private(str(part), os.O_CREAT | os.O_TRUNC | os.O_WRONLY))
                with closing(sqlite.connect(database)) as source, closing(sqlite.connect(part)) as copy:
                    source.backup(copy)
                part.replace(self._database)
            finally:
                part.unlink(missing_ok=True)
            with open(self._notes, "w", encoding="utf-8", opener=open_private) as file:
                json.dump({"marks": marks.as_json(), "now": now.isoformat()}, file)
