"""Typing text of both directions: letters join, left goes left on the screen, and the cursor is where it types."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from unicodedata import normalize

import pytest
from textual import events
from textual.app import ComposeResult

from app.domain.core.fields import Field
from app.widgets.direction import Direction
from app.widgets.forms.entries import LineEntry, ProseEntry
from app.widgets.keyed import KeyedScreen
from app.widgets.mirroring_app import MirroringApp
from app.widgets.typed_text import typed_text
from tests.direction.seen import Sent

LTR, RTL = Direction("leadline"), Direction("leadline", is_rtl=True)
FIELD = Field("topic", "Topic")


class Form(KeyedScreen[None]):
    """One entry."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__()
        self._make = make
        self.entry: Any = None

    def compose(self) -> ComposeResult:
        """The entry."""
        self.entry = self._make()
        yield self.entry


class Desk(MirroringApp):
    """An app in which something is typed."""

    def __init__(self, direction: Direction, make: Callable[[], Any]) -> None:
        super().__init__()
        self.turn_to(direction)
        self.form = Form(make)

    def get_default_screen(self) -> Form:
        """The entry."""
        return self.form


@asynccontextmanager
async def typing(
    direction: Direction, text: str = "", kind: type[LineEntry | ProseEntry] = LineEntry
) -> AsyncIterator[tuple[Desk, Any]]:
    """An entry with the focus, and what presses keys."""
    app = Desk(direction, lambda: kind(FIELD, text))
    async with app.run_test(size=(30, 4)) as pilot:
        app.form.entry.focus()
        await pilot.pause()

        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            await pilot.pause()

        yield app, press


def row(app: Desk) -> str:
    """What a person sees of the first line, its letters as they are written."""
    sent = Sent(app)
    sent.take(app.form.compositor.render_update(full=True))
    return normalize("NFKC", sent.rows[0])


def cursor(app: Desk) -> int:
    """The column in which the cursor is seen."""
    return app.cursor_position.x


def places(text: str, direction: Direction, step: int, start: int) -> Sequence[int]:
    """Where the cursor comes to from a place, step by step to one side, until the edge."""
    seen, passed = typed_text(text, direction), [start]
    while (there := seen.beside(passed[-1], step)) is not None:
        passed.append(there)
    return passed


@pytest.mark.parametrize("direction", [LTR, RTL])
@pytest.mark.parametrize(
    "text", ["بن المدينة", "Contoso Coffee", "شركة Contoso 12-34 ", "مُحَمَّد", "a  ب  b", "لا شيء", ""]
)
def test_going_to_one_side_comes_to_every_character_once(text: str, direction: Direction) -> None:
    seen = typed_text(text, direction)
    left_to_right = places(text, direction, 1, seen.starts[seen.order[0]])
    assert sorted(left_to_right) == sorted(seen.starts)
    assert places(text, direction, -1, left_to_right[-1]) == left_to_right[::-1]
    cells = [seen.place_of(each) for each in left_to_right]
    assert cells == sorted(cells)
    assert [seen.index_at(cell) for cell in cells] == left_to_right


@pytest.mark.parametrize(
    ("direction", "typed", "seen"),
    [
        (LTR, "قهوة", "  ةوهق"),  # the cell of the cursor is at its end, which is at the left
        (LTR, "ab قهوة", " ab ةوهق"),
        (RTL, "قهوة", "ةوهق".rjust(29)),
        (RTL, "abc", "abc".rjust(28)),
    ],
)
async def test_letters_stand_where_they_are_read(direction: Direction, typed: str, seen: str) -> None:
    async with typing(direction) as (app, press):
        await press(*("space" if character == " " else character for character in typed))
        assert row(app) == seen


async def test_left_is_left_on_the_screen_whatever_is_typed() -> None:
    async with typing(LTR, "قهوة ab") as (app, press):
        before = cursor(app)
        for key, step in (("right", 1), ("right", 1), ("left", -1)):
            await press(key)
            assert cursor(app) == before + step
            before = cursor(app)
        await press("home")
        assert app.form.entry.cursor_position == 0
        assert row(app)[cursor(app)] == "ق"


async def test_on_a_mirrored_screen_left_is_left_too_and_backspace_takes_what_was_typed_before() -> None:
    async with typing(RTL, "قهوة") as (app, press):
        entry, end = app.form.entry, cursor(app)
        await press("right")
        assert (cursor(app), entry.cursor_position) == (end + 1, 3)
        await press("backspace", "shift+right")
        assert (entry.value, entry.selection) == ("قهة", (2, 1))
        await press("home", "ctrl+left")
        assert entry.cursor_position == len(entry.value)


async def test_a_click_puts_the_cursor_on_the_letter_that_is_seen_there() -> None:
    async with typing(RTL, "قهوة") as (app, press):
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, row(app).index("ه"), 0, 0, 0, 1, False, False, False))
        await press()
        assert app.form.entry.cursor_position == 1


@pytest.mark.parametrize("kind", [LineEntry, ProseEntry])
async def test_what_belongs_into_an_empty_field_is_read_as_any_text(kind: type[LineEntry | ProseEntry]) -> None:
    async with typing(RTL, "", kind) as (app, press):
        app.form.entry.placeholder = "محرر: \u200fctrl+e."
        await press()
        assert row(app) == ".ctrl+e :ررحم".rjust(29)


@pytest.mark.parametrize("direction", [LTR, RTL])
async def test_prose_is_moved_in_as_it_is_seen_and_on_to_the_next_line_at_its_edge(direction: Direction) -> None:
    async with typing(direction, "قهوة\nmore", ProseEntry) as (app, press):
        entry = app.form.entry
        entry.move_cursor((0, 0))
        before = cursor(app)
        await press("left")
        assert (entry.cursor_location, cursor(app)) == ((0, 1), before - 1)
        assert "ةوهق" in row(app)
        await press("left", "left", "left", "left")
        assert entry.cursor_location == (1, 0)
        await press("right")
        assert entry.cursor_location == (1, 1)
