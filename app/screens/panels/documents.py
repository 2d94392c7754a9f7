"""Quotations and orders: their lines and header where one is shown, and those of another record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import DOCUMENT, DOCUMENTS_OF
from app.screens.actions.documents import DocumentsActions, LineActions, NewQuotationActions
from app.screens.spec import Panel
from app.widgets.document_header import DocumentHeader
from app.widgets.document_lines import DocumentLines
from app.widgets.documents import Documents

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


_DOCUMENTS: Final = ("quotation", "order")


def _show_header(pane: DocumentHeader, overview: RecordOverview | None) -> None:
    if overview is not None:  # where there is none, the screen says what helps
        pane.show_document(overview[DOCUMENT])


def _show_lines(pane: DocumentLines, overview: RecordOverview | None) -> None:
    if overview is None:
        pane.show_document((), None)
    else:
        document = overview[DOCUMENT]
        pane.show_document(document.lines, document.sums, is_offer=overview.card.kind == "quotation")


def _show_documents(pane: Documents, overview: RecordOverview | None) -> None:
    pane.set_items(overview[DOCUMENTS_OF] if overview else ())


HEADER: Final = Panel(
    "document",
    "Header",
    DocumentHeader,
    _show_header,
    parts=(DOCUMENT,),
    column="head",
    rows=DocumentHeader.ROWS,
    say=DocumentHeader.set_notice,
    kinds=_DOCUMENTS,
    turn=1,
)
LINES: Final = Panel(
    "lines",
    "Lines",
    DocumentLines,
    _show_lines,
    parts=(DOCUMENT,),
    column="middle",
    count=lambda overview: len(overview[DOCUMENT].lines),
    place="lines",
    actions=(LineActions,),
    opens="line.edit",
    kinds=_DOCUMENTS,
    turn=2,
)
DOCUMENTS: Final = Panel(
    "documents",
    "Quotes and orders",
    Documents,
    _show_documents,
    parts=(DOCUMENTS_OF,),
    count=lambda overview: len(overview[DOCUMENTS_OF]),
    place="documents",
    actions=(DocumentsActions, NewQuotationActions),
    opens="document.open",
    kinds=("lead", "opportunity", "customer"),
    turn=85,
)
