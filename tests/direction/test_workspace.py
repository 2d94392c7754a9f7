"""The workspace read from the right: keys go where they say, the mouse is where it is seen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.remembered import Remembered
from app.screens.dialogs.direction import DirectionDialog
from app.shell import LeadlineApp
from app.terminals import ordered_sample
from app.words import speaking
from tests.conftest import NOW, settings_for
from tests.direction.seen import Sent
from tests.screens.desk import still

NAME = "بن المدينة"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with two leads."""
    url = f"sqlite:///{tmp_path / 'leadline.db'}"
    space = open_workspace(settings_for(url), FixedClock(NOW))
    space.leads.add({"company": "Contoso Coffee"})
    space.leads.add({"company": NAME})
    space.close()
    return url


@asynccontextmanager
async def workspace(url: str, language: str = "ar", bidi: str = "leadline") -> AsyncIterator[tuple[LeadlineApp, Any]]:
    """A running workspace."""
    with speaking(language):
        app = LeadlineApp(replace(settings_for(url), bidi=bidi, spoken=language), clock=FixedClock(NOW))
        async with app.run_test(size=(120, 36)) as pilot:
            await still(app)
            yield app, pilot


def rows(app: LeadlineApp) -> list[str]:
    """What a person sees."""
    sent = Sent(app)
    sent.take(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    return sent.rows


async def test_the_layout_is_mirrored_and_words_are_read_as_ever(url: str) -> None:
    async with workspace(url, "en") as (app, _):
        english = rows(app)
    async with workspace(url) as (app, _):
        mirrored = rows(app)
        picture = app.export_screenshot()
    row, there = next((y, line.index("Contoso Coffee")) for y, line in enumerate(english) if "Contoso Coffee" in line)
    assert mirrored[row].index("Contoso Coffee") == 120 - there - len("Contoso Coffee")
    assert mirrored[0].endswith("Leadline")
    assert "unicode-bidi: bidi-override" in picture
    assert any("│" in line for line in mirrored)


async def test_keys_and_mouse_go_where_they_are_seen(url: str) -> None:
    async with workspace(url) as (app, pilot):
        focus = app.screen.focused  # the list, which is at the right
        assert focus is not None
        seen = 120 - focus.region.x
        app.post_message(events.MouseDown(None, 118, 4, 0, 0, 1, False, False, False))
        app.post_message(events.MouseUp(None, 118, 4, 0, 0, 1, False, False, False))
        await still(app)
        assert app.mouse_position == Offset(1, 4)
        assert seen > 60
        tabs = app.screen.query("TabLine").first()
        tabs.focus()
        await pilot.pause()
        before = tabs.chosen  # type: ignore[attr-defined]
        await pilot.press("left")
        after = tabs.chosen  # type: ignore[attr-defined]
        await pilot.press("l")
        assert (after != before, tabs.chosen) == (True, before)  # type: ignore[attr-defined]


async def test_another_language_turns_the_screen_that_stands(url: str) -> None:
    async with workspace(url, "en") as (app, pilot):
        english = rows(app)
        with speaking("ar"):
            app.look_at_direction()
            await pilot.pause()
            assert rows(app)[0].endswith("Leadline")
        app.look_at_direction()
        await pilot.pause()
        assert rows(app) == english


async def test_off_leaves_all_as_it_is_written(url: str) -> None:
    async with workspace(url, bidi="off") as (app, _):
        assert any(NAME in line for line in rows(app))
        assert rows(app)[0].lstrip().startswith("Leadline")


async def test_who_sees_the_terminal_says_what_reads_correctly(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM", "KONSOLE_VERSION", "XTERM_VERSION", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with workspace(url, bidi="auto") as (app, pilot):
        app.context.remembered = Remembered(tmp_path)
        assert (app.order.reason, app.direction.mode) == ("guess", "leadline")
        app.commanding.run_command(app.register["direction.ask"])
        await pilot.pause()
        assert isinstance(app.screen, DirectionDialog)
        shown = rows(app)
        assert any("قهوة المدينة" in line for line in shown)
        assert any(ordered_sample() in line for line in shown)
        await pilot.press("3")  # no answer: it does what it does
        await still(app)
        assert app.commanding.spec.number == 3  # type: ignore[attr-defined]
        app.commanding.run_command(app.register["direction.ask"])
        await pilot.pause()
        await pilot.press("1")
        await still(app)
        assert (app.order.reason, app.direction.mode) == ("answer", "terminal")
        app.context.remembered.keep()
        assert Remembered(tmp_path).orders == {"xterm-256color": "terminal"}
