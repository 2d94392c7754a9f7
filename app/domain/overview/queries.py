"""Reading everything of one record in one look; runs warm or cold."""

from __future__ import annotations

from app.domain.assistant.queries import Look, cards_of_record
from app.domain.competitors.queries import rivals_of
from app.domain.core.fields import ParseContext
from app.domain.leads.kinds import LEAD
from app.domain.leads.queries import card as lead_card
from app.domain.overview.rows import RecordOverview
from app.domain.process.queries import read_process
from app.domain.query.context import QueryContext
from app.domain.sales.queries import card as opportunity_card
from app.domain.stakeholders.queries import stakeholders_of
from app.domain.store.reading import NamedReader
from app.domain.timeline.queries import timeline_page

#: Entries of the timeline that are read with the rest; the pane asks for more.
FIRST_ENTRIES = 40


def read_overview(reader: NamedReader, kind: str, record_id: str, look: Look) -> RecordOverview:
    """Everything of a lead or an opportunity.

    Args:
        reader: Where to read.
        kind: lead or opportunity.
        record_id: Which one.
        look: Who looks, and when.

    Raises:
        NotFound: It is not there.
    """
    card = lead_card(reader, record_id) if kind == LEAD.name else opportunity_card(reader, record_id)
    return RecordOverview(
        card=card,
        fields=card.fields,
        process=read_process(reader, record_id, QueryContext(ParseContext(look.now, look.zone), look.user_id)),
        timeline=timeline_page(reader, record_id, look.user_id, limit=FIRST_ENTRIES),
        cards=cards_of_record(reader, kind, record_id, look),
        stakeholders=stakeholders_of(reader, record_id),
        rivals=rivals_of(reader, record_id),
    )
