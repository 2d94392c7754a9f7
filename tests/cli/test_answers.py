"""Tables stand in columns whatever the script, and nothing printed is obeyed by a terminal."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.answers import Answers, Column, fitted
from app.cli.data import dumps, plain
from app.domain.core.field_types.links import Link
from app.domain.core.money import Money
from app.domain.core.text import cell_width

COLUMNS = (Column("name", "Name"), Column("city", "City"), Column("size", "Size", "right"))
HOSTILE = "a\x1b]52;c;AAAA\x07b\x1b[2Jc\x9b31md\u202ee\x00f\x7fg"


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        return True


def table(rows: list[dict[str, object]], out: io.StringIO | None = None) -> list[str]:
    stream = out or io.StringIO()
    Answers(as_json=False, out=stream, talk=io.StringIO()).rows(rows, COLUMNS, empty="None.")
    return stream.getvalue().splitlines()


def test_columns_align_for_wide_and_right_to_left_letters() -> None:
    lines = table(
        [
            {"name": "Contoso", "city": "Dubai", "size": 1200},
            {"name": "شركة القهوة", "city": "دبي", "size": 7},
            {"name": "コーヒー", "city": "東京", "size": 33},
        ]
    )
    assert {cell_width(line) for line in lines} == {cell_width(lines[0])}
    assert lines[1].endswith("1,200")
    assert lines[2].endswith("    7")


def test_a_column_without_values_is_left_out() -> None:
    assert table([{"name": "Contoso", "city": None, "size": 3}])[0].split() == ["Name", "Size"]


def test_nothing_is_cut_off_in_a_pipe() -> None:
    long = "x" * 500
    assert long in table([{"name": long, "city": "Dubai", "size": 1}])[1]


def test_a_table_fits_the_terminal_and_says_where_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = table([{"name": "x" * 50, "city": "y" * 50, "size": 1}], Terminal())
    assert all(cell_width(line) <= 40 for line in lines)
    assert "…" in lines[1]


@pytest.mark.parametrize(("no_colour", "bold"), [("", True), ("1", False)])
def test_headings_stand_out_unless_colour_is_not_wanted(
    no_colour: str, bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_colour)
    assert ("\x1b[" in table([{"name": "Contoso", "city": "Dubai", "size": 1}], Terminal())[0]) is bold


@given(st.lists(st.integers(1, 200), min_size=1, max_size=9), st.integers(20, 200))
def test_widths_never_grow_and_fit_where_that_is_possible(widths: list[int], room: int) -> None:
    found = fitted(widths, room)
    assert all(mine <= wanted for mine, wanted in zip(found, widths, strict=True))
    assert sum(found) + 2 * (len(found) - 1) <= room or max(found) <= 6


def test_hostile_text_reaches_no_terminal_as_a_command() -> None:
    shown = "\n".join(table([{"name": HOSTILE, "city": "Dubai", "size": 1}]))
    assert not any(letter in shown for letter in "\x1b\x9b\x00\x7f\u202e")


@given(st.text())
def test_json_is_the_same_data_and_holds_nothing_a_terminal_obeys(text: str) -> None:
    written = dumps({"text": text, "hostile": HOSTILE})
    assert json.loads(written) == {"text": text, "hostile": HOSTILE}
    assert all(letter.isprintable() or letter == "\n" for letter in written if ord(letter) < 0xA0)
    assert "\u202e" not in written


def test_json_follows_the_contract() -> None:
    moment = datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert plain({"a": Money.of("50000", "USD"), "b": moment, "c": date(2026, 12, 15)}) == {
        "a": {"amount": "50000.00", "currency": "USD"},
        "b": "2026-11-23T05:00:00+00:00",
        "c": "2026-12-15",
    }
    assert plain(Link("user", "1", "USER-1", "Amal")) == {"kind": "user", "id": "1", "code": "USER-1", "title": "Amal"}


def test_values_are_shown_as_people_write_them() -> None:
    answers = Answers(as_json=False, out=io.StringIO(), talk=io.StringIO())
    answers.place(datetime(2026, 11, 23, 5, tzinfo=UTC), ZoneInfo("Asia/Dubai"))
    assert answers.display(datetime(2026, 11, 24, 6, tzinfo=UTC)) == "Tue 10:00"
    assert answers.display(Money.of("2500000", "USD")) == "USD 2,500,000"
    assert (answers.display(True), answers.display(False), answers.display(None)) == ("yes", "no", "")
    assert answers.display(("a", "b")) == "a, b"
    assert answers.display(Decimal("1234.5")) == "1,234.5"
