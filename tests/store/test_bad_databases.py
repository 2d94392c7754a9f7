"""A database that cannot be used is refused in a sentence that says what happened and what helps."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from app.bootstrap import open_workspace
from app.domain.core.errors import Busy, ReadOnly, StoreProblem
from app.domain.store import engine
from app.settings import Settings
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


def _powerless(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody whom permissions hold back, as they do not the superuser."""
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*powerless, sys.executable, "-m", "app", "--db", str(path), *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


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
    other.chmod(0o644)
    before = other.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreProblem, match="is a database of another program"):
            _open(other, read_only=read_only)
    assert other.read_bytes() == before
    assert [part.name for part in tmp_path.iterdir()] == ["photos.db"]
    assert other.stat().st_mode & 0o777 == 0o644


def test_one_of_another_program_at_work_keeps_what_its_log_holds(tmp_path: Path) -> None:
    photos, copy = tmp_path / "photos.db", tmp_path / "copy.db"
    with closing(sqlite.connect(str(photos))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE photo (id INTEGER)")
        for part in ("", "-wal"):
            shutil.copyfile(f"{photos}{part}", f"{copy}{part}")
    before = [Path(f"{copy}{part}").read_bytes() for part in ("", "-wal")]
    with pytest.raises(StoreProblem, match="is a database of another program"):
        _open(copy)
    assert [Path(f"{copy}{part}").read_bytes() for part in ("", "-wal")] == before


def test_a_folder_that_cannot_be_written_is_no_hindrance_to_reading(path: Path) -> None:
    with closing(_open(path)) as space:
        space.leads.add({"company": "Contoso Coffee"})
    path.parent.chmod(0o555)
    try:
        read, unasked, written = (
            _powerless(path, *words)
            for words in (["--read-only", "lead", "list"], ["lead", "list"], ["lead", "add", "--name", "Sara"])
        )
        healthy = _powerless(path, "doctor")
    finally:
        path.parent.chmod(0o755)
    assert (read.returncode, read.stderr) == (0, "")
    assert "Contoso Coffee" in read.stdout
    assert (unasked.returncode, unasked.stdout) == (0, read.stdout)
    assert written.returncode == 1
    assert f"its folder {path.parent} may not be written" in written.stderr
    assert healthy.returncode == 0, healthy.stdout
    assert [part.name for part in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["50%.db", "what?.db", "a#b.db", "a b.db", "قهوة.db", os.fsdecode(b"caf\xe9.db")])
def test_a_file_of_any_name_can_be_read(name: str, tmp_path: Path) -> None:
    place = str(tmp_path / name)
    open_workspace(Settings(place)).close()
    with closing(open_workspace(Settings(place, read_only=True))) as space:
        assert space.leads.window(space.leads.view("open").query).lines == ()
    assert [part.name for part in tmp_path.iterdir()] == [name]


def test_a_log_in_a_folder_that_cannot_be_written_makes_the_folder_the_cause(path: Path) -> None:
    path.with_name(f"{path.name}-wal").touch()
    path.parent.chmod(0o555)
    try:
        answer = _powerless(path, "--read-only", "lead", "list")
    finally:
        path.parent.chmod(0o755)
    assert answer.returncode == 1
    assert f"its folder {path.parent} may not be written" in answer.stderr


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
