"""The list of quotations: what was offered to whom, with the one under the cursor beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from app.screens.actions.documents import QuotationActions
from app.screens.documents import DocumentListing
from app.screens.spec import ScreenSpec
from app.widgets.sold_lists import QuotationList
from app.words import Words, WordsByCode, in_context

if TYPE_CHECKING:
    from app.screens.record import RecordScreen


class QuotationListing(DocumentListing):
    """Quotations."""

    PLACE = "quotations"
    TABLE = "quotation"
    SERVICE = "quotation_lists"
    FIRST = "open"
    VIEWS: ClassVar[WordsByCode] = (
        ("open", in_context("quotations", "Open")),
        ("today", in_context("quotations", "Expires today")),
        ("expired", in_context("quotations", "Expired")),
        ("ordered", in_context("quotations", "Ordered")),
        ("lost", in_context("quotations", "Lost")),
        ("all", in_context("quotations", "All")),
    )
    SORTS: ClassVar[WordsByCode] = (
        ("valid_until", "Next to expire first"),
        ("-total", "Largest total first"),
        ("customer_name", "By customer"),
        ("status", "By status"),
        ("owner", "By owner"),
        ("-quoted_on", "Last quoted first"),
        ("-updated_at", "Last changed first"),
    )
    EXAMPLE: ClassVar[Words] = "words, or total > 10k and valid_until < tomorrow"
    NOTHING: ClassVar[Words] = "No quotation here."
    HINT: ClassVar[Words] = "{screen.pipeline} goes to the opportunities; {quotation.add} on one makes a quotation"

    def __init__(self, screen: RecordScreen) -> None:
        """List on a screen."""
        super().__init__(screen, QuotationList(rule=True, id="list"))


SPEC: Final = ScreenSpec(
    number=3,
    kind="quotation",
    listing=QuotationListing,
    actions=(QuotationActions,),
    places=("quotation",),
    nothing_chosen="Nothing is chosen here. {screen.pipeline} goes to the opportunities.",
    wider=16,
)
