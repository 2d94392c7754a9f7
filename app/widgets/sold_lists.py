"""Quotations, orders and customers as lists: which, for whom, how each stands, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from app.domain.core.text import cell_width
from app.domain.customers.fields import CUSTOMER_FIELDS
from app.domain.customers.rows import CustomerRow
from app.domain.orders.fields import ORDER_FIELDS
from app.domain.orders.rows import OrderRow
from app.domain.quotes.fields import OFFERED, QUOTATION_FIELDS
from app.domain.quotes.rows import QuotationRow
from app.widgets.columns import Column, Value, ago, choice, plain
from app.widgets.line_pane import Notice
from app.widgets.record_list import RecordList
from app.widgets.text import safe_line
from app.words import Words, formats, in_context, say

if TYPE_CHECKING:
    from app.domain.core.fields import Field
    from app.widgets.display_context import DisplayContext
    from app.widgets.ink import Token
    from app.widgets.lines import Run

_INKS: Final[Mapping[str, Token]] = {
    "submitted": "accent",
    "replied": "accent",
    "partially_ordered": "good",
    "ordered": "good",
    "confirmed": "good",
    "lost": "bad",
    "expired": "warn",
}
#: The fewest cells in which a name behind the customer's says anything when it is cut.
_LEAST_FURTHER: Final = 8


def _called(line: Any, _context: DisplayContext, cells: int) -> Run:
    """For whom it is, and what it is about where there is room to read it."""
    customer, name = safe_line(line.customer_name), safe_line(line.name)
    whole = f"{customer} ({name})"
    room = cells - cell_width(customer) - len(" (")
    if name and name != customer and (cell_width(whole) <= cells or room >= _LEAST_FURTHER):
        return (whole, "text")
    return (customer or name, "text")


def _amount(attribute: str) -> Value:
    """An amount; without its fraction where there is no room for it, for a number that is cut says another one."""

    def value(line: Any, _context: DisplayContext, cells: int) -> Run:
        money = getattr(line, attribute)
        text = safe_line(money)
        if cell_width(text) > cells:
            text = safe_line(formats.money(money.amount.to_integral_value(), money.currency))
        return (text, "text")

    return value


def _status(field: Field) -> Value:
    return lambda line, _context, _cells: (safe_line(field.choice_label(line.status)), _INKS.get(line.status, "dim"))


def _day(attribute: str) -> Value:
    return lambda line, context, _cells: (context.short_day(getattr(line, attribute)), "dim")


def _valid(line: QuotationRow, context: DisplayContext, cells: int) -> Run:
    """The last day on which an offer can be ordered; the last one itself, and one that is over, in words."""
    day = context.short_day(line.valid_until)
    if line.status in OFFERED and line.valid_until == context.today:
        words = say("expires today")
        return (words if cell_width(words) <= cells else day, "warn")
    return (day, "warn" if line.status == "expired" else "dim")


def _columns(fields: Sequence[Field], *columns: Column) -> dict[str, Column]:
    known = {field.code: field for field in fields}
    status = Column("status", "Status", 12, _status(known["status"]), field=known["status"], says_why=True)
    further = (
        Column("code", "Code", 11, plain("code")),
        Column("owner", "Owner", 16, plain("owner")),
        Column("updated_at", in_context("column", "Changed"), 12, ago("updated_at"), "right"),
    )
    first, *others = columns
    return {each.code: each for each in (first, status, *others, *further)}


class QuotationList(RecordList[QuotationRow]):
    """Quotations as lines."""

    TITLE: ClassVar[Words] = "Quotations"
    EMPTY = Notice("No quotation here.", "{quotation.add} on an opportunity or a lead makes one")
    COLUMNS: ClassVar[Mapping[str, Column]] = _columns(
        QUOTATION_FIELDS,
        Column("customer_name", "Quotations", 0, _called),
        Column("total", "Total", 16, _amount("total"), "right"),
        Column("valid_until", "Valid until", 13, _valid, "right"),
        Column("quoted_on", "Quoted on", 12, _day("quoted_on"), "right"),
    )
    DEFAULT: ClassVar[Sequence[str]] = ("customer_name", "total", "status", "valid_until", "code", "owner", "quoted_on")

    def sign(self, line: QuotationRow) -> Run:
        """Whether it expires today, was ordered, or came to nothing."""
        signs = self._display_context.signs
        if line.status in OFFERED and line.valid_until == self._display_context.today:
            return (signs.due, "warn")
        if line.status == "ordered":
            return (signs.done, "good")
        return (signs.nothing, "dim") if line.status in ("lost", "expired", "cancelled") else (" ", "text")


class OrderList(RecordList[OrderRow]):
    """Sales orders as lines."""

    TITLE: ClassVar[Words] = "Orders"
    EMPTY = Notice("No order here.", "{quotation.order} on a quotation makes one")
    COLUMNS: ClassVar[Mapping[str, Column]] = _columns(
        ORDER_FIELDS,
        Column("customer_name", "Orders", 0, _called),
        Column("total", "Total", 16, _amount("total"), "right"),
        Column("ordered_on", "Ordered on", 12, _day("ordered_on"), "right"),
        Column("quotation_code", in_context("column", "Quotation"), 11, plain("quotation_code")),
    )
    DEFAULT: ClassVar[Sequence[str]] = ("customer_name", "total", "status", "ordered_on", "code", "owner")

    def sign(self, line: OrderRow) -> Run:
        """Whether it is confirmed, or was cancelled."""
        signs = self._display_context.signs
        if line.status == "confirmed":
            return (signs.done, "good")
        return (signs.nothing, "dim") if line.status == "cancelled" else (" ", "text")


_KIND: Final = next(field for field in CUSTOMER_FIELDS if field.code == "kind")


class CustomerList(RecordList[CustomerRow]):
    """Customers as lines."""

    TITLE: ClassVar[Words] = "Customers"
    EMPTY = Notice("No customer here.", "an order that is confirmed makes its customer")
    COLUMNS: ClassVar[Mapping[str, Column]] = {
        column.code: column
        for column in (
            Column("name", "Customers", 0, plain("name", "text")),
            Column("since", in_context("column", "Since"), 12, _day("since"), "right", says_why=True),
            Column("customer_group", "Customer group", 16, plain("customer_group")),
            Column("kind", in_context("of a customer", "Kind"), 14, choice(_KIND), field=_KIND),
            Column("code", "Code", 11, plain("code")),
            Column("owner", "Owner", 16, plain("owner")),
            Column("updated_at", in_context("column", "Changed"), 12, ago("updated_at"), "right"),
        )
    }
    DEFAULT: ClassVar[Sequence[str]] = ("name", "since", "customer_group", "owner", "kind", "code")
