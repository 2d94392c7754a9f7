"""What takes long says so, and how far it has come; how long is long is no matter of these tests."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.stopping import tell_progress
from app.screens import standing
from app.screens.actions.importing import ImportActions
from app.screens.dialogs.import_file import ImportDialog
from app.screens.record import RecordScreen
from tests.conftest import settings_for
from tests.screens.desk import at_work


async def test_what_is_under_way_is_named_and_counted(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(sqlite_url) as desk:
        monkeypatch.setattr(standing, "SIGN_AFTER", 0.0)
        screen, go_on, told = desk.app.screen, threading.Event(), threading.Event()
        assert isinstance(screen, RecordScreen)

        def work() -> None:
            tell_progress(3_400, 9_240)
            told.set()
            go_on.wait()

        screen.start(screen.ask(work), name="Undoing")
        await asyncio.to_thread(told.wait)
        desk.app.look_at_work()
        assert "Busy: undoing, 3,400 of 9,240. ctrl+c ends it." in desk.pane("message")[0]
        go_on.set()
        await desk.still()
        desk.app.look_at_work()
        assert "Busy" not in desk.pane("message")[0]


async def test_what_has_no_name_for_a_reader_is_not_named(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(sqlite_url) as desk:
        monkeypatch.setattr(standing, "SIGN_AFTER", 0.0)
        screen, go_on, begun = desk.app.screen, threading.Event(), threading.Event()
        assert isinstance(screen, RecordScreen)

        def work() -> None:
            begun.set()
            go_on.wait()

        async def of_its_own() -> None:
            await screen.ask(work)

        screen.start(of_its_own())
        await asyncio.to_thread(begun.wait)
        desk.app.look_at_work()
        assert "of_its_own" not in desk.pane("message")[0]
        go_on.set()
        await desk.still()


async def test_a_list_that_is_looked_at_is_counted(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "leads.csv"
    file.write_text("Name,City\n" + "".join(f"Person {number},Dubai\n" for number in range(1200)), encoding="utf-8")
    go_on, told = threading.Event(), threading.Event()

    def tell(done: int, total: int) -> bool:
        tell_progress(done, total)
        if done > 1000:
            told.set()
            go_on.wait()
        return True

    monkeypatch.setattr("app.domain.capture.service.tell_progress", tell)
    monkeypatch.setattr(standing, "SIGN_AFTER", 0.0)
    async with at_work(sqlite_url) as desk:
        screen = desk.app.screen
        assert isinstance(screen, RecordScreen)
        screen.acting(ImportActions)._typed = str(file)
        await desk.press("I")
        dialog = desk.app.screen
        assert isinstance(dialog, ImportDialog)
        dialog.action_go()
        await asyncio.to_thread(told.wait)
        desk.app.look_at_work()
        line = desk.app.commanding.message_line
        assert "Busy: looking at the file, 1,002 of 1,202." in line.render_lines(line.size.region)[0].text
        go_on.set()
        await desk.sees("1,200 rows")


def test_a_decision_about_several_tells_how_far_it_has_come(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    far: list[tuple[int, int]] = []
    monkeypatch.setattr("app.domain.batches.service.tell_progress", lambda *now: far.append(now))
    with closing(open_workspace(settings_for(sqlite_url))) as space:
        codes = [space.leads.add({"company": name}).code for name in ("Alpine", "Bistro", "Contoso")]
        space.batches.qualify(codes)
    assert far == [(0, 3), (1, 3), (2, 3)]
