"""Reading the parts of one record in one go; runs warm or cold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.assistant.queries import Viewer
from app.domain.overview.parts import CARD
from app.domain.overview.rows import Part, RecordOverview
from app.domain.store.named import Answer, KeepingReader, NamedReader


def read_overview(
    reader: NamedReader,
    kind: str,
    record_id: str,
    viewer: Viewer,
    parts: Iterable[Part[Any]],
    known: Iterable[Answer[Any]] = (),
    before: RecordOverview | None = None,
    *,
    later: bool = False,
) -> RecordOverview:
    """A lead or an opportunity with some parts.

    Args:
        reader: Where to read.
        kind: lead or opportunity.
        record_id: Which one.
        viewer: Who looks, and when.
        parts: What is wanted besides the record's own values.
        known: What was read before and still holds.
        before: The same record as it was read before; the parts of it of which everything holds are taken over.
        later: Whether time has passed since, so that what depends on it is worked out anew.

    Raises:
        NotFound: It is not there.
    """
    keeping = KeepingReader(reader, viewer.now, known)
    values: dict[str, Any] = {}
    answers: dict[str, Sequence[Answer[Any]]] = {}
    for part in (CARD, *parts):
        former = None if before is None else before.answers.get(part.name)
        if before is not None and former is not None and not later and keeping.knows(former):
            values[part.name], answers[part.name] = before.parts[part.name], former
        elif part.name not in values:
            keeping.asked = []
            value = part.read(keeping, kind, record_id, viewer)
            same = before is not None and before.parts.get(part.name) == value
            values[part.name] = before.parts[part.name] if before is not None and same else value
            answers[part.name] = keeping.asked
    return RecordOverview(values[CARD.name], values, answers)
