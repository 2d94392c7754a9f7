"""Which contents rows and the log name, and whether each is there as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Select, String, Table, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.engine import URL

from app.domain.core.errors import Refusal
from app.domain.core.outputs import make_own_folder, open_private
from app.domain.store.base import marked
from app.domain.store.blobs import blobs_of
from app.domain.store.check_schema import called
from app.domain.store.log import ChangeEntry
from app.words import Said, say

_CHANGE: Final = cast("Table", ChangeEntry.__table__)


class Content(NamedTuple):
    """A content that something names.

    Attributes:
        sha256: Its sum.
        size: Its bytes.
        called: What names it.
    """

    sha256: str
    size: int
    called: str


def contents(connection: Connection, tables: Mapping[str, Table]) -> Iterator[Content]:
    """The contents that rows name, each once, and behind them those that only the log names.

    Args:
        connection: Where to look.
        tables: The tables that can be read, by name.
    """
    seen: set[str] = set()
    for table, column in _naming(tables):
        names = [table.c.code] if "code" in table.c else []
        wanted: Select[Any] = select(table.c.id, *names, table.c[column].label("sum"), table.c.size).order_by(
            table.c.id
        )
        for row in connection.execute(wanted):
            if row.sum not in seen:
                seen.add(row.sum)
                yield Content(row.sum, row.size, called(table, row))
    for table, column in _naming(tables):
        changes = select(_CHANGE.c.command_seq, _CHANGE.c.before, _CHANGE.c.after)
        for seq, *images in connection.execute(changes.where(_CHANGE.c.table_name == table.name)):
            for image in images:
                sum_ = image.get(column) if isinstance(image, dict) else None
                if sum_ and sum_ not in seen and "size" in image:
                    seen.add(sum_)
                    yield Content(sum_, image["size"], say("Command {seq} in the log", seq=seq))


def is_named(connection: Connection, tables: Mapping[str, Table], sha256: str) -> bool:
    """Whether a row or the log names a content."""
    for table, column in _naming(tables):
        if connection.execute(select(table.c.id).where(table.c[column] == sha256).limit(1)).first():
            return True
        images = (as_type(_CHANGE.c[side], String).contains(sha256) for side in ("before", "after"))
        logged = select(_CHANGE.c.seq).where(_CHANGE.c.table_name == table.name, or_(*images)).limit(1)
        if connection.execute(logged).first():
            return True
    return False


def broken_contents(connection: Connection, tables: Mapping[str, Table], url: URL) -> Iterator[str]:
    """Say which contents are missing, or are not what they were."""
    blobs = blobs_of(url)
    for each in contents(connection, tables):
        digest, size = hashlib.sha256(), 0
        try:
            for portion in blobs.portions(connection, each.sha256):
                digest.update(portion)
                size += len(portion)
        except Refusal as refusal:
            yield say("{row}: {problem}", row=each.called, problem=refusal.message)
            continue
        if digest.hexdigest() != each.sha256 or size != each.size:
            yield say("{row}: the content of its file is damaged; it is not what was attached.", row=each.called)


def copy_contents(
    connection: Connection, tables: Mapping[str, Table], url: URL, folder: Path
) -> tuple[int, list[Said]]:
    """Copy the contents of a file's database into another folder; returns their bytes, and what could not be copied.

    Args:
        connection: Sees the rows that are copied with them.
        tables: The tables that can be read.
        url: The database whose contents they are.
        folder: Where they go; it is made where there are any.
    """
    blobs, copied = blobs_of(url), 0
    lost: list[Said] = []
    for each in contents(connection, tables):
        place = folder / each.sha256[:2] / each.sha256
        make_own_folder(place.parent)
        try:
            portions = b"".join(blobs.whole(connection, each.sha256))
        except Refusal as refusal:
            lost.append(say("{row}: {problem}", row=each.called, problem=refusal.message))
            continue
        with open(place, "xb", opener=open_private) as file:
            copied += file.write(portions)
    return copied, lost


def _naming(tables: Mapping[str, Table]) -> Iterator[tuple[Table, str]]:
    """The tables with a column that names contents, and that column."""
    for table in tables.values():
        for column in marked(table, "content"):
            yield table, column
