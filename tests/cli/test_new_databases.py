"""A name that was mistyped makes no database."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.cli.arguments import opening
from app.cli.new_database import ask_before_making
from app.domain.core.errors import Refusal
from tests.cli.conftest import Leadline
from tests.conftest import settings_for


@pytest.mark.parametrize("words", ["lead list", "lead add --name Sara", "undo", "db upgrade", "--json search x"])
def test_a_name_that_is_not_there_is_refused_and_nothing_made(leadline: Leadline, tmp_path: Path, words: str) -> None:
    mistyped = tmp_path / "leadlnie.db"
    answer = leadline("--db", str(mistyped), *words.split())
    assert answer.code == 1
    assert f"There is no database {mistyped}." in answer.err
    assert "Did you mean leadline.db?" in answer.err
    assert "--create" in answer.err
    assert not mistyped.exists()
    deep = leadline("--db", str(tmp_path / "deep" / "er" / "x.db"), *words.split())
    assert deep.code == 1
    assert not (tmp_path / "deep").exists()


def test_one_is_made_when_it_is_meant(leadline: Leadline, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    assert leadline("--db", str(new), "lead", "add", "--name", "Sara", "--create").code == 0
    assert leadline("--db", str(new), "lead", "list").out.count("Sara") == 1
    meant = opening(["--db", "x.db", "--create"])
    assert meant is not None
    assert meant.create


@pytest.mark.parametrize(("typed", "may"), [("y\n", True), ("yes\n", True), ("\n", False), ("n\n", False), ("", False)])
def test_where_somebody_can_answer_it_is_asked(
    typed: str, may: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", asked)
    settings = settings_for(str(tmp_path / "new.db"))
    if may:
        ask_before_making(settings)
    else:
        with pytest.raises(Refusal, match="Nothing was made"):
            ask_before_making(settings)
    assert asked.getvalue().endswith("Make a new one there? [y/N] ")
    assert not (tmp_path / "new.db").exists()
