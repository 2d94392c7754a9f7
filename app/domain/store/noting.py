"""Noting: what a command has changed, on its way into the log; of very much, most waits outside the memory."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple
from weakref import finalize

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from app.domain.core.changes import Change
from app.domain.store.base import Base
from app.domain.store.bulk import insert_columns
from app.domain.store.digests import change_line
from app.domain.store.log import ChangeEntry
from app.domain.store.touched import Images, change_of

#: Changes that are kept in the memory; beyond so many they may be set aside.
AT_HAND = 25_000
_LENGTH = 8
_LOG: Table = Base.metadata.tables[ChangeEntry.__tablename__]


class _Noted(NamedTuple):
    """A row's change."""

    table: str
    row_id: str
    operation: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def lines(self) -> Iterator[str]:
        """What the command's seal covers of it."""
        yield change_line(*self, None)


class _Inserted(NamedTuple):
    """Rows inserted in bulk."""

    table: str
    ids: list[str]
    sums: list[int]

    def lines(self) -> Iterator[str]:
        """What the command's seal covers of them."""
        for row_id, row_sum in zip(self.ids, self.sums, strict=True):
            yield change_line(self.table, row_id, "insert", None, None, row_sum)


class Touched(NamedTuple):
    """Rows of a table that a command has changed.

    Attributes:
        rows: The columns that changed, by the row's id; ``None`` for a row that came or went.
        whole: Whether there are far more of them than those.
    """

    rows: dict[str, frozenset[str] | None]
    whole: bool


class Notes:
    """What a command has changed so far, in its order."""

    def __init__(self) -> None:
        """Nothing is changed yet."""
        self._entries: list[_Noted | _Inserted] = []
        self._aside: IO[bytes] | None = None
        self._tables_aside: set[str] = set()

    def __bool__(self) -> bool:
        """Whether anything is changed."""
        return bool(self._entries) or self._aside is not None

    def note(self, table: str, row_id: str, operation: str, before: Any, after: Any) -> None:
        """Note a row's change with its images."""
        self._entries.append(_Noted(table, row_id, operation, before, after))

    def note_inserted(self, table: str, ids: list[str], sums: list[int]) -> None:
        """Note rows that were inserted in bulk, with a sum of each instead of an image."""
        self._entries.append(_Inserted(table, ids, sums))

    def mark(self) -> int:
        """A place to which the notes can be taken back."""
        return len(self._entries)

    def forget_since(self, mark: int) -> None:
        """Take back what was noted since then."""
        del self._entries[mark:]

    def set_aside(self) -> None:
        """Keep what is noted outside the memory, if it is much: in a file without a name. No mark holds after it."""
        noted = [each for each in self._entries if isinstance(each, _Noted)]
        if not AT_HAND < len(noted) == len(self._entries):
            return
        if self._aside is None:
            self._aside = TemporaryFile()  # noqa: SIM115 - it lives as long as the notes
            finalize(self, self._aside.close)
        self._tables_aside.update(each.table for each in noted)
        portion = zlib.compress(json.dumps(noted, ensure_ascii=False, separators=(",", ":")).encode(), 1)
        self._aside.seek(0, 2)
        self._aside.write(len(portion).to_bytes(_LENGTH, "big") + portion)
        self._entries = []

    def touched(self, table: str) -> Touched:
        """Which rows of a table are changed so far, each with the columns that are."""
        found: dict[str, frozenset[str] | None] = {}
        for each in self._entries:
            if each.table != table:
                continue
            if isinstance(each, _Inserted):
                found.update(dict.fromkeys(each.ids))
            elif each.operation != "update" or (each.row_id in found and found[each.row_id] is None):
                found[each.row_id] = None
            else:
                found[each.row_id] = frozenset(each.after or ()) | (found.get(each.row_id) or frozenset())
        return Touched(found, whole=table in self._tables_aside)

    def log(self, session: Session, seq: int) -> None:
        """Write everything into the log, as changes of the command with that number."""
        for run in self._runs():
            if isinstance(run[0], _Inserted):
                _log_inserted(session, seq, [each for each in run if isinstance(each, _Inserted)])
            else:
                _log_noted(session, seq, [each for each in run if isinstance(each, _Noted)])

    def lines(self) -> Iterator[str]:
        """What the command's seal covers of each change."""
        return (line for run in self._runs() for each in run for line in each.lines())

    def change(self, seq: int) -> Change:
        """What is told of the command with that number to those who show what it touched."""
        touched = [
            Images(each.table, each.row_id, each.before, each.after)
            for each in self._entries
            if isinstance(each, _Noted)
        ]
        many = {each.table for each in self._entries if isinstance(each, _Inserted)} | self._tables_aside
        return change_of(seq, touched, many)

    def _runs(self) -> Iterator[Sequence[_Noted | _Inserted]]:
        """What is noted, in runs of one sort; what was set aside is read again portion by portion."""
        place = 0
        while self._aside is not None:
            self._aside.seek(place)
            length = int.from_bytes(self._aside.read(_LENGTH), "big")
            if not length:
                break
            place += _LENGTH + length
            yield [_Noted(*each) for each in json.loads(zlib.decompress(self._aside.read(length)))]
        for _, run in groupby(self._entries, key=type):
            yield list(run)


def _log_noted(session: Session, seq: int, entries: Sequence[_Noted]) -> None:
    session.execute(
        insert(ChangeEntry),
        [
            {
                "command_seq": seq,
                "table_name": each.table,
                "row_id": each.row_id,
                "operation": each.operation,
                "before": each.before,
                "after": each.after,
            }
            for each in entries
        ],
    )


def _log_inserted(session: Session, seq: int, runs: Sequence[_Inserted]) -> None:
    count = sum(len(run.ids) for run in runs)
    insert_columns(
        session.connection(),
        _LOG,
        {
            "command_seq": [seq] * count,
            "table_name": [run.table for run in runs for _ in run.ids],
            "row_id": [identity for run in runs for identity in run.ids],
            "operation": ["insert"] * count,
            "row_sum": [row_sum for run in runs for row_sum in run.sums],
        },
    )
