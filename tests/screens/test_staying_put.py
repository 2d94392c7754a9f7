"""The list stays put while it is worked: leads keep their lines, and the cursor its, until it is asked for again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.widgets.lead_list import LeadList
from app.widgets.list_lines import WINDOW
from app.widgets.opportunities import Opportunities
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import Desk, at_work


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """A database with some leads, the last of whom is on top."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        yield space


def enter(space: Workspace, *companies: str, **values: object) -> None:
    """Enter leads so that the list shows them in this order."""
    for company in reversed(companies):
        space.leads.add({"company": company, **values})


def titles(desk: Desk) -> list[str]:
    """The leads in view, from the top; the one with the cursor stands between arrows."""
    leads = desk.app.screen.query_one(LeadList)
    lines = [leads._windows.line(leads._top + row) for row in range(leads._page)]
    cursor = leads.cursor_id
    return [f">{line.title}<" if line.id == cursor else line.title for line in lines if line]


async def test_leads_that_change_out_of_view_are_told_of_until_the_list_is_asked_for_again(
    workspace_url: str, there: Workspace
) -> None:
    first = there.leads.add({"company": "Far below"})
    enter(there, *(f"Company {number:03}" for number in range(WINDOW + 60)))
    async with at_work(workspace_url) as desk:
        await desk.still((await asyncio.to_thread(there.leads.edit, first.code, {"city": "Bern"})).seq)
        assert f"of {WINDOW + 60} · 1 more by f5" in desk.pane("list")[-1]
        await desk.press("f5")
        assert desk.pane("list")[-1].strip().endswith(f"of {WINDOW + 61}")


async def test_a_lead_that_changes_keeps_its_line_until_the_list_is_asked_for_again(
    workspace_url: str, there: Workspace
) -> None:
    enter(there, "Alpine", "Bistro", "Contoso", "Dubai Beans")
    async with at_work(workspace_url) as desk:
        await desk.press("j", "j", "D", "right", "ctrl+s")
        assert titles(desk) == ["Alpine", "Bistro", ">Contoso<", "Dubai Beans"]
        (line,) = (each for each in desk.pane("list") if "Contoso" in each)
        assert "closed" in line
        assert "f5 sorts" in desk.pane("list")[1]
        assert desk.pane("list")[-1].strip() == "1–4 of 4"
        assert "Open leads 3" in desk.text
        await desk.press("u")
        assert titles(desk) == ["Alpine", "Bistro", ">Contoso<", "Dubai Beans"]
        assert desk.pane("list")[-1].strip() == "1–4 of 4"
        await desk.press("j")
        seq = (await asyncio.to_thread(there.leads.edit, "Bistro", {"city": "Bern"})).seq
        await desk.still(seq)
        assert titles(desk) == ["Alpine", "Bistro", "Contoso", ">Dubai Beans<"]
        await desk.press("f5")
        assert titles(desk) == ["Bistro", "Contoso", "Alpine", ">Dubai Beans<"]
        assert "f5" not in desk.pane("list")[1]
        assert "▾ changed" in desk.pane("list")[1]


async def test_a_lead_entered_into_a_search_stands_on_the_line_of_the_cursor(
    workspace_url: str, there: Workspace
) -> None:
    enter(there, "Coffee North", "Bakery", "Coffee South", "Coffee West")
    async with at_work(workspace_url) as desk:
        await desk.press("O")
        await desk.type("name")
        await desk.press("enter", "/")
        await desk.type("coffee")
        await desk.press("enter", "j")
        assert titles(desk) == ["Coffee North", ">Coffee South<", "Coffee West"]
        await desk.press("n")
        await desk.type("Tea House")
        await desk.press("ctrl+s")
        assert titles(desk) == ["Coffee North", ">Tea House<", "Coffee South", "Coffee West"]
        assert "no match" in desk.pane("list")[3]
        assert "Tea House" in desk.pane("header")[1]
        assert "/ coffee" in desk.text
        assert "Lead ▴" in desk.pane("list")[1]
        await desk.press("u")
        assert titles(desk) == ["Coffee North", ">Coffee South<", "Coffee West"]
        await desk.press("ctrl+r")
        assert titles(desk) == ["Coffee North", ">Tea House<", "Coffee South", "Coffee West"]
        await desk.press("f5")
        assert titles(desk) == ["Coffee North", ">Coffee South<", "Coffee West"]


async def test_what_was_decided_about_several_is_undone_where_it_stood(workspace_url: str, there: Workspace) -> None:
    enter(there, "Alpine", "Bistro", "Contoso", "Dubai Beans", "Emirates Tea")
    async with at_work(workspace_url) as desk:
        before = ["Alpine", "Bistro", "Contoso", ">Dubai Beans<", "Emirates Tea"]
        await desk.press("space", "space", "space", "Q", "tab", "tab", "tab", "x", "ctrl+s")
        assert "3 leads qualified" in desk.text
        await desk.press("escape")
        assert "3" in desk.said
        assert titles(desk) == before
        assert sum("closed" in line or "qualified" in line for line in desk.pane("list")) == 3
        await desk.press("u")
        assert titles(desk) == before
        assert not any("closed" in line or "qualified" in line for line in desk.pane("list"))
        await desk.press("k", "space", "space", "delete")
        assert titles(desk) == ["Alpine", "Bistro", ">Emirates Tea<"]
        await desk.press("u")
        assert [each.strip("><") for each in titles(desk)] == [each.strip("><") for each in before]


async def test_a_long_list_stays_in_order_to_its_end_and_back(workspace_url: str, there: Workspace) -> None:
    names = [f"Company {number:03}" for number in range(250)]
    enter(there, *names)
    async with at_work(workspace_url) as desk:
        await desk.press("j", "j", "o")
        await desk.type("Called")
        await desk.press("ctrl+s", "j", "j", "j", "D", "right", "ctrl+s")
        seen: list[str] = []
        for _ in range(9):
            seen += [each.strip("><") for each in titles(desk) if each.strip("><") not in seen]
            await desk.press("pagedown")
        assert seen == names
        assert desk.pane("list")[-1].strip().endswith("of 250")
        await desk.press("D", "right", "ctrl+s", "g", "g", "G")
        assert titles(desk)[-1] == ">Company 249<"
        back: list[str] = []
        for _ in range(9):
            back += [each.strip("><") for each in reversed(titles(desk)) if each.strip("><") not in back]
            await desk.press("pageup")
        assert back[::-1] == names


async def test_the_pipeline_stays_put_and_as_it_was_left(workspace_url: str, there: Workspace) -> None:
    for topic in ("Grinders", "Machines", "Beans"):
        there.qualification.qualify(there.leads.add({"company": topic, "topic": topic}).id)
    async with at_work(workspace_url) as desk:
        await desk.press("3")
        pane = desk.app.screen.query_one(Opportunities)
        before = list(pane.ids)
        await desk.press("j", "Z")
        assert list(pane.ids) == before
        assert pane.cursor_line is not None
        assert pane.cursor_line.status == "on_hold"
        assert "on hold" in "\n".join(desk.pane("list"))
        await desk.press("v")
        await desk.type("all")
        await desk.press("enter", "j")
        left = pane.cursor_id
        await desk.press("1", "3")
        assert desk.app.screen.query_one(Opportunities).cursor_id == left
        assert "All 3" in desk.text
