"""Text from outside: shown as text, obeyed by nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from app.widgets.text import LINE_LIMIT, SafeFilter, safe_line, safe_lines, unmarked

BLACK = Color(0, 0, 0)


def filtered(*segments: Segment) -> list[Segment]:
    return SafeFilter().apply(list(segments), BLACK)


def test_nothing_is_shown_for_nothing() -> None:
    assert safe_line(None) == ""
    assert safe_lines(None, 2) == []


def test_a_value_is_cut_before_it_is_looked_at() -> None:
    assert len(safe_line("x" * 1_000_000)) == LINE_LIMIT + 1
    assert safe_line("x" * 1_000_000).endswith("…")


def test_markup_is_text() -> None:
    assert safe_line("Acme [/] [@click=app.quit]x") == "Acme [/] [@click=app.quit]x"


@pytest.mark.parametrize(
    ("emoji", "seen"),
    [("Café 👩‍👩‍👧", "Café 👩"), ("👍🏽 yes", "👍 yes"), ("❤️ it", "❤ it"), ("می‌خواهم", "می‌خواهم"), ("क्‍ष", "क्‍ष")],
)
def test_pictures_of_uncertain_width_become_certain_and_scripts_keep_their_joiners(emoji: str, seen: str) -> None:
    assert safe_line(emoji) == seen


def test_lines_of_prose_are_counted_without_the_blank_ones() -> None:
    assert safe_lines("one\n\n\r\n two \nthree", 5) == ["one", "two", "three"]
    assert safe_lines("one\ntwo\nthree", 2) == ["one", "two …"]


def test_a_plain_line_goes_through_the_filter_untouched() -> None:
    segments = [Segment("Contoso", Style(bold=True)), Segment(" بن المدينة ☎")]
    assert SafeFilter().apply(segments, BLACK) is segments


def test_what_would_command_the_terminal_is_taken_out_and_the_width_kept() -> None:
    clean = filtered(Segment("a\x1b]52;c;aGk=\x07b\x1b[2Jc"))[0].text
    assert clean.strip() == "abc"
    assert cell_len(clean) == cell_len("a\x1b]52;c;aGk=\x07b\x1b[2Jc")


def test_a_link_cannot_smuggle_a_sequence() -> None:
    style = filtered(Segment("here", Style(link="https://a.example.com/\x1b]0;x\x07")))[0].style
    assert style is not None
    assert style.link is None


def test_a_plain_link_stays() -> None:
    style = filtered(Segment("here", Style(link="https://a.example.com/")))[0].style
    assert style is not None
    assert style.link == "https://a.example.com/"


@given(st.text())
def test_whatever_comes_only_printable_text_leaves(text: str) -> None:
    strip = Strip(filtered(Segment(text)))
    assert not any(_commands(character) for character in strip.text)
    assert cell_len(strip.text) == cell_len(text)


@given(st.text())
def test_whatever_is_shown_is_harmless(text: str) -> None:
    assert not any(_commands(character) for character in safe_line(text))
    assert not any(_commands(character) for line in safe_lines(text, 3) for character in line)


def _commands(character: str) -> bool:
    """Whether a terminal could obey a character: controls, overrides, isolates, tags."""
    code = ord(character)
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xE0000 <= code <= 0xE007F
        or 0xD800 <= code <= 0xDFFF
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Budget", "Budget"),
        ("> ## said **Huda**", "said Huda"),
        ("- four `La Cimbali` machines", "• four La Cimbali machines"),
        ("* [x] brochure *sent*", "• brochure sent"),
        ("see [the offer](https://contoso.example.com/a), ~~not the old one~~", "see the offer, not the old one"),
        ("2 * 3 * 4 is 24", "2 * 3 * 4 is 24"),
        ("snake_case, a*b*c and C# - fine", "snake_case, a*b*c and C# - fine"),
        ("-5 % since May", "-5 % since May"),
        ("**", "**"),
        ("[/][@click=app.quit]", "[/][@click=app.quit]"),
    ],
)
def test_marks_of_markdown_are_read_not_shown(written: str, read: str) -> None:
    assert unmarked(written) == read
