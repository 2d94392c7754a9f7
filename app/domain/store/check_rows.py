"""Whether the records are what the log tells of them, and hold what their columns can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, cast

from sqlalchemy import Boolean, Connection, Integer, Row, Table, func, literal, select

from app.domain.core.stamps import from_stamp, to_stamp
from app.domain.core.text import ellipsize, for_display
from app.domain.store.check_schema import called
from app.domain.store.digests import canonical, row_digests, told_columns
from app.domain.store.log import ChangeEntry, to_plain
from app.domain.store.log_reading import BrokenCellError, as_kept, change_of_row, document_of
from app.domain.store.types import Day, Document, UtcDateTime
from app.words import Said, say, say_in

_AT_ONCE: Final = 500
_VALUE_CELLS: Final = 40
_CHANGE: Final = cast("Table", ChangeEntry.__table__)

Rewritten = Sequence[tuple[int, Mapping[str, Sequence[str]]]]
"""What upgrades wrote anew: the last command before one, and the columns by table."""


@dataclass(slots=True)
class _Known:
    """What the log tells of a row.

    Attributes:
        logged: Whether anything tells of it.
        values: What it should hold, by column, and by which command.
        first: What columns held that were changed after the row came in with many others.
        row_sum: The sum of the row as it came in, with many others.
        since: The command with which it came in.
    """

    logged: bool = False
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    first: dict[str, Any] = field(default_factory=dict)
    row_sum: int | None = None
    since: int = 0

    def learn(self, row: Row[Any]) -> None:
        """Go on by one change."""
        change = change_of_row(row)
        self.logged = True
        if change.operation == "insert":
            self.values, self.first = {}, {}
            self.row_sum, self.since = change.row_sum, change.command_seq
        elif change.operation == "update":
            for name, value in (change.before or {}).items():
                self.first.setdefault(name, value)
        self.values |= {name: (value, change.command_seq) for name, value in (change.after or {}).items()}


def broken_cells(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> Iterator[str]:
    """Say which cells hold what their column cannot hold; a server lets none in."""
    if connection.dialect.name != "sqlite":
        return
    for row in rows:
        for column, kind in _unfit(table, row):
            value = ellipsize(for_display(str(getattr(row, column))), _VALUE_CELLS)
            yield _unfit_in_words(kind, row=called(table, row), column=column, value=value)


def rows_of(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """The rows of a table as they are kept, some at once."""
    key = next(iter(table.primary_key))
    wanted = as_kept(table, connection).order_by(key).limit(_AT_ONCE)
    some = connection.execute(wanted).fetchall()
    while some:
        yield list(some)
        some = connection.execute(wanted.where(key > getattr(some[-1], key.key))).fetchall()


def differing(connection: Connection, table: Table, rows: Sequence[Row[Any]], rewritten: Rewritten) -> Iterator[str]:
    """Say which of some records are not as the log tells."""
    known = _told_of(connection, table, [row.id for row in rows])
    summed: list[tuple[Row[Any], dict[str, Any], int]] = []
    for row in rows:
        told = known.get(row.id)
        if told is None or not told.logged:
            yield say("{row} is not in the log: it was added behind the program's back.", row=called(table, row))
            continue
        plain = _plain_row(table, row)
        unlike = [name for name, value in plain.items() if _differs(table, name, value, told, rewritten)]
        for name in unlike:
            expected, seq = told.values[name]
            yield (
                say(
                    "{row}: {column} is {value}, but {expected} after command {seq} in the log: it was changed "
                    "behind the program's back.",
                    row=called(table, row),
                    column=name,
                    value=_quoted(plain[name]),
                    expected=_quoted(expected),
                    seq=seq,
                )
            )
        whole = told_columns(table) <= plain.keys() and not unlike
        if told.row_sum is not None and whole and not _is_rewritten(table.name, None, told.since, rewritten):
            summed.append((row, {**plain, **told.first}, told.row_sum))
    columns = {name: [plain.get(name) for _, plain, _ in summed] for name in told_columns(table)}
    for (row, _, expected), found in zip(summed, row_digests(table, columns, len(summed)), strict=True):
        if found != expected:
            yield (
                say(
                    "{row} is not as it came in with command {seq}, and the log tells of no change since: it "
                    "was changed behind the program's back.",
                    row=called(table, row),
                    seq=known[row.id].since,
                )
            )


def gone(connection: Connection, table: Table, most: int) -> Iterator[str]:
    """Say which records the log tells of as being there, and are not."""
    deleted, there = _CHANGE.alias(), table.alias()
    wanted = (
        select(_CHANGE.c.row_id, func.max(_CHANGE.c.command_seq))
        .where(
            _CHANGE.c.table_name == table.name,
            _CHANGE.c.operation != literal("delete"),
            ~select(1).select_from(there).where(there.c.id == _CHANGE.c.row_id).exists(),
            ~select(1)
            .select_from(deleted)
            .where(
                deleted.c.row_id == _CHANGE.c.row_id,
                deleted.c.table_name == table.name,
                deleted.c.operation == "delete",
                deleted.c.seq > _CHANGE.c.seq,
            )
            .exists(),
        )
        .group_by(_CHANGE.c.row_id)
        .limit(most)
    )
    for row_id, seq in connection.execute(wanted):
        yield (
            say(
                "{row} is missing: command {seq} left it there, and it was removed behind the program's back.",
                row=f"{table.name} {row_id}",
                seq=seq,
            )
        )


def _told_of(connection: Connection, table: Table, ids: list[str]) -> dict[str, _Known]:
    entries = as_kept(_CHANGE, connection).where(_CHANGE.c.row_id.in_(ids), _CHANGE.c.table_name == table.name)
    found = connection.execute(entries.order_by(_CHANGE.c.row_id, _CHANGE.c.command_seq, _CHANGE.c.seq))
    known: dict[str, _Known] = {}
    for row_id, changes in groupby(found, key=attrgetter("row_id")):
        told = known[row_id] = _Known()
        for change in changes:
            try:
                told.learn(change)
            except BrokenCellError:  # it is said of the log
                told.logged, told.row_sum = True, None
                told.values.clear()
    return known


def _differs(table: Table, name: str, value: Any, told: _Known, rewritten: Rewritten) -> bool:
    if name not in told.values:
        return False
    expected, seq = told.values[name]
    if _is_rewritten(table.name, name, seq, rewritten):
        return False
    if isinstance(value, dict | list) or isinstance(expected, dict | list):
        return canonical(value) != canonical(expected)
    return bool(value != expected)


def _is_rewritten(table: str, column: str | None, seq: int, rewritten: Rewritten) -> bool:
    """Whether an upgrade after a command wrote a column anew, or any column of the table."""
    return any(seq <= last and (column is None or column in what[table]) for last, what in rewritten if table in what)


def _plain_row(table: Table, row: Row[Any]) -> dict[str, Any]:
    """The cells of a row that the log tells of as it keeps values, but for documents that are none."""
    plain = {}
    for column, read in _readers(table):
        value = getattr(row, column)
        with suppress(BrokenCellError):
            plain[column] = None if value is None else read(value)
    return plain


@cache
def _readers(table: Table) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How the cells of each column are read."""
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for name in sorted(told_columns(table)):
        kind = table.c[name].type
        if isinstance(kind, Document):
            found.append((name, partial(document_of, name)))
        else:
            found.append((name, bool if isinstance(kind, Boolean) else to_plain))
    return tuple(found)


