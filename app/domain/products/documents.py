"""Documents that sell: the columns that a quotation and an order share, and what is kept of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.core.amounts import parse_money, parse_percent
from app.domain.core.errors import Invalid
from app.domain.core.exact import decimals_of, shortest
from app.domain.core.figures import DocumentDiscount, Figures, figures_of
from app.domain.core.money import Money
from app.domain.products.lines import MOST_LINES, LineColumns, priced, put_figures
from app.domain.store.types import Code, Document, Id, Line, Prose
from app.words import say

_PERCENT = ("%", "٪")
_FINEST = 10


class DocumentColumns:
    """Whom a document is for and what it comes to, worked out once and kept; money in the smallest unit."""

    name: Mapped[Line]
    customer_name: Mapped[Line]
    address: Mapped[Prose | None]
    """Where the customer is, in lines, as it was when the document was made."""
    account_id: Mapped[Id | None] = mapped_column(ForeignKey("account.id", deferrable=True, initially="DEFERRED"))
    contact_id: Mapped[Id | None] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    lead_id: Mapped[Id | None] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    opportunity_id: Mapped[Id | None] = mapped_column(
        ForeignKey("opportunity.id", deferrable=True, initially="DEFERRED")
    )
    customer_id: Mapped[Id | None] = mapped_column(ForeignKey("customer.id", deferrable=True, initially="DEFERRED"))
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    made_by_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    tax_inclusive: Mapped[bool] = mapped_column(default=False)
    """Whether tax is in its prices; it is so in all of them or in none."""
    reduction: Mapped[Line | None]
    """The discount on the whole of it as it was typed: ``10%``, or an amount such as ``75.00``."""
    amount_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """The sum of its lines as they are priced."""
    off_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the discount takes off that."""
    net_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    discount_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the discount takes off the net."""
    tax_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    taxes: Mapped[list[Any]] = mapped_column(Document, default=list)
    """Rate in percent as text, base and tax in the smallest unit, of each rate."""
    total_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    total_currency: Mapped[Code]
    """The currency of all its amounts."""
    terms: Mapped[Prose | None]


class Priceable(Protocol):
    """A document of which the figures are kept."""

    tax_inclusive: Any
    reduction: Any
    amount_minor: Any
    off_minor: Any
    net_minor: Any
    discount_minor: Any
    tax_minor: Any
    taxes: Any
    total_minor: Any
    total_currency: Any


def typed_reduction(text: str, currency: str) -> str:
    """A discount as it is kept, from what was typed: a percentage, or an amount in the document's currency.

    Raises:
        Invalid: It is neither, negative, more than 100 %, or in another currency.
    """
    plain = text.strip()
    if plain.endswith(_PERCENT):
        percent = parse_percent(plain, field="discount")
        if not 0 <= percent <= 100 or decimals_of(percent) > _FINEST:
            raise Invalid(
                say("Discount: a percentage lies between 0 and 100."), field="discount", hint=say("Such as 10%.")
            )
        return f"{shortest(percent)}%"
    amount = parse_money(plain, currency, field="discount")
    if amount.currency != currency:
        raise Invalid(
            say("The discount is in {theirs}, the document in {currency}.", theirs=amount.currency, currency=currency),
            field="discount",
            hint=say("Give a percentage, or an amount in {currency}.", currency=currency),
        )
    if amount.minor < 0:
        raise Invalid(say("Discount: it cannot be negative."), field="discount", hint=say("Such as 10% or 75."))
    return f"{amount.amount:f}"


def discount_of(reduction: str | None, currency: str) -> DocumentDiscount:
    """The discount that was kept as it was typed."""
    if not reduction:
        return DocumentDiscount()
    if reduction.endswith("%"):
        return DocumentDiscount(percent=Decimal(reduction[:-1]))
    return DocumentDiscount(amount=Money.of(reduction, currency))


def work_out(document: Priceable, lines: Sequence[LineColumns]) -> Figures:
    """Work out what a document comes to and keep it, with what each line comes to.

    Raises:
        Invalid: There are too many lines, the discount is more than they come to, or a figure is too large.
    """
    if len(lines) > MOST_LINES:
        raise Invalid(
            say("A document has at most {most} lines; these are {number}.", most=MOST_LINES, number=len(lines)),
            field="lines",
            hint=say("Make several documents of them."),
        )
    currency = document.total_currency
    discount = discount_of(document.reduction, currency)
    if not lines and discount.amount is not None:  # taken off what is still to be added
        discount = DocumentDiscount()
    figures = figures_of(
        [priced(each) for each in lines], currency, discount, tax_inclusive=bool(document.tax_inclusive)
    )
    for line, each in zip(lines, figures.lines, strict=True):
        put_figures(line, each)
    document.amount_minor, document.off_minor = figures.amount.minor, figures.off.minor
    document.net_minor, document.discount_minor = figures.net.minor, figures.discount.minor
    document.tax_minor, document.total_minor = figures.tax.minor, figures.total.minor
    document.taxes = [
        {"rate": shortest(each.rate), "base": each.base.minor, "tax": each.tax.minor} for each in figures.taxes
    ]
    return figures
