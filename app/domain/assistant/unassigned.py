"""The assistant's cards about leads that nobody owns, for whoever manages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from app.domain.assignment.named import UNASSIGNED_LEAD, UNASSIGNED_LEADS
from app.domain.assignment.saying import explained
from app.domain.assistant.rows import Card
from app.domain.assistant.sources import CardSource
from app.words import say

if TYPE_CHECKING:
    from app.domain.assignment.named import UnassignedRow
    from app.domain.assistant.queries import Viewer
    from app.domain.store.named import NamedReader

KIND: Final = "unassigned"
_URGENCY: Final = 1
_MOST: Final = 20


def _cards(rows: Iterable[UnassignedRow], viewer: Viewer) -> Iterator[Card]:
    for row in rows:
        reason: str = say("No rule gave it to anybody.")
        if row.cause is not None:
            reason = explained(row.cause, row.why or {}, None, viewer.now, viewer.zone)
        about = ("lead", row.id, row.title)
        key = f"{KIND}:{row.id}"
        since, actions = row.created_at, ("lead.assign",)
        yield Card(key, KIND, _URGENCY, say("Without an owner"), reason, *about, None, None, since, actions)


def _of_record(reader: NamedReader, kind: str, record_id: str, viewer: Viewer) -> Iterator[Card]:
    if kind != "lead":
        return iter(())
    return _cards(reader.named(UNASSIGNED_LEAD, user_id=viewer.user_id, record_id=record_id), viewer)


def _of_mine(reader: NamedReader, viewer: Viewer) -> Iterator[Card]:
    return _cards(reader.named(UNASSIGNED_LEADS, user_id=viewer.user_id, limit=_MOST), viewer)


UNASSIGNED: Final = CardSource((KIND,), _of_record, _of_mine)
