"""The work list on the screen: what is done keeps its line, the cursor goes on, and the record beside follows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.screens.actions.work import ADVANCE
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import at_work

pytestmark = pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """Three leads with a task each, and one with an opportunity."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        for company in ("Alpine", "Contoso", "بُنّ المدينة"):
            space.timeline.add_task(space.leads.add({"company": company}).code, f"For {company}", due="today 0:30")
        space.qualification.qualify("Contoso")
        yield space


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_what_is_done_keeps_its_line_and_the_next_one_is_gone_to(
    workspace_url: str, there: Workspace, size: tuple[int, int]
) -> None:
    async with at_work(workspace_url, size) as desk:
        await desk.press("2")
        await desk.press("x")
        assert there.worklist.count() == 2
        lines = desk.pane("list")
        assert any("Alpine" in each and "done here" in each for each in lines)
        assert any("Contoso" in each and "▸" in each for each in lines)
        await desk.press("u")
        assert not any("done here" in each for each in desk.pane("list"))
        desk.app.context.remembered.shown[ADVANCE] = "stay"
        await desk.press("X")
        assert any("Contoso" in each and "▸" in each and "done here" in each for each in desk.pane("list"))
        await desk.press("x")
        assert "done already" in desk.said
        await desk.press("G", "enter", "c")
        assert "Call · " in desk.text


async def test_an_empty_list_says_so_and_what_helps(workspace_url: str) -> None:
    async with at_work(workspace_url, (120, 36)) as desk:
        await desk.press("2")
        assert "Nothing is to be done here." in desk.text
        assert "Nothing is due. That is all for now." in desk.text
