"""What the tests of quotations stand on: Omar's desk in Dubai, on SQLite, and where it matters on both."""

from __future__ import annotations

import pytest

from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.quotes.scene import Market


@pytest.fixture
def market(shop: Workspace, clock: FixedClock) -> Market:
    """Omar at his desk, on SQLite."""
    return Market(shop, clock)


@pytest.fixture
def both(workspace: Workspace, clock: FixedClock) -> Market:
    """Omar at his desk, on each kind of database."""
    return Market(workspace, clock)
