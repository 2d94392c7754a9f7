"""Numbers, percentages, money and yes or no, as people write them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.amounts import (
    parse_currency,
    parse_decimal,
    parse_integer,
    parse_money,
    parse_percent,
    parse_yes_no,
)
from app.domain.core.currencies import CURRENCIES
from app.domain.core.errors import Invalid
from app.domain.core.money import MINOR_DIGITS, Money


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("2500000 USD", "2500000", "USD"),
        ("USD 50,000", "50000", "USD"),
        ("50k", "50000", "USD"),
        ("1.2m", "1200000", "USD"),
        ("$50k", "50000", "USD"),
        ("50K aed", "50000", "AED"),
        ("€ 5 000,50", "5000.50", "EUR"),
        ("50.000,00 EUR", "50000", "EUR"),
        ("1.234.567,89 €", "1234567.89", "EUR"),
        ("CHF 1\u2019234.50", "1234.50", "CHF"),
        ("1,00,000 INR", "100000", "INR"),
        ("12,34", "12.34", "USD"),
        ("1.234", "1234", "USD"),
        ("1.250 KWD", "1.250", "KWD"),
        ("1,250 KWD", "1250", "KWD"),
        ("-$5", "-5", "USD"),
        ("USD -5", "-5", "USD"),
        ("د.إ 500", "500", "AED"),
        ("٥٠٬٠٠٠٫٢٥ د.إ", "50000.25", "AED"),
        ("٥ مليون درهم", "5000000", "AED"),
        ("AED50", "50", "AED"),
    ],
)
def test_money_is_read_however_people_write_it(written: str, amount: str, currency: str) -> None:
    assert parse_money(written, "USD") == Money.of(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "Nothing is not an amount of money."),
        ("USD", "“USD” is not an amount of money."),
        ("USD 5 EUR", "“USD 5 EUR” is not an amount of money."),
        ("5 XYZ", "“XYZ” is not a currency."),
        ("1,23,4 USD", "“1,23,4 USD” is not an amount of money."),
        ("10.5.5", "“10.5.5” is not an amount of money."),
        ("1e6", "“1e6” is not an amount of money."),
        ("99999999999999999999", "“99999999999999999999” is too large."),
    ],
)
def test_what_is_no_money_is_refused_by_field_and_fix(written: str, message: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_money(written, "USD", field="budget_amount")
    assert (refused.value.message, refused.value.field) == (message, "budget_amount")
    assert refused.value.hint


def test_an_amount_needs_a_currency_from_somewhere() -> None:
    with pytest.raises(Invalid, match="has no currency"):
        parse_money("500")


def test_a_dollar_sign_means_the_default_dollar() -> None:
    assert parse_money("$5", "CAD").currency == "CAD"
    assert parse_money("$5", "AED").currency == "USD"
    assert parse_currency("€") == "EUR"


@given(st.integers(-(2**62), 2**62), st.sampled_from(sorted(CURRENCIES)))
def test_money_as_the_program_prints_it_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    printed = money.as_json()
    assert parse_money(f"{printed['amount']} {printed['currency']}", decimal_mark=".") == money
    assert parse_money(str(money)) == money


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_number_means_the_same_in_every_grouping(number: Decimal) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.replace(",", "\u202f").replace(".", ",")
    arabic = english.translate(str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫"))
    assert {parse_decimal(written) for written in (english, german, french, arabic)} == {number}


def test_a_known_decimal_mark_settles_three_digits() -> None:
    assert parse_decimal("1.234") == 1234
    assert parse_decimal("1.234", decimal_mark=".") == Decimal("1.234")
    assert parse_decimal("1.234", decimal_mark=",") == 1234
    assert parse_decimal("0.125") == Decimal("0.125")


@pytest.mark.parametrize(
    ("written", "number"), [("1,200", 1200), ("٤٢", 42), ("2.5k", 2500), ("-5", -5), ("1 000", 1000)]
)
def test_a_whole_number_is_read(written: str, number: int) -> None:
    assert parse_integer(written) == number


@pytest.mark.parametrize("written", ["", "abc", "2.5", "1e6", "1,,000", "5 USD", "--5", "9" * 40, "10²"])
def test_what_is_no_whole_number_is_refused(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_integer(written, field="number_of_employees")
    assert refused.value.field == "number_of_employees"


@pytest.mark.parametrize(("written", "number"), [("12.5 %", "12.5"), ("%12", "12"), ("١٢٫٥٪", "12.5"), ("12", "12")])
def test_a_percentage_counts_hundredths(written: str, number: str) -> None:
    assert parse_percent(written) == Decimal(number)


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "1", "on", "نعم"])
def test_yes_is_understood(word: str) -> None:
    assert parse_yes_no(word)


@pytest.mark.parametrize("word", ["no", "N", "False", "0", "off", "لا"])
def test_no_is_understood(word: str) -> None:
    assert not parse_yes_no(word)


def test_perhaps_is_neither() -> None:
    with pytest.raises(Invalid, match="neither yes nor no"):
        parse_yes_no("perhaps")


@given(st.text(max_size=30))
def test_any_other_text_is_a_value_or_refused(text: str) -> None:
    for parse in (parse_integer, parse_decimal, parse_percent, parse_yes_no, parse_money):
        with suppress(Invalid):
            assert parse(text) is not None


def test_every_currency_with_unusual_minor_units_is_known() -> None:
    assert set(MINOR_DIGITS) <= CURRENCIES


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("100.5 JPY", "JPY has no decimals; “100.5 JPY” has some. Write 100 or 101 JPY."),
        ("-100,5 JPY", "JPY has no decimals; “-100,5 JPY” has some. Write -101 or -100 JPY."),
        ("1.2345k JPY", "JPY has no decimals; “1.2345k JPY” has some. Write 1234 or 1235 JPY."),
        ("0.125 USD", "USD has 2 decimals; “0.125 USD” has more. Write 0.12 or 0.13 USD."),
        ("9.9999", "USD has 2 decimals; “9.9999” has more. Write 9.99 or 10.00 USD."),
        ("1.2505 KWD", "KWD has 3 decimals; “1.2505 KWD” has more. Write 1.250 or 1.251 KWD."),
    ],
)
def test_a_fraction_that_the_currency_lacks_is_refused_with_the_amounts_beside_it(written: str, message: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_money(written, "USD", field="budget")
    assert (str(refused.value), refused.value.field) == (message, "budget")


@pytest.mark.parametrize(
    ("written", "minor"), [("100.00 JPY", 100), ("1.5k JPY", 1500), ("1.5000 USD", 150), ("1.2500 KWD", 1250)]
)
def test_zeros_behind_the_last_decimal_are_fine(written: str, minor: int) -> None:
    assert parse_money(written).minor == minor
