"""What a price is asked for, where a person left something out: the currency and the day."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.domain.core.amounts import parse_currency
from app.domain.core.fields import Field, parse
from app.domain.products.catalogue import known_price_list, known_product
from app.domain.store.desk import Desk

_DAY: Final = Field("on", "Day", "date")


def asked_currency(
    session: Session, desk: Desk, currency: str | None, product: str, price_list: str | None = None
) -> str:
    """The currency of a price: the one given, else that of the price list, of the product, of the workspace.

    Raises:
        Invalid: It is no currency.
    """
    if currency:
        return parse_currency(currency, field="currency")
    if price_list:
        return known_price_list(session, price_list).currency
    return known_product(session, product).price_currency or desk.currency


def asked_day(desk: Desk, on: object) -> date:
    """The day of a price; today where none is given.

    Raises:
        Invalid: It is no day.
    """
    day: date | None = parse(_DAY, on, desk.context())
    return day or desk.today()
