"""What documents come to: every sum of the tax offices and of the threads where others went wrong, and any document."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from random import Random
from typing import Any

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.figures import DocumentDiscount, Figures, Priced, figures_of
from app.domain.core.money import Money, digits_of

D = Decimal
#: ISO 4217, list one: the currencies by the decimals of their amounts; all others there have two.
LIST_ONE = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
        CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
        ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
        MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
        SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG""",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}


def document(
    currency: str,
    *lines: tuple[str, str, str, str],
    off: str = "",
    inclusive: bool = False,
) -> Figures:
    """A document of lines (quantity, unit price, discount, tax), with a discount such as ``10%`` or ``75``."""
    discount = DocumentDiscount(D(off[:-1])) if off.endswith("%") else DocumentDiscount(amount=_money(off, currency))
    return figures_of([Priced(*map(D, each)) for each in lines], currency, discount, tax_inclusive=inclusive)


def _money(off: str, currency: str) -> Money | None:
    return Money.of(off, currency) if off else None


def told(figures: Figures) -> dict[str, Any]:
    """The figures as plain text."""
    return {
        "lines": " ".join(str(each.net.amount) for each in figures.lines),
        "net": str(figures.net.amount),
        "discount": str(figures.discount.amount),
        "taxes": " ".join(str(each.tax.amount) for each in figures.taxes),
        "tax": str(figures.tax.amount),
        "total": str(figures.total.amount),
    }


CASES: dict[str, tuple[Figures, dict[str, str]]] = {
    "S01": (
        document("EUR", *[("1", "1.1111", "0", "6")] * 3),
        {"lines": "1.11 1.11 1.11", "net": "3.33", "tax": "0.20", "total": "3.53"},
    ),
    "S02": (
        document("EUR", ("10", "30.75", "5", "15"), ("1", "70.00", "5", "15")),
        {"lines": "292.13 66.50", "net": "358.63", "tax": "53.79", "total": "412.42"},
    ),
    "S03": (
        document("EUR", *[("1", each, "0", "24") for each in ("10", "10", "955")], off="75"),
        {"lines": "10.00 10.00 955.00", "net": "975.00", "discount": "75.00", "tax": "216.00", "total": "1116.00"},
    ),
    "S04": (
        document("EUR", *[("1", "100", "0", each) for each in ("15", "5", "0")], off="50"),
        {"net": "300.00", "discount": "50.00", "taxes": "12.50 4.17 0.00", "total": "266.67"},
    ),
    "S05": (
        document("EUR", ("1", "84000", "0", "19"), off="70000"),
        {"discount": "70000.00", "tax": "2660.00", "total": "16660.00"},
    ),
    "S06a": (document("EUR", ("9.5", "124.75", "0", "0")), {"lines": "1185.13", "net": "1185.13"}),
    "S06b": (document("EUR", ("1", "784.50", "0", "15")), {"tax": "117.68"}),
    "S06c": (document("EUR", ("-1", "784.50", "0", "15")), {"tax": "-117.68"}),
    "S06d": (document("EUR", ("-1", "1710.50", "0", "19")), {"tax": "-325.00"}),
    "S07": (
        document("JPY", ("1", "50000", "0", "10"), inclusive=True),
        {"net": "45455", "tax": "4545", "total": "50000"},
    ),
    "S08": (
        document("SAR", ("1", "58", "0", "15"), ("1", "288", "0", "15"), inclusive=True),
        {"lines": "50.43 250.44", "net": "300.87", "tax": "45.13", "total": "346.00"},
    ),
    "S09a": (document("BHD", ("1", "12.435", "0", "10")), {"net": "12.435", "tax": "1.244", "total": "13.679"}),
    "S09b": (
        document("TND", ("12", "79.000", "0", "19"), inclusive=True),
        {"net": "796.639", "tax": "151.361", "total": "948.000"},
    ),
    "S09c": (document("KWD", ("7", "1.115", "0", "5")), {"net": "7.805", "tax": "0.390", "total": "8.195"}),
    "S10a": (document("IQD", ("1", "1250.500", "0", "0")), {"total": "1250.500"}),
    "S18": (
        document("USD", ("3", "4200", "0", "5"), off="10%"),
        {"net": "12600.00", "discount": "1260.00", "tax": "567.00", "total": "11907.00"},
    ),
    "inclusive, less an amount": (
        document("SAR", ("1", "58", "0", "15"), ("1", "288", "0", "15"), off="46", inclusive=True),
        {"net": "300.87", "discount": "40.00", "tax": "39.13", "total": "300.00"},
    ),
    "nothing left": (document("EUR", ("1", "10", "0", "5"), off="100%"), {"tax": "0.00", "total": "0.00"}),
    "empty": (document("EUR"), {"lines": "", "total": "0.00"}),
}


@pytest.mark.parametrize("case", CASES)
def test_every_sum_is_exact(case: str) -> None:
    """To the smallest unit, whoever gets it wrong elsewhere."""
    figures, right = CASES[case]
    assert {name: told(figures)[name] for name in right} == right


def test_shares_of_a_discount_add_up() -> None:
    """S04: rounding each share by itself would take off a cent too much."""
    figures, _ = CASES["S04"]
    assert [str(each.base.amount) for each in figures.taxes] == ["83.33", "83.33", "83.34"]


@pytest.mark.parametrize("digits", LIST_ONE)
def test_digits_are_those_of_the_standard(digits: int) -> None:
    """A currency's own, whatever a country shows; an amount is rounded half up before it is shown (S10)."""
    assert {code for code in LIST_ONE[digits].split() if digits_of(code) != digits} == set()
    assert (Money.of("1234.5", "JPY").minor, Money.of("-1234.5", "JPY").minor) == (1235, -1235)
    assert Money.of("1250.500", "IQD").as_json() == {"amount": "1250.500", "currency": "IQD"}


