"""What panels read of quotations and orders: one in full, and those of another record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.orders.queries import orders_of
from app.domain.orders.queries import shown as shown_order
from app.domain.overview.rows import Part
from app.domain.quotes.queries import quotations_of
from app.domain.quotes.queries import shown as shown_quotation

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.orders.rows import OrderRow, ShownOrder
    from app.domain.quotes.rows import QuotationRow, ShownQuotation
    from app.domain.store.named import NamedReader


def _read_document(reader: NamedReader, kind: str, record_id: str, look: Viewer) -> ShownQuotation | ShownOrder:
    if kind == "quotation":
        return shown_quotation(reader, record_id, look.now, look.zone)
    return shown_order(reader, record_id)


def _read_documents(
    reader: NamedReader, _kind: str, record_id: str, look: Viewer
) -> tuple[QuotationRow | OrderRow, ...]:
    return (*orders_of(reader, record_id), *quotations_of(reader, record_id, look.now))


DOCUMENT: Final[Part[ShownQuotation | ShownOrder]] = Part("document", _read_document)
DOCUMENTS_OF: Final[Part[tuple[QuotationRow | OrderRow, ...]]] = Part("documents", _read_documents)
