"""A database that cannot be used is refused in a sentence that says what happened and what helps."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from app.bootstrap import open_workspace
from app.domain.core.errors import Busy, ReadOnly, StoreProblem
from app.domain.store import engine
from app.workspace import Workspace
from tests.conftest import settings_for


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database as a first start leaves it, closed."""
    path = tmp_path / "leadline.db"
    _open(path).close()
    return path


def _open(path: Path, *, read_only: bool = False) -> Workspace:
    return open_workspace(settings_for(f"sqlite:///{path}", read_only=read_only))


def _change(path: Path, statement: str) -> None:
    with closing(sqlite.connect(str(path))) as connection:
        connection.execute(statement)
        connection.commit()


def test_one_from_a_newer_version_is_refused_and_not_touched(path: Path) -> None:
    _change(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match=r"was written by a newer Leadline \(its version is 9999") as refused:
        _open(path)
    assert refused.value.hint == "Update Leadline, or name another database with --db."
    assert path.read_bytes() == before


def test_one_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "photos.db"
    _change(other, "CREATE TABLE photo (id INTEGER)")
    with pytest.raises(StoreProblem, match="is a database of another program"):
        _open(other)
    with closing(sqlite.connect(str(other))) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photo",)]


def test_a_file_that_is_no_database_is_called_so(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sara, " * 200, encoding="utf-8")
    with pytest.raises(StoreProblem, match="is not a Leadline database"):
        _open(letter)
    assert letter.read_text(encoding="utf-8").startswith("Dear Sara")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="is a folder, not a database"):
        _open(tmp_path)


def test_a_damaged_one_is_called_damaged(path: Path) -> None:
    pages = bytearray(path.read_bytes())
    pages[4096 : len(pages) - 4096] = os.urandom(len(pages) - 8192)
    path.write_bytes(pages)
    with pytest.raises(StoreProblem, match=r"is damaged|is not a Leadline database") as refused:
        _open(path)
    assert refused.value.hint


def test_one_that_another_program_holds_is_busy_and_usable_again_afterwards(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.05)
    with closing(_open(path)) as space, closing(sqlite.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Another program is writing to") as refused:
            space.leads.add({"company": "Contoso"})
        assert "locked" not in str(refused.value)
        assert space.leads.window(space.leads.view("open").query).lines == (), "reading goes on meanwhile"
        other.execute("ROLLBACK")
        assert space.leads.add({"company": "Contoso"}).seq


def test_a_session_for_reading_only_refuses_to_write(path: Path) -> None:
    with closing(_open(path, read_only=True)) as space, pytest.raises(ReadOnly, match="is open for reading only"):
        space.leads.add({"company": "Contoso"})


def test_reading_only_needs_a_database_that_is_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.db"
    with pytest.raises(StoreProblem, match="There is no database"):
        _open(missing, read_only=True)
    assert not missing.exists()


def test_a_full_disk_is_told_and_nothing_is_changed(path: Path) -> None:
    with closing(_open(path)) as space:
        with space.desk.write("limit") as unit:
            pages = unit.session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
            unit.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreProblem, match="The disk is full; nothing was changed"):
            space.leads.add({"company": "Contoso", "description": "long " * 20_000})
        assert space.leads.window(space.leads.view("open").query).lines == ()
