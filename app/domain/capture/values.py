"""What a cell's value amounts to before any field is known: nothing, a kind of value, a choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from app.domain.core.amounts import parse_money, yes_or_no
from app.domain.core.errors import Invalid
from app.domain.core.field_types.written_times import written_time
from app.domain.core.folding import letters_of
from app.domain.core.phones import parse_phone

_BLANKS = frozenset(
    word.strip()
    for word in [
        "\n    ",
        " - ",
        " -- ",
        " --- ",
        " . ",
        " ? ",
        " n/a ",
        " n.a. ",
        " na ",
        " #n/a ",
        " #na ",
        " null ",
        " (null) ",
        " nil ",
        " none ",
        " (none) ",
        " nan ",
        " undefined\n    ",
        " select ",
        " select one ",
        " please select ",
        " -select- ",
        " - select - ",
        " --select-- ",
        " -- select -- ",
        " --none-- ",
        " -none-\n    ",
        " <none> ",
        " (blank) ",
        " blank ",
        " not provided ",
        " not specified ",
        " not available\n    ",
        " #ref! ",
        " #value! ",
        " #div/0! ",
        " #name? ",
        " #null! ",
        " #num! ",
        " #spill! ",
        " #calc! ",
        " #getting_data ",
        " #error! ",
        " nat ",
        " لا يوجد ",
        " غير محدد ",
        " غير متوفر ",
        " اختر ",
        " لا شيء\n    ",
    ]
)
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬\u00a0\u202f\u2009’‘−", "01234567890123456789.,   ''-")
_BELOW_ZERO = re.compile(r"\((.*\d)\)|(.*\d) ?-")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_INTEGER = re.compile(
    r"[-+]?(?:\d{1,15}|[1-9]\d{0,2}(?P<mark>[,'])(?:\d{2,3}(?P=mark))*\d{3}"
    r"|[1-9]\d{0,2} \d{3}|[1-9]\d{0,2}(?:\.\d{3}){2,4})"
)
_DECIMAL = re.compile(
    r"[-+]?(?:\d{0,15}|\d{1,3}(?P<comma>[,' ])(?:\d{2,3}(?P=comma))*\d{3})\.\d{1,10}"
    r"|[-+]?(?:\d{1,15}|\d{1,3}(?P<point>[.' ])(?:\d{2,3}(?P=point))*\d{3}),\d{1,4}"
)
_CURRENCY = re.compile(
    r"^(?:[A-Z]{3}\s?|[A-Z]{0,3}[$€£¥₹]\s?|Rs\.?\s?)(?=[-\d.,])"
    r"|(?<=\d)(?:\s?[A-Z]{3}|\s?[$€£¥₹]|\s?د\.إ|\s?ر\.س|\s?درهم|\s?ريال)$"
)
_IN_WORDS = re.compile(r"\D{0,6}\d[\d.,' ]{0,20}[^\W\d]{1,9}\.?(?: \D{1,12})?")
_DATE = re.compile(
    r"(?:[^\W\d]{2,10}\.?,? )?(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?[-/. ] ?[^\W\d]{3,9}[-/., ]{1,2}\d{2,4}"
    r"|[^\W\d]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_TIME = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]\.?M\.?| Uhr)?"
    r"(?: ?(?:Z|[A-Z]{3,4}|(?:UTC|GMT)?[-+]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ANY_DAY = date(2000, 1, 1)
_DOTTED = re.compile(r"\+\d{1,3}\.\d{6,14}")
_ABROAD = re.compile(r"(?:\+|00)[\d\s().\-/]{7,25}(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d(][\d\s().\-/]{5,18}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)

_LEAST_DIALLED = 7
_LONGEST_SHAPED = 320
_LONGEST_BLANK = 24


def words_of(heading: str) -> tuple[str, ...]:
    """The folded words of a heading, also of LeadSource, lead_source and Lead_Source__c."""
    plain = re.sub(r"__[cr]$", "", heading.strip())
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    return tuple(letters_of(word) for word in re.split(r"[\W_]+", plain) if letters_of(word))


def value_text(value: object) -> str:
    """A cell as the value maps know it: as text without space around it."""
    return value.strip() if isinstance(value, str) else str(value)


def blank(value: object) -> bool:
    """Whether a cell says nothing: empty, or what forms and exports write when nothing was chosen."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    return not value or value.isspace() or (len(value) <= _LONGEST_BLANK and value.strip().casefold() in _BLANKS)


