"""Phone numbers: what was typed, and the E.164 number behind it when there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line
from app.words import say

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


@frozen
class Phone:
    """A phone number as a person gave it.

    Attributes:
        raw: What was typed, cleaned of invisible characters only.
        e164: The international number, such as ``+971501234567``; None when none can be made of it.
        extension: The digits to dial after the connection, or nothing.
    """

    raw: str
    e164: str | None
    extension: str = ""


@frozen
class _NumberingPlan:
    """What the numbers of a country are like.

    Attributes:
        region: The country, as ISO 3166 code; the largest of those that share the calling code.
        lengths: How many digits a national number may have.
        prefix: What people write before it that is not part of it.
        trunk: The digits dialled before it within the country.
        national: What the numbers of the whole country look like; ``None`` where they are written in another way
            than they are dialled from abroad.
        given_out: What those look like that are given out; ``None`` where several countries share the calling code.
        abroad: What is dialled there before the calling code of another country.
    """

    region: str
    lengths: frozenset[int]
    prefix: re.Pattern[str] | None
    trunk: str
    national: re.Pattern[str] | None
    given_out: re.Pattern[str] | None
    abroad: str


#: Digits of the shortest numbers that are dialled.
_FEWEST_DIGITS: Final = 3
#: Digits from which a number without a plus may begin with its country code: the national ones of North America have
#: ten.
_FEWEST_ABROAD: Final = 11
#: A number that a program kept as a quantity: ``971500001102.0``.
_AS_A_FRACTION: Final = re.compile(r"^(\+?\d{6,15})\.0+$")
_PLAIN: Final = re.compile(r"\+[1-9][0-9 ().\-]{6,28}")
_DIGITS_ALONE: Final = re.compile(r"[0-9(][0-9 ().\-]{5,28}")
_ABROAD: Final = "00"
#: Where the library keeps what numbers of each type look like.
_TYPES: Final = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan"),
    "voicemail",
)
_FEWEST_SEARCHED: Final = 5
_DIALLED: Final = re.compile(r"[+(]?\d[\d\s().\-/+\u2010-\u2015\xa0]*\)?")
_FEWEST_OF_SEVERAL: Final = 6
_SEVERAL: Final = re.compile(r"\s*(?::::|[;|\n,،/]|\s(?:or|and|&|أو)\s)\s*")
_EXTENSION: Final = re.compile(r"\s*(?:;ext=|ext\.?|extension|x|#|تحويلة)\s*\d{1,7}\s*$", re.IGNORECASE)
_SEPARATORS: Final = str.maketrans("", "", " ().-")


def parse_phone(text: str, region: str = "") -> Phone:
    """The phone number in what a person typed, in any script's digits.

    Args:
        text: ``+971 50 123 4567``, ``04 123 4567 ext. 12``, ``٠٥٠ ١٢٣ ٤٥٦٧`` and the like.
        region: The country (ISO 3166, two letters) whose national numbers are meant; without it only
            international numbers get an ``e164``, those of eleven digits and more without their plus too.

    Raises:
        Invalid: There are fewer digits in it than the shortest number has, such as 112.
    """
    raw = clean_line(text)
    dialled = _AS_A_FRACTION.sub(r"\1", _ascii_digits(raw))
    if sum(character in "0123456789" for character in dialled) < _FEWEST_DIGITS:
        raise Invalid(
            say("“{text}” is not a phone number.", text=raw) if raw else say("The phone number is empty."),
            field="phone",
            hint=say("Write it with the country code, such as +971 50 123 4567."),
        )
    e164 = quick_e164(dialled, region.upper())
    if e164 is not None:
        return Phone(raw, e164)
    return Phone(raw, *_library_e164(dialled, region.upper()))


def dialled_digits(text: str | None) -> str:
    """The digits of a phone in ASCII, without the international prefix and without an extension."""
    dialled = _EXTENSION.sub("", _AS_A_FRACTION.sub(r"\1", _ascii_digits(text or "")))
    digits = "".join(mark for mark in dialled if mark in "0123456789")
    return digits.removeprefix("00")


def spellings_of(e164: str, region: str = "") -> tuple[str, ...]:
    """The digits a number may be written with: behind ``+`` or ``00``, and those dialled within its own country.

    Args:
        e164: The international number.
        region: The country (ISO 3166, two letters) in which numbers without a country code are meant.
    """
    import phonenumbers

    digits = e164.removeprefix("+")
    number = _parsed(e164) if region else None
    if number is None or phonenumbers.country_code_for_region(region.upper()) != number.country_code:
        return digits, f"00{digits}"
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return digits, f"00{digits}", "".join(mark for mark in national if mark.isdigit())


def is_given_out(e164: str) -> bool:
    """Whether a number is one of those that its country gives out, and not merely as long as one."""
    import phonenumbers

    number = _parsed(e164)
    return number is not None and phonenumbers.is_valid_number(number)


def region_of_number(e164: str) -> str:
    """The country of a number as ISO 3166 code; the largest of those that share a calling code where it tells no more.

    Empty for a number that belongs to none, such as that of a satellite phone.
    """
    import phonenumbers

    number = _parsed(e164)
    if number is None or number.country_code is None:
        return ""
    region = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code
    )
    return str(region) if str(region).isalpha() and region != "ZZ" else ""


def numbers_in(text: str) -> tuple[str, ...]:
    """The phones of a text, as they are written; the whole of it where it is not certainly several.

    >>> numbers_in("+97143001100 / +971500001100"), numbers_in("04 300 1100/12")
    (('+97143001100', '+971500001100'), ('04 300 1100/12',))
    """
    parts = [part.strip() for part in _SEVERAL.split(text)]
    whole = all(len(dialled_digits(part)) >= _FEWEST_OF_SEVERAL for part in parts)
    return tuple(dict.fromkeys(parts)) if whole else (text.strip(),)


def partial_spellings(text: str, region: str = "") -> tuple[str, ...]:
    """How a number, or the beginning of one, stands in an international number: behind 00, or dialled at home.

    Args:
        text: As it was typed.
        region: The country (ISO 3166, two letters) in which numbers without a country code are meant.
    """
    digits = "".join(mark for mark in _ascii_digits(text) if mark in "0123456789")
    if digits.startswith("00"):
        return (digits[2:],) if len(digits) > _FEWEST_SEARCHED else ()
    if not region or not digits.startswith("0") or len(digits) < _FEWEST_DIGITS:
        return ()
    import phonenumbers

    code = phonenumbers.country_code_for_region(region.upper())
    return (f"+{code}{digits[1:]}",) if code else ()


def looks_dialled(text: str) -> bool:
    """Whether a text is nothing but digits and what stands between those of phone numbers, five of them or more."""
    dialled = _ascii_digits(text.strip())
    return bool(_DIALLED.fullmatch(dialled)) and len(dialled_digits(dialled)) >= _FEWEST_SEARCHED


def sought_digits(text: str, region: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """By which digits a phone that is looked for is found.

    Args:
        text: The number, or a part of it.
        region: ISO 3166 code for numbers without a country.

    Returns:
        The digits that a phone may hold somewhere, and those that one of which no country is known may be.
    """
    digits = dialled_digits(text)
    try:
        e164 = parse_phone(text, region).e164
    except Invalid:
        e164 = None
    if e164 is None:
        return (digits,), ()
    spelled = national_spellings(e164)
    return tuple(dict.fromkeys((digits, spelled[0]))), tuple(dict.fromkeys((*spelled, digits, _national(e164))))


def _national(e164: str) -> str:
    """The digits of a number behind its country."""
    digits = e164.removeprefix("+")
    return next((digits[n:] for n in (1, 2, 3) if _numbering_plan(int(digits[:n])) is not None), digits)


def national_spellings(e164: str) -> tuple[str, ...]:
    """The digits of a number with its country, and as it is dialled within it where that begins otherwise."""
    digits = e164.removeprefix("+")
    for length in (1, 2, 3):
        plan = _numbering_plan(int(digits[:length]))
        if plan is not None:
            return (digits, plan.trunk + digits[length:]) if plan.trunk else (digits,)
    return (digits,)


def _ascii_digits(text: str) -> str:
    """The text with the digits and the plus of every script in ASCII."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.decimal(character))
        if character.isdecimal()
        else ("" if unicodedata.category(character) == "Cf" else character)
        for character in folded
    )


