"""Arabic letters are joined cell by cell; marks, joiners and emoji stay as they are, and so does the width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from app.bidi.arranging import arranged
from app.bidi.shaping import shaped
from tests.bidi.reading import clusters, seen


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("سلام", ["\ufeb3", "\ufefc", "", "\ufee1"]),
        ("بيت", ["\ufe91", "\ufef4", "\ufe96"]),
        ("ماء", ["\ufee3", "\ufe8e", "\ufe80"]),
        ("من هو", ["\ufee3", "\ufee6", " ", "\ufeeb", "\ufeee"]),
        ("مُحَمَّدٌ", ["\ufee3\u064f", "\ufea4\u064e", "\ufee4\u064e\u0651", "\ufeaa\u064c"]),
        ("لَاً", ["\ufefb\u064e\u064b", ""]),
        ("لا لأ لإ لآ", ["\ufefb", "", " ", "\ufef7", "", " ", "\ufef9", "", " ", "\ufef5", ""]),
        ("بلأ", ["\ufe91", "\ufef8", ""]),
        ("لـا", ["\ufedf", "\u0640", "\ufe8e"]),
        ("ل\u200cا", ["\ufedd", "\ufe8d"]),
        ("می\u200cرود", ["\ufee3", "\ufbfd", "\ufead", "\ufeed", "\ufea9"]),
        ("ه\u200d", ["\ufeeb"]),
        ("ٹھیک", ["\ufb68", "\ufbad", "\ufbff", "\ufb8f"]),
        ("\u2068من\u2069", ["\u2068", "\ufee3", "\ufee6\u2069"]),
        (
            "👩\u200d👩\u200d👧 شكرا 👍🏽",
            ["👩\u200d👩\u200d👧", " ", "\ufeb7", "\ufedc", "\ufeae", "\ufe8d", " ", "👍🏽"],
        ),
        ("שלום abc", list("שלום abc")),
    ],
)
def test_letters_in_the_form_their_neighbours_ask_for(text: str, joined: list[str]) -> None:
    assert shaped(clusters(text)) == joined


@pytest.mark.parametrize("rtl", [False, True])
def test_the_cell_that_a_ligature_leaves_is_a_space_at_the_end_of_its_piece(rtl: bool) -> None:
    line = "│ لا سلام  Acme لا (5) │"
    joined = seen(line, rtl=rtl, shape=True)
    assert cell_len(joined) == cell_len(line)
    assert joined == (
        "│ Acme \ufefb (5)     \ufee1\ufefc\ufeb3 \ufefb │"
        if rtl
        else "│   \ufee1\ufefc\ufeb3 \ufefb  Acme \ufefb (5)  │"
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\u200d",
        "\u0651",
        "\u2068",
        "\u2069لا",
        "ل" * 500 + "ا",
        "لا" * 3000,
        "👩\u200dلا",
        "a\u200eلا\u200e",
        "漢لا字",
    ],
)
@pytest.mark.parametrize("rtl", [False, True])
def test_odd_lines_keep_their_width(line: str, rtl: bool) -> None:
    parts = clusters(line)
    order, texts = arranged(parts, rtl, shape=True, mirrored=True)
    assert sorted(order) == list(range(len(parts)))
    assert [cell_len(text) for text in texts] == [cell_len(parts[at]) for at in order]
