"""Concern: which answers of named statements a change may have made another, judged without asking the database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from app.domain.core.changes import Change, RowChange
from app.domain.store.named import Answer
from app.domain.store.sources import Source, source_of

_ID: Final = re.compile("[0-9a-f]{32}")


class Concern:
    """Which of the answers that something shown was made of no longer hold after some changes.

    An answer no longer holds when its statement mentions what was changed, and the row is one that is shown, or names
    something shown: its id, or what it may be found by. A changed row counts as shown where it may come or go by its
    change, or nobody can tell from the answer whether it is in it; any row does where it is asked about no record.
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
        self._ids = frozenset(text for text in self._named if _ID.fullmatch(text))

    def is_of(self, answer: Answer[Any]) -> bool:
        """Whether a statement may answer otherwise now."""
        source, general = source_of(answer.statement), is_general(answer, self._user_id)
        asked = {text for text in _texts(tuple(answer.parameters.values())) if text != self._user_id}
        named = self._named if source.by_words else self._ids | asked
        return any(
            not change.whole.isdisjoint(source.columns)
            or any(self._touches(row, source, named, general=general) for row in change.touched)
            for change in self._changes
        )

    def _touches(self, row: RowChange, source: Source, named: Collection[str], *, general: bool) -> bool:
        mentioned = source.columns.get(row.table)
        if mentioned is None or (row.columns and row.columns.isdisjoint(mentioned)):
            return False
        if general or row.row in self._shown or not row.names.isdisjoint(named):
            return True
        return not row.columns.isdisjoint(source.deciding[row.table])


def is_general(answer: Answer[Any], user_id: str) -> bool:
    """Whether an answer is the same beside every record: it was asked with no id but that of whoever looks."""
    return not any(_ID.fullmatch(text) and text != user_id for text in _texts(tuple(answer.parameters.values())))


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
