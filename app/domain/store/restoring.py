"""Restoring: puts the rows that a command changed back to what they were, many of a table at once.

Changes are taken newest first, in portions. Of a portion it is worked out for each row what it was before all of its
changes in it, and that is written table by table: foreign keys are checked when the transaction ends, so no table has
to wait for another. Within a table rows are taken away before others are changed, and brought back after, so that a
value that may stand there only once is free when it is put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Table, delete

from app.domain.core.errors import NotAllowed
from app.domain.store.base import marked
from app.domain.store.folded import FOLDED, folded_texts
from app.domain.store.images import Image, images_of, insert_images, update_images
from app.domain.store.log import HOUSEKEEPING, to_plain
from app.domain.store.unit import UnitOfWork
from app.words import say

#: Rows named by one statement, below SQLite's limit of bound parameters.
_AT_ONCE = 400


class LoggedChange(NamedTuple):
    """One row's change, as the log has it."""

    table: str
    row: str
    operation: str
    before: Image | None
    after: Image | None


@dataclass(slots=True)
class _Way:
    """How a row comes back to what it was.

    Attributes:
        here: Whether it is there now.
        before: What it was: all columns if it is gone now, else the changed ones; ``None`` when it was not there.
        after: The changed columns, as the command left them.
    """

    here: bool
    before: Image | None
    after: Image


@dataclass(slots=True)
class Restoring:
    """Restores rows within a command.

    Attributes:
        unit: The command, which logs what is restored.
        tables: The tables by name.
        rows: How many rows were restored.
        shared: Table and id of each row of which derived columns were left alone, since something later changed them.
    """

    unit: UnitOfWork
    tables: dict[str, Table]
    rows: int = 0
    shared: list[tuple[str, str]] = field(default_factory=list)
    _ways: dict[str, dict[str, _Way]] = field(default_factory=dict)

    def take(self, changes: Iterable[LoggedChange]) -> None:
        """Take back a portion of changes, given newest first.

        Raises:
            NotAllowed: A row is not there any more.
        """
        for change in changes:
            self._follow(change)
        self._write()
        self.unit.set_aside()

    def _follow(self, change: LoggedChange) -> None:
        """Work out what a row was before one more of its changes."""
        table = self.tables[change.table]
        before, after = _known(table, change.before), _known(table, change.after)
        ways = self._ways.setdefault(change.table, {})
        way = ways.get(change.row)
        if way is not None and change.operation == "delete":  # it came anew under the same identity
            self._write()
            ways, way = self._ways.setdefault(change.table, {}), None
        if way is None:
            ways[change.row] = _Way(
                change.operation != "delete", None if change.operation == "insert" else before, after
            )
        elif change.operation == "insert":
            way.before = None
        else:
            way.before = (way.before or {}) | before
            way.after = after | way.after

    def _write(self) -> None:
        for name, ways in self._ways.items():
            table = self.tables[name]
            changed = {row: way for row, way in ways.items() if way.here and way.before is not None}
            gone = {row: way.before for row, way in ways.items() if not way.here and way.before is not None}
            self._remove(table, [row for row, way in ways.items() if way.here and way.before is None])
            if changed:
                self._change(table, changed)
            if gone:
                self._bring_back(table, gone)
        self._ways = {}

    def _note(self, table: Table, row: str, operation: str, before: Image | None, after: Image | None) -> None:
        self.unit.note(table.name, row, operation, before, after)
        self.rows += 1

    def _remove(self, table: Table, ids: Sequence[str]) -> None:
        connection = self.unit.session.connection()
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            for image in images_of(connection, table, some):
                self._note(table, image["id"], "delete", image, None)
            connection.execute(delete(table).where(table.c.id.in_(some)))

    def _change(self, table: Table, ways: dict[str, _Way]) -> None:
        """Put back the columns that were changed; derived ones that a later command changed too are left alone."""
        connection = self.unit.session.connection()
        present = {image["id"]: image for image in images_of(connection, table, list(ways))}
        if len(present) < len(ways):
            raise NotAllowed(say("What this command changed is no longer there."))
        follows = marked(table, "follows") - {FOLDED}
        images: dict[str, Image] = {}
        for row, way in ways.items():
            now, before = present[row], way.before or {}
            moved = {name for name in follows & before.keys() if now[name] != way.after.get(name)}
            image = {name: value for name, value in before.items() if name not in HOUSEKEEPING | moved}
            if FOLDED in table.c:
                image[FOLDED] = folded_texts(table, now | image)
            images[row] = image | {"version": now["version"] + 1, "updated_at": to_plain(self.unit.now)}
            if moved:
                self.shared.append((table.name, row))
            self._note(table, row, "update", {name: now[name] for name in images[row]}, images[row])
        update_images(connection, table, images)

    def _bring_back(self, table: Table, gone: dict[str, Image]) -> None:
        images = []
        for row, before in gone.items():
            image = before | {"version": before["version"] + 1}
            if FOLDED in table.c:
                image[FOLDED] = folded_texts(table, image)
            images.append(image)
            self._note(table, row, "insert", None, image)
        insert_images(self.unit.session.connection(), table, images)


def _known(table: Table, image: dict[str, Any] | None) -> Image:
    """An image without the columns that a table had when an older version logged it, and has no more."""
    return {name: value for name, value in (image or {}).items() if name in table.c}
