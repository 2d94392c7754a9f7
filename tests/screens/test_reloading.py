"""How much a running workspace asks the database for after something was committed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.bootstrap import open_workspace
from app.shell import WATCH, LeadlineApp
from app.workspace import Workspace
from tests.conftest import settings_for


class Counted:
    """The statements by which the screens read, while they are listened to."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self._listens = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen from now on."""
        self.statements.clear()
        self._listens = True
        yield
        self._listens = False

    def hear(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Note a statement on a thread of the screens, but for the one that looks for what others committed."""
        if not self._listens or threading.current_thread().name != "workspace":
            return
        looks = "FROM change_log" in statement or "leadline_last_command" in statement
        if statement.startswith("SELECT") and not looks:
            self.statements.append(" ".join(statement.split()))


@pytest.fixture
def counted() -> Iterator[Counted]:
    """The statements of every database of this program."""
    counted = Counted()
    event.listen(Engine, "before_cursor_execute", counted.hear)
    yield counted
    event.remove(Engine, "before_cursor_execute", counted.hear)


@pytest.fixture
def furnished(workspace_url: str) -> str:
    """The URL of a database with a few leads, of whom the first has a past."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        for company in ("Fabrikam", "Northwind Traders", "Contoso Coffee"):
            lead = space.leads.add({"company": company, "name": "Sara Nadim", "email": f"sara@{company[:7]}.example"})
        space.timeline.add_task(lead.code, "Send the offer")
        space.stakeholders.add(lead.code, name="Huda Karim")
        space.competitors.add(lead.code, "Litware")
    return workspace_url


async def _still(app: LeadlineApp, seq: int = 0) -> None:
    """Wait until nothing is under way, the counts of the tabs included, and a command was heard of."""
    quiet = 0
    while quiet < 4:
        await asyncio.sleep(0.02)
        at_work = any(not each.is_finished for each in app.workers if each.group != WATCH)
        quiet = 0 if at_work or app.keys_wait or app.gateway.busy or app._seen < seq else quiet + 1


@asynccontextmanager
async def _at_work(url: str) -> AsyncIterator[tuple[LeadlineApp, Workspace]]:
    app = LeadlineApp(settings_for(url))
    async with app.run_test(size=(160, 48)):
        await _still(app)
        yield app, await app.workspace()


async def test_logging_a_call_reads_the_panels_it_concerns(furnished: str, counted: Counted) -> None:
    async with _at_work(furnished) as (app, space):
        shown = space.leads.find("Contoso Coffee")
        with counted.listening():
            await asyncio.to_thread(space.timeline.log_call, shown, outcome="answered", notes="She wants the offer")
            await _still(app)
        texts = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert "She wants the offer" in texts
    assert 1 <= len(counted.statements) <= 10, "\n".join(counted.statements)


async def test_an_unrelated_contact_by_another_program_reads_nothing(furnished: str, counted: Counted) -> None:
    async with _at_work(furnished) as (app, _space):
        with closing(open_workspace(settings_for(furnished, user="omar"))) as elsewhere:
            outcome = elsewhere.contacts.add({"name": "Nobody Known", "email": "nobody@elsewhere.example"})
        with counted.listening():
            await _still(app, outcome.seq)
    assert counted.statements == []


async def test_a_stakeholder_s_new_name_is_shown_where_another_program_gave_it(furnished: str) -> None:
    async with _at_work(furnished) as (app, _space):
        with closing(open_workspace(settings_for(furnished))) as elsewhere:
            huda = next(each.code for each in elsewhere.contacts.list() if each.name == "Huda Karim")
            outcome = elsewhere.contacts.edit(huda, {"name": "Huda Aziz"})
        await _still(app, outcome.seq)
        assert "Huda Aziz" in "\n".join(strip.text for strip in app.screen._compositor.render_strips())
