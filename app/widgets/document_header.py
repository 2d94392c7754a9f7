"""The header of a quotation or an order: what it is, for whom, how it stands, until when, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.orders.fields import status_label as order_status
from app.domain.quotes.fields import status_label as quotation_status
from app.domain.quotes.rows import ShownQuotation
from app.widgets.documents import STATUS_INKS
from app.widgets.keyed import with_keys
from app.widgets.line_pane import Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import say, say_in

if TYPE_CHECKING:
    from textual.strip import Strip

    from app.domain.orders.rows import ShownOrder

NOBODY = Notice("Choose a quotation or an order on the left.")


class DocumentHeader(Pane):
    """Two lines of what one wants to know of a document before its lines."""

    ROWS = 2

    _document: ShownQuotation | ShownOrder | None = None
    _notice = NOBODY

    def show_document(self, document: ShownQuotation | ShownOrder) -> None:
        """Show a quotation or an order."""
        self._document = document
        self.redraw()

    def set_notice(self, notice: Notice) -> None:
        """Say something instead of a document."""
        self._document, self._notice = None, notice
        self.redraw()

    def draw(self, y: int) -> Strip:
        """What and for whom, and how it stands; then what it is about, and the total."""
        if self._document is None:
            words = (self._notice.message, with_keys(self, self._notice.hint))[y] if y < 2 else ""
            return self.line_strip(y, Line([(words, "bad" if self._notice.bad and y == 0 else "dim")]))
        lines = self._lines(self._document)
        return self.line_strip(y, lines[y]) if y < len(lines) else self.blank_strip(y)

    def _lines(self, document: ShownQuotation | ShownOrder) -> tuple[Line, Line]:
        values, dot = document.card.values, self._display_context.signs.dot
        is_quotation = isinstance(document, ShownQuotation)
        status = str(values["status"])
        kind = say("Quotation") if is_quotation else say_in("a document", "Order")
        who: list[Run] = [
            (f"{kind} {document.card.code}", "strong"),
            (f" {dot} {safe_line(values.get('customer_name'))}", "text"),
        ]
        standing: list[Run] = [
            (quotation_status(status) if is_quotation else order_status(status), STATUS_INKS[status])
        ]
        if isinstance(document, ShownQuotation) and document.validity and status != "expired":
            standing.append((f" {dot} {document.validity}", "dim"))
        about = joined((safe_line(values.get("name")), safe_line(values.get("owner"))), dot)
        return Line(who, standing), Line([(about, "dim")], [(safe_line(document.sums.total), "strong")])
