"""Numbers read without the library are those that the library reads."""

from __future__ import annotations

from random import Random

import phonenumbers

from app.domain.core.phones import _library_e164 as by_library
from app.domain.core.phones import parse_phone, quick_e164

_ALIKE = phonenumbers.PhoneNumberFormat.E164


def test_what_is_read_quickly_is_what_the_library_reads() -> None:
    dice = Random(38)
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    read = 0
    for region in regions:
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            e164 = phonenumbers.format_number(number, _ALIKE)
            national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            last = f"{e164[:-2]}{dice.randrange(100):02}"
            for text in (e164, last, f"00{last[1:]}", last[1:], national, f"0{last[2:]}"):
                for home in (region, "AE", "US", ""):
                    quick = quick_e164(text, home)
                    if quick is not None and not text.startswith("+"):
                        read += 1
                        assert (text, home, quick) == (text, home, by_library(text, home)[0])
    assert read > 2000


def test_a_number_of_a_million_is_read_by_the_shorter_way() -> None:
    for text, home in (("+971501234567", ""), ("00971501234567", ""), ("050 123 4567", "AE"), ("971501234567", "AE")):
        assert quick_e164(text, home) == parse_phone(text, home).e164 == "+971501234567"
    assert quick_e164("2125550123", "US") == "+12125550123"
