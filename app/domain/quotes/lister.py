"""The lists of quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import ColumnElement, case, func

from app.domain.core.windows import ListQuery, SavedView
from app.domain.customers.lister import DocumentLister
from app.domain.people.records import User
from app.domain.query.listing import Amount
from app.domain.quotes.fields import STATUSES
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.named import QuotationCells
from app.domain.quotes.queries import quotation_row
from app.domain.quotes.records import Quotation
from app.domain.quotes.rows import QuotationRow
from app.domain.quotes.statements import quotation_rows
from app.words import in_context

if TYPE_CHECKING:
    from sqlalchemy import Select

_OFFERED: Final = "status in (submitted, replied)"
_BY_DAY: Final = ("valid_until",)

VIEWS: Final = (
    SavedView(
        "open",
        in_context("quotations", "Open"),
        ListQuery(
            where=f"status in (draft, partially_ordered) or ({_OFFERED} and valid_until >= today)",
            view="open",
            sort=_BY_DAY,
        ),
    ),
    SavedView(
        "today",
        in_context("quotations", "Expires today"),
        ListQuery(where=f"{_OFFERED} and valid_until = today", view="today", sort=_BY_DAY),
    ),
    SavedView(
        "expired",
        in_context("quotations", "Expired"),
        ListQuery(where=f"status = expired or ({_OFFERED} and valid_until < today)", view="expired"),
    ),
    SavedView("ordered", in_context("quotations", "Ordered"), ListQuery(where="status = ordered", view="ordered")),
    SavedView("lost", in_context("quotations", "Lost"), ListQuery(where="status in (lost, cancelled)", view="lost")),
    SavedView("all", in_context("quotations", "All"), ListQuery(view="all")),
)
"""The views everyone has; an offer whose last day is over is expired, also before that was noted."""


class QuotationLister(DocumentLister[QuotationRow]):
    """The lists of quotations."""

    KIND = QUOTATION
    DAY = "quoted_on"
    VIEWS = VIEWS
    SORTABLE: ClassVar[Mapping[str, ColumnElement[Any]]] = {
        "code": Quotation.code.expression,
        "name": func.lower(Quotation.name),
        "customer_name": func.lower(Quotation.customer_name),
        "status": case({code: at for at, (code, _) in enumerate(STATUSES)}, value=Quotation.status, else_=99),
        "valid_until": Quotation.valid_until.expression,
        "quoted_on": Quotation.quoted_on.expression,
        "owner": func.coalesce(User.name, ""),
        "updated_at": Quotation.updated_at.expression,
        "created_at": Quotation.created_at.expression,
    }
    AMOUNTS: ClassVar[Mapping[str, Amount]] = {
        "total": (Quotation.total_minor.expression, Quotation.total_currency.expression)
    }

    def rows(self) -> Select[Any]:
        """The statement of the lines."""
        return quotation_rows()

    def line(self, row: Sequence[Any]) -> QuotationRow:
        """A line of a row."""
        return quotation_row(QuotationCells(*row), self._desk.now())
