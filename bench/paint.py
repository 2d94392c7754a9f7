"""First paint: from starting the program until the list and every pane of the record have arrived."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from app.demo.opening import DEMO_NOW
from app.domain.overview.opening import read_opening
from bench.bare import MARK
from bench.figures import Comparison, halves
from bench.places import environment, leadline
from bench.wire import Wire

#: Characters of a lead's title that its narrowest column shows.
_SEEN = 8
#: Lines of the list that the terminal shows for certain.
_LINES = 40


def first_paint(database: Path, rounds: int) -> tuple[Comparison, list[str]]:
    """The medians of so many starts of the workspace and of the bare app, in turns.

    Args:
        database: What the workspace shows.
        rounds: Starts of each; one more of each goes before, uncounted.
    """
    marks = workspace_marks(database)
    workspace, bare = leadline("--db", str(database)), [sys.executable, "-m", "bench.bare"]
    ours: list[float] = []
    yardstick: list[float] = []
    for turn in range(rounds + 1):
        both = ((workspace, marks, ours), (bare, (MARK.encode(),), yardstick))
        for argv, wanted, times in both if turn % 2 else reversed(both):
            taken = start(argv, wanted)
            if turn:
                times.append(1000 * taken)
    against = "a bare Textual app"
    compared = Comparison("first full paint", median(ours), median(yardstick), against, goal=1.15)
    return compared, [halves("workspace", ours, yardstick, against)]


def start(argv: list[str], marks: tuple[bytes, ...]) -> float:
    """The seconds from starting a program until all the marks are on the wire."""
    with Wire(argv, environment()) as wire:
        taken = wire.until(*marks)
        wire.quiet(0.2)
    return taken


def workspace_marks(database: Path) -> tuple[bytes, ...]:
    """What a fully painted workspace shows: lines of its list down to the last, and words of each pane."""
    opening = read_opening(database, "", "", DEMO_NOW, ZoneInfo("UTC"), 60)
    if opening is None or opening.overview is None:
        raise RuntimeError(f"{database} holds no leads to show")
    lines = opening.window.lines[:_LINES]
    listed = {line.title[:_SEEN] for line in lines}
    names = {*listed, opening.overview.card.title, "Timeline", "Assistant", "Stakeholders", "Competitors", "Details"}
    return tuple(name.encode() for name in sorted({*names, "commands"}))
