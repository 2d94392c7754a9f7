"""Figures: what was measured, summed up and set against a yardstick measured beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of all values does not exceed (nearest rank).

    Args:
        values: What was measured, in any order.
        share: Between 0 and 1, such as 0.95.
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things measured in the same run, and what their ratio should be.

    Attributes:
        what: What was measured.
        ours: Leadline's figure.
        yardstick: The other one's.
        against: What the yardstick is.
        goal: The highest ratio wanted; ``None`` where the figure is only reported.
        unit: Of both figures.
    """

    what: str
    ours: float
    yardstick: float
    against: str
    goal: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the yardstick Leadline takes."""
        return self.ours / self.yardstick

    @property
    def reached(self) -> bool:
        """Whether the goal was reached; what has none is always there."""
        return self.goal is None or round(self.ratio, 2) <= self.goal

    def __str__(self) -> str:
        verdict = "" if self.goal is None else f"goal ≤ {self.goal:.2f}  {'reached' if self.reached else 'missed'}"
        figures = f"{self.ours:10,.1f} {self.yardstick:10,.1f} {self.unit:<3} {self.ratio:6.2f}"
        return f"{self.what:<34}{figures}  {verdict:<22} against {self.against}"


HEADING = f"{'':<34}{'Leadline':>10} {'yardstick':>10} {'':<3} {'ratio':>6}"
"""The line above a run's comparisons."""


def halves(what: str, ours: Sequence[float], yardstick: Sequence[float], against: str) -> str:
    """The spread behind a comparison of medians, in a line."""
    return (
        f"  {what}: median {median(ours):.1f} of {len(ours)} ({min(ours):.1f} to {max(ours):.1f}); "
        f"{against}: median {median(yardstick):.1f} of {len(yardstick)} ({min(yardstick):.1f} to {max(yardstick):.1f})"
    )
