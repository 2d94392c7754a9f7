"""``python -m bench.soak.ending --times N``: closes terminals and sends signals at random moments, and looks after."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from bench import places
from bench.machine import facts
from tests.terminal.watched import WatchedTerminal

#: So long the program may live after it was told to end, in seconds.
LIMIT = 2.0
#: The longest a program is left alone before it is told to end, in seconds: a start and a little work.
LIFE = 3.0
#: How long keys are apart, in seconds.
_PAUSE = 0.03
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_CTRL_Q = b"\x11"
_SCREEN = b"commands"
#: Keys that move, open forms and dialogs, type into them, save and undo.
_KEYS = (b"j", b"k", b"G", b"\t", b"\r", b"\x1b", b"e", b"n", b"c", b":", b"?", b"/", b"3", b"1", b"o", b"\x13", b"u")


class Ends:
    """Ends of a program at random moments of a start with some typing, each told in another way."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin with a database and a home of their own."""
        self._dice = Random(seed)
        database = folder / "ends.db"
        shutil.copy(places.database(300, 1), database)
        home = folder / "home"
        home.mkdir()
        looks = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self._environment = places.environment() | looks
        self._words = places.leadline("--db", str(database))

    def remember_frame(self) -> list[str]:
        """Leave the workspace by its key, so that the next start draws a frame before anything is loaded."""
        with self._start(size=(160, 48)) as terminal:
            if not terminal.shows(_SCREEN, 60):
                return ["The workspace was not shown."]
            terminal.wait(1.0)
            terminal.type(_CTRL_Q)
            return self._left(terminal, "ctrl+q")

    def close(self) -> list[str]:
        """Close a terminal; answers what is left."""
        controls = self._dice.random() < 0.7  # else the program is sent no signal and has to see it
        with self._start(controls=controls) as terminal:
            moment = self._live(terminal)
            terminal.close()
            return self._left(terminal, f"closing the terminal after {moment:.2f} s", is_open=False)

    def signal(self) -> list[str]:
        """Send a signal at some moment of a start; answers what is left, and how the terminal is another."""
        sign = self._dice.choice(_SIGNALS)
        with self._start() as terminal:
            moment = self._dice.uniform(0, LIFE / 2)
            terminal.wait(moment)
            with suppress(ProcessLookupError):
                os.kill(terminal.pid, sign)
            return self._left(terminal, f"{sign.name} after {moment:.3f} s")

    def quit(self) -> list[str]:
        """Press ctrl+q behind other keys, while what they opened is being built."""
        with self._start() as terminal:
            if not terminal.shows(_SCREEN, 60):
                return ["The workspace was not shown."]
            self._live(terminal)
            key = self._dice.choice(_KEYS)
            terminal.type(key)
            terminal.wait(self._dice.uniform(0, 0.3))
            terminal.type(_CTRL_Q)
            left = self._left(terminal, f"ctrl+q behind {key!r}")
            return left or ([f"ctrl+q behind {key!r} ended with {terminal.status}."] if terminal.status else [])

    def _start(self, size: tuple[int, int] | None = None, *, controls: bool = True) -> WatchedTerminal:
        size = size or self._dice.choice(((160, 48), (160, 48), (80, 24), (0, 0)))
        return WatchedTerminal(self._words, self._environment, size, controls=controls)

    def _live(self, terminal: WatchedTerminal) -> float:
        """Type for a while; answers how long, in seconds."""
        moment = self._dice.uniform(0, LIFE)
        until = time.monotonic() + moment
        while time.monotonic() < until:
            terminal.type(self._dice.choice(_KEYS))
            terminal.wait(_PAUSE)
        return moment

    @staticmethod
    def _left(terminal: WatchedTerminal, what: str, *, is_open: bool = True) -> list[str]:
        if not terminal.ended(LIMIT):
            return [f"After {what}, processes {terminal.left()} still run {LIMIT:.0f} s later."]
        return [f"After {what}: {mark}." for mark in terminal.marks()] if is_open else []


def main(argv: list[str] | None = None) -> int:
    """End so many programs in each way, print what was seen, and answer 0 if nothing was left, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.ending", description="Ends programs at random moments.")
    parser.add_argument("--times", type=int, default=200, help="how many in each way (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and keys (%(default)s)")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"soak-ending-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(facts(chosen.seed), flush=True)
    ends = Ends(folder, chosen.seed)
    wrong = ends.remember_frame()
    ways: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("terminals closed", ends.close),
        ("signals sent", ends.signal),
        ("ctrl+q pressed", ends.quit),
    )
    for name, way in ways:
        found: list[str] = []
        for _ in range(chosen.times):
            found += way()
        print(f"{chosen.times} {name}, {len(found)} things wrong", flush=True)
        wrong += found
    for each in wrong[:20]:
        print(f"  {each}")
    if not wrong:
        print(f"Every process was gone within {LIMIT:.0f} s, every terminal as it was.")
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
