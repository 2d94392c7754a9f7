"""The list of customers: who has bought, with the one under the cursor beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from app.screens.actions.activities import LoggingActions
from app.screens.actions.customers import CustomerActions
from app.screens.documents import SoldListing
from app.screens.spec import ScreenSpec
from app.widgets.sold_lists import CustomerList
from app.words import Words, WordsByCode, in_context

if TYPE_CHECKING:
    from app.screens.record import RecordScreen


class CustomerListing(SoldListing):
    """Customers."""

    PLACE = "customers"
    TABLE = "customer"
    SERVICE = "customer_lists"
    VIEWS: ClassVar[WordsByCode] = (("mine", in_context("customers", "Mine")), ("all", in_context("customers", "All")))
    SORTS: ClassVar[WordsByCode] = (
        ("name", "By name"),
        ("-since", "Newest first"),
        ("customer_group", "By customer group"),
        ("owner", "By owner"),
        ("-updated_at", "Last changed first"),
    )
    EXAMPLE: ClassVar[Words] = "words, or since >= 2026-01-01 and owner = me"
    NOTHING: ClassVar[Words] = "No customer here."
    HINT: ClassVar[Words] = "{screen.orders} goes to the orders; one that is confirmed makes its customer"

    def __init__(self, screen: RecordScreen) -> None:
        """List on a screen."""
        super().__init__(screen, CustomerList(rule=True, id="list"))


SPEC: Final = ScreenSpec(
    number=3,
    kind="customer",
    listing=CustomerListing,
    actions=(CustomerActions, LoggingActions),
    places=("customer",),
    nothing_chosen="Nothing is chosen here. {screen.orders} goes to the orders.",
    wider=16,
)
