"""What hangs: a sign says so, one key ends it, another leaves at once, and what was written is there whole or not."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from textual import events
from textual.worker import WorkerCancelled

from app.bootstrap import open_workspace
from app.domain.core.stopping import Stopped
from app.gateway import Gateway
from app.screens.base import CommandScreen
from app.screens.dialogs.activity import NoteDialog
from app.screens.record import RecordScreen
from app.shell import LeadlineApp
from app.widgets.type_ahead import TypingAheadApp
from app.workspace import Workspace
from tests.dialogs.stage import CONTEXT
from tests.typed.desk import furnish, settings_of

_ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


class HangingGateway(Gateway):
    """A gateway whose calls never come back while it is told so."""

    hangs = False

    async def ask(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a call, or never."""
        if self.hangs:
            await asyncio.Event().wait()
        return await super().ask(call, *args, **kwargs)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something."""
    for _ in range(1500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to this")


def press(app: TypingAheadApp, *keys: str) -> None:
    """Press keys, however far the program has come."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.fixture
def furnished(tmp_path: Path) -> Path:
    """A database with a few leads."""
    furnish(tmp_path / "leadline.db")
    return tmp_path / "leadline.db"


async def test_a_sign_says_that_keys_wait_and_ctrl_c_ends_what_they_wait_for(furnished: Path) -> None:
    gateway = HangingGateway()
    app = LeadlineApp(settings_of(furnished), gateway=gateway)
    async with app.run_test(size=(120, 36)):
        leads = app.screen
        assert isinstance(leads, RecordScreen)
        await until(lambda: leads.overview is not None and not gateway.busy)
        gateway.hangs = True
        press(app, "j", "e", "x", "x")
        await until(lambda: "Waiting for the record" in _message(leads))
        press(app, "ctrl+c")
        await until(lambda: "Stopped" in _message(leads))
        assert not app.keys_wait
        gateway.hangs = False
        press(app, "k", "o", "h", "i")
        await until(
            lambda: isinstance(app.screen, NoteDialog) and app.screen.form.contents.kept().texts["text"] == "hi"
        )


async def test_ctrl_q_leaves_at_once_whatever_hangs(furnished: Path) -> None:
    gateway = HangingGateway()
    app = LeadlineApp(settings_of(furnished), gateway=gateway)
    async with app.run_test(size=(120, 36)):
        leads = app.screen
        assert isinstance(leads, RecordScreen)
        await until(lambda: leads.overview is not None and not gateway.busy)
        gateway.hangs = True
        press(app, "j", "e", "ctrl+q")
        await until(lambda: not app.is_running)
    assert app.return_value == 0


async def test_a_save_that_hangs_is_left_and_what_was_typed_stays() -> None:
    async def attempt(values: Any) -> None:  # noqa: ARG001 - whatever they are
        await asyncio.Event().wait()

    class Asking(TypingAheadApp):
        def on_mount(self) -> None:
            self.run_worker(self.push_screen_wait(NoteDialog("Contoso", CONTEXT, attempt=attempt)), exit_on_error=False)

    app = Asking()
    app.stop_keys = ("ctrl+c",)
    async with app.run_test():
        await until(lambda: isinstance(app.screen, NoteDialog) and app.focused is not None)
        dialog = app.screen
        assert isinstance(dialog, NoteDialog)
        press(app, "N", "ctrl+s", "u", "u")
        await until(lambda: "Waiting" in str(dialog.query_one("#frame").border_subtitle))
        press(app, "ctrl+c")
        await until(lambda: not app.keys_wait and not dialog.query_one("#frame").border_subtitle)
        press(app, "o")
        await until(lambda: dialog.form.contents.kept().texts["text"] == "No")


async def test_a_fault_in_what_a_key_set_off_lets_the_next_key_through() -> None:
    class Failing(TypingAheadApp):
        heard = ""

        def on_key(self, event: events.Key) -> None:
            self.heard += event.key
            if event.key == "f":
                self.run_worker(self.fail(), exit_on_error=False)
            elif event.key == "c":
                self.run_worker(self.be_cancelled(), exit_on_error=False)

        async def fail(self) -> None:
            await asyncio.sleep(0.01)
            raise ValueError

        async def be_cancelled(self) -> None:
            await asyncio.sleep(0.01)
            raise WorkerCancelled

    app = Failing()
    async with app.run_test():
        press(app, *"fcfa")
        await until(lambda: app.heard == "fcfa")


async def test_a_statement_that_hangs_is_interrupted_and_a_write_is_rolled_back_whole(furnished: Path) -> None:
    space = open_workspace(settings_of(furnished))
    gateway = Gateway()
    before = space.desk.database.last_seq()
    try:
        for call in (_reads_for_ever, _writes_for_ever):
            asking = asyncio.create_task(gateway.ask(call, space))
            await until(lambda: gateway.busy == 1)
            await asyncio.sleep(0.1)
            gateway.stop([asking])
            with pytest.raises(Stopped):
                await asking
        assert space.desk.database.last_seq() == before
        assert (await gateway.ask(space.leads.add, {"company": "Proseware", "name": "Sara Nadim"})).seq == before + 1
    finally:
        gateway.close()
        space.close()


async def test_a_thread_that_hangs_keeps_nobody_from_closing() -> None:
    gateway, hangs = Gateway(), threading.Event()
    asking = asyncio.create_task(gateway.ask(hangs.wait))
    await until(lambda: gateway.busy == 1)
    began = time.monotonic()
    gateway.close()
    assert time.monotonic() - began < 30
    asking.cancel()
    hangs.set()


def _reads_for_ever(space: Workspace) -> None:
    with space.desk.database.read() as reader:
        reader.scalar(_ENDLESS)


def _writes_for_ever(space: Workspace) -> None:
    with space.desk.write("lead.add") as unit:
        unit.session.execute(_ENDLESS)


def _message(screen: CommandScreen) -> str:
    line = screen.message_line
    return line._waiting or line.message
