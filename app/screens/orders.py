"""The list of sales orders: what was bought, with the one under the cursor beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from app.screens.actions.documents import OrderActions
from app.screens.documents import DocumentListing
from app.screens.spec import ScreenSpec
from app.widgets.sold_lists import OrderList
from app.words import Words, WordsByCode, in_context

if TYPE_CHECKING:
    from app.screens.record import RecordScreen


class OrderListing(DocumentListing):
    """Orders."""

    PLACE = "orders"
    TABLE = "sales_order"
    SERVICE = "order_lists"
    VIEWS: ClassVar[WordsByCode] = (
        ("draft", in_context("orders", "Drafts")),
        ("confirmed", in_context("orders", "Confirmed")),
        ("cancelled", in_context("orders", "Cancelled")),
        ("all", in_context("orders", "All")),
    )
    SORTS: ClassVar[WordsByCode] = (
        ("-ordered_on", "Last ordered first"),
        ("-total", "Largest total first"),
        ("customer_name", "By customer"),
        ("status", "By status"),
        ("owner", "By owner"),
        ("-updated_at", "Last changed first"),
    )
    EXAMPLE: ClassVar[Words] = "words, or total > 10k and ordered_on >= 2026-01-01"
    NOTHING: ClassVar[Words] = "No order here."
    HINT: ClassVar[Words] = "{screen.quotations} goes to the quotations; {quotation.order} on one makes an order"

    def __init__(self, screen: RecordScreen) -> None:
        """List on a screen."""
        super().__init__(screen, OrderList(rule=True, id="list"))


SPEC: Final = ScreenSpec(
    number=3,
    kind="order",
    listing=OrderListing,
    actions=(OrderActions,),
    places=("order",),
    nothing_chosen="Nothing is chosen here. {screen.quotations} goes to the quotations.",
    wider=16,
)
