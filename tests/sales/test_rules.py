"""Rules of opportunities: what is handed over, how closing is read, what a status falls back to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.money import Money
from app.domain.sales.rules import read_closing

TODAY = date(2026, 11, 23)
AMOUNT = Money(5_000_000, "USD")


def test_a_won_opportunity_brings_its_amount_today_unless_told_otherwise() -> None:
    plain = read_closing({"status": "won"}, AMOUNT, TODAY)
    told = read_closing(
        {"status": "won", "actual_revenue": Money(4_200_000, "USD"), "closed_on": TODAY - timedelta(days=3)},
        AMOUNT,
        TODAY,
    )
    assert (plain.revenue, plain.on) == (AMOUNT, TODAY)
    assert (told.revenue, told.on) == (Money(4_200_000, "USD"), date(2026, 11, 20))


def test_a_lost_opportunity_brings_nothing() -> None:
    closing = read_closing(
        {"status": "lost", "lost_reasons": ("price", "timing"), "competitor": "Fabrikam"}, AMOUNT, TODAY
    )
    assert (closing.revenue, closing.reasons, closing.competitor) == (None, ("price", "timing"), "Fabrikam")


@pytest.mark.parametrize(
    ("typed", "amount", "field"),
    [
        ({}, AMOUNT, "status"),
        ({"status": "won"}, None, "actual_revenue"),
        ({"status": "lost", "actual_revenue": AMOUNT}, AMOUNT, "actual_revenue"),
        ({"status": "won", "competitor": "Fabrikam"}, AMOUNT, "competitor"),
        ({"status": "won", "lost_reasons": ("price",)}, AMOUNT, "lost_reasons"),
        ({"status": "lost", "closed_on": TODAY + timedelta(days=1)}, AMOUNT, "closed_on"),
    ],
)
def test_a_closing_that_says_too_little_or_makes_no_sense_is_refused(
    typed: dict[str, object], amount: Money | None, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        read_closing(typed, amount, TODAY)
    assert refusal.value.field == field
    assert refusal.value.hint
