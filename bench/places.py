"""The places of a run: where databases are kept between runs, and how programs are started."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from app.demo.opening import DEMO_NOW
from app.domain.store.migrations import HEAD

CHECKOUT = Path(__file__).parent.parent
BUILT = CHECKOUT / "build" / "bench"
_FOREIGN = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "TMUX")


def environment() -> dict[str, str]:
    """An environment with a home of its own and the demo's clock, without anybody's settings."""
    home = BUILT / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _FOREIGN and not name.startswith(("LEADLINE_", "XDG_", "PYTHON", "TEXTUAL"))
    }
    return {**kept, "HOME": str(home), "LEADLINE_NOW": DEMO_NOW.isoformat(), "LEADLINE_ZONE": "Asia/Dubai"}


def forget_frames() -> None:
    """Have the next start of the workspace draw nothing before it is loaded."""
    shutil.rmtree(BUILT / "home" / ".local" / "state" / "leadline" / "frames", ignore_errors=True)


def leadline(*words: str) -> list[str]:
    """The command that runs Leadline."""
    return [sys.executable, "-m", "app", *words]


def database(leads: int, seed: int) -> Path:
    """A database of so many leads, written if it is not kept from an earlier run."""
    BUILT.mkdir(parents=True, exist_ok=True)
    path = BUILT / f"leads-{leads}-seed-{seed}-{HEAD}.db"
    if not path.exists():
        from bench.synthetic import synthetic

        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        synthetic(fresh, leads, seed)
        fresh.rename(path)
    return path
