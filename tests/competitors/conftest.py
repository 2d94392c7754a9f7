"""What the tests of competitors stand on: Omar's desk, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.core.clock import FixedClock
from tests.sales.scene import Scene, open_scene


@pytest.fixture
def scene(database_url: str, clock: FixedClock) -> Iterator[Scene]:
    """Omar at his desk."""
    with open_scene(database_url, clock) as scene:
        yield scene
