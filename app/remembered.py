"""What is remembered of a user's screen from one start to the next: theme, last view, panels chosen, widths."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from app.domain.core.outputs import make_own_folder, open_private
from app.words import Message, label

#: The file in the state folder.
NAME: Final = "remembered.json"
#: Of so many databases the last view is remembered.
MOST_VIEWS: Final = 100
_BROKEN: Final[Message] = "What was remembered of theme, view and widths could not be read and begins anew."


class Remembered:
    """The choices of one user on one database, kept in a file that only they can read.

    Attributes:
        theme: The theme chosen last; empty where none was.
        view: The view of the leads shown last; empty where none was.
        panels: By kind of record: the panel chosen last.
        shown: How the lists of each kind of record are shown: as a list or a board, which view, by a name of their own.
        orders: By kind of terminal: who puts right-to-left letters in order there, as the user said.
        wider: How many cells the list was widened by; less than nought where it was narrowed.
        problem: What was wrong with the file; empty where nothing was.
    """

    def __init__(self, folder: Path | None = None, database: str = "", usual_theme: str = "") -> None:
        """Read what was remembered.

        Args:
            folder: The user's state folder; ``None`` remembers nothing beyond this start.
            database: What tells the database from others.
            usual_theme: What the settings say; where they say another than they did, they are newer.
        """
        self.theme = self.view = self.problem = ""
        self.panels: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.orders: dict[str, str] = {}
        self.wider = 0
        self._path = folder / NAME if folder is not None else None
        self._database = database
        self._usual_theme = usual_theme
        stored = self._stored()
        if stored.get("usual_theme", "") == usual_theme:
            self.theme = _text(stored.get("theme"))
        self.view = _text(_table(stored, "views").get(database))
        self.panels = {kind: _text(panel) for kind, panel in _table(stored, "panels").items()}
        self.shown = {name: _text(choice) for name, choice in _table(stored, "shown").items()}
        self.orders = {terminal: _text(order) for terminal, order in _table(stored, "orders").items()}
        wider = stored.get("wider", 0)
        self.wider = wider if isinstance(wider, int) and not isinstance(wider, bool) and abs(wider) < MOST_VIEWS else 0
        self._before = self._values()

    def keep(self) -> None:
        """Write what is to be remembered, if it is another than before; a full or read-only disk keeps nobody."""
        if self._path is None or self._values() == self._before:
            return
        stored = self._stored()
        views = {**_table(stored, "views"), self._database: self.view}
        stored |= {
            "theme": self.theme,
            "usual_theme": self._usual_theme,
            "views": dict(list(views.items())[-MOST_VIEWS:]),
            "panels": self.panels,
            "shown": dict(list(self.shown.items())[-MOST_VIEWS:]),
            "orders": dict(list(self.orders.items())[-MOST_VIEWS:]),
            "wider": self.wider,
        }
        with suppress(OSError, UnicodeError):
            make_own_folder(self._path.parent)
            fresh = self._path.with_suffix(f".{os.getpid()}.new")
            with open(fresh, "w", encoding="utf-8", opener=open_private) as file:
                json.dump(stored, file)
            fresh.replace(self._path)
            self._before = self._values()

    def _values(self) -> tuple[object, ...]:
        chosen = (tuple(each.items()) for each in (self.panels, self.shown, self.orders))
        return self.theme, self.view, *chosen, self.wider

    def _stored(self) -> dict[str, Any]:
        """What stands in the file; nothing where there is none, or none that can be read."""
        if self._path is None or not self._path.exists():
            return {}
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            stored = None
        if not isinstance(stored, dict):
            self.problem = label(_BROKEN)
            return {}
        return stored


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _table(stored: dict[str, Any], name: str) -> dict[str, Any]:
    table = stored.get(name)
    return table if isinstance(table, dict) else {}
