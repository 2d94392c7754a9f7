"""Email addresses: what is accepted, how it is kept, and which ones pretend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.emails import _PLAIN, _library_address, parse_email
from app.domain.core.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Sara@Contoso.Example.COM\n", "Sara@contoso.example.com"),
        ("mailto:sara@example.com", "sara@example.com"),
        ("<sara@example.com>", "sara@example.com"),
        ("\u200bsara@example.com\u200e", "sara@example.com"),
        ("a@Bücher.de", "a@bücher.de"),
        ("a@xn--bcher-kva.de", "a@bücher.de"),
        ("سارة@مثال.com", "سارة@مثال.com"),
        ("o'brien+crm@example.co.uk", "o'brien+crm@example.co.uk"),
    ],
)
def test_an_address_keeps_its_person_and_lowers_its_domain(typed: str, kept: str) -> None:
    assert parse_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "sara", "sara@", "@example.com", "a@b", "a..b@example.com", "a b@example.com", "a@foo.local"),
        *(
            "a@-x.com",
            "a@x.com.",
            "a@ab--cd.com",
            "Sara <a@x.com>",
            f"{'a' * 65}@example.com",
            f"a@{'b.' * 130}com",
        ),
        *("a@x.com\r\nBcc: all@x.com", "a@x.com\x00", "a\x1b[31m@x.com"),
    ],
)
def test_what_is_no_address_is_refused_by_field_and_reason(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_email(typed)
    assert refused.value.field == "email"
    assert refused.value.hint
    assert "\n" not in refused.value.message


def test_the_refusal_quotes_what_was_typed() -> None:
    with pytest.raises(Invalid, match="“sara@” is not an email address"):
        parse_email("sara@")


address_text = st.text("aZ09.-_+@xn", max_size=16)


@given(st.one_of(st.emails(), st.builds("{}@{}.{}".format, address_text, address_text, address_text), address_text))
def test_the_plain_case_agrees_with_the_library(typed: str) -> None:
    if _PLAIN.fullmatch(typed) and not typed.lower().endswith((".arpa", ".test")) and len(typed) <= 254:
        assert parse_email(typed) == _library_address(typed)
