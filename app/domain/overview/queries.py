"""Reading the parts of one record in one look; runs warm or cold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.assistant.queries import Look
from app.domain.leads.kinds import LEAD
from app.domain.leads.queries import card as lead_card
from app.domain.overview.rows import Part, RecordOverview
from app.domain.sales.queries import card as opportunity_card
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
    card = lead_card(reader, record_id) if kind == LEAD.name else opportunity_card(reader, record_id)
    return RecordOverview(
        card=card,
        fields=card.fields,
        parts={part.name: part.read(reader, kind, record_id, look) for part in parts},
    )
