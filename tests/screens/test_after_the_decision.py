"""After a decision the record says what became of it and leads there, and the keys shown are those that help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.domain.core.windows import ListQuery
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import Desk, at_work


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """A database with one lead."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        known = {"budget": "50k USD", "decision_maker": True}
        space.leads.add({"company": "Contoso", "name": "Sara", "topic": "Machines", **known})
        yield space


def focus(desk: Desk) -> str | None:
    """The pane with the focus."""
    return desk.app.focused.id if desk.app.focused else None


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_qualified_lead_shows_its_opportunity_and_enter_goes_there(
    workspace_url: str, there: Workspace, size: tuple[int, int]
) -> None:
    async with at_work(workspace_url, size) as desk:
        await desk.press("Q", "ctrl+s")
        (made,) = there.opportunities.list()
        assert f"{made.code} Machines" in desk.pane("header")[2]
        assert focus(desk) == "header"
        keys = desk.pane("keys")[0]
        assert "A reactivate" in keys
        assert "go opportunity" in keys
        assert "edit" not in keys
        assert "disqualify" not in keys
        await desk.press("enter")
        assert "Machines" in desk.pane("header")[1]
        assert "Opportunities" in desk.text or size == (80, 24)
        await desk.press("1")
        assert f"{made.code} Machines" in desk.pane("header")[2]
        await desk.press("u")
        assert focus(desk) != "header"
        assert made.code not in "".join(desk.pane("header"))
        assert "A reactivate" not in desk.pane("keys")[0]


@pytest.mark.usefixtures("there")
async def test_where_the_last_lead_went_the_focus_is_in_the_list(workspace_url: str) -> None:
    async with at_work(workspace_url, (80, 24)) as desk:
        await desk.press("enter", "Q", "ctrl+s", "f5")
        await desk.press("escape", "f5")
        assert focus(desk) == "list"
        await desk.press("n")
        assert "New lead" in desk.text


async def test_an_ended_process_says_so_and_is_reopened_by_a_key(workspace_url: str, there: Workspace) -> None:
    (lead,) = there.leads.window(ListQuery()).lines
    there.processes.abandon(lead.code)
    async with at_work(workspace_url, (120, 36)) as desk:
        bar = desk.pane("stages")
        assert "Qualify abandoned" in bar[0]
        assert "process abandoned" in bar[1]
        assert "C reopen process" in desk.pane("keys")[0]
        await desk.press(">")
        assert desk.said == "The process is abandoned. C takes it up again."
        await desk.press("C")
        assert "goes on in Qualify" in desk.said
        assert "abandoned" not in "".join(desk.pane("stages"))
        assert "reopen" not in desk.pane("keys")[0]
        await desk.press("C")
        assert desk.said == "The process is under way."
        await desk.press("u")
        assert "Qualify abandoned" in desk.pane("stages")[0]
        assert "C reopen process" in desk.pane("keys")[0]
        await desk.still(there.qualification.disqualify(lead.code, "lost").seq)
        await desk.press("B")
        assert desk.said == "The lead is closed. A reactivates it."


async def test_a_missing_step_is_done_on_the_way_and_what_was_chosen_is_kept(
    workspace_url: str, there: Workspace
) -> None:
    lead = there.leads.add({"company": "Fabrikam", "name": "Huda", "topic": "Beans", "decision_maker": True})
    async with at_work(workspace_url) as desk:
        await desk.press("Q")
        assert "Still missing: f2 Estimated budget" in desk.text
        await desk.press("right", "f2")
        await desk.type("50k USD")
        await desk.press("ctrl+s")
        assert "Still missing" not in desk.text
        assert "No account is made." in desk.text
        await desk.press("ctrl+s")
    values = there.leads.show(lead.code).values
    assert (values["state"], str(values["budget"]), values["account"]) == ("qualified", "USD 50,000", None)
