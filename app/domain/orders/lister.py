"""The lists of sales orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import ColumnElement, case, func

from app.domain.core.windows import ListQuery, SavedView
from app.domain.customers.lister import DocumentLister
from app.domain.orders.fields import STATUSES
from app.domain.orders.kinds import ORDER
from app.domain.orders.named import OrderCells
from app.domain.orders.queries import order_row
from app.domain.orders.records import SalesOrder
from app.domain.orders.rows import OrderRow
from app.domain.orders.statements import order_rows
from app.domain.people.records import User
from app.domain.query.listing import Amount
from app.words import in_context

if TYPE_CHECKING:
    from sqlalchemy import Select

VIEWS: Final = (
    SavedView("draft", in_context("orders", "Drafts"), ListQuery(where="status = draft", view="draft")),
    SavedView("confirmed", in_context("orders", "Confirmed"), ListQuery(where="status = confirmed", view="confirmed")),
    SavedView("cancelled", in_context("orders", "Cancelled"), ListQuery(where="status = cancelled", view="cancelled")),
    SavedView("all", in_context("orders", "All"), ListQuery(view="all")),
)
"""The views everyone has."""


class OrderLister(DocumentLister[OrderRow]):
    """The lists of sales orders."""

    KIND = ORDER
    DAY = "ordered_on"
    VIEWS = VIEWS
    SORTABLE: ClassVar[Mapping[str, ColumnElement[Any]]] = {
        "code": SalesOrder.code.expression,
        "name": func.lower(SalesOrder.name),
        "customer_name": func.lower(SalesOrder.customer_name),
        "status": case({code: at for at, (code, _) in enumerate(STATUSES)}, value=SalesOrder.status, else_=99),
        "ordered_on": SalesOrder.ordered_on.expression,
        "owner": func.coalesce(User.name, ""),
        "updated_at": SalesOrder.updated_at.expression,
        "created_at": SalesOrder.created_at.expression,
    }
    AMOUNTS: ClassVar[Mapping[str, Amount]] = {
        "total": (SalesOrder.total_minor.expression, SalesOrder.total_currency.expression)
    }

    def rows(self) -> Select[Any]:
        """The statement of the lines."""
        return order_rows()

    def line(self, row: Sequence[Any]) -> OrderRow:
        """A line of a row."""
        return order_row(OrderCells(*row))
