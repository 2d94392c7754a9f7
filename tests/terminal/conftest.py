"""Terminals that close themselves when their test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.terminal.driver import Terminal


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Starts programs in terminals: ``terminal(["cat"], size=(80, 24))``, as many as the test needs."""
    with ExitStack() as open_terminals:
        yield lambda *args, **kwargs: open_terminals.enter_context(Terminal(*args, **kwargs))
