"""Amounts and times in Arabic words mean what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.core.amounts import parse_integer, parse_money
from app.domain.core.errors import Invalid
from app.domain.core.moments import parse_day, parse_duration, parse_moment
from app.domain.core.periods import parse_period

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
DUBAI = ZoneInfo("Asia/Dubai")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("٥ آلاف درهم", "AED 5,000"),
        ("خمسة آلاف درهم", "AED 5,000"),
        ("خمسة وعشرون ألف درهم", "AED 25,000"),
        ("مئة ألف درهم", "AED 100,000"),
        ("ألف درهم", "AED 1,000"),
        ("ألفين درهم", "AED 2,000"),
        ("نصف مليون درهم", "AED 500,000"),
        ("مليون ونصف درهم", "AED 1,500,000"),
        ("١٠ آلاف ريال سعودي", "SAR 10,000"),
        ("مليون دولار", "USD 1,000,000"),
        ("٥٠ ألف", "USD 50,000"),
    ],
)
def test_an_amount_in_words(typed: str, amount: str) -> None:
    assert str(parse_money(typed, "USD")) == amount


@pytest.mark.parametrize("typed", ["درهم", "وعد", "آلاف من الدراهم", "خمسة تفاحات"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_money(typed, "USD")


@pytest.mark.parametrize(("typed", "number"), [("50000.0", 50_000), ("1,200.0", 1200), ("خمسة آلاف", 5000)])
def test_a_whole_number_however_it_is_written(typed: str, number: int) -> None:
    assert parse_integer(typed) == number


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("قبل يومين", -2),
        ("منذ يومين", -2),
        ("قبل ٣ أيام", -3),
        ("قبل ثلاثة أيام", -3),
        ("بعد يومين", 2),
        ("قبل أسبوع", -7),
        ("الأسبوع الماضي", -7),
        ("أول أمس", -2),
        ("الأحد الماضي", -1),
        ("last friday", -3),
        ("قبل سنة", -365),
        ("a year ago", -365),
    ],
)
def test_a_day_in_words(typed: str, days: int) -> None:
    wanted = date(2026, 11, 23) + timedelta(days=days)
    assert parse_day(typed, date(2026, 11, 23)) == wanted
    assert parse_moment(typed, NOW, DUBAI).astimezone(DUBAI).date() == wanted
    if typed != "last friday":
        assert parse_period(typed, NOW, DUBAI).first == wanted


@pytest.mark.parametrize(
    ("typed", "minutes"), [("ساعة ونصف", 90), ("نصف ساعة", 30), ("ساعة", 60), ("ساعتين", 120), ("ثلاث ساعات", 180)]
)
def test_a_length_in_words(typed: str, minutes: int) -> None:
    assert parse_duration(typed) == timedelta(minutes=minutes)
