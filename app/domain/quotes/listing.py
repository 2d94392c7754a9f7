"""Lists of quotations, and the lines of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, or_

from app.domain.core.columns import RecordCard
from app.domain.core.errors import NotFound
from app.domain.core.number_words import with_digits
from app.domain.core.unit_price import UnitPrice
from app.domain.products.lines import COPIED, LINE_FIELDS
from app.domain.quotes.fields import OFFERED
from app.domain.quotes.records import Quotation, QuotationLine
from app.words import say


def of_status(status: str, now: datetime) -> ColumnElement[bool]:
    """What holds for quotations of a status at a moment: an offer whose last day is over is expired."""
    over = and_(Quotation.status.in_(OFFERED), Quotation.expires_at <= now)
    if status == "expired":
        return or_(Quotation.status == "expired", over)
    if status in OFFERED:
        return and_(Quotation.status == status, Quotation.expires_at > now)
    return Quotation.status == status


def place_of(lines: Sequence[QuotationLine], row: str) -> int:
    """Where the line stands that is named by its place from 1, or by its id.

    Raises:
        NotFound: There is none.
    """
    wanted = with_digits(row.strip())
    for place, line in enumerate(lines):
        if line.id == row.strip() or str(place + 1) == wanted:
            return place
    raise NotFound(
        say("There is no line {row}.", row=row[:40]),
        field="row",
        hint=say("Name it by its place, from 1 to {last}.", last=len(lines))
        if lines
        else say("Add one first: leadline quote line add QUOTATION M2:3"),
    )


def copied(line: QuotationLine, quotation_id: str) -> QuotationLine:
    """The same line for another quotation, of which nothing was ordered."""
    columns = {name: getattr(line, name) for name in COPIED}
    return QuotationLine(quotation_id=quotation_id, position=line.position, ordered="0", **columns)


def line_card(line: QuotationLine, currency: str) -> RecordCard:
    """A line as a card, to show both sides of a conflict."""
    values = {
        **{each.code: getattr(line, each.code, None) for each in LINE_FIELDS},
        "product": line.number,
        "quantity": Decimal(line.quantity),
        "unit_price": UnitPrice(Decimal(line.unit_price), currency),
        "discount": Decimal(line.discount),
        "tax_rate": Decimal(line.tax_rate),
    }
    return RecordCard("quotation_line", line.id, "", line.version, line.name, values, fields=LINE_FIELDS)
