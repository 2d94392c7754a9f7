"""Bad input: a clear sentence, the right exit code, and nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from app.domain.store import engine
from tests.cli.conftest import Leadline

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        (["lead", "add", "--kind", "organisation"], "company", "Company is missing"),
        (["lead", "add", "--kind", "person"], "name", "Name is missing"),
        (["lead", "add", "--name", "A", "--kind", "ship"], "kind", "not one of its choices"),
        (["lead", "add", "--name", "A", "--email", "nonsense"], "email", "not an email address"),
        (["lead", "add", "--name", "A", "--phone", "call me"], "phone", "Phone"),
        (["lead", "add", "--name", "A", "--set", "industri=Food"], "industri", "Did you mean industry?"),
        (["lead", "add", "--name", "A", "--set", "employees=many"], "employees", "not a whole number"),
        (["lead", "add", "--name", "A", "--set", "annual_revenue=-5 USD"], "annual_revenue", "Annual revenue"),
        (["lead", "add", "--name", "A", "--set", "estimated_close=31 feb"], "estimated_close", "not a day"),
        (["lead", "add", "--name", "A", "--set", "status=converted"], "status", "set by Leadline itself"),
        (["lead", "add", "--name", "A", "--set", "next_contact_at=yesterday"], "next_contact_at", "in the past"),
        (["lead", "add", "--name", "x" * 501], "name", "at most 500"),
        (["lead", "list", "--sort", "colour"], "sort", "cannot be sorted by"),
        (["lead", "list", "raitng = hot"], "raitng", "Did you mean rating?"),
        (["user", "add", "Ali", "--role", "king"], "role", "not one of its choices"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_field(
    words: list[str], field: str, sentence: str, leadline: Leadline
) -> None:
    answer = leadline("--json", *words)
    assert answer.code == 1
    assert answer.error["field"] == field
    assert sentence in f"{answer.error['message']} {answer.error['hint']}"
    assert answer.out == ""
    assert leadline("--json", "lead", "list").data == []


def test_all_that_does_not_fit_is_said_at_once(leadline: Leadline) -> None:
    answer = leadline("--json", "lead", "add", "--name", "A", "--email", "x", "--set", "employees=y")
    assert [problem["field"] for problem in answer.error["problems"]] == ["email", "employees"]


@pytest.mark.parametrize(
    "words",
    [
        ["lead", "show", "LEAD-0000"],
        ["lead", "edit", "nobody@contoso.example.com", "--set", "topic=x"],
        ["log", "note", "nobody", "--text", "x"],
        ["log", "complete", "ACT-0000"],
        ["timeline", "0123456789abcdef0123456789abcdef"],
        ["process", "show", "nobody"],
        ["opportunity", "show", "OPP-0000"],
        ["contact", "show", "CONT-0000"],
        ["account", "edit", "ACC-0000", "--set", "name=x"],
        ["stakeholder", "list", "nobody"],
        ["lead", "list", "--view", "nope"],
        ["assistant", "dismiss", "nope"],
        ["history", "nobody"],
    ],
)
def test_a_name_that_nothing_answers_to_is_refused(words: list[str], leadline: Leadline) -> None:
    answer = leadline("--json", *words)
    assert (answer.code, answer.error["code"]) == (1, "not_found")
    assert answer.error["hint"]


def test_a_name_that_several_answer_to_is_refused_with_their_codes(ask: Ask, leadline: Leadline) -> None:
    codes = [ask("lead", "add", "--name", "Sara Nadim")["code"] for _ in range(2)]
    error = leadline("--json", "lead", "show", "sara nadim").error
    assert error["code"] == "ambiguous"
    assert all(code in error["message"] for code in codes)


@pytest.mark.parametrize(
    "words",
    [
        ["lead", "edit", "LEAD", "--set", "topic=Other"],
        ["lead", "qualify", "LEAD"],
        ["lead", "disqualify", "LEAD", "--reason", "lost"],
        ["lead", "status", "LEAD", "replied"],
        ["lead", "next-contact", "LEAD", "tomorrow 10"],
        ["stakeholder", "add", "LEAD", "--name", "Huda Karim"],
        ["competitor", "add", "LEAD", "--name", "Fabrikam"],
    ],
)
def test_a_closed_lead_stays_as_it_is(words: list[str], leadline: Leadline, ask: Ask, contoso: str) -> None:
    ask("lead", "qualify", contoso)
    before = ask("lead", "show", contoso)
    answer = leadline("--json", *(contoso if word == "LEAD" else word for word in words))
    assert (answer.code, answer.error["code"]) == (1, "read_only")
    assert "Reactivate" in answer.error["hint"]
    assert ask("lead", "show", contoso) == before


def test_a_next_contact_in_the_past_is_refused(leadline: Leadline, contoso: str) -> None:
    answer = leadline("--json", "lead", "next-contact", contoso, "yesterday 10")
    assert (answer.code, answer.error["field"]) == (1, "next_contact_at")


def test_an_import_of_no_file_asks_for_one(leadline: Leadline) -> None:
    answer = leadline("--json", "import", "")
    assert (answer.code, answer.error["message"]) == (1, "No file is named.")


def test_an_edit_of_what_somebody_changed_shows_both_sides(leadline: Leadline, ask: Ask, contoso: str) -> None:
    version = str(ask("lead", "show", contoso)["version"])
    ask("lead", "edit", contoso, "--set", "topic=Theirs")
    error = leadline("--json", "lead", "edit", contoso, "--set", "topic=Mine", "--if-version", version).error
    assert error["code"] == "conflict"
    assert (error["mine"], error["theirs"]) == ({"topic": "Mine"}, {"topic": "Theirs"})
    said = leadline("lead", "edit", contoso, "--set", "topic=Mine", "--if-version", version).err
    assert "nothing was overwritten. topic: yours “Mine”, now “Theirs”. Look at both" in said
    assert said.count("\n") == 1
    assert ask("lead", "show", contoso)["topic"] == "Theirs"


@pytest.mark.parametrize(
    "words",
    [
        ["lead", "edit", "x", "--set", "topic"],
        ["lead", "add", "--bogus", "1"],
        ["lead", "show"],
        ["lead", "list", "--limit", "0"],
        ["lead", "list", "--limit", "many"],
        ["lead", "qualify", "x", "--opportunity", "some"],
        ["lead", "qualify", "x", "--opportunity", "1", "--name", "One", "--name", "Two"],
        ["lead", "qualify", "x", "--opportunity", "none", "--name", "One"],
        ["lead", "disqualify", "x"],
        ["stakeholder", "add", "x"],
        ["timeline", "x", "--kind", "letter"],
        ["lead"],
        ["nothing"],
        ["lead", "list", "--now"],
        ["undo", "last"],
    ],
)
def test_wrong_usage_answers_two(words: list[str], leadline: Leadline) -> None:
    answer = leadline(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--as", "nobody", "lead", "list"], "There is no user “nobody”."),
        (["--now", "whenever", "lead", "list"], "“whenever” is not a moment."),
        (["--db", "mysql://host/x", "lead", "list"], "does not know databases of the kind mysql"),
        (["--read-only", "lead", "add", "--name", "A"], "open for reading only"),
        (["undo", "99999"], "no command 99999"),
        (["redo"], "nothing to redo"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: list[str], sentence: str, leadline: Leadline) -> None:
    answer = leadline(*words)
    assert answer.code == 1
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_a_database_from_a_newer_version_is_left_alone(leadline: Leadline, database: Path) -> None:
    with sqlite.connect(str(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    answer = leadline("lead", "add", "--name", "A")
    assert answer.code == 1
    assert "was written by a newer Leadline" in answer.err


def test_a_database_that_another_program_holds_is_worth_another_try(
    leadline: Leadline, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.05)
    holder = sqlite.connect(str(database), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = leadline("--json", "lead", "add", "--name", "A")
    holder.execute("ROLLBACK")
    holder.close()
    assert (answer.code, answer.error["code"]) == (3, "busy")
    assert "database is locked" not in answer.err
    assert leadline("lead", "add", "--name", "A").code == 0


def test_a_file_that_is_no_database_is_named(leadline: Leadline, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("These are my notes about the trade show. " * 50, encoding="utf-8")
    answer = leadline("--db", str(notes), "lead", "list")
    assert answer.code == 1
    assert "is not a Leadline database" in answer.err
    assert notes.read_text(encoding="utf-8").startswith("These are my notes")


def test_a_damaged_database_is_called_damaged(leadline: Leadline, ask: Ask, database: Path, contoso: str) -> None:
    whole = database.read_bytes()
    assert ask("lead", "show", contoso)
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (len(whole) - 8192))
    answer = leadline("lead", "list")
    assert answer.code == 1
    assert "damaged" in answer.err or "not a Leadline database" in answer.err
    assert leadline("db", "check").code == 1


def test_a_database_that_may_only_be_read_is_not_written(database: Path) -> None:
    database.chmod(0o400)
    # the superuser may write everything, so it gives up its powers first
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    answer = subprocess.run(
        [*powerless, sys.executable, "-m", "app", "--db", str(database), "lead", "add", "--name", "A"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert answer.returncode == 1
    assert "may only be read" in answer.stderr


def test_another_programs_database_is_not_touched(leadline: Leadline, tmp_path: Path) -> None:
    other = tmp_path / "music.db"
    with sqlite.connect(str(other)) as connection:
        connection.execute("CREATE TABLE song (name TEXT)")
    connection.close()
    answer = leadline("--db", str(other), "lead", "list")
    assert answer.code == 1
    assert "database of another program" in answer.err


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leads.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "leads.csv"),
        ("leads.xlsx", b"PK\x03\x04 this is no archive", "leads.xlsx"),
        ("leads.csv", b"", "leads.csv"),
        ("leads.csv", b"%PDF-1.7 " + b"x" * 300, "leads.csv"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, content: bytes, sentence: str, leadline: Leadline, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    answer = leadline("import", str(file))
    assert answer.code == 1
    assert sentence in answer.err
    assert leadline("--json", "lead", "list", "--view", "all").data == []


def test_a_file_that_is_not_there_is_named(leadline: Leadline) -> None:
    answer = leadline("import", "nope.csv")
    assert answer.code == 1
    assert "There is no file nope.csv" in answer.err


def test_a_config_file_with_a_mistake_is_named_with_the_fix(
    leadline: Leadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('theem = "dark"\n', encoding="utf-8")
    monkeypatch.setenv("LEADLINE_CONFIG", str(config))
    answer = leadline("config", "check")
    assert answer.code == 1
    assert "Did you mean theme?" in answer.err


def test_keys_that_clash_are_refused_with_both_names(
    leadline: Leadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"lead.call" = "m"\n', encoding="utf-8")
    monkeypatch.setenv("LEADLINE_CONFIG", str(config))
    answer = leadline("config", "check")
    assert answer.code == 1
    assert "lead.call" in answer.err
    assert "lead.mail" in answer.err
