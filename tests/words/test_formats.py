"""Numbers, money and days as each language writes them: the tables against CLDR, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from app.domain.core.amounts import parse_decimal, parse_money
from app.domain.core.fields import Field, ParseContext, as_written
from app.domain.core.moments import parse_day, short_day, when
from app.domain.core.money import Money
from app.words import formats, language, locale_data, say, say_many, speak
from app.words.formats import use_forms
from catalogue.formats import tables

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
DUBAI = ZoneInfo("Asia/Dubai")
DAY = date(2026, 11, 28)
_REGIONS = ("", "AE", "EG", "SA", "LB", "SY", "DZ", "TN", "MA", "MR")


@pytest.fixture(autouse=True)
def _arabic() -> Iterator[None]:
    before = language()
    speak("ar")
    yield
    speak(before)
    use_forms()


def test_the_tables_are_those_of_cldr() -> None:
    for name, table in tables().items():
        assert getattr(locale_data, name) == table, f"{name}: write it anew by `python -m catalogue formats`"


@pytest.mark.parametrize("region", _REGIONS)
def test_days_and_numbers_are_written_as_cldr_has_them(region: str) -> None:
    use_forms(region=region)
    locale = f"ar_{region}" if region else "ar"
    for month in range(1, 13):
        day = date(2026, month, 5)
        mine = formats.full_day(day, with_year=True)
        assert mine == format_date(day, "EEEE، d MMMM y", locale=locale)
    assert formats.full_day(DAY, with_year=True).startswith("السبت، 28 ")
    exact = Decimal("1234567.891")
    assert formats.number(exact, ",.3f") == format_decimal(exact, locale=locale, numbering_system="latn")
    use_forms(region=region, digits="arabic")
    assert formats.number(1234567) == "١٬٢٣٤٬٥٦٧"


def test_english_is_as_it_was() -> None:
    speak("en")
    use_forms(digits="arabic", region="MA")
    assert str(Money.of("50000", "AED")) == "AED 50,000"
    assert formats.full_day(DAY, with_year=False) == "Sat 28 Nov"
    assert formats.percent(12) == "12 %"
    assert when(NOW + timedelta(days=2), NOW, DUBAI) == "Wed 10:20"
    assert say("{n} of {total:,}", n=3, total=9240) == "3 of 9,240"


def test_money_stands_before_its_sign_and_is_read_back() -> None:
    assert str(Money.of("50000", "AED")) == "50,000\u00a0د.إ."
    assert str(Money.of("1234.5", "USD")) == "1,234.50\u00a0USD"
    for region in ("AE", "MA"):
        for digits in ("latin", "arabic"):
            use_forms(digits=digits, region=region)
            for code in (*locale_data.CURRENCY_SIGNS, "USD", "EUR"):
                if code not in ("SDD", "IRR"):
                    money = Money.of("1234567.25" if code not in ("TND", "KWD") else "1234567.125", code)
                    assert parse_money(str(money), "USD") == money
            assert parse_decimal(formats.number(Decimal("1234567.25"))) == Decimal("1234567.25")


def test_what_is_edited_is_the_same_in_every_language() -> None:
    use_forms(digits="arabic", region="MA")
    context = ParseContext(NOW, DUBAI)
    assert as_written(Field("budget", "Budget", "money"), Money.of("1234.5", "AED"), context) == "AED 1,234.50"
    assert as_written(Field("close", "Close", "date"), DAY, context) == "2026-11-28"
    assert as_written(Field("staff", "Staff", "integer"), 1200, context) == "1200"


def test_what_was_understood_fits_beside_its_field() -> None:
    for region in _REGIONS:
        use_forms(region=region)
        for month in range(1, 13):
            day = date(2026, month, 24)
            assert len(formats.brief_day(day, with_year=False)) <= 18
            assert len(formats.brief_day(day, with_year=False, beside_clock=True)) <= 12
    assert formats.brief_day(DAY, with_year=True, beside_clock=True) == "سبت 28/11/2026"


def test_lists_have_room_for_every_day() -> None:
    for region in _REGIONS:
        for digits in ("latin", "arabic"):
            use_forms(digits=digits, region=region)
            for days in range(-400, 400, 7):
                moment = NOW + timedelta(days=days, hours=5)
                assert len(when(moment, NOW, DUBAI)) <= 12
                assert len(short_day(moment.date(), NOW.date())) <= 11
                assert parse_day(formats.day_and_month(moment.date(), with_year=True), NOW.date()) == moment.date()


def test_arabic_digits_are_for_numbers_and_times_and_never_for_codes() -> None:
    use_forms(digits="arabic")
    assert when(NOW, NOW, DUBAI) == "١٠:٢٠"
    assert when(NOW + timedelta(days=40), NOW, DUBAI) == "٢/١/٢٠٢٧"
    assert when(NOW + timedelta(days=2), NOW, DUBAI) == "أربعاء ١٠:٢٠"
    assert say("{n} of {total:,} in {code}, {share:.1f}", n=3, total=9240, code="LEAD-7Q31", share=0.5) == (
        "٣ of ٩٬٢٤٠ in LEAD-7Q31, ٠٫٥"
    )
    assert "٩٬٢٤٠" in say_many("{n} row of nothing", "{n} rows of nothing", 9240)
    assert formats.percent(12) == "١٢٪"


def test_weeks_begin_as_the_country_has_it() -> None:
    assert [formats.first_weekday(each) for each in ("", "AE", "SA", "EG", "US", "FR")] == [0, 0, 6, 5, 6, 0]
