"""The list of quotations: what was offered to whom, with the one under the cursor beside them."""

from __future__ import annotations

from typing import ClassVar, Final

from app.domain.quotes.fields import STATUSES
from app.screens.actions.documents import QuotationActions
from app.screens.documents import DocumentListing
from app.screens.spec import ScreenSpec
from app.words import Words, WordsByCode


class QuotationListing(DocumentListing):
    """Quotations."""

    PLACE = "quotations"
    TABLES = frozenset({"quotation", "quotation_line", "exchange_rate"})
    SERVICE = "quotes"
    STATUSES: ClassVar[WordsByCode] = STATUSES
    NOTHING: ClassVar[Words] = "No quotation here."
    HINT: ClassVar[Words] = "{screen.pipeline} goes to the opportunities; {quotation.add} on one makes a quotation"


SPEC: Final = ScreenSpec(
    number=3,
    kind="quotation",
    listing=QuotationListing,
    actions=(QuotationActions,),
    places=("quotation",),
    nothing_chosen="Nothing is chosen here. {screen.pipeline} goes to the opportunities.",
)
