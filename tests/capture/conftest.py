"""What the tests of imports stand on: Omar at his desk, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.core.clock import FixedClock
from tests.capture.clerk import Clerk, open_desk


@pytest.fixture
def clerk(workspace_url: str, clock: FixedClock, tmp_path: Path) -> Iterator[Clerk]:
    """Omar, with a database of each kind."""
    with open_desk(workspace_url, clock) as desk:
        yield Clerk(desk, tmp_path)


@pytest.fixture
def sqlite_clerk(sqlite_url: str, clock: FixedClock, tmp_path: Path) -> Iterator[Clerk]:
    """Omar, with a SQLite database alone: for lists too large to import twice."""
    with open_desk(sqlite_url, clock) as desk:
        yield Clerk(desk, tmp_path)
