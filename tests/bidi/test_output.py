"""What the command line writes to a terminal is seen as it is meant; what goes elsewhere stays as it is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from app.bidi.output import for_output
from tests.bidi.reading import cells, shown_by_terminal, stored
from tests.bidi.test_mixed_lines import TABLE


@pytest.mark.parametrize(("line", "left", "right"), TABLE)
@pytest.mark.parametrize("rtl", [False, True])
def test_the_table_on_either_terminal(line: str, left: str, right: str, rtl: bool) -> None:
    text = stored(line)
    expected = cells(right if rtl else left)
    ordered = for_output(text, "leadline", rtl)
    assert "\u200e" not in ordered
    assert cell_len(ordered) == cell_len(expected)
    assert shown_by_terminal(for_output(text, "terminal", rtl)) == expected
    assert for_output(text, "off", rtl) == text.replace("\u2068", "").replace("\u2069", "")


def test_lines_from_the_right_begin_there() -> None:
    written = for_output("~\nab  12\n\n".replace("~", stored("~ali")), "terminal", rtl=True, columns=10)
    first, second, third, end = written.split("\n")
    assert shown_by_terminal(first) == cells("       ~ali")
    assert (second, third, end) == ("    12  ab", "", "")


def test_a_question_stays_where_the_cursor_is() -> None:
    assert for_output("ab\nab ", "leadline", rtl=True, columns=5) == "   ab\n ab"


@pytest.mark.parametrize("rtl", [False, True])
def test_a_long_line_is_broken_before_it_is_ordered(rtl: bool) -> None:
    line = stored("~company ~noor ~phone 12-34 ~now\n")
    rows = for_output(line, "terminal", rtl, columns=14).split("\n")
    seen = [shown_by_terminal(row).strip() for row in rows]
    assert seen == [cells("~noor ~company"), cells("12-34 ~phone"), cells("~now"), ""]
    unbroken = for_output("ن" * 25 + "\n", "terminal", rtl, columns=10)
    assert [len(shown_by_terminal(row).strip()) for row in unbroken.split("\n")] == [10, 10, 5, 0]


def test_styles_go_with_their_characters() -> None:
    line = stored("\x1b[1m~ali\x1b[0m 1 \x1b[31m\x1b[4mab\x1b[0m")
    assert for_output(line, "leadline", rtl=False) == "1 \x1b[31m\x1b[4mab\x1b[0m \x1b[1mﻲﻠﻋ\x1b[0m"
    assert for_output(line, "terminal", rtl=True) == "\u200e1 \x1b[31m\x1b[4mab\x1b[0m \x1b[1mعلي\u200e\x1b[0m"
    assert for_output("\r\x1b[K" + stored("~ali 5"), "leadline", rtl=False) == "\r\x1b[K5 ﻲﻠﻋ"


def test_a_line_in_latin_letters_from_the_left_stays_the_very_same() -> None:
    line = "\x1b[1mName\x1b[0m  │ Acme (UAE) · 12-34\n"
    assert for_output(line, "leadline", rtl=False, columns=10) is line
    assert for_output(line, "terminal", rtl=False, columns=10) is line
