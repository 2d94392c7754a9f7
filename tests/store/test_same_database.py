"""A database that is moved, replaced or overwritten under the program is noticed, and nothing more is written to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.bootstrap import open_workspace
from app.domain.core.errors import StoreProblem
from app.domain.core.windows import ListQuery
from tests.conftest import NOW, SitDown, settings_for


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A database as a first start leaves it."""
    return Path(shutil.copy(sqlite_template, tmp_path / "leadline.db"))


def _remove(path: Path) -> None:
    path.unlink()


def _put_another(path: Path) -> None:
    shutil.copy(path, path.with_name("other.db"))
    path.with_name("other.db").replace(path)


def _put_an_empty_one(path: Path) -> None:
    path.unlink()
    path.touch()


def _take_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name}-moved"))


@pytest.mark.parametrize("happening", [_remove, _put_another, _put_an_empty_one, _take_the_folder])
def test_a_file_that_is_another_one_is_written_no_more(path: Path, happening: Callable[[Path], None]) -> None:
    with closing(open_workspace(settings_for(str(path)))) as space:
        space.leads.add({"company": "Contoso"})
        happening(path)
        there = path.read_bytes() if path.exists() else b""
        for ask in (
            lambda: space.leads.add({"company": "Fabrikam"}),
            lambda: space.leads.window(ListQuery()),
            lambda: space.desk.database.changes_since(0),
            space.log.undo,
        ):
            with pytest.raises(StoreProblem, match=r"since it was opened; nothing more is written") as refused:
                ask()
            assert refused.value.hint
        assert (path.read_bytes() if path.exists() else b"") == there


def test_one_that_was_moved_and_put_back_is_worked_with_again(path: Path) -> None:
    with closing(open_workspace(settings_for(str(path)))) as space:
        aside = path.rename(path.with_name("aside.db"))
        with pytest.raises(StoreProblem, match="was moved or removed"):
            space.leads.add({"company": "Contoso"})
        aside.rename(path)
        space.leads.add({"company": "Fabrikam"})
        assert [line.company for line in space.leads.window(ListQuery()).lines] == ["Fabrikam"]


def test_an_older_state_put_in_place_of_what_was_written_is_written_no_more(sit_down: SitDown) -> None:
    space, other = sit_down(), sit_down()
    space.leads.add({"company": "Contoso"})
    space.leads.add({"company": "Fabrikam"})
    with other.desk.database.write("restore", now=NOW, actor_id=None) as unit:
        unit.session.execute(text("DELETE FROM log_seal WHERE id = (SELECT max(id) FROM log_seal)"))
    with pytest.raises(StoreProblem, match="was replaced by another database"):
        space.leads.add({"company": "Northwind"})
    assert [line.company for line in other.leads.window(ListQuery(search="Northwind")).lines] == []


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="such a system does not tell")
def test_a_disk_without_room_is_called_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    from app.domain.store.engine import explain

    problem = OperationalError("", {}, Exception("disk I/O error"))
    assert "did not answer" in explain(problem, str(path)).message
    monkeypatch.setattr(os, "statvfs", lambda _folder: os.statvfs_result((4096, 4096, 9, 0, 0, 9, 9, 9, 0, 255)))
    assert explain(problem, str(path)).message == "The disk is full; nothing was changed."
