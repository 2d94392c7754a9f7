"""Key to paint: from pressing a key until the repaint has arrived, in the lead list and on a page of text."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from bench.bare import MARK
from bench.figures import Comparison, percentile
from bench.paint import workspace_marks
from bench.places import environment, forget_frames, leadline
from bench.wire import SilentError, Wire

#: A repaint has ended when nothing has arrived for so many seconds.
_GAP = 0.012
#: The panes that follow the list rest before they are fetched; silence this long means they are full.
_SETTLED = 0.25
#: The longest a repaint is waited for, in seconds.
_PATIENCE = 3.0
#: How far down the cursor goes and comes back, within view.
_SWING = 30


@dataclass(slots=True)
class Times:
    """Milliseconds from a key until its own repaint, and until everything that follows it."""

    own: list[float] = field(default_factory=list)
    following: list[float] = field(default_factory=list)


def key_to_paint(database: Path, keys: int, seed: int) -> tuple[list[Comparison], list[str]]:
    """The times of so many keys in the lead list and on a page of text, pressed in turns.

    Args:
        database: What the list shows.
        keys: How often a key is pressed in each program, first within view and then scrolling.
        seed: Of the pauses between keys.
    """
    dice = Random(seed)
    page, moving, scrolling = Times(), Times(), Times()
    forget_frames()  # what it shows is to be alive
    with (
        Wire(leadline("--db", str(database)), environment()) as workspace,
        Wire([sys.executable, "-m", "bench.bare", "page"], environment()) as bare,
    ):
        workspace.until(*workspace_marks(database))
        bare.until(MARK.encode())
        for program in (workspace, bare):
            program.quiet(2.0)
        for number in range(keys):
            down = number // _SWING % 2 == 0
            press(workspace, b"j" if down else b"k", moving, dice)
            press(bare, b"j", page, dice)
        workspace.press(b"j" * 45)
        workspace.quiet(1.0)
        for _ in range(keys):
            press(workspace, b"j", scrolling, dice)
            press(bare, b"j", page, dice)
    return _compared(page, moving, scrolling), [_spread("within view", moving), _spread("scrolling", scrolling)]


def press(program: Wire, key: bytes, times: Times, dice: Random) -> None:
    """Press a key, note its times, and leave the program to rest.

    Raises:
        SilentError: Nothing was painted.
    """
    sent = program.press(key)
    painted = program.burst(_PATIENCE, _GAP)
    if painted is None:
        raise SilentError(f"nothing was painted for the key {key!r}; the screen was:\n{program.screen()}")
    settled = program.burst(_SETTLED, _SETTLED) or painted
    times.own.append(1000 * (painted - sent))
    times.following.append(1000 * (settled - sent))
    program.quiet(dice.uniform(0.0, 0.03))


def _compared(page: Times, moving: Times, scrolling: Times) -> list[Comparison]:
    against = "a 46-line Static"
    slow = percentile(page.own, 0.95)
    return [
        Comparison("key to paint, p50", median(moving.own), median(page.own), against, goal=1.0),
        Comparison("key to paint, p95", percentile(moving.own, 0.95), slow, against, goal=1.0),
        Comparison("the same while scrolling, p50", median(scrolling.own), median(page.own), against, goal=1.0),
        Comparison("the same while scrolling, p95", percentile(scrolling.own, 0.95), slow, against, goal=1.2),
        Comparison("key to full panes, p50", median(moving.following), median(page.own), against, goal=5.0),
        Comparison("key to full panes, p95", percentile(moving.following, 0.95), slow, against, goal=7.0),
        Comparison("the same while scrolling, p50", median(scrolling.following), median(page.own), against, goal=5.0),
        Comparison("the same while scrolling, p95", percentile(scrolling.following, 0.95), slow, against, goal=7.0),
    ]


def _spread(what: str, times: Times) -> str:
    slowest, fullest = max(times.own), max(times.following)
    return f"  {what}: {len(times.own)} keys, slowest {slowest:.1f} ms, all panes full after {fullest:.1f} ms at most"
