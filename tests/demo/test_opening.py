"""Opening the demo: the clock, the throw-away copy, the prepared database."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.demo import opening
from app.demo.opening import DEMO_NOW, DemoClock, demo_database, demo_settings, prepared_path
from app.settings import Settings


@pytest.fixture
def prepared(small_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A prepared database where the demo looks for it."""
    path = tmp_path / "prepared.db"
    path.write_bytes(small_demo.read_bytes())
    monkeypatch.setattr(opening, "prepared_path", lambda _spoken: path)
    return path


def test_the_clock_starts_at_the_demos_moment_and_goes_on() -> None:
    clock = DemoClock()
    first, second = clock.now(), clock.now()
    assert timedelta() <= first - DEMO_NOW < timedelta(seconds=5)
    assert second >= first


def test_the_copy_is_for_its_owner_only_and_leaves_the_prepared_database_alone(prepared: Path) -> None:
    before = hashlib.sha256(prepared.read_bytes()).digest()
    copy = demo_database()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    copy.write_bytes(b"changed")
    assert hashlib.sha256(prepared.read_bytes()).digest() == before


def test_two_demos_do_not_share_a_copy(prepared: Path) -> None:
    assert prepared.exists()
    assert demo_database() != demo_database()


def test_a_prepared_demo_is_copied_and_not_built_again(prepared: Path) -> None:
    assert demo_database().read_bytes() == prepared.read_bytes()


def test_the_copy_is_gone_when_the_program_ends(prepared: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from app.demo import opening\n"
        "opening.prepared_path = lambda _spoken: Path(sys.argv[1])\n"
        "print(opening.demo_database())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(prepared)], capture_output=True, text=True, check=True, env=os.environ
    )
    copy = Path(ran.stdout.strip())
    assert copy.name == "contoso.db"
    assert not copy.parent.exists()


def test_the_settings_keep_the_look_and_change_the_desk(tmp_path: Path) -> None:
    mine = Settings("/home/me/leadline.db", user="me", theme="dark", currency="EUR", read_only=True)
    settings = demo_settings(mine, tmp_path / "contoso.db")
    assert settings.theme == "dark"
    assert settings.user == "amal"
    assert settings.database == str(tmp_path / "contoso.db")
    assert not settings.read_only
    assert mine.database == "/home/me/leadline.db"


def test_the_prepared_database_depends_on_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = prepared_path()
    (tmp_path / "story.toml").write_text("# another story\n", encoding="utf-8")
    monkeypatch.setattr(opening, "data_path", lambda *_parts: tmp_path)
    assert prepared_path() != before


def test_opening_needs_no_heavy_library_before_it_builds() -> None:
    program = (
        "import sys, app.demo.opening\n"
        "print([name for name in ('sqlalchemy', 'pydantic', 'textual', 'typer') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
