"""Amounts as people write them: numbers, percentages, money, yes and no."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from app.domain.core.currencies import currency_of
from app.domain.core.errors import Invalid
from app.domain.core.exact import decimals_of
from app.domain.core.folding import fold
from app.domain.core.money import MINOR_DIGITS, Money, digits_of
from app.domain.core.number_forms import DecimalMark, form_of
from app.domain.core.number_words import number_of, with_digits
from app.domain.core.suggestions import what_was_typed
from app.domain.core.unit_price import UnitPrice
from app.words import formats, say

_MULTIPLIER_WORDS: Final = {
    1_000: "k tsd thousand thousands ألف ألفا آلاف",
    100_000: "lakh lakhs lac lacs",
    1_000_000: "m mn mm mio million millions مليون مليونا ملايين",
    10_000_000: "cr crore crores",
    1_000_000_000: "b bn mrd billion billions مليار مليارا مليارات بليون بلايين",
}
_MULTIPLIERS: Final = {fold(word): times for times, words in _MULTIPLIER_WORDS.items() for word in words.split()}

_YES_WORDS: Final = (
    "yes y true t 1 on x oui ja si sim wahr vrai verdadero verdadeiro vero waar ✓ ✔ ☑ "
    "نعم ن أجل أيوه أيوة إي بلى صح صحيح موافق"
)
_NO_WORDS: Final = "no n false f 0 off non nein não falsch faux falso onwaar ✗ ☐ لا ل لأ كلا خطأ"
_YES: Final = frozenset(fold(word) for word in _YES_WORDS.split())
_NO: Final = frozenset(fold(word) for word in _NO_WORDS.split())

#: The largest whole number every database stores.
_LARGEST: Final = 2**63 - 1
#: The largest price of one unit: its smallest units still fit, whatever the currency.
_LARGEST_PRICE: Final = 10**14
#: The most decimals of the price of one unit.
_FINEST: Final = 10
_NUMBER: Final = re.compile(r"([+-]?)\s?(\d(?:[\d.,'_ ]*\d)?|[.,]\d+)\s?([^\W\d_]*)")
_AMOUNT: Final = re.compile(r"[+-]?\s?(?:\d(?:[\d.,'_ ]*\d)?|[.,]\d+)")
#: How accounts write what is below zero: ``(1,234.50)`` and ``1.234,50-``.
_BELOW_ZERO: Final = re.compile(r"\(([^()]*\d[^()]*)\)|([^-]*\d)\s?-")
_HARAKAT: Final = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
_PER_CENT: Final = frozenset(map(fold, ("بالمئة", "بالمائة", "في المئة", "في المائة", "بالميه", "في الميه")))
_MARKS: Final = str.maketrans({"٫": ".", "٬": ",", "،": ",", "’": "'", "‘": "'", "−": "-", "–": "-", "٪": "%"})


def parse_integer(text: str, *, field: str | None = None) -> int:
    """The whole number in ``1,200``, ``٤٢`` or ``2.5k``.

    Raises:
        Invalid: It is no number, has a fraction, or is beyond 64 bits.
    """
    number = _number(_plain(text))
    if number is None or number != number.to_integral_value():
        raise Invalid(
            say("{text} is not a whole number.", text=what_was_typed(text)),
            field=field,
            hint=say("Write digits, such as 1200."),
        )
    if abs(number) > _LARGEST:
        raise _too_large(text, field)
    return int(number)


def parse_decimal(text: str, *, field: str | None = None, decimal_mark: DecimalMark | None = None) -> Decimal:
    """The number in ``1 234,5``, ``1,234.5``, ``.5`` or ``1.2m``.

    Args:
        text: What was typed.
        field: The field to name in a refusal.
        decimal_mark: The mark before the fraction, when the locale or a file's column tells; without
            it, a single mark followed by exactly three digits groups thousands.

    Raises:
        Invalid: It is no number, or beyond 64 bits.
    """
    number = _number(_plain(text), decimal_mark)
    if number is None:
        raise Invalid(
            say("{text} is not a number.", text=what_was_typed(text)),
            field=field,
            hint=say("Write digits, such as 1234.5."),
        )
    if abs(number) > _LARGEST:
        raise _too_large(text, field)
    return number


def parse_percent(text: str, *, field: str | None = None, decimal_mark: DecimalMark | None = None) -> Decimal:
    """The percentage in ``12.5 %`` or ``12.5``: 12.5 of a hundred, not 0.125.

    Raises:
        Invalid: It is no number.
    """
    bare = _plain(text).strip("%").strip()
    if not bare.isascii():
        bare = _without_per_cent(bare)
    try:
        return parse_decimal(bare, field=field, decimal_mark=decimal_mark)
    except Invalid:
        raise Invalid(
            say("{text} is not a percentage.", text=what_was_typed(text)),
            field=field,
            hint=say("Write it like 12.5 %."),
        ) from None


def _without_per_cent(text: str) -> str:
    """A percentage in Arabic words without those for the sign; nothing for a part of one, which is no percentage."""
    folded = fold(text)
    words = next((folded.removesuffix(sign) for sign in _PER_CENT if folded.endswith(sign)), text).strip()
    number, read = number_of(words.split())
    return "" if read and number < 1 else words


def yes_or_no(value: object) -> bool | None:
    """Yes, no, or ``None`` for what is neither; of numbers 1 and 0 count."""
    if isinstance(value, (bool, int, float)):
        return bool(value) if value in {0, 1} else None
    word = fold(value) if isinstance(value, str) else ""
    return True if word in _YES else False if word in _NO else None


def parse_yes_no(text: str, *, field: str | None = None) -> bool:
    """Yes or no, in English or Arabic words, as lists have it, ``1`` or ``0``, ``on`` or ``off``.

    Raises:
        Invalid: It is neither.
    """
    answer = yes_or_no(text)
    if answer is not None:
        return answer
    raise Invalid(
        say("{text} is neither yes nor no.", text=what_was_typed(text)), field=field, hint=say("Write yes or no.")
    )


def parse_money(
    text: str,
    default_currency: str = "",
    *,
    field: str | None = None,
    decimal_mark: DecimalMark | None = None,
) -> Money:
    """The money in ``2500000 USD``, ``USD 50,000``, ``$50k``, ``€ 5 000,50`` or ``د.إ 500``.

    A point before exactly three digits is a fraction in currencies that have thousandths (``1.250 KWD``)
    and groups thousands in the others; ``decimal_mark`` settles it for all.

    Args:
        text: What was typed.
        default_currency: The currency when none is written, and the dollar that ``$`` means.
        field: The field to name in a refusal.
        decimal_mark: The mark before the fraction, if known.

    Raises:
        Invalid: There is no amount, no currency, an unknown one, too large an amount, or one with more
            decimals than the currency has.
    """
    number, currency = _amount_and_currency(text, default_currency, field, decimal_mark)
    smallest = Decimal(1).scaleb(-digits_of(currency))
    if abs(number) > _LARGEST * smallest:
        raise _too_large(text, field)
    if number != number.quantize(smallest):
        raise _too_fine(text, number, currency, field)
    return Money.of(number, currency)


def parse_unit_price(
    text: str,
    default_currency: str = "",
    *,
    field: str | None = None,
    decimal_mark: DecimalMark | None = None,
) -> UnitPrice:
    """The price of one unit in ``0.1255 USD``, with up to ten decimals whatever the currency has.

    It is read as money is, but for a lone point, which stands before a fraction: ``1.125 USD`` has thousandths.

    Raises:
        Invalid: There is no amount, no currency, an unknown one, too large an amount, or more decimals.
    """
    plain = _plain(text)
    mark = decimal_mark or ("." if plain.count(".") == 1 and "," not in plain else None)
    number, currency = _amount_and_currency(text, default_currency, field, mark)
    if abs(number) > _LARGEST_PRICE:
        raise _too_large(text, field)
    if decimals_of(number) > _FINEST:
        raise Invalid(
            say("A price of one unit has at most 10 decimals; {text} has more.", text=what_was_typed(text)),
            field=field,
            hint=say("Round it."),
        )
    return UnitPrice(number, currency)


def _amount_and_currency(
    text: str, default_currency: str, field: str | None, decimal_mark: DecimalMark | None
) -> tuple[Decimal, str]:
    """The number and the currency of a text with both.

    Raises:
        Invalid: There is no amount, no currency, or an unknown one.
    """
    plain = _plain(text)
    amount = _AMOUNT.search(plain)
    if amount is None:
        plain = with_digits(plain)
        amount = _AMOUNT.search(plain)
    if amount is None:
        raise _not_money(text, field)
    before, after = plain[: amount.start()].strip(), plain[amount.end() :].strip()
    sign = "-" if "-" in before else ""
    before = before.strip("+- ")
    multiplier, after = _multiplier_of(after)
    if (before and after) or re.search(r"\d", after):
        raise _not_money(text, field)
    currency = currency_of(before or after, default_currency, field=field)
    mark = decimal_mark or ("." if MINOR_DIGITS.get(currency) == 3 and "," not in amount[0] else None)
    number = _number(sign + amount[0].strip() + multiplier, mark)
    if number is None:
        raise _not_money(text, field)
    return number, currency


def currency_named(text: str) -> str:
    """The ISO 4217 code of the currency that stands beside an amount; empty where none does, or none in use."""
    words = _AMOUNT.sub("", _plain(text), count=1).strip("+- ")
    words = _multiplier_of(words)[1] or words
    try:
        return currency_of(words) if words else ""
    except Invalid:
        return ""


def parse_currency(text: str, *, field: str | None = None) -> str:
    """The ISO 4217 code of a currency's code, sign or name.

    Raises:
        Invalid: It is not a currency in use.
    """
    return currency_of(_plain(text), field=field)


def _plain(text: str) -> str:
    """The text with ASCII digits and marks, single spaces, and nothing invisible."""
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(character)) if character.isdecimal() else character
            for character in text.translate(_MARKS)
            if unicodedata.category(character) != "Cf" and character not in _HARAKAT
        )
    plain = " ".join(text.split()).removesuffix("/-")
    negative = _BELOW_ZERO.fullmatch(plain)
    return f"-{(negative[1] or negative[2]).strip()}" if negative else plain


def _number(plain: str, decimal_mark: DecimalMark | None = None) -> Decimal | None:
    """The number, with its sign and multiplier; None if it is none."""
    parts = _NUMBER.fullmatch(plain) or _NUMBER.fullmatch(with_digits(plain))
    if parts is None or len(plain) > 60:
        return None
    sign, written, multiplier = parts.groups()
    times = _MULTIPLIERS.get(fold(multiplier)) if multiplier else 1
    digits = _ungrouped(written, decimal_mark)
    return None if times is None or digits is None else Decimal(sign + digits) * times


def _ungrouped(written: str, decimal_mark: DecimalMark | None) -> str | None:
    """The digits with a point before the fraction and without grouping; None if the groups are odd."""
    mark = decimal_mark or form_of(written).mark or ""
    whole, found, fraction = written.rpartition(mark) if mark else (written, "", "")
    if not found:
        whole, fraction = written, ""
    if not fraction.isdecimal() and found:
        return None
    if whole.isdecimal() or not whole:
        return f"{whole or '0'}.{fraction}" if fraction else whole
    groups = re.split(r"[.,'_ ]", whole)
    separators = set(re.findall(r"[.,'_ ]", whole))
    # The last group has three digits; those before two or three (India writes 1,00,000).
    orderly = len(groups[-1]) == 3 and all(2 <= len(group) <= 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if len(separators) != 1 or mark in separators or not orderly:
        return None
    return "".join(groups) + (f".{fraction}" if fraction else "")


def _multiplier_of(after: str) -> tuple[str, str]:
    """The multiplier a text behind a number begins with, and the rest."""
    word = re.match(r"[^\W\d_]+", after)
    if word and fold(word[0]) in _MULTIPLIERS:
        return word[0], after[word.end() :].strip()
    return "", after


def _not_money(text: str, field: str | None) -> Invalid:
    hint = say("Write it like 50,000 USD.")
    return Invalid(say("{text} is not an amount of money.", text=what_was_typed(text)), field=field, hint=hint)


def _too_fine(text: str, number: Decimal, currency: str, field: str | None) -> Invalid:
    digits = digits_of(currency)
    smallest = Decimal(1).scaleb(-digits)
    below, above = (number.quantize(smallest, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
    return Invalid(
        say(
            "{currency} has {digits} decimals; {text} has more.",
            currency=currency,
            digits=digits,
            text=what_was_typed(text),
        )
        if digits
        else say("{currency} has no decimals; {text} has some.", currency=currency, text=what_was_typed(text)),
        field=field,
        hint=say(
            "Write {below} or {above} {currency}.",
            below=formats.number(below, "f"),
            above=formats.number(above, "f"),
            currency=currency,
        ),
    )


def _too_large(text: str, field: str | None) -> Invalid:
    return Invalid(
        say("{text} is too large.", text=what_was_typed(text)), field=field, hint=say("Use at most 18 digits.")
    )
