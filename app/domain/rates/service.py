"""Use cases of exchange rates: a manager says them, nothing is fetched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from app.domain.core.amounts import parse_currency
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.rates.records import ExchangeRate
from app.domain.rates.rows import RateLine
from app.domain.store.desk import Desk
from app.words import say, say_many

_RATE: Final = Field("rate", "Rate", "decimal")
_DAY: Final = Field("on", "From day", "date")
_MOST: Final = Decimal(10) ** 12


class RateService:
    """The table of rates to the workspace's own currency."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[RateLine, ...]:
        """Every rate, by currency, the newest first."""
        columns = (ExchangeRate.currency, ExchangeRate.rate, ExchangeRate.base, ExchangeRate.from_day)
        with self._desk.read() as reader:
            rows = reader.rows(select(*columns).order_by(ExchangeRate.currency, ExchangeRate.from_day.desc()))
        return tuple(RateLine(code, Decimal(rate), base, day) for code, rate, base, day in rows)

    def set(self, currency: str, rate: Decimal | str, on: date | str | None = None) -> Outcome:
        """Say what one unit of a currency is worth in the workspace's own.

        Args:
            currency: Its code, sign or name.
            rate: How many units of the workspace's currency.
            on: From which day; today without it.

        Raises:
            Invalid: It is no currency, the workspace's own, or no rate; or the rates are told in another currency.
            NotAllowed: The user is no manager.
        """
        code, base = parse_currency(currency, field="currency"), self._desk.currency
        if code == base:
            raise Invalid(
                say("{code} is the workspace's own currency.", code=code),
                field="currency",
                hint=say("Give the rate of another to it."),
            )
        worth: Decimal | None = parse(_RATE, rate, self._desk.context())
        if worth is None or not 0 < worth <= _MOST:
            raise Invalid(
                say("Rate: it must be more than 0."),
                field="rate",
                hint=say("Such as 1.08: {base} for 1 {code}.", base=base, code=code),
            )
        day = self._day(on)
        with self._desk.write("rate.set") as unit:
            unit.hold("rates")
            other = unit.session.scalar(select(ExchangeRate.base).where(ExchangeRate.base != base).limit(1))
            if other is not None:
                raise Invalid(
                    say(
                        "The rates of this database are told in {other}; your currency is {base}.",
                        other=other,
                        base=base,
                    ),
                    field="currency",
                    hint=say("Set the currency {other} in the configuration, or remove its rates.", other=other),
                )
            held = select(ExchangeRate).where(ExchangeRate.currency == code, ExchangeRate.from_day == day)
            row = unit.session.scalar(held)
            if row is None:
                row = unit.add(ExchangeRate(currency=code, base=base, from_day=day, rate=f"{worth:f}"))
            else:
                row.rate = f"{worth:f}"
            message = say(
                "1 {code} is {worth} {base} from {day} on.",
                code=code,
                worth=f"{worth:f}",
                base=base,
                day=day.isoformat(),
            )
            unit.describe(message)
        return Outcome(row.id, "", ("rate",), message, unit.seq)

    def remove(self, currency: str, on: date | str | None = None) -> Outcome:
        """Take rates of a currency away: that from one day on, or all without a day.

        Raises:
            NotFound: There is none.
            NotAllowed: The user is no manager.
        """
        code = parse_currency(currency, field="currency")
        held = select(ExchangeRate).where(ExchangeRate.currency == code)
        if on is not None:
            held = held.where(ExchangeRate.from_day == self._day(on))
        with self._desk.write("rate.remove") as unit:
            rows = unit.session.scalars(held).all()
            if not rows:
                raise NotFound(
                    say("There is no such rate of {code}.", code=code),
                    field="currency",
                    hint=say("leadline rate list shows them."),
                )
            for row in rows:
                unit.session.delete(row)
            message = say_many("{n} rate of {code} removed.", "{n} rates of {code} removed.", len(rows), code=code)
            unit.describe(message)
        return Outcome(rows[0].id, "", ("rate",), message, unit.seq)

    def _day(self, on: date | str | None) -> date:
        today = self._desk.now().astimezone(self._desk.zone).date()
        day: date | None = parse(_DAY, on, self._desk.context())
        return day or today
