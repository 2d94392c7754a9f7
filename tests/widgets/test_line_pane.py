"""Panes of items: the cursor belongs to an item, not to a row."""

from __future__ import annotations

from collections.abc import Iterator

from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, clipped, laid, width_of
from app.widgets.message_line import MessageLine
from app.widgets.pane import Pane, join_edges
from tests.widgets.showing import shown, text_of


class Words(LinePane[str]):
    """Words of two lines each under one heading."""

    TITLE = "Words"
    EMPTY = Notice("No words yet.", "n writes one")

    def blocks(self) -> Iterator[Block[str]]:
        yield Block("", (Line([("Heading", "dim")]),))
        for word in self.items:
            yield Block(word, (Line([(word, "text")]), Line([("  more", "dim")])), word)


def words(count: int) -> list[str]:
    return [f"word{number}" for number in range(count)]


def cursor_line(pane: LinePane[str]) -> str:
    return next((line for line in text_of(pane) if line.startswith("▸")), "")


async def test_the_title_counts_and_the_cursor_begins_on_the_first_item() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)):
        pane.set_items(words(30))
        lines = text_of(pane)
        assert lines[0].startswith("▌Words")
        assert lines[0].endswith("30")
        assert lines[1:4] == [" Heading", "▸word0", "   more"]
        assert pane.cursor_item == "word0"


async def test_keys_move_by_item_and_headings_are_passed_over() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)) as (app, pilot):
        pane.set_items(words(30))
        await pilot.press("j", "down", "k")
        assert cursor_line(pane) == "▸word1"
        await pilot.press("G")
        assert text_of(pane)[-2:] == ["▸word29", "   more"]
        await pilot.press("g", "g")
        assert text_of(pane)[1:3] == [" Heading", "▸word0"]
        await pilot.press("pagedown")
        assert pane.cursor_id == "word4"
        await pilot.press("pageup", "enter")
        await pilot.pause()
        assert [each.id for each in app.told(LinePane.Selected)] == ["word0"]
        assert [each.id for each in app.told(LinePane.Highlighted)][-1] == "word0"


async def test_a_refresh_keeps_cursor_and_view() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)) as (_app, pilot):
        pane.set_items(words(30))
        await pilot.press(*["j"] * 12)
        before = text_of(pane)
        pane.set_items(words(30))
        assert text_of(pane) == before


async def test_the_cursor_goes_to_the_next_item_when_its_own_has_gone() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)) as (_app, pilot):
        pane.set_items(words(5))
        await pilot.press("j", "j")
        pane.set_items(["word0", "word1", "word3", "word4"])
        assert pane.cursor_id == "word3"
        pane.set_items(["word0", "word1"])
        assert pane.cursor_id == "word1"
        pane.set_items([])
        assert pane.cursor_id == ""
        assert text_of(pane)[1:3] == [" No words yet.", " n writes one"]


async def test_loading_and_failure_are_said_with_the_key_that_helps() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)):
        assert text_of(pane)[1] == " Loading …"
        pane.show_error("The database is locked.", "{search.here} searches elsewhere")
        assert text_of(pane)[1:3] == [" The database is locked.", " / searches elsewhere"]


async def test_a_click_moves_and_a_second_one_opens() -> None:
    pane = Words()
    async with shown(pane, size=(40, 10)) as (app, pilot):
        pane.set_items(words(5))
        await pilot.click(Words, offset=(3, 5))
        assert pane.cursor_id == "word1"
        await pilot.click(Words, offset=(3, 1))
        assert pane.cursor_id == "word1"  # a heading is nothing to be on
        await pilot.click(Words, offset=(3, 4))
        await pilot.pause()
        assert [each.id for each in app.told(LinePane.Selected)] == ["word1"]


async def test_a_resize_keeps_the_cursor_in_view() -> None:
    pane = Words()
    async with shown(pane, size=(40, 30)) as (_app, pilot):
        pane.set_items(words(30))
        await pilot.press(*["j"] * 12)
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert cursor_line(pane) == "▸word12"


async def test_a_cursor_key_draws_only_what_changed() -> None:
    pane = Words()
    async with shown(pane, size=(40, 20)) as (_app, pilot):
        pane.set_items(words(30))
        await pilot.pause()
        before = pane.render_lines(pane.size.region)
        pane.action_cursor_down()
        after = pane.render_lines(pane.size.region)
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new]
        assert changed == [2, 3, 4, 5]


async def test_rules_meet_edges_in_joints() -> None:
    left, right, below = Words(id="left"), Words(edge=True, rule=True), MessageLine()
    for pane, width in ((left, 20), (right, 20)):
        pane.styles.width = width
        pane.styles.height = 6
    right.styles.offset = (20, -6)
    async with shown(left, right, below, size=(40, 14)):
        panes: list[Pane] = [left, right]
        join_edges([(pane, pane.region) for pane in panes])
        lines = text_of(right)
        assert lines[0] == "┬" + "─" * 19
        assert lines[1].startswith("│")


def test_a_line_gives_way_at_the_left() -> None:
    runs = laid(Line([("a long beginning", "text"), ("more", "dim")], [("right", "dim")]), 14)
    assert "".join(text for text, _ in runs) == "a long … right"
    assert width_of(laid(Line([("東京コーヒー", "text")], [("99", "dim")]), 9)) == 9


def test_clipping_marks_what_was_cut_off() -> None:
    assert clipped([("abc", "text"), ("def", "text")], 3) == [("ab…", "text")]
    assert clipped([("abc", "text")], 3) == [("abc", "text")]
    assert clipped([("abc", "text")], 0) == []
