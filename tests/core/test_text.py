"""What text safety lets in, and how text fits into terminal cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from app.domain.core.text import PLACEHOLDER, clean_line, clean_prose, ellipsize, for_display, pad

#: Text with far more of what attackers use than random text has.
hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x07[]m;0\\\u200b\u200c\u200d\u200e\u200f\u202e\u2066\u2069\ufe0f\ufe01\ufeff"),
        st.sampled_from("\r\n\t\x85\u2028\ud800\U000e0041\U000e0101\u0645\u0646\u0301\u3099か👩 ae"),
    )
)
NEVER = {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Contoso \t Coffee\r\n", "Contoso Coffee"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\x1b]52;c;c2VjcmV0\x07b", "ab"),
        ("a\x1b]0;title\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1b]never closed", "anever closed"),
        ("\x1bPq#0\x1b\\sixel", "sixel"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("pay\u200bpal\ufeff", "paypal"),
        ("soft\xadhyphen", "softhyphen"),
        ("lone\ud800", "lone"),
        ("e\u0301", "é"),
        ("\u200fمرحبا\u200f", "مرحبا"),
        ("C++\u200f لغة", "C++\u200f لغة"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "ab"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("x\ufe00\ufe01\ufe02y", "x\ufe00y"),
        ("[/b] [@click=app.quit]", "[/b] [@click=app.quit]"),
    ],
)
def test_a_line_from_outside_keeps_its_words_and_loses_what_terminals_obey(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_prose_keeps_its_paragraphs() -> None:
    assert clean_prose("\r\n  Dear Sara,\r\n\r\n\tthanks. \rHuda\u2028end \n") == "Dear Sara,\n\n thanks.\nHuda\nend"


def test_a_text_longer_than_its_limit_is_cut() -> None:
    assert clean_line("Contoso Coffee", limit=8) == "Contoso"
    assert clean_prose("one\ntwo", limit=4) == "one"


@given(hostile)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (clean_line, clean_prose, for_display):
        assert clean(clean(text)) == clean(text)


@given(hostile, st.integers(0, 20))
def test_cleaned_text_is_composed_bounded_and_without_controls(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert unicodedata.is_normalized("NFC", line)
    assert not NEVER & {unicodedata.category(character) for character in clean_line(text)}
    assert not NEVER & {unicodedata.category(character) for character in clean_prose(text).replace("\n", "")}
    assert line == clean_line(line)


@given(hostile)
def test_nothing_shown_can_move_the_cursor_or_turn_the_line(text: str) -> None:
    shown = for_display(text)
    assert not NEVER & {unicodedata.category(character) for character in shown}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)


def test_an_override_is_shown_not_obeyed() -> None:
    assert for_display("invoice\u202egpj.exe") == f"invoice{PLACEHOLDER}gpj.exe"
    assert cell_len(PLACEHOLDER) == 1


def test_line_breaks_are_shown_only_where_lines_are_wanted() -> None:
    assert for_display("one\r\ntwo") == "one two"
    assert for_display("one\r\ntwo", lines=True) == "one\ntwo"


@given(hostile.map(clean_line), st.integers(-1, 12), st.sampled_from(["left", "right", "center"]))
def test_a_padded_text_takes_exactly_its_cells(text: str, cells: int, align: str) -> None:
    assert cell_len(pad(text, cells, align)) == max(cells, 0)  # type: ignore[arg-type]
    assert cell_len(ellipsize(text, cells)) <= max(cells, 0)


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Contoso Coffee", 8, "Contoso…"),
        ("Contoso", 7, "Contoso"),
        ("李小龙", 4, "李…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("xe\u0301yz", 3, "xe\u0301…"),
        ("👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 3, "👩\u200d👩\u200d👧…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_cut_never_parts_a_character(text: str, cells: int, shown: str) -> None:
    assert ellipsize(text, cells) == shown


def test_a_long_hostile_text_is_cleaned_in_linear_time() -> None:
    for piece in ("\x1b]", "\x9d", "\x1b[", "\u200d", " \ufe00\u200d", "\x1bP\x9b"):
        assert len(clean_line(piece * 100_000)) <= 100_000
