"""Reading the parts of one record in one look; runs warm or cold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.assistant.queries import Look
from app.domain.fields.cards import read_full
from app.domain.fields.kinds import KINDS
from app.domain.overview.rows import Part, RecordOverview
from app.domain.store.reading import NamedReader


def read_overview(
    reader: NamedReader, kind: str, record_id: str, look: Look, parts: Iterable[Part[Any]]
) -> RecordOverview:
    """A lead or an opportunity with some parts.

    Args:
        reader: Where to read.
        kind: lead or opportunity.
        record_id: Which one.
        look: Who looks, and when.
        parts: What is wanted besides the record's own values.

    Raises:
        NotFound: It is not there.
    """
    card = read_full(reader, KINDS[kind], record_id)
    return RecordOverview(
        card=card,
        fields=card.fields,
        parts={part.name: part.read(reader, kind, record_id, look) for part in parts},
    )
