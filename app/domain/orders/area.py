"""Sales orders: what was bought of a quotation."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Owned

ORDERS: Final = Area(
    "orders",
    records="app.domain.orders.records",
    rights=(
        ("sales_order", Owned("order", follows=(("quotation_id", "quotation"),))),
        ("sales_order_line", Follows((("order_id", "sales_order"),))),
    ),
    statements="app.domain.orders.statements",
    kinds="app.domain.orders.kinds",
    services=(
        ("orders", "app.domain.orders.service:OrderService"),
        ("order_lists", "app.domain.orders.lister:OrderLister"),
    ),
    reactions=(("app.domain.store.undo:TakenBack", "app.domain.orders.counting:on_taken_back"),),
    lead_claims=("app.domain.orders.claims:CONFIRMED",),
    commands="app.commands.orders",
    panels=(
        "app.screens.panels.documents:HEADER",
        "app.screens.panels.documents:LINES",
        "app.screens.panels.documents:DOCUMENTS",
    ),
    nouns=(Noun("order", "app.cli.order", turn=9),),
)