def quick_e164(text: str, region: str) -> str | None:
    """The number of a text that is written in the plainest ways, for lists of millions; `parse_phone` reads all others.

    Args:
        text: In ASCII, and without anything beside the number.
        region: The country (ISO 3166, two capital letters) whose national numbers are meant; empty for none.
    """
    return _plain_e164(text) or _written_e164(text, region)


def _plain_e164(dialled: str) -> str | None:
    """The number of ``+`` and digits, checked without the library; None when it must look itself."""
    if not _PLAIN.fullmatch(dialled):
        return None
    digits = dialled[1:].translate(_SEPARATORS)
    for length in (1, 2, 3):
        plan = _numbering_plan(int(digits[:length]))
        if plan is not None:
            national = digits[length:]
            fits = len(national) in plan.lengths and not (plan.prefix and plan.prefix.match(national))
            return f"+{digits}" if fits and national[0] != "0" else None
    return None


def _written_e164(dialled: str, region: str) -> str | None:
    """The number of digits behind 00, or of a national one of a region, where it certainly is one.

    ``None`` for all else: then the library must look. It takes some hundred times as long.
    """
    if not _DIGITS_ALONE.fullmatch(dialled):
        return None
    digits = dialled.translate(_SEPARATORS)
    code = _calling_code(region) if region else 0
    plan = _numbering_plan(code) if code else None
    if digits.startswith(_ABROAD):
        return _in_use(digits[2:]) if plan is None or plan.abroad == _ABROAD else None
    national = _national_of(plan, digits) if plan is not None and plan.region == region else ""
    if len(digits) < _FEWEST_ABROAD:
        return f"+{code}{national}" if national else None
    may_be_national = plan is not None and (plan.national is None or plan.region != region or national)
    return None if may_be_national else _in_use(digits, certainly=True)


