"""What the tests of attachments stand on: a desk at a file of SQLite, and files to attach."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.conftest import settings_for

Written = Callable[..., Path]
"""Writes a file: ``written("card.png", b"…")``."""


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Path:
    """A SQLite file as a first start leaves it."""
    return Path(shutil.copy(sqlite_template, tmp_path / "leadline.db"))


@pytest.fixture
def space(database: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Omar's workspace on that file."""
    with closing(open_workspace(settings_for(f"sqlite:///{database}"), clock)) as opened:
        yield opened


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes files into a folder of their own."""
    folder = tmp_path / "given"
    folder.mkdir()

    def write(name: str, content: bytes = b"an offer") -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write
