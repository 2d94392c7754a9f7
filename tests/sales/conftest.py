"""What the tests of sales stand on: Omar's desk, on each kind of database."""

from __future__ import annotations

import pytest

from app.workspace import Workspace
from tests.sales.scene import Scene


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """Omar at his desk."""
    return Scene(workspace.desk)
