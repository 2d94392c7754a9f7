"""Concern: which answers of named statements a change may have made another, judged without asking the database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Label, Select, Table
from sqlalchemy.sql.selectable import Alias
from sqlalchemy.sql.visitors import iterate

from app.domain.core.changes import Change, RowChange
from app.domain.core.frozen import frozen
from app.domain.store.named import Answer, Named

_ID: Final = re.compile("[0-9a-f]{32}")


@frozen
class _Source:
    """What a statement reads.

    Attributes:
        columns: The columns it mentions, by table.
        deciding: Those that decide which rows it finds, or in what order.
        told: The tables of which it tells the ids of the rows it found.
    """

    columns: Mapping[str, AbstractSet[str]]
    deciding: Mapping[str, AbstractSet[str]]
    told: frozenset[str]


class Concern:
    """Which of the answers that something shown was made of no longer hold after some changes.

    An answer no longer holds when its statement mentions what was changed, and the row is one that is shown, or names
    something shown: its id, or what it may be found by. A changed row counts as shown where it may come or go by its
    change, or the statement does not tell the ids of such rows; any row does where it is asked about no record.
    """

    def __init__(
        self, changes: Iterable[Change], answers: Iterable[Answer[Any]], shown: Collection[str], user_id: str
    ) -> None:
        """Judge changes.

        Args:
            changes: What was committed.
            answers: Everything that was read for what is shown.
            shown: Ids of what is shown besides.
            user_id: Who looks; what is asked with nothing else is asked about no record.
        """
        self._changes = tuple(changes)
        self._user_id = user_id
        texts = {text for each in answers for text in _texts((each.rows, tuple(each.parameters.values())))}
        texts |= {text.lower() for text in texts if "@" in text}  # addresses are compared without capitals
        self._shown = texts.union((id for text in texts for id in _ID.findall(text)), shown)
        self._named = self._shown - {user_id}

    def is_of(self, answer: Answer[Any]) -> bool:
        """Whether a statement may answer otherwise now."""
        source, general = _source(answer.statement), is_general(answer, self._user_id)
        return any(
            not change.whole.isdisjoint(source.columns)
            or any(self._touches(row, source, general=general) for row in change.touched)
            for change in self._changes
        )

    def _touches(self, row: RowChange, source: _Source, *, general: bool) -> bool:
        mentioned = source.columns.get(row.table)
        if mentioned is None or (row.columns and row.columns.isdisjoint(mentioned)):
            return False
        if general or row.row in self._shown or not row.names.isdisjoint(self._named):
            return True
        comes_or_goes = not row.columns.isdisjoint(source.deciding[row.table])
        return comes_or_goes or (bool(row.columns) and row.table not in source.told)


def is_general(answer: Answer[Any], user_id: str) -> bool:
    """Whether an answer is the same beside every record: it was asked with no id but that of whoever looks."""
    return not any(_ID.fullmatch(text) and text != user_id for text in _texts(tuple(answer.parameters.values())))


def columns_of(statement: Select[Any]) -> Mapping[str, AbstractSet[str]]:
    """The columns that a statement mentions, by the names of their tables."""
    mentioned = _Columns()
    for element in (*iterate(statement), *_selected(statement)):
        mentioned.note(element)
    return mentioned


def _selected(statement: Select[Any]) -> list[Any]:
    return [getattr(each, "element", each) for each in statement.selected_columns]


@cache
def _source(statement: Named[Any]) -> _Source:
    built = statement.build()
    mentioned, deciding, selected = columns_of(built), _Columns(), _selected(built)
    for element in (*iterate(built), *selected):
        if isinstance(element, ColumnElement) and not isinstance(element, (Column, Label)):
            for each in element.get_children():
                deciding.note(each)
        elif isinstance(element, Select) and element.whereclause is not None:
            deciding.note(element.whereclause)
    told = {key.column.table.name for each in selected if isinstance(each, Column) for key in each.foreign_keys}
    told |= {_table_of(each) for each in selected if isinstance(each, Column) and each.key == "id"}
    return _Source(mentioned, {table: deciding.get(table, set()) for table in mentioned}, frozenset(told))


class _Columns(dict[str, set[str]]):
    """Columns by their tables."""

    def note(self, element: object) -> None:
        """Take in a column, or a table."""
        if isinstance(element, Table):
            self.setdefault(element.name, set())
        elif isinstance(element, Column) and (table := _table_of(element)):
            self.setdefault(table, set()).add(element.key)


def _table_of(column: Column[Any]) -> str:
    """The name of the table that a column belongs to, whatever that is called in the statement."""
    source: Any = column.table
    while isinstance(source, Alias):
        source = source.element
    return source.name if isinstance(source, Table) else ""


def _texts(value: Any) -> Iterator[str]:
    """Every text in the rows of an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _texts(each)
    else:
        for name in getattr(value, "__match_args__", ()):
            yield from _texts(getattr(value, name))
