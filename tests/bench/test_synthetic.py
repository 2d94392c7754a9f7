"""The synthetic database: plausible, sound, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from app.bootstrap import open_workspace
from app.demo.opening import DEMO_NOW
from app.domain.core.clock import FixedClock
from app.domain.core.windows import ListQuery
from app.settings import Settings
from bench.synthetic import synthetic


def titles(path: Path) -> list[tuple[str, str]]:
    """Code and title of every lead."""
    workspace = open_workspace(Settings(str(path), user="amal"), FixedClock(DEMO_NOW))
    try:
        with workspace.desk.read() as reader:
            return [(code, title) for code, title in reader.rows(text("SELECT code, title FROM lead ORDER BY code"))]
    finally:
        workspace.close()


def test_its_leads_are_listed_found_and_have_processes_and_calls(tmp_path: Path) -> None:
    synthetic(tmp_path / "many.db", 300)
    workspace = open_workspace(Settings(str(tmp_path / "many.db"), user="amal"), FixedClock(DEMO_NOW))
    try:
        assert workspace.leads.count(ListQuery()) == 300
        first = workspace.leads.window(ListQuery(sort=("-last_activity_at",))).lines[0]
        assert workspace.processes.show(first.code) is not None
        assert "call" in [entry.kind for entry in workspace.timeline.page(first.code).entries]
        assert first.code in [line.code for line in workspace.leads.window(ListQuery(search=first.title)).lines]
    finally:
        workspace.close()


def test_the_same_seed_writes_the_same_leads(tmp_path: Path) -> None:
    synthetic(tmp_path / "one.db", 50, seed=4)
    synthetic(tmp_path / "two.db", 50, seed=4)
    synthetic(tmp_path / "other.db", 50, seed=5)
    assert titles(tmp_path / "one.db") == titles(tmp_path / "two.db")
    assert titles(tmp_path / "one.db") != titles(tmp_path / "other.db")
