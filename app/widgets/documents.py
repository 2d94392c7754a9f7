"""The quotations and orders of a record: how each stands, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.orders.fields import status_label as order_status
from app.domain.quotes.fields import status_label as quotation_status
from app.domain.quotes.rows import QuotationRow
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, joined
from app.widgets.text import safe_line
from app.words import Words, say, say_in, say_many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.orders.rows import OrderRow
    from app.widgets.ink import Token

NONE = Notice("No quotation was made.", "{quotation.add} makes one")
STATUS_INKS: Final[Mapping[str, Token]] = {
    "submitted": "accent",
    "replied": "accent",
    "partially_ordered": "good",
    "ordered": "good",
    "confirmed": "good",
    "lost": "bad",
    "expired": "warn",
    "cancelled": "dim",
    "draft": "dim",
}


class Documents(LinePane["QuotationRow | OrderRow"]):
    """The quotations and orders of a record, two lines each; the ids are theirs."""

    TITLE: ClassVar[Words] = "Quotes and orders"
    EMPTY = NONE

    def blocks(self) -> Iterator[Block[QuotationRow | OrderRow]]:
        """A line for which and how much, a second for how it stands."""
        for each in self.items:
            head = Line([(self.called(each), "text")], [(safe_line(each.total), "text")])
            status = (f"  {status_of(each)}", STATUS_INKS[each.status])
            dot = self._display_context.signs.dot
            about = joined(self.about(each), dot)
            yield Block(each.id, (head, Line([status, (f" {dot} {about}", "dim")])), each)

    def called(self, document: QuotationRow | OrderRow) -> str:
        """What it is called here."""
        kind = say("Quotation") if isinstance(document, QuotationRow) else say_in("a document", "Order")
        return f"{kind} {document.code}"

    def about(self, document: QuotationRow | OrderRow) -> tuple[str, ...]:
        """What stands behind its status."""
        return (self._when(document), say_many("{n} line", "{n} lines", document.lines))

    def _when(self, document: QuotationRow | OrderRow) -> str:
        """Until when an offer holds, or when an order was made."""
        if isinstance(document, QuotationRow):
            return say("valid until {day}", day=self._display_context.short_day(document.valid_until))
        return say("ordered {day}", day=self._display_context.short_day(document.ordered_on))


def status_of(document: QuotationRow | OrderRow) -> str:
    """How a quotation or an order stands, in words."""
    is_quotation = isinstance(document, QuotationRow)
    return quotation_status(document.status) if is_quotation else order_status(document.status)
