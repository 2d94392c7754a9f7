"""Every command: what is typed into its form is kept, and where nothing may be changed it asks for nothing."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.bootstrap import open_workspace
from app.commands.command import Command
from app.screens.dialogs.base import Dialog
from app.screens.dialogs.form_dialog import FormDialog
from app.screens.dialogs.import_file import ImportDialog
from app.shell import WATCH, LeadlineApp
from app.widgets.keyed import KeyedScreen
from tests.conftest import settings_for

#: Forms that are filled in only to look for something.
_LOOKING = frozenset({"timeline.filter", "timeline.find", "search.here"})
#: What closes the program, or gives the keyboard away.
_NOT_TRIED = frozenset({"quit", "help", "palette", "repeat", "stop"})


async def _still(app: LeadlineApp) -> None:
    quiet = 0
    while quiet < 3:
        await asyncio.sleep(0.01)
        at_work = app._key_workers.awaited() or any(each.group == WATCH for each in app.workers)
        quiet = 0 if at_work or app.keys_wait or app.gateway.busy else quiet + 1


async def test_what_is_typed_into_a_form_is_kept_whatever_ends_the_program(
    sqlite_template: Path, tmp_path: Path
) -> None:
    app = LeadlineApp(settings_for(_furnished(sqlite_template, tmp_path)))
    kept: set[str] = set()
    lost: set[str] = set()
    async with app.run_test(size=(160, 48)):
        await _still(app)
        for command in app.register:
            await _show(app, "screen.pipeline" if command.id.startswith("opportunity.") else "screen.leads")
            if not command.writes or app.screen.act_of(command) is None:  # type: ignore[attr-defined]
                continue
            app.screen.run_command(command)  # type: ignore[attr-defined]
            await _still(app)
            if isinstance(app.screen, FormDialog):
                keeps = app.screen.form._draft._keeper is not None
                (kept if keeps else lost).add(command.id)
    assert lost == set()
    assert {"lead.add", "lead.call", "lead.disqualify", "competitor.add", "opportunity.win"} <= kept


async def test_no_command_of_a_workspace_for_reading_opens_a_form_or_writes(
    sqlite_template: Path, tmp_path: Path
) -> None:
    url = _furnished(sqlite_template, tmp_path)
    with closing(open_workspace(settings_for(url))) as space:
        before = space.desk.database.last_seq()
    app = LeadlineApp(replace(settings_for(url), read_only=True))
    asked: list[str] = []
    unsaid: list[str] = []
    async with app.run_test(size=(160, 48)):
        await _still(app)
        for screen in ("screen.leads", "screen.pipeline"):
            for command in app.register:
                await _show(app, screen)
                if command.id in _NOT_TRIED or app.screen.act_of(command) is None:  # type: ignore[attr-defined]
                    continue
                app.screen.message_line.say("")  # type: ignore[attr-defined]
                app.screen.run_command(command)  # type: ignore[attr-defined]
                await _still(app)
                top = app.screen
                asks = isinstance(top, ImportDialog) or (isinstance(top, FormDialog) and not top.read_only)
                if command.writes or (asks and command.id not in _LOOKING):
                    _note(command, app, asked, unsaid)
        await _show(app, "screen.leads")
        keys = app.screen._compositor.render_strips()[-1].text
        assert "commands" in keys
        assert "qualify" not in keys
    assert asked == []
    assert unsaid == []
    with closing(open_workspace(settings_for(url))) as space:
        assert space.desk.database.last_seq() == before


def _furnished(template: Path, folder: Path) -> str:
    """The address of a database with a lead that has a past, and an opportunity."""
    url = f"sqlite:///{shutil.copy(template, folder / 'leadline.db')}"
    with closing(open_workspace(settings_for(url))) as space:
        lead = space.leads.add({"company": "Contoso Coffee"}).code
        space.timeline.add_task(lead, "Send the offer")
        space.stakeholders.add(lead, name="Huda Karim")
        space.competitors.add(lead, "Litware")
        space.qualification.qualify(space.leads.add({"company": "Litware"}).code)
    return url


async def _show(app: LeadlineApp, command: str) -> None:
    while isinstance(app.screen, Dialog):
        app.screen.dismiss(None)
        await _still(app)
    screen = app.screen
    assert isinstance(screen, KeyedScreen)
    screen.run_command(app.register[command])
    await _still(app)


def _note(command: Command, app: LeadlineApp, asked: list[str], unsaid: list[str]) -> None:
    if isinstance(app.screen, Dialog):
        asked.append(command.id)
    elif "open for reading only" not in app.screen.message_line.message:  # type: ignore[attr-defined]
        unsaid.append(command.id)
