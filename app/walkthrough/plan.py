"""What is asked of a walkthrough, and what came of it: how the command line and the screen speak of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.walkthrough.keeping import Kept
from app.walkthrough.progress import Marks, State
from app.walkthrough.script import Script


@dataclass(frozen=True, slots=True)
class StepTold:
    """What became of a step.

    Attributes:
        id: Which one.
        title: What it is called.
        state: Whether it was done, skipped, or is open still.
        seconds: How long it was the current one.
    """

    id: str
    title: str
    state: State
    seconds: float


@dataclass(slots=True)
class Plan:
    """A walkthrough that is to be shown.

    Attributes:
        script: Which one.
        auto: Whether it plays by itself.
        speed: How many times faster than usual it plays.
        headless: Whether there is no terminal: nobody watches, and nobody presses a key.
        size: Columns and rows where there is no terminal.
        hides: Whether names and amounts are hidden from the beginning.
        marks: What was decided; of an earlier start, where it goes on from one.
        goes_on: Whether it was begun at an earlier start.
        record: The asciicast to be made; ``None`` for none.
        frames: The folder for pictures; ``None`` for none.
        kept: Where the next start finds how far it came; ``None`` where nothing is kept.
        told: What became of its steps, once it is over.
        why: Why it stopped before its end; empty where it did not.
    """

    script: Script
    auto: bool = False
    speed: float = 1.0
    headless: bool = False
    size: tuple[int, int] = (160, 48)
    hides: bool = False
    marks: Marks = field(default_factory=Marks)
    goes_on: bool = False
    record: Path | None = None
    frames: Path | None = None
    kept: Kept | None = None
    told: tuple[StepTold, ...] = ()
    why: str = ""
