"""First paint: from starting the program until the list and every pane of the record have arrived."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from app.bidi.arranging import needs_arranging
from app.demo.opening import DEMO_NOW
from app.start.opening import read_opening
from bench.bare import MARK
from bench.figures import Comparison, halves
from bench.places import environment, forget_frames, leadline
from bench.wire import Wire

#: The titles of the panels.
LABELS = ("Timeline", "Assistant", "Stakeholders", "Competitors", "Details")
#: Characters of a lead's title that its narrowest column shows.
_SEEN = 8
#: Silence for so many seconds means that nothing is on its way any more, the counts of the tabs included.
_SETTLED = 1.0
#: Lines of the list that the terminal shows for certain.
_LINES = 40


def first_paint(database: Path, rounds: int) -> tuple[list[Comparison], list[str]]:
    """The medians of so many starts of the workspace, without and with a remembered frame, and of the bare app.

    Args:
        database: What the workspace shows.
        rounds: Starts of each, in turns; one more of each goes before, uncounted.
    """
    marks = workspace_marks(database)
    workspace = leadline("--db", str(database))
    live: list[float] = []
    remembered: list[float] = []
    bare: list[float] = []
    for turn in range(rounds + 1):
        forget_frames()
        taken = {
            "live": start(workspace, marks, leaves=True),
            "remembered": start(workspace, marks),
            "bare": start([sys.executable, "-m", "bench.bare"], (MARK.encode(),)),
        }
        if turn:
            for times, which in ((live, "live"), (remembered, "remembered"), (bare, "bare")):
                times.append(1000 * taken[which])
    against = "a bare Textual app"
    return [
        Comparison("first full paint", median(live), median(bare), against, goal=1.15),
        Comparison("first paint, remembered frame", median(remembered), median(bare), against, goal=0.2),
    ], [halves("workspace", live, bare, against), halves("remembered frame", remembered, bare, against)]


def start(argv: list[str], marks: tuple[bytes, ...], *, leaves: bool = False) -> float:
    """The seconds from starting a program until all the marks are on the wire.

    Args:
        argv: The program and its arguments.
        marks: What it writes when it is ready.
        leaves: Quit it with its key, so that it can put things in order.
    """
    with Wire(argv, environment()) as wire:
        taken = wire.until(*marks)
        wire.quiet(_SETTLED if leaves else 0.2)
        if leaves:
            wire.press(b"\x11")  # ctrl+q
            wire.quiet(5)
    return taken


def workspace_marks(database: Path) -> tuple[bytes, ...]:
    """What a fully painted workspace shows: lines of its list down to the last, and words of each pane."""
    return tuple(name.encode() for name in sorted({*listed(database), *LABELS, "commands"}))


def listed(database: Path) -> set[str]:
    """What the lines of a fully painted list begin with, and the title of its first record.

    Names that are read from the right are left out: what is written of a cut one is not what it begins with.
    """
    opening = read_opening(database, "", "", DEMO_NOW, lambda _: ZoneInfo("UTC"), 60)
    if opening is None or opening.overview is None:
        raise RuntimeError(f"{database} holds no leads to show")
    names = {line.title[:_SEEN] for line in opening.window.lines[:_LINES]} | {opening.overview.card.title}
    return {name for name in names if not needs_arranging(name)}
