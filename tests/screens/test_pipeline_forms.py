"""The opportunities as a list, a board and a chart, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import at_work


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """The database that the screen shows."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        yield space


async def test_a_card_goes_on_when_its_stage_has_what_it_asks_for(workspace_url: str, there: Workspace) -> None:
    outcome = there.qualification.qualify(there.leads.add({"company": "Contoso", "topic": "Machines"}).id)
    (code,) = outcome.made["opportunity"]
    there.opportunities.edit(code, {"amount": "5k USD", "expected_close": "2027-01-15"})
    async with at_work(workspace_url) as desk:
        await desk.press("3", "b")
        assert "Board" in desk.text
        assert "USD 5,000" in desk.text
        await desk.press(">")
        assert "goes there" in desk.text
        await desk.press("enter")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "stages"
        await desk.press("escape", "escape")
        there.processes.set(code, {"customer_need": "ten machines", "proposed_solution": "ours"})
        await desk.press(">")
        assert there.pipeline.window().lines[0].stage == "Propose"
        await desk.press("b")
        assert "By month" in desk.text
        assert "Jan 2027" in desk.text
        await desk.press("R")
        assert "Win rate by competitor" in desk.text
        await desk.press("escape", "b")
        assert "Opportunities" in desk.text
