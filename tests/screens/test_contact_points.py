"""Contact points by keys: added, edited, made primary, removed and undone; a call begins with the number wanted."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.windows import ListQuery
from app.domain.people.reaching import ReachService
from tests.conftest import NOW, settings_for
from tests.screens.desk import at_work

_ARABIC = "شارع الملك فهد"


@pytest.fixture
def url(sqlite_template: Path, tmp_path: Path) -> str:
    """A database with a lead that has two phones."""
    made = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'leadline.db')}"
    with closing(open_workspace(settings_for(made))) as space:
        lead = space.leads.add({"company": "Contoso Coffee", "phone": "+971 50 000 1100"})
        space.service(ReachService).add(lead.code, "phone", "+971 4 300 1100", "business")
    return made


async def test_they_are_kept_by_keys(url: str) -> None:
    async with at_work(url) as desk:
        desk.app.screen.focus_on("reach")  # type: ignore[attr-defined] # a record screen
        await desk.press("n", "right")
        await desk.press("down")
        await desk.type(_ARABIC)
        await desk.press("down")
        await desk.type("[b]الرياض")
        await desk.press("ctrl+s")
        assert desk.said == f"Contoso Coffee: {_ARABIC}, [b]الرياض is the address now. u undoes."
        await desk.press("j", "P")
        assert desk.said == "Contoso Coffee: +971 4 300 1100 is primary now. u undoes."
        assert [line.split("  ")[0].strip(" │▸") for line in desk.pane("reach")[2:7]] == [
            "+971 4 300 1100",
            "+971 50 000 1100",
            "Addresses",
            f"{_ARABIC}, [b]الرياض",
            "",
        ]
        await desk.press("G", "e", "ctrl+u")
        await desk.type("Bean Street 1")
        await desk.press("ctrl+s")
        assert desk.said == f"Contoso Coffee: {_ARABIC}, [b]الرياض is Bean Street 1, [b]الرياض now. u undoes."
        await desk.press("delete")
        assert desk.said == "Contoso Coffee: Bean Street 1, [b]الرياض removed. u undoes."
        await desk.press("u")
        assert "Bean Street 1, [b]الرياض" in desk.text


async def test_a_call_is_logged_with_the_number_that_was_chosen(url: str) -> None:
    async with at_work(url, clock=FixedClock(NOW)) as desk:
        await desk.press("c", "tab", "tab", "tab")
        assert "+971 50 000 1100 (primary) · +971 4 300 1100 (business)" in desk.text
        await desk.press("right", "ctrl+s")
        desk.app.screen.focus_on("reach")  # type: ignore[attr-defined] # a record screen
        await desk.press("c", "ctrl+s")
        desk.app.screen.focus_on("timeline")  # type: ignore[attr-defined] # a record screen
        await desk.press("c", "tab", "tab", "tab")
        await desk.type("+971 2 444 5555")
        await desk.press("ctrl+s")
        lead = desk.space.leads.window(ListQuery()).lines[0].code
        entries = [each for each in desk.space.timeline.page(lead).entries if each.kind == "call"]
        assert [each.address for each in entries] == ["+971 2 444 5555", "+971 50 000 1100", "+971 4 300 1100"]
