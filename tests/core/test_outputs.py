"""No file that a person names takes the place of another, and what is written is its owner's only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.outputs import check_free, free_name, make_folder, make_own_folder, new_file


def _taken_names(folder: Path) -> list[Path]:
    (folder / "list.csv").write_text("name\n", encoding="utf-8")
    (folder / "data.db").write_bytes(b"SQLite format 3\x00")
    (folder / "link.csv").symlink_to(folder / "list.csv")
    (folder / "dangling.csv").symlink_to(folder / "nothing.csv")
    (folder / "hard.db").hardlink_to(folder / "data.db")
    os.mkfifo(folder / "pipe")
    (folder / "folder").mkdir()
    names = ("list.csv", "data.db", "link.csv", "dangling.csv", "hard.db", "pipe", "folder", "data.db-wal")
    return [
        folder / name for name in (*names, "data.db-shm", "data.db-journal", "no folder/x.csv", "folder/../data.db")
    ]


def test_whatever_is_there_stays_as_it_is(tmp_path: Path) -> None:
    for path in _taken_names(tmp_path):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(Invalid) as refused, new_file(path, "file"):
            pytest.fail("nothing is to be written")
        assert str(path) in refused.value.message or str(path.parent) in refused.value.message
        assert refused.value.hint
        assert sorted(tmp_path.rglob("*")) == before


def test_a_file_is_there_whole_or_not_at_all_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "قائمة.csv"
    with new_file(path, "file") as fresh:
        fresh.write_text("name\n", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "name\n"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UnicodeEncodeError), new_file(tmp_path / "other.csv", "file") as fresh:
        fresh.write_text("half\ud800", encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_comes_to_the_place_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with pytest.raises(Invalid, match="is there already"), new_file(path, "file"):
        path.write_text("theirs", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_folders_are_their_owners_only_from_the_top(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    modes = {each.stat().st_mode & 0o777 for each in tmp_path.rglob("*")}
    assert modes == {0o700}
    (tmp_path / "open").mkdir(mode=0o755)
    make_own_folder(tmp_path / "open")
    assert (tmp_path / "open").stat().st_mode & 0o077 == 0


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for expected in ("a.csv", "a-2.csv", "a-3.csv"):
        free = free_name(tmp_path / "a.csv")
        assert free.name == expected
        check_free(free, "file")
        free.touch()
