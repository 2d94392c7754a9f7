"""A random walk over commands of every kind comes back to its start, and forth again; `make soak` walks further."""

from __future__ import annotations

from pathlib import Path
from random import Random

from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.history.walk import Walk

STEPS = 30


def test_a_walk_is_undone_to_its_start_and_redone_to_its_end(
    workspace: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    walk = Walk(workspace, clock, Random(5), tmp_path)
    walk.go(STEPS)
    steps = len(walk.deltas)
    walk.back(steps)
    walk.forth(steps)