def _unfit(table: Table, row: Row[Any]) -> Iterator[tuple[str, str]]:
    """The columns whose cells cannot be read, and what each is not."""
    for column, fits, kind in _tests(table):
        value = getattr(row, column)
        if value is not None and not fits(value):
            yield column, kind


def _unfit_in_words(kind: str, *, row: str, column: str, value: str) -> Said:
    """The sentence about a cell that is not what its column holds."""
    match kind:
        case "moment":
            return say("{row}: {column} is no moment (“{value}”).", row=row, column=column, value=value)
        case "date":
            return say("{row}: {column} is no date (“{value}”).", row=row, column=column, value=value)
        case "document":
            return say("{row}: {column} is no document (“{value}”).", row=row, column=column, value=value)
        case "flag":
            return say("{row}: {column} is neither yes nor no (“{value}”).", row=row, column=column, value=value)
        case "number":
            return say("{row}: {column} is no whole number (“{value}”).", row=row, column=column, value=value)
        case _:
            return say("{row}: {column} is no text (“{value}”).", row=row, column=column, value=value)


@cache
def _tests(table: Table) -> tuple[tuple[str, Callable[[Any], bool], str], ...]:
    """How the cells of each column are tried."""
    found = []
    for column in table.c:
        kind = column.type
        if isinstance(kind, UtcDateTime):
            found.append((column.key, _is_moment, "moment"))
        elif isinstance(kind, Day):
            found.append((column.key, _is_day, "date"))
        elif isinstance(kind, Document):
            found.append((column.key, _is_document, "document"))
        elif isinstance(kind, Boolean):
            found.append((column.key, _is_flag, "flag"))
        elif isinstance(kind, Integer):
            found.append((column.key, _is_number, "number"))
        else:
            found.append((column.key, _is_text, "text"))
    return tuple(found)


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, datetime) or to_stamp(from_stamp(value)) == value
    except (ValueError, TypeError):
        return False


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, date) or date.fromisoformat(value).isoformat() == value
    except (ValueError, TypeError):
        return False


def _is_document(value: Any) -> bool:
    try:
        return isinstance(document_of("", value), dict | list)
    except BrokenCellError:
        return False


def _is_flag(value: Any) -> bool:
    return value in (0, 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _quoted(value: Any) -> Said:
    if value is None:
        return say_in("a field's value", "empty")
    text = value if isinstance(value, str) else canonical(value)
    return say("“{text}”", text=ellipsize(for_display(text), _VALUE_CELLS))


def is_followed(table: Table) -> bool:
    """Whether the log follows a table's rows."""
    return {"id", "version"} <= set(table.c.keys()) and not table.info.get("unlogged")
