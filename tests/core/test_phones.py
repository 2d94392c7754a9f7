"""Phone numbers as typed and as dialled."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.errors import Invalid
from app.domain.core.phones import _library_e164, _plain_e164, parse_phone


@pytest.mark.parametrize(
    ("typed", "e164", "extension"),
    [
        ("+971 50 123 4567", "+971501234567", ""),
        ("00971501234567", "+971501234567", ""),
        ("050 123 4567", "+971501234567", ""),
        ("٠٥٠ ١٢٣ ٤٥٦٧", "+971501234567", ""),
        ("\u202a+971 50 123 4567\u202c", "+971501234567", ""),
        ("04 423 4567 ext. 12", "+97144234567", "12"),
        ("+44 (0)20 7946 0958", "+442079460958", ""),
        ("+39 06 12345678", "+390612345678", ""),
        ("112", None, ""),
        ("+999 123 456 789", None, ""),
    ],
)
def test_a_typed_number_is_dialled_in_e164_where_one_can_be_made(typed: str, e164: str | None, extension: str) -> None:
    phone = parse_phone(typed, region="AE")
    assert (phone.e164, phone.extension) == (e164, extension)


def test_what_was_typed_is_kept_without_invisible_marks() -> None:
    assert parse_phone("\u202a٠٥٠ ١٢٣\u202c").raw == "٠٥٠ ١٢٣"


def test_a_national_number_needs_a_country() -> None:
    assert parse_phone("050 123 4567").e164 is None
    assert parse_phone("050 123 4567", "ae").e164 == "+971501234567"


@pytest.mark.parametrize(
    ("typed", "region", "e164"),
    [
        ("971500001101", "", "+971500001101"),
        ("971500001102.0", "", "+971500001102"),
        ("971500001101", "AE", "+971500001101"),
        ("14155552671", "AE", "+14155552671"),
        ("4155552671", "", None),
        ("4155552671", "US", "+14155552671"),
        ("20251128120000", "", None),
    ],
)
def test_a_number_without_its_plus_is_a_national_one_before_an_international_one(
    typed: str, region: str, e164: str | None
) -> None:
    assert parse_phone(typed, region).e164 == e164


@pytest.mark.parametrize("typed", ["", "n/a", "call me", "12Tra", "7"])
def test_text_with_too_few_digits_is_refused_by_field_and_fix(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_phone(typed)
    assert refused.value.field == "phone"
    assert "+971 50 123 4567" in (refused.value.hint or "")


callable_codes = st.sampled_from(sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE))


@given(callable_codes, st.text("0123456789", min_size=3, max_size=14))
def test_the_plain_case_agrees_with_the_library(code: int, national: str) -> None:
    dialled = f"+{code}{national}"
    plain = _plain_e164(dialled)
    assert plain is None or (plain, "") == _library_e164(dialled, "")


@pytest.mark.parametrize("region", ["AE", "SA", "EG", "GB", "US", "DE", "IN", "CN", "FR", "RU", "JO", "KW"])
def test_the_plain_case_needs_no_library_for_common_countries(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert _plain_e164(e164) == e164
