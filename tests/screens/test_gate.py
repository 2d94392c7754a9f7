"""A gate that refuses names what is missing and leads there by a key, to fields of one's own too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import at_work

TASTING = """
code = "tasting"
name = "Tasting"
order = 1
stages = [
  { code = "taste", name = "Taste", kind = "lead", steps = [
    { code = "tasted", label = "Beans tasted", kind = "box" },
    { code = "cups", label = "Cups a day", kind = "field", field = "cups_a_day", required = true },
  ], next = [{ to = "talk", condition = "cups_a_day > 100" }, { to = "end" }] },
  { code = "talk", name = "Talk", kind = "lead", steps = [{ code = "talked", label = "Talked", kind = "box" }] },
]
"""


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """A database with one lead on its way through a process of its own."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        space.fields.add_custom("lead", "Cups a day", "integer")
        space.definitions.add(TASTING, "tasting.toml")
        space.leads.add({"company": "Contoso"})
        yield space


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("there")
async def test_a_key_leads_to_what_is_missing_and_the_bar_shows_where_that_leads(workspace_url: str) -> None:
    async with at_work(workspace_url) as desk:
        await desk.press(">")
        assert desk.said == "Cups a day is missing to finish the process. ↵ goes there."
        await desk.press("enter")
        assert "The next stage asks for it." in desk.text
        await desk.type("120")
        await desk.press("ctrl+s")
        assert "Talk" in desk.pane("stages")[0]
        await desk.press("enter")
        assert "The next stage asks for it." not in desk.text
        await desk.press("escape", ">")
        assert desk.said.startswith("Tasting: now in Talk.")
        await desk.press("u", "u")
        assert "Talk" not in desk.pane("stages")[0]
