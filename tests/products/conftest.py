"""What the tests of the catalogue stand on: Omar's desk, who is a manager, on SQLite and where it matters on both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.conftest import settings_for


@pytest.fixture
def shop(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Omar's workspace on SQLite, where what is tested does not depend on the database."""
    path = shutil.copy(sqlite_template, tmp_path / "leadline.db")
    with closing(open_workspace(settings_for(f"sqlite:///{path}"), clock)) as workspace:
        yield workspace
