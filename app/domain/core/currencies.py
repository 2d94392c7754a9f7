"""Currencies by their codes, and by the signs and names that people write for them in English and Arabic."""

from __future__ import annotations

from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.suggestions import what_was_typed
from app.words import say

_CODES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL
"""
#: The currencies in circulation, and those replaced since 2024 that old records may carry (ISO 4217).
CURRENCIES: Final = frozenset(_CODES.split())

_SHARED: Final = {
    "$ dollar dollars دولار": """
    USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP JMD TTD BBD BSD BZD FJD GYD LRD NAD SBD SRD XCD KYD BMD BND
    """,
    "dirham dirhams درهم": "AED MAD",
    "riyal riyals rial ريال": "SAR QAR OMR YER IRR",
    "rs rupee rupees روبية": "INR PKR LKR NPR MUR SCR",
    "£ pound pounds": "GBP EGP SYP LBP SDG",
    "جنيه": "EGP SDG GBP",
    "¥ yen": "JPY CNY",
    "dinar dinars دينار": "- KWD BHD JOD IQD LYD TND DZD RSD",
    "ليرة": "- LBP SYP TRY",
    "د.ا": "- AED JOD",
    "kr": "- SEK NOK DKK ISK",
}
#: Signs of several currencies: the user's own is meant where it is one of them, else the first, unless there is none.
_SHARED_SIGNS: Final = {fold(sign): codes.split() for signs, codes in _SHARED.items() for sign in signs.split()}

_SIGNS_BY_CURRENCY: Final = {
    "AED": "dh dhs \u20c3",
    "AUD": "a$ au$",
    "BHD": "bd د.ب",
    "BRL": "r$",
    "CAD": "c$ ca$",
    "CHF": "fr sfr",
    "CZK": "kč",
    "DZD": "د.ج",
    "EGP": "ج.م",
    "EUR": "€ euro euros يورو",
    "GBP": "sterling",
    "HKD": "hk$",
    "ILS": "₪ شيكل شيقل",
    "INR": "₹",
    "IQD": "د.ع",
    "KRW": "₩",
    "KWD": "kd د.ك",
    "KZT": "₸",
    "LBP": "ل.ل",
    "LYD": "د.ل",
    "MAD": "د.م",
    "MRU": "أ.م",
    "NGN": "₦",
    "NZD": "nz$",
    "OMR": "ر.ع",
    "PHP": "₱",
    "PLN": "zł",
    "QAR": "ر.ق",
    "RUB": "₽",
    "SAR": "sr \u20c1 ر.س",
    "SDG": "ج.س",
    "SGD": "s$",
    "SYP": "ل.س",
    "THB": "฿",
    "TND": "د.ت",
    "TRY": "₺",
    "UAH": "₴",
    "USD": "us$",
    "VND": "₫",
    "YER": "ر.ي",
}
_SIGNS: Final = {fold(sign): code for code, signs in _SIGNS_BY_CURRENCY.items() for sign in signs.split()}
#: Signs that folding would make one, as they are written.
_EXACT_SIGNS: Final = {"د.إ": "AED", "د.أ": "JOD"}

#: Arabic nouns as they stand behind numbers, by their singular.
_FORMS: Final = {
    fold(form): fold(noun)
    for noun, forms in {
        "درهم": "درهما دراهم درهمان درهمين",
        "دينار": "دينارا دنانير ديناران دينارين",
        "ريال": "ريالا ريالات ريالان ريالين",
        "جنيه": "جنيها جنيهات جنيهان جنيهين",
        "ليرة": "ليرات ليرتان ليرتين",
        "دولار": "دولارا دولارات دولاران دولارين",
        "روبية": "روبيات",
        "شيكل": "شيكلا شواكل",
        "ين": "ينا",
        "يوان": "يوانا",
    }.items()
    for form in (noun, *forms.split())
}
#: What tells the currencies of one noun apart, as it follows the noun.
_OF_COUNTRIES: Final = {
    (fold(noun), fold(country)): code
    for noun, countries in {
        "درهم": {"إماراتي": "AED", "مغربي": "MAD"},
        "دينار": {
            "كويتي": "KWD",
            "بحريني": "BHD",
            "أردني": "JOD",
            "عراقي": "IQD",
            "ليبي": "LYD",
            "تونسي": "TND",
            "جزائري": "DZD",
            "صربي": "RSD",
        },
        "ريال": {"سعودي": "SAR", "قطري": "QAR", "عماني": "OMR", "يمني": "YER", "إيراني": "IRR"},
        "جنيه": {"مصري": "EGP", "سوداني": "SDG", "إسترليني": "GBP", "استرليني": "GBP"},
        "ليرة": {"لبناني": "LBP", "سوري": "SYP", "تركي": "TRY"},
        "دولار": {
            "أمريكي": "USD",
            "أميركي": "USD",
            "كندي": "CAD",
            "أسترالي": "AUD",
            "سنغافوري": "SGD",
        },
        "روبية": {"هندي": "INR", "باكستاني": "PKR"},
        "شيكل": {"جديد": "ILS", "إسرائيلي": "ILS"},
        "ين": {"ياباني": "JPY"},
        "يوان": {"صيني": "CNY"},
    }.items()
    for country, code in countries.items()
}
_ENDINGS: Final = ("ه", "ا", "ات", "ان", "ين")
_ARTICLE: Final = "ال"


def currency_of(written: str, default: str = "", *, field: str | None = None) -> str:
    """The ISO 4217 code of a written currency, or the default when nothing is written.

    Args:
        written: Its code, sign or name.
        default: The user's own currency: it is meant by a sign or name that it shares with others.
        field: The field to name in a refusal.

    Raises:
        Invalid: It is no currency in use, or one of several countries'.
    """
    name = written.strip(" .")
    noun = fold(name)
    if not name.isascii():
        code = _EXACT_SIGNS.get(name) or _named_in_arabic(noun)
        if code:
            return code
        noun = _singular(noun)
    shared = _SHARED_SIGNS.get(noun)
    if shared:
        code = default.upper() if default.upper() in shared else shared[0]
    else:
        code = _SIGNS.get(noun, name.upper()) if name else default.upper()
    if code in CURRENCIES:
        return code
    hint = say("Write the currency's code, such as USD or AED.")
    if shared and code == "-":
        raise Invalid(
            say("{text} is the currency of several countries.", text=what_was_typed(written)), field=field, hint=hint
        )
    if not code:
        raise Invalid(say("The amount has no currency."), field=field, hint=hint)
    raise Invalid(say("{text} is not a currency.", text=what_was_typed(written or default)), field=field, hint=hint)


def _singular(noun: str) -> str:
    """A folded noun as it is without a number before it."""
    return _FORMS.get(noun) or _FORMS.get(noun.removeprefix(_ARTICLE), noun)


def _named_in_arabic(name: str) -> str:
    """The code of a currency by its noun and its country; empty where either is missing."""
    noun, _, country = name.partition(" ")
    singular, country = _singular(noun), country.removeprefix(_ARTICLE)
    endings = ("", *_ENDINGS)
    return next(
        (
            code
            for ending in endings
            if country.endswith(ending) and (code := _OF_COUNTRIES.get((singular, country.removesuffix(ending))))
        ),
        "",
    )
