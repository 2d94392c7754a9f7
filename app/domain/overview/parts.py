"""The parts of an overview that Leadline itself has; see ``Part`` for how another is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.domain.assistant.queries import cards_of_record
from app.domain.attachments.queries import attachments_of
from app.domain.competitors.queries import rivals_of
from app.domain.fields.cards import read_full
from app.domain.fields.kinds import KINDS
from app.domain.leads.queries import reach_of
from app.domain.orders.queries import orders_of
from app.domain.orders.queries import shown as shown_order
from app.domain.overview.rows import Part
from app.domain.people.named import CONTACT_POINTS
from app.domain.process.queries import read_process
from app.domain.quotes.queries import quotations_of
from app.domain.quotes.queries import shown as shown_quotation
from app.domain.sales.queries import made_of
from app.domain.stakeholders.queries import stakeholders_of
from app.domain.timeline.queries import timeline_page

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.assistant.rows import Card
    from app.domain.attachments.rows import AttachmentLine
    from app.domain.competitors.rows import RivalLine
    from app.domain.core.columns import RecordCard
    from app.domain.orders.rows import OrderRow, ShownOrder
    from app.domain.people.rows import ContactPointLine, ReachLine
    from app.domain.process.rows import ProcessView
    from app.domain.quotes.rows import QuotationRow, ShownQuotation
    from app.domain.sales.named import MadeOpportunity
    from app.domain.stakeholders.rows import StakeholderLine
    from app.domain.store.named import NamedReader
    from app.domain.timeline.rows import TimelinePage

#: Entries of the timeline that are read with the rest; the pane asks for more.
FIRST_ENTRIES: Final = 40


def _card(reader: NamedReader, kind: str, record_id: str, _viewer: Viewer) -> RecordCard:
    return read_full(reader, KINDS[kind], record_id)


def _process(reader: NamedReader, _kind: str, record_id: str, viewer: Viewer) -> ProcessView | None:
    return read_process(reader, record_id, viewer.asking(reader))


def _document(reader: NamedReader, kind: str, record_id: str, viewer: Viewer) -> ShownQuotation | ShownOrder:
    if kind == "quotation":
        return shown_quotation(reader, record_id, viewer.now, viewer.zone)
    return shown_order(reader, record_id)


def _documents(reader: NamedReader, _kind: str, record_id: str, viewer: Viewer) -> tuple[QuotationRow | OrderRow, ...]:
    return (*orders_of(reader, record_id), *quotations_of(reader, record_id, viewer.now))


CARD: Final[Part[RecordCard]] = Part("card", _card)
PROCESS: Final[Part[ProcessView | None]] = Part("process", _process)
TIMELINE: Final[Part[TimelinePage]] = Part(
    "timeline",
    lambda reader, _kind, record_id, viewer: timeline_page(reader, record_id, viewer.user_id, limit=FIRST_ENTRIES),
)
CARDS: Final[Part[tuple[Card, ...]]] = Part("cards", cards_of_record)
STAKEHOLDERS: Final[Part[tuple[StakeholderLine, ...]]] = Part(
    "stakeholders", lambda reader, _kind, record_id, _viewer: stakeholders_of(reader, record_id)
)
RIVALS: Final[Part[tuple[RivalLine, ...]]] = Part(
    "rivals", lambda reader, _kind, record_id, _viewer: rivals_of(reader, record_id)
)
FILES: Final[Part[tuple[AttachmentLine, ...]]] = Part(
    "files", lambda reader, _kind, record_id, _viewer: attachments_of(reader, record_id)
)

FURTHER: Final[Part[tuple[ContactPointLine, ...]]] = Part(
    "further", lambda reader, _kind, record_id, _viewer: tuple(reader.named(CONTACT_POINTS, record_id=record_id))
)


def _reach(reader: NamedReader, kind: str, record_id: str, _viewer: Viewer) -> tuple[ReachLine, ...]:
    """The ways to reach a lead; those of an opportunity or customer are its contact's and its account's."""
    if kind == "lead":
        return tuple(reach_of(reader, record_id))
    values = read_full(reader, KINDS[kind], record_id).values
    linked = (values.get(each) for each in ("contact", "account"))
    return tuple(way for link in linked if link is not None for way in reach_of(reader, link.id))


REACH: Final[Part[tuple[ReachLine, ...]]] = Part("reach", _reach)

MADE: Final[Part[tuple[MadeOpportunity, ...]]] = Part(
    "made", lambda reader, kind, record_id, _viewer: made_of(reader, record_id) if kind == "lead" else ()
)

DOCUMENT: Final[Part[ShownQuotation | ShownOrder]] = Part("document", _document)
DOCUMENTS_OF: Final[Part[tuple[QuotationRow | OrderRow, ...]]] = Part("documents", _documents)

PARTS: Final[tuple[Part[Any], ...]] = (
    PROCESS,
    TIMELINE,
    CARDS,
    STAKEHOLDERS,
    RIVALS,
    MADE,
    FURTHER,
    REACH,
    FILES,
    DOCUMENTS_OF,
)
