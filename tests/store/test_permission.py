"""A database that this user may only read says so before anything is asked, and for as long as it is so."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from app.bootstrap import open_workspace
from app.domain.core.errors import ReadOnly
from tests.conftest import SitDown, settings_for
from tests.screens.desk import at_work

Forbid = Callable[[Path], None]


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Forbid:
    """Says of a place that it may not be written; the superuser, who runs tests, may write everywhere."""
    asked = os.access

    def forbid(place: Path) -> None:
        def access(path: str | Path, mode: int) -> bool:
            return asked(path, mode) and not (Path(path) == place and mode & os.W_OK)

        monkeypatch.setattr(os, "access", access)

    return forbid


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_place_that_may_not_be_written_is_opened_for_reading(
    workspace_url: str, forbid: Forbid, part: str, sit_down: SitDown
) -> None:
    path = Path(make_url(workspace_url).database or "")
    with closing(open_workspace(settings_for(workspace_url))) as space:
        space.leads.add({"company": "Contoso"})
        space.log.undo()
    forbid(path if part == "file" else path.parent)
    onlooker = sit_down()
    assert onlooker.opportunities.list() == ()
    with pytest.raises(ReadOnly, match=f"may only be read: its {part}.* may not be written"):
        onlooker.leads.add({"company": "Contoso"})


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
async def test_the_screen_says_so_before_a_form_opens_and_when_it_changes(
    workspace_url: str, forbid: Forbid, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(make_url(workspace_url).database or "")
    async with at_work(workspace_url, (120, 36)) as desk:
        assert "n new" in desk.pane("keys")[0]
        forbid(path)
        await desk.sees("read-only")
        assert "new" not in desk.pane("keys")[0]
        await desk.press("n")
        assert "may only be read: its file may not be written" in desk.said
        assert "New lead" not in desk.text
        monkeypatch.undo()
        await desk.press("n")
        assert "New lead" in desk.text


@pytest.mark.parametrize("workspace_url", ["postgresql"], indirect=True)
def test_a_role_that_may_only_read_is_told_so(workspace_url: str) -> None:
    with closing(open_workspace(settings_for(workspace_url))) as space:
        engine = create_engine(workspace_url)
        with engine.begin() as connection:
            role = f"onlooker_{make_url(workspace_url).database}"
            connection.execute(text(f'CREATE ROLE "{role}" LOGIN BYPASSRLS'))
            connection.execute(text(f'GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{role}"'))
        url = make_url(workspace_url).set(username=role).render_as_string(hide_password=False)
        with closing(open_workspace(settings_for(url))) as onlooker:
            assert onlooker.leads.show(space.leads.add({"company": "Contoso"}).code).title == "Contoso"
            with pytest.raises(ReadOnly, match="its server does not let this user write"):
                onlooker.leads.add({"company": "Fabrikam"})
            with engine.begin() as connection:
                connection.execute(text(f'GRANT ALL ON ALL TABLES IN SCHEMA public TO "{role}"'))
            onlooker.desk.database.look_whether_denied()
            assert onlooker.desk.database.why_only_read() is None
        engine.dispose()