@pytest.mark.parametrize(
    ("off", "lines"),
    [("10.01", [("1", "10", "0", "5")]), ("1", [("-1", "10", "0", "5")]), ("0.01", [])],
)
def test_a_discount_is_at_most_what_it_is_taken_off(off: str, lines: list[tuple[str, str, str, str]]) -> None:
    """Not a cent more, and nothing from a credit or an empty document."""
    with pytest.raises(Invalid, match="is more than the lines come to"):
        document("EUR", *lines, off=off)


def test_what_is_too_large_is_refused() -> None:
    """Beyond eighteen digits no database keeps an amount."""
    with pytest.raises(Invalid, match="more than can be kept"):
        document("EUR", ("999999999", "99999999999", "0", "5"))


def _round(number: Decimal, smallest: Decimal) -> Decimal:
    return number.quantize(smallest, ROUND_HALF_UP)


def _largest_remainder(whole: Decimal, exact: list[Decimal], smallest: Decimal) -> list[Decimal]:
    """Shares as a person would make them: round each down, then give out what is left, a unit at a time."""
    given = [each.quantize(smallest, ROUND_FLOOR) for each in exact]
    while sum(given) < whole:
        missing = [each - share for each, share in zip(exact, given, strict=True)]
        at = max(range(len(exact)), key=lambda place: (missing[place], exact[place], -place))
        given[at] += smallest
    return given


def _by_hand(
    currency: str,
    lines: Sequence[tuple[Decimal, ...]],
    percent: Decimal | None,
    amount: Decimal | None,
    *,
    inclusive: bool,
) -> tuple[Decimal, ...]:
    """Net, discount, tax and total of a document without credits, worked out another way."""
    smallest = D(1).scaleb(-digits_of(currency))
    priced = [_round(quantity * price * (100 - less) / 100, smallest) for quantity, price, less, _ in lines]
    whole = sum(priced, D(0))
    off = amount if amount is not None else _round(whole * (percent or D(0)) / 100, smallest)
    rates = sorted({line[3] for line in lines}, reverse=True)
    of_rate = [sum((each for each, line in zip(priced, lines, strict=True) if line[3] == rate), D(0)) for rate in rates]
    parts = _largest_remainder(off, [off * each / whole if whole else D(0) for each in of_rate], smallest)
    left = [each - part for each, part in zip(of_rate, parts, strict=True)]
    if inclusive:
        net = sum((_round(each / (1 + rate / 100), smallest) for each, rate in zip(of_rate, rates, strict=True)), D(0))
        bases = [_round(each / (1 + rate / 100), smallest) for each, rate in zip(left, rates, strict=True)]
        tax = sum(left, D(0)) - sum(bases, D(0))
    else:
        net, bases = whole, left
        tax = sum((_round(base * rate / 100, smallest) for base, rate in zip(bases, rates, strict=True)), D(0))
    base = sum(bases, D(0))
    return net, net - base, tax, base + tax


def test_any_document_is_worked_out_right() -> None:
    """Ten thousand of them, against another way of reckoning; and a credit takes its charge back to the cent."""
    dice = Random(412_42)
    with localcontext(prec=60):
        for number in range(10_000):
            currency = dice.choice(["EUR", "AED", "JPY", "KWD", "BHD"])
            lines = [
                (
                    D(dice.randint(1, 9_999)).scaleb(-dice.choice([0, 0, 1, 3])),
                    D(dice.randint(0, 9_999_999)).scaleb(-dice.choice([0, 2, 3, 4])),
                    D(dice.choice(["0", "0", "5", "12.5", "33.333", "100"])),
                    D(dice.choice(["0", "5", "15", "19", "5.5", "8.875"])),
                )
                for _ in range(dice.choice([1, 1, 2, 3, 5]))
            ]
            inclusive = dice.random() < 0.4
            kind = dice.choice(["none", "percent", "amount"])
            percent = D(dice.choice(["10", "12.2", "3.75", "100"])) if kind == "percent" else None
            at_most = int(sum(each[0] * each[1] * (100 - each[2]) / 100 for each in lines) * 9 / 10)
            amount = Money.of(dice.randint(0, at_most), currency) if kind == "amount" else None
            sold = figures_of(
                [Priced(*each) for each in lines], currency, DocumentDiscount(percent, amount), tax_inclusive=inclusive
            )
            right = _by_hand(currency, lines, percent, amount.amount if amount else None, inclusive=inclusive)
            assert (sold.net.amount, sold.discount.amount, sold.tax.amount, sold.total.amount) == right, lines
            assert sum(each.net.minor for each in sold.lines) == sold.net.minor
            assert sum(each.base.minor + each.tax.minor for each in sold.taxes) == sold.total.minor
            if inclusive:
                assert sold.total.minor == sum(each.amount.minor for each in sold.lines) - sold.off.minor
            if number % 5:
                continue
            back = figures_of(
                [Priced(-quantity, *rest) for quantity, *rest in lines],
                currency,
                DocumentDiscount(percent, Money(-amount.minor, currency) if amount else None),
                tax_inclusive=inclusive,
            )
            assert _minor(back) == [-each for each in _minor(sold)], lines


def _minor(figures: Figures) -> list[int]:
    whole = (figures.net, figures.discount, figures.tax, figures.total)
    parts = [money for each in figures.taxes for money in (each.base, each.tax)]
    return [each.minor for each in (*whole, *parts, *(line.net for line in figures.lines))]