def _national_of(plan: _NumberingPlan, digits: str) -> str:
    """The national number that digits dialled at home are; empty where they are none."""
    if plan.national is None:
        return ""
    dialled = (digits.removeprefix(plan.trunk), digits) if plan.trunk else (digits,)
    return next((each for each in dialled if len(each) in plan.lengths and plan.national.fullmatch(each)), "")


def _in_use(digits: str, *, certainly: bool = False) -> str | None:
    """The number of a calling code and what is dialled behind it, where that fits the plan of its country.

    Args:
        digits: The calling code and what is behind it.
        certainly: Whether it must be a number that is given out; else it need only look like one.
    """
    for length in (1, 2, 3) if digits[:1] != "0" else ():
        plan = _numbering_plan(int(digits[:length] or 0))
        if plan is not None:
            form = plan.given_out if certainly else plan.national
            fits = form is not None and form.fullmatch(digits[length:])
            return f"+{digits}" if fits else None
    return None


@cache
def _calling_code(region: str) -> int:
    """What is dialled for a country; 0 where it has none."""
    import phonenumbers

    return int(phonenumbers.country_code_for_region(region))


@cache
def _numbering_plan(calling_code: int) -> _NumberingPlan | None:
    """What numbers behind a calling code are like."""
    import phonenumbers
    from phonenumbers import PhoneMetadata

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(calling_code)
    if regions is None:
        return None
    if regions[0] == "001":
        metadata = PhoneMetadata.metadata_for_nongeo_region(calling_code, None)
    else:
        metadata = PhoneMetadata.metadata_for_region(regions[0], None)
    if metadata is None or metadata.general_desc is None:
        return None
    prefix = metadata.national_prefix_for_parsing
    national = metadata.general_desc.national_number_pattern
    is_plain = prefix == metadata.national_prefix and not metadata.national_prefix_transform_rule
    forms = (getattr(metadata, name) for name in _TYPES) if len(regions) == 1 else ()
    given_out = "|".join(
        f"(?:{each.national_number_pattern})" for each in forms if each and each.national_number_pattern
    )
    return _NumberingPlan(
        regions[0],
        frozenset(metadata.general_desc.possible_length),
        re.compile(prefix) if prefix else None,
        metadata.national_prefix or "",
        re.compile(national) if national and is_plain else None,
        re.compile(given_out) if given_out and is_plain else None,
        metadata.international_prefix or "",
    )


@lru_cache(maxsize=8192)
def _library_e164(dialled: str, region: str) -> tuple[str | None, str]:
    """The E.164 number and the extension as the library reads them.

    A number that is in use wins over one that merely has a possible length: of the region, else behind the country
    code that a list wrote without its plus.
    """
    import phonenumbers

    possible = phonenumbers.ValidationResult.IS_POSSIBLE
    found: PhoneNumber | None = None
    for attempt in _attempts(dialled):
        number = _parsed(attempt, region)
        if number is None:
            continue
        if phonenumbers.is_valid_number(number):
            found = number
            break
        if found is None and _is_written_out(attempt, dialled):
            found = number if phonenumbers.is_possible_number_with_reason(number) == possible else None
    if found is None:
        return None, ""
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164), found.extension or ""


def _attempts(dialled: str) -> Iterator[str]:
    """What a number may stand for: itself, with the prefix 00 of other countries, or with its plus left out."""
    yield dialled
    if dialled.startswith("00"):
        yield f"+{dialled[2:]}"
    elif "+" not in dialled and sum(map(str.isdigit, dialled)) >= _FEWEST_ABROAD:
        yield f"+{dialled}"


def _is_written_out(attempt: str, dialled: str) -> bool:
    """Whether nothing but the prefix 00 was taken for a plus."""
    return attempt == dialled or dialled.startswith("00")


def _parsed(text: str, region: str = "") -> PhoneNumber | None:
    """The library's number, or None when it makes nothing of the text."""
    import phonenumbers

    try:
        return phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