def shape_of(value: object) -> str:
    """What a filled cell looks like.

    A number with leading zeros, or with more digits than an integer keeps exactly, is text: it is a code.
    With a plus and seven digits or more it is one to dial, not to reckon with.

    Returns:
        yes_no, integer, decimal, money, percent, amount, date, moment, time, email, url, phone or text.
    """
    stored = _STORED_SHAPES.get(type(value))
    if stored:
        return stored
    text = str(value).strip().translate(_PLAIN)
    if len(text) > _LONGEST_SHAPED:
        return "text"
    if below := _BELOW_ZERO.fullmatch(text):
        text = f"-{below[1] or below[2]}"
    return next((shape for shape, fits in _WRITTEN_SHAPES if fits(text)), "text")


def international(value: object) -> bool:
    """Whether a cell holds a phone number with its country: after a plus or 00, of a length that exists."""
    text = value.strip().translate(_PLAIN) if isinstance(value, str) else ""
    if not _ABROAD.fullmatch(text):
        return False
    try:
        return parse_phone(text).e164 is not None
    except Invalid:
        return False


def _is_code(text: str) -> bool:
    """Whether digits are a code rather than a quantity: a leading zero, or too many of them."""
    digits = text.lstrip("+-")
    return digits.isdigit() and ((len(digits) > 1 and digits[0] == "0") or len(digits) > 15)


def _is_dialled(text: str) -> bool:
    """Whether digits behind a plus are a phone number rather than a quantity: seven of them, or more."""
    many = text.startswith("+") and sum(map(str.isdigit, text)) >= _LEAST_DIALLED
    return many and bool(_INTEGER.fullmatch(text) or _DOTTED.fullmatch(text))


def _is_money(text: str) -> bool:
    """Whether the text is a number with a currency."""
    bare = _CURRENCY.sub("", text).strip()
    return bare != text and bool(_INTEGER.fullmatch(bare) or _DECIMAL.fullmatch(bare))


def _is_amount(text: str) -> bool:
    """Whether the text is a number in thousands or millions, with a currency or without, such as 50k or 5 lakh INR."""
    if not _IN_WORDS.fullmatch(text):
        return False
    try:
        return bool(parse_money(text, "USD").currency)
    except Invalid:
        return False


def _is_percent(text: str) -> bool:
    """Whether the text is a number of hundredths."""
    bare = text.strip("%٪").strip()
    return bare != text and bool(_INTEGER.fullmatch(bare) or _DECIMAL.fullmatch(bare))


def _is_moment(text: str) -> bool:
    """Whether the text is a date with a time of day."""
    clock = _TIME.search(text)
    return clock is not None and clock.end() == len(text) and bool(_DATE.fullmatch(text[: clock.start()]))


def _written_as(sort: type[date], text: str) -> bool:
    """Whether the text is a whole date with the month by its name, or one with a time, in the ways lists write them."""
    if not _WITH_YEAR.search(text):
        return False
    try:
        return type(written_time(text, None, chosen=False, today=_ANY_DAY)) is sort
    except ValueError:
        return False


_STORED_SHAPES: dict[type, str] = {
    bool: "yes_no",
    int: "integer",
    float: "decimal",
    Decimal: "decimal",
    datetime: "moment",
    date: "date",
    time: "time",
}
_WRITTEN_SHAPES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("yes_no", lambda text: text not in {"0", "1"} and yes_or_no(text) is not None),
    ("email", _EMAIL.fullmatch),
    ("text", _is_code),
    ("phone", _is_dialled),
    ("integer", _INTEGER.fullmatch),
    ("decimal", _DECIMAL.fullmatch),
    ("money", _is_money),
    ("percent", _is_percent),
    ("amount", _is_amount),
    ("date", _DATE.fullmatch),
    ("moment", _is_moment),
    ("date", lambda text: _written_as(date, text)),
    ("moment", lambda text: _written_as(datetime, text)),
    ("url", _URL.fullmatch),
    ("phone", _PHONE.fullmatch),
)
"""What text may look like, tried in this order."""


def choice_for(value: object, choices: Mapping[str, tuple[str, ...]]) -> str | None:
    """The code of the choice that a value means, by the code itself or one of its synonyms.

    Args:
        value: The cell.
        choices: Codes with their synonyms.
    """
    key = letters_of(str(value))
    if not key:
        return None
    for code, words in choices.items():
        if key == letters_of(code) or any(key == letters_of(word) for word in words):
            return code
    return None
