"""Amounts as people write them: numbers, percentages, money, yes and no."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.money import MINOR_DIGITS, Money, digits_of
from app.domain.core.number_forms import DecimalMark, form_of
from app.domain.core.number_words import with_digits

_CODES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL
"""
#: The currencies in circulation, and those replaced since 2024 that old records may carry (ISO 4217).
CURRENCIES: Final = frozenset(_CODES.split())

_SHARED: Final = {
    "$ DOLLAR DOLLARS": """
    USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP JMD TTD BBD BSD BZD FJD GYD LRD NAD SBD SRD XCD KYD BMD BND
    """,
    "DIRHAM DIRHAMS درهم دراهم": "AED MAD",
    "RIYAL RIYALS RIAL ريال": "SAR QAR OMR YER IRR",
    "RS RUPEE RUPEES": "INR PKR LKR NPR MUR SCR",
    "£ POUND POUNDS": "GBP EGP SYP LBP SDG",
    "جنيه": "EGP SDG GBP",
    "¥ YEN": "JPY CNY",
    "DINAR DINARS دينار": "- KWD BHD JOD IQD LYD TND DZD RSD",
    "KR": "- SEK NOK DKK ISK",
}
#: Signs of several currencies: the user's own is meant where it is one of them, else the first, unless there is none.
_SHARED_SIGNS: Final = {sign: codes.split() for signs, codes in _SHARED.items() for sign in signs.split()}

_SIGNS_BY_CURRENCY: Final = {
    "AED": "DH DHS \u20c3 د.إ",
    "AUD": "A$ AU$",
    "BHD": "BD د.ب",
    "BRL": "R$",
    "CAD": "C$ CA$",
    "CHF": "FR SFR",
    "CZK": "KČ",
    "DZD": "د.ج",
    "EGP": "ج.م",
    "EUR": "€ EURO EUROS يورو",
    "GBP": "STERLING",
    "HKD": "HK$",
    "ILS": "₪",
    "INR": "₹",
    "IQD": "د.ع",
    "JOD": "د.أ د.ا",
    "KRW": "₩",
    "KWD": "KD د.ك",
    "KZT": "₸",
    "LBP": "ل.ل",
    "MAD": "د.م",
    "NGN": "₦",
    "NZD": "NZ$",
    "OMR": "ر.ع",
    "PHP": "₱",
    "PLN": "ZŁ",
    "QAR": "ر.ق",
    "RUB": "₽",
    "SAR": "SR \u20c1 ر.س",
    "SGD": "S$",
    "THB": "฿",
    "TND": "د.ت",
    "TRY": "₺",
    "UAH": "₴",
    "USD": "US$ دولار",
    "VND": "₫",
    "YER": "ر.ي",
}
_SIGNS: Final = {sign: code for code, signs in _SIGNS_BY_CURRENCY.items() for sign in signs.split()}

_NAMES_BY_CURRENCY: Final = {
    "AED": ("درهم إماراتي", "دراهم", "دراهم إماراتية"),
    "BHD": ("دينار بحريني",),
    "EGP": ("جنيه مصري", "جنيه", "جنيها"),
    "GBP": ("جنيه إسترليني",),
    "IQD": ("دينار عراقي",),
    "JOD": ("دينار أردني",),
    "KWD": ("دينار كويتي",),
    "LBP": ("ليرة لبنانية",),
    "MAD": ("درهم مغربي",),
    "OMR": ("ريال عماني",),
    "QAR": ("ريال قطري",),
    "SAR": ("ريال سعودي", "ريالا سعوديا"),
    "TND": ("دينار تونسي",),
    "TRY": ("ليرة تركية",),
    "USD": ("دولار أمريكي", "دولارا", "دولارات"),
    "YER": ("ريال يمني",),
}
_FULL_NAMES: Final = {fold(name): code for code, names in _NAMES_BY_CURRENCY.items() for name in names}

_MULTIPLIER_WORDS: Final = {
    1_000: "K TSD THOUSAND THOUSANDS ألف الف آلاف الاف",
    100_000: "LAKH LAKHS LAC LACS",
    1_000_000: "M MN MM MIO MILLION MILLIONS مليون ملايين",
    10_000_000: "CR CRORE CRORES",
    1_000_000_000: "B BN MRD BILLION BILLIONS مليار مليارات",
}
_MULTIPLIERS: Final = {word: times for times, words in _MULTIPLIER_WORDS.items() for word in words.split()}

_YES_WORDS: Final = "yes y true t 1 on x oui ja si sim wahr vrai verdadero verdadeiro vero waar نعم ن أجل صح ✓ ✔ ☑"
_NO_WORDS: Final = "no n false f 0 off non nein não falsch faux falso onwaar لا ل خطأ ✗ ☐"
_YES: Final = frozenset(fold(word) for word in _YES_WORDS.split())
_NO: Final = frozenset(fold(word) for word in _NO_WORDS.split())

