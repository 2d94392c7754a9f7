"""Commands: what a command of the command line takes, against a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.figures import Comparison
from bench.places import environment, leadline


def command_line(database: Path, lead: str, rounds: int) -> list[Comparison]:
    """The medians of so many runs of two commands and of an empty program, in turns.

    Args:
        database: Where the lead is.
        lead: The code of the lead that is shown.
        rounds: Runs of each; one more of each goes before, uncounted.
    """
    commands = {
        "empty": [sys.executable, "-c", "pass"],
        "version": leadline("--version"),
        "show": leadline("--db", str(database), "lead", "show", lead),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, argv in commands.items():
            began = time.perf_counter()
            subprocess.run(argv, env=environment(), capture_output=True, check=True)
            if turn:
                times[name].append(1000 * (time.perf_counter() - began))
    empty, against = median(times["empty"]), "python -c pass"
    return [
        Comparison("leadline --version", median(times["version"]), empty, against, goal=4.0),
        Comparison("leadline lead show", median(times["show"]), empty, against, goal=15.0),
    ]
