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


#: Digits of the shortest numbers that are dialled.
_FEWEST_DIGITS: Final = 3
#: Digits from which a number without a plus may begin with its country code: the national ones of North America have
#: ten.
_FEWEST_ABROAD: Final = 11
#: A number that a program kept as a quantity: ``971500001102.0``.
_AS_A_FRACTION: Final = re.compile(r"^(\+?\d{6,15})\.0+$")
_PLAIN: Final = re.compile(r"\+[1-9][0-9 ().\-]{6,28}")
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
            f"“{raw}” is not a phone number." if raw else "The phone number is empty.",
            field="phone",
            hint="Write it with the country code, such as +971 50 123 4567.",
        )
    e164 = _plain_e164(dialled)
    if e164 is not None:
        return Phone(raw, e164)
    return Phone(raw, *_library_e164(dialled, region.upper()))


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


def _plain_e164(dialled: str) -> str | None:
    """The number of ``+`` and digits, checked without the library; None when it must look itself."""
    if not _PLAIN.fullmatch(dialled):
        return None
    digits = dialled[1:].translate(_SEPARATORS)
    for length in (1, 2, 3):
        plan = _numbering_plan(int(digits[:length]))
        if plan is not None:
            lengths, national_prefix = plan
            national = digits[length:]
            fits = len(national) in lengths and not (national_prefix and national_prefix.match(national))
            return f"+{digits}" if fits and national[0] != "0" else None
    return None


@cache
def _numbering_plan(calling_code: int) -> tuple[frozenset[int], re.Pattern[str] | None] | None:
    """The lengths of national numbers behind a calling code, and the prefix that is not part of them."""
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
    return frozenset(metadata.general_desc.possible_length), re.compile(prefix) if prefix else None


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