#: The largest whole number every database stores.
_LARGEST: Final = 2**63 - 1
_NUMBER: Final = re.compile(r"([+-]?)\s?(\d(?:[\d.,'_ ]*\d)?|[.,]\d+)\s?([^\W\d_]*)")
_AMOUNT: Final = re.compile(r"[+-]?\s?(?:\d(?:[\d.,'_ ]*\d)?|[.,]\d+)")
#: How accounts write what is below zero: ``(1,234.50)`` and ``1.234,50-``.
_BELOW_ZERO: Final = re.compile(r"\(([^()]*\d[^()]*)\)|([^-]*\d)\s?-")
_MARKS: Final = str.maketrans({"٫": ".", "٬": ",", "،": ",", "’": "'", "‘": "'", "−": "-", "–": "-", "٪": "%"})


def parse_integer(text: str, *, field: str | None = None) -> int:
    """The whole number in ``1,200``, ``٤٢`` or ``2.5k``.

    Raises:
        Invalid: It is no number, has a fraction, or is beyond 64 bits.
    """
    number = _number(_plain(text))
    if number is None or number != number.to_integral_value():
        raise Invalid(f"{_quoted(text)} is not a whole number.", field=field, hint="Write digits, such as 1200.")
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
        raise Invalid(f"{_quoted(text)} is not a number.", field=field, hint="Write digits, such as 1234.5.")
    if abs(number) > _LARGEST:
        raise _too_large(text, field)
    return number


def parse_percent(text: str, *, field: str | None = None, decimal_mark: DecimalMark | None = None) -> Decimal:
    """The percentage in ``12.5 %`` or ``12.5``: 12.5 of a hundred, not 0.125.

    Raises:
        Invalid: It is no number.
    """
    bare = _plain(text).strip("%٪").strip()
    try:
        return parse_decimal(bare, field=field, decimal_mark=decimal_mark)
    except Invalid:
        raise Invalid(f"{_quoted(text)} is not a percentage.", field=field, hint="Write it like 12.5 %.") from None


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
    raise Invalid(f"{_quoted(text)} is neither yes nor no.", field=field, hint="Write yes or no.")


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
    currency = _currency(before or after, default_currency, field)
    mark = decimal_mark or ("." if MINOR_DIGITS.get(currency) == 3 and "," not in amount[0] else None)
    number = _number(sign + amount[0].strip() + multiplier, mark)
    if number is None:
        raise _not_money(text, field)
    smallest = Decimal(1).scaleb(-digits_of(currency))
    if abs(number) > _LARGEST * smallest:
        raise _too_large(text, field)
    if number != number.quantize(smallest):
        raise _too_fine(text, number, currency, field)
    return Money.of(number, currency)


def currency_named(text: str) -> str:
    """The ISO 4217 code of the currency that stands beside an amount; empty where none does, or none in use."""
    words = _AMOUNT.sub("", _plain(text), count=1).strip("+- ")
    words = _multiplier_of(words)[1] or words
    try:
        return _currency(words, "", None) if words else ""
    except Invalid:
        return ""


def parse_currency(text: str, *, field: str | None = None) -> str:
    """The ISO 4217 code of a currency's code, sign or name.

    Raises:
        Invalid: It is not a currency in use.
    """
    return _currency(_plain(text), "", field)


def _plain(text: str) -> str:
    """The text with ASCII digits and marks, single spaces, and nothing invisible."""
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(character)) if character.isdecimal() else character
            for character in text.translate(_MARKS)
            if unicodedata.category(character) != "Cf"
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
    times = _MULTIPLIERS.get(multiplier.upper()) if multiplier else 1
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
    if word and word[0].upper() in _MULTIPLIERS:
        return word[0], after[word.end() :].strip()
    return "", after


def _currency(written: str, default: str, field: str | None) -> str:
    """The code of a written currency, or the default when nothing is written."""
    name = written.upper().strip(" .")
    if not name.isascii() and (full := _FULL_NAMES.get(fold(name))):
        return full
    shared = _SHARED_SIGNS.get(name)
    if shared:
        code = default.upper() if default.upper() in shared else shared[0]
    else:
        code = _SIGNS.get(name, name) if name else default.upper()
    if code in CURRENCIES:
        return code
    hint = "Write the currency's code, such as USD or AED."
    if shared and code == "-":
        raise Invalid(f"{_quoted(written)} is the currency of several countries.", field=field, hint=hint)
    if not code:
        raise Invalid("The amount has no currency.", field=field, hint=hint)
    raise Invalid(f"{_quoted(written or default)} is not a currency.", field=field, hint=hint)


def _quoted(text: str) -> str:
    """What was typed, quoted, and shortened to fit a sentence."""
    typed = " ".join(text.split())
    return f"“{typed if len(typed) <= 40 else typed[:39] + '…'}”" if typed else "Nothing"


def _not_money(text: str, field: str | None) -> Invalid:
    hint = "Write it like 50,000 USD."
    return Invalid(f"{_quoted(text)} is not an amount of money.", field=field, hint=hint)


def _too_fine(text: str, number: Decimal, currency: str, field: str | None) -> Invalid:
    digits = digits_of(currency)
    smallest = Decimal(1).scaleb(-digits)
    below, above = (number.quantize(smallest, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
    return Invalid(
        f"{currency} has {digits or 'no'} decimals; {_quoted(text)} has {'more' if digits else 'some'}.",
        field=field,
        hint=f"Write {below:f} or {above:f} {currency}.",
    )


def _too_large(text: str, field: str | None) -> Invalid:
    return Invalid(f"{_quoted(text)} is too large.", field=field, hint="Use at most 18 digits.")
