"""No command writes over what is there, and none says, keeps or shows the password of a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.core.addresses import read_address
from tests.cli.conftest import Leadline
from tests.conftest import settings_for

SECRET = "hush-hush"  # noqa: S105 - what must not be seen


@pytest.mark.parametrize("name", ["leadline.db", "list.csv", "link.csv", "leadline.db-wal", "nowhere/failed.csv"])
def test_failed_rows_take_no_files_place_and_nothing_comes_in_before_that_is_said(
    leadline: Leadline, tmp_path: Path, name: str
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Company,Email\nContoso,sara@contoso.example.com\nFabrikam,no address\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(listed)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    answer = leadline("import", str(listed), "--failed-to", str(tmp_path / name))
    assert answer.code == 1
    assert str((tmp_path / name).parent) in answer.err
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
    assert leadline("--json", "lead", "list").data == []


def test_a_backup_takes_no_files_place(leadline: Leadline, tmp_path: Path) -> None:
    for name, says in (("leadline.db", "is a database, and stays"), ("leadline.db-wal", "belongs to leadline.db")):
        answer = leadline("db", "backup", str(tmp_path / name))
        assert (answer.code, says in answer.err) == (1, True), answer.err
    assert leadline("db", "backup", str(tmp_path / "copy.db")).code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "leadline.db"]


def _forms(url: str) -> dict[str, str]:
    """The address of a server in each form, with a password."""
    told = read_address(url).parameters
    user, host, name = told["user"], told["host"], told["dbname"]
    return {
        "in the user's part": f"postgresql://{user}:{SECRET}@/{name}?host={host}",
        "as a parameter": f"postgresql+psycopg://{user}@/{name}?host={host}&p%61ssword={SECRET}",
        "in pairs": f"host={host} dbname={name} user={user} password={SECRET}",
    }


@pytest.mark.parametrize("form", ["in the user's part", "as a parameter", "in pairs"])
def test_the_password_of_a_server_is_nowhere(leadline: Leadline, postgres_url: str, home: Path, form: str) -> None:
    address = _forms(postgres_url)[form]
    assert SECRET not in repr(settings_for(address))
    told = read_address(postgres_url).parameters
    dead = address.replace(told["host"], f"{told['host']}/nobody-listens")
    missing = address.replace(told["dbname"], "nobody_made_this")
    working = ("lead add --name Sara", "lead list", "db path", "db check", "db upgrade", "config show", "doctor")
    for words in (*working, "db backup copy.db", "--read-only lead add --name Omar", "undo"):
        answer = leadline("--db", address, *words.split())
        assert SECRET not in answer.out + answer.err
        assert answer.code == 0 or words.startswith(("db backup", "--read-only", "db check", "doctor")), answer.err
    for broken in (dead, missing):
        for words in ("lead list", "doctor", "db check", "config show"):
            answer = leadline("--db", broken, *words.split())
            assert SECRET not in answer.out + answer.err
    assert all(SECRET.encode() not in each.read_bytes() for each in home.rglob("*") if each.is_file())
    assert not any(SECRET in str(each) for each in home.rglob("*"))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"postgresql://amal:{SECRET}@db:http/leads", "“http” is no port"),
        (f"postgresql+pg8000://amal:{SECRET}@db/leads", "does not know the driver pg8000"),
        (f"postgresql:/amal:{SECRET}@db/leads", "neither a file nor the address of a database"),
    ],
)
def test_a_wrong_address_is_refused_in_words_by_every_command(
    leadline: Leadline, address: str, says: str, tmp_path: Path
) -> None:
    for words in ("lead list", "lead show LEAD-0001", "db check", "db upgrade", "db backup copy.db"):
        answer = leadline("--db", address, *words.split())
        assert (answer.code, says in answer.err, SECRET in answer.err) == (1, True, False), answer.err
    assert SECRET not in leadline("--db", address, "db", "path").out
    assert says in leadline("--db", address, "doctor").out
    assert [each.name for each in tmp_path.iterdir()] == ["leadline.db"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a program cannot change what the list shows")
def test_the_process_list_does_not_show_the_password() -> None:
    script = "from app.start.process_list import hide_passwords; import sys; hide_passwords(sys.argv[1:]); input()"
    words = [f"--db=postgresql://amal:{SECRET}@db/leads", "--db", f"postgresql://db/leads?password={SECRET}", "name=x"]
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}; print(1)", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        shown = Path(f"/proc/{program.pid}/cmdline")
        while program.poll() is None and b"postgresql://amal@db/leads" not in shown.read_bytes():
            os.sched_yield()
        found = shown.read_bytes()
        program.communicate(b"\n")
    assert b"postgresql://amal@db/leads" in found
    assert b"name=x" in found
