"""The places of a run: where databases are kept between runs, and how programs are started."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

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
    given = {"HOME": str(home), "LEADLINE_NOW": DEMO_NOW.isoformat(), "LEADLINE_ZONE": "Asia/Dubai"}
    return {**kept, **given, "LEADLINE_BIDI": "leadline"}


def forget_frames() -> None:
    """Have the next start of the workspace draw nothing before it is loaded."""
    shutil.rmtree(BUILT / "home" / ".local" / "state" / "leadline" / "frames", ignore_errors=True)


def leadline(*words: str) -> list[str]:
    """The command that runs Leadline."""
    return [sys.executable, "-m", "app", *words]


def kept(name: str, write: Callable[[Path], None]) -> Path:
    """A file that is kept between runs, written if it is not there; two runs may write it at once.

    Args:
        name: The file's.
        write: Writes it at a path.
    """
    path = BUILT / name
    if not path.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=BUILT) as folder:
            fresh = Path(folder) / name
            write(fresh)
            fresh.replace(path)
    return path


def database(leads: int, seed: int) -> Path:
    """A database of so many leads, written if it is not kept from an earlier run."""
    from bench.synthetic import synthetic

    return kept(f"leads-{leads}-seed-{seed}-{HEAD}.db", lambda path: synthetic(path, leads, seed))
