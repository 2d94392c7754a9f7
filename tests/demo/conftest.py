"""What the demo's tests stand on: a small demo built once, and a desk at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.demo.building import build_demo
from app.demo.opening import DEMO_NOW, demo_settings
from app.domain.core.clock import FixedClock
from app.settings import Settings
from app.workspace import Workspace


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of 60 leads: few enough to be built for the tests, enough for something of everything."""
    path = tmp_path_factory.mktemp("demo") / "small.db"
    build_demo(path, leads=60)
    return path


@pytest.fixture
def demo(small_demo: Path) -> Iterator[Workspace]:
    """Amal's desk at the moment the demo opens; nothing may be changed at it."""
    workspace = open_workspace(demo_settings(Settings(""), small_demo), FixedClock(DEMO_NOW))
    yield workspace
    workspace.close()
