"""What is remembered of a user's screen: theme, view, panel and widths, in a file of their own."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.remembered import NAME, Remembered
from app.settings import Settings
from app.shell import LeadlineApp


def test_what_was_chosen_is_there_at_the_next_start_and_nobody_else_s_to_read(tmp_path: Path) -> None:
    first = Remembered(tmp_path / "state", "one")
    first.theme, first.view, first.wider = "nord", "hot", 8
    first.panels["lead"] = "details"
    first.keep()
    again = Remembered(tmp_path / "state", "one")
    assert (again.theme, again.view, again.panels, again.wider) == ("nord", "hot", {"lead": "details"}, 8)
    assert Remembered(tmp_path / "state", "two").view == ""
    assert stat.S_IMODE((tmp_path / "state" / NAME).stat().st_mode) == 0o600
    assert Remembered(tmp_path / "state", "one", "leadline-light").theme == ""  # the settings were changed since


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"x"', "\x00", '{"theme": 3, "views": [], "panels": 1, "wider": "x"}', "[" * 100_000]
)
def test_a_broken_file_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    broken = Remembered(tmp_path, "one")
    assert (broken.theme, broken.view, broken.panels, broken.wider) == ("", "", {}, 0)
    assert bool(broken.problem) == (not text.startswith("{") or text == "{")
    broken.theme = "nord"
    broken.keep()
    assert Remembered(tmp_path, "one").theme == "nord"


async def test_the_screen_begins_with_what_was_chosen(tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "leads.db"), user="amal", state_folder=tmp_path / "state")
    space = open_workspace(settings)
    space.leads.add({"company": "Contoso Coffee"})
    space.close()

    async def work(keys: tuple[str, ...]) -> tuple[str, str, int, str]:
        app = LeadlineApp(settings, remembered=Remembered(settings.state_folder, "leads"))
        async with app.run_test(size=(160, 48)) as pilot:
            await app.workspace()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause(0.2)
            screen = app.screen_stack[0]
            await app.action_quit()
            return app.theme, screen.views.chosen, screen.list.pane.outer_size.width, screen.panel  # type: ignore[attr-defined]

    before = await work(())
    chosen = await work(("plus", "plus", "tab", "shift+tab", "shift+tab", "right"))
    again = await work(())
    assert chosen[2] == before[2] + 8
    assert again == chosen
