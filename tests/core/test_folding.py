"""What searches and duplicate checks take for the same."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.folding import company_key, domain_of, fold, host_of, is_free_mail, like_pattern


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café  Ünïcode", "cafe unicode"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("Łódź Øst", "lodz ost"),
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمنة", "امنه"),
        ("ٱلله", "الله"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("ليلى", "ليلي"),
        ("فاطمة", "فاطمه"),
        ("مؤمن", "مومن"),
        ("کریم", "كريم"),
        ("٠١٢۳", "0123"),
        ("Ｆｕｌｌ", "full"),
        ("O\u2019Brien", "O'Brien"),
        ("e\u0301te\u0301", "été"),
        ("か\u3099", "が"),
    ],
)
def test_two_ways_of_writing_fold_to_one(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@given(st.text(st.one_of(st.characters(), st.sampled_from("أىةؤـ\u0651\u200d\u3099か\u0307İß"))))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_the_same_with_and_without_the_fast_path(text: str) -> None:
    assert fold(text) == fold(text + "\u0640")


def test_vowel_signs_that_carry_the_word_stay() -> None:
    assert fold("हिन्दी") == "हिन्दी"


@given(st.text(max_size=8), st.text(max_size=8))
def test_an_escaped_pattern_finds_exactly_the_text(around: str, text: str) -> None:
    if "\x00" in around + text or "\ud800" <= max(around + text, default="a") <= "\udfff":
        return
    try:
        (around + text).encode()
    except UnicodeEncodeError:
        return
    pattern = f"%{like_pattern(text)}%"
    found = sqlite3.connect(":memory:").execute("SELECT ? LIKE ? ESCAPE '\\'", (around + text, pattern)).fetchone()
    assert found == (1,)


def test_a_wildcard_is_no_wildcard_once_escaped() -> None:
    assert like_pattern(r"50%_\x") == r"50\%\_\\x"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Contoso Coffee L.L.C.", "contoso coffee"),
        ("The CONTOSO coffee co., Ltd", "contoso coffee"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Rossi S.p.A.", "rossi"),
        ("شركة القهوة المحدودة", "القهوه"),
        ("قهوة ش.م.م", "قهوه"),
        ("Co Ltd", "co ltd"),
        ("J.P. Morgan", "jp morgan"),
        ("SE Asia Ltd", "se asia"),
        ("", ""),
    ],
)
def test_a_company_is_known_without_its_legal_form(name: str, key: str) -> None:
    assert company_key(name) == key


@given(st.text(st.sampled_from("aB .,شركة-co"), max_size=20))
def test_a_company_key_is_empty_only_for_a_name_without_letters(name: str) -> None:
    assert bool(company_key(name)) == any(character.isalnum() for character in fold(name))


@pytest.mark.parametrize(
    ("given_as", "domain"),
    [
        ("sara@Contoso.com", "contoso.com"),
        ("https://www.contoso.com:8080/x?y@z", "contoso.com"),
        ("https://user:word@contoso.com/", "contoso.com"),
        ("contoso.com", "contoso.com"),
        ("www.contoso.com/about", "contoso.com"),
        ("mailto:sara@contoso.com", "contoso.com"),
        ("sara@gmail.com", None),
        ("contoso", None),
        ("", None),
    ],
)
def test_a_domain_tells_the_company_unless_anybody_may_have_it(given_as: str, domain: str | None) -> None:
    assert domain_of(given_as) == domain


def test_a_free_mail_host_is_still_a_host() -> None:
    assert host_of("sara@Gmail.com") == "gmail.com"
    assert is_free_mail("GMAIL.com")
    assert not is_free_mail("contoso.com")
