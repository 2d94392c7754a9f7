"""The list of orders: what was bought of which quotation, with the one under the cursor beside them."""

from __future__ import annotations

from typing import ClassVar, Final

from app.domain.orders.fields import STATUSES
from app.screens.actions.documents import OrderActions
from app.screens.documents import DocumentListing
from app.screens.spec import ScreenSpec
from app.words import Words, WordsByCode


class OrderListing(DocumentListing):
    """Orders."""

    PLACE = "orders"
    TABLES = frozenset({"sales_order", "exchange_rate"})
    SERVICE = "orders"
    STATUSES: ClassVar[WordsByCode] = STATUSES
    NOTHING: ClassVar[Words] = "No order here."
    HINT: ClassVar[Words] = "{screen.quotations} goes to the quotations; {quotation.order} on one makes an order"


SPEC: Final = ScreenSpec(
    number=3,
    kind="order",
    listing=OrderListing,
    actions=(OrderActions,),
    places=("order",),
    nothing_chosen="Nothing is chosen here. {screen.quotations} goes to the quotations.",
)
