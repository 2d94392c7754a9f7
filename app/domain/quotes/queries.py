"""Reads of quotations; they run warm or cold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain.core.columns import RecordCard
from app.domain.core.field_types.links import Link
from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice
from app.domain.fields.cards import read_card
from app.domain.quotes.fields import OFFERED
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.named import QUOTE_LINES, QUOTE_SUMS, QUOTES_OF, LineCells, QuotationCells, SumCells
from app.domain.quotes.rows import QuotationRow, ShownQuotation, SoldLine, Sums, TaxShare
from app.domain.stakeholders.named import STAKEHOLDERS
from app.domain.store.named import NamedReader
from app.words import say


def status_at(status: str, expires_at: datetime | None, now: datetime) -> str:
    """The status of a quotation at a moment: an offer whose last day is over is expired."""
    return "expired" if status in OFFERED and expires_at is not None and expires_at <= now else status


def quotation_row(cells: QuotationCells, now: datetime) -> QuotationRow:
    """A line of a list from its columns."""
    return QuotationRow(
        cells.id,
        cells.code,
        cells.name,
        cells.customer_name,
        status_at(cells.status, cells.expires_at, now),
        Money(cells.total_minor, cells.currency),
        Money(cells.net_minor, cells.currency),
        cells.quoted_on,
        cells.valid_until,
        *cells[11:],
    )


def quotations_of(reader: NamedReader, record_id: str, now: datetime) -> tuple[QuotationRow, ...]:
    """The quotations of a lead, an opportunity, a customer, an account or a contact, the newest first."""
    return tuple(quotation_row(each, now) for each in reader.named(QUOTES_OF, record_id=record_id))


def sold_lines(cells: Iterable[LineCells], currency: str) -> tuple[SoldLine, ...]:
    """The lines of a document from their columns, in their order."""
    return tuple(
        SoldLine(
            each.id,
            row,
            Link("product", each.product_id, each.product_code or "", each.product_name or "")
            if each.product_id
            else None,
            each.number,
            each.name,
            each.name_ar,
            each.description,
            Decimal(each.quantity),
            each.unit,
            UnitPrice(Decimal(each.unit_price), currency),
            Decimal(each.discount),
            Decimal(each.tax_rate),
            Money(each.amount_minor, currency),
            Money(each.net_minor, currency),
            Decimal(each.ordered),
            each.version,
        )
        for row, each in enumerate(cells, 1)
    )


def sums_of(cells: SumCells) -> Sums:
    """What a document comes to, from its columns."""
    currency = cells.currency

    def money(minor: int) -> Money:
        return Money(minor, currency)

    return Sums(
        currency=currency,
        tax_inclusive=bool(cells.tax_inclusive),
        reduction=cells.reduction or "",
        amount=money(cells.amount_minor),
        off=money(cells.off_minor),
        net=money(cells.net_minor),
        discount=money(cells.discount_minor),
        taxes=tuple(
            TaxShare(Decimal(each["rate"]), money(each["base"]), money(each["tax"])) for each in cells.taxes or ()
        ),
        tax=money(cells.tax_minor),
        total=money(cells.total_minor),
    )


def contacts_of(reader: NamedReader, record_id: str) -> tuple[Link, ...]:
    """The contacts who have a part in a record."""
    found = reader.named(STAKEHOLDERS, record_id=record_id)
    return tuple(Link("contact", each.contact_id, each.contact_code, each.name) for each in found)


def validity(status: str, valid_until: date, today: date) -> str:
    """Until when a quotation holds, in words; empty where that is decided."""
    if status == "expired":
        return say("expired {day}", day=valid_until.isoformat())
    if status not in ("draft", *OFFERED, "partially_ordered"):
        return ""
    if valid_until == today:
        return say("expires today")
    if valid_until < today:
        return say("expired {day}", day=valid_until.isoformat())
    return say("valid until {day}", day=valid_until.isoformat())


def shown(reader: NamedReader, quotation_id: str, now: datetime, zone: ZoneInfo) -> ShownQuotation:
    """A quotation in full, as it stands at a moment.

    Raises:
        NotFound: It is not there.
    """
    kept = card(reader, quotation_id)
    (sums,) = reader.named(QUOTE_SUMS, id=quotation_id)
    status = status_at(str(kept.values["status"]), sums.expires_at, now)
    until: date = kept.values["valid_until"]
    return ShownQuotation(
        replace(kept, values=kept.values | {"status": status}),
        sold_lines(reader.named(QUOTE_LINES, document_id=quotation_id), sums.currency),
        sums_of(sums),
        contacts_of(reader, quotation_id),
        validity(status, until, now.astimezone(zone).date()),
    )


def card(reader: NamedReader, quotation_id: str) -> RecordCard:
    """A quotation's fields.

    Raises:
        NotFound: It is not there.
    """
    return read_card(reader, QUOTATION, quotation_id)
