"""``python -m bench.soak.story --times N``: has the walkthrough play by itself in terminals, slowed and disturbed."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random

from bench import places
from bench.machine import facts
from tests.terminal.driver import Terminal

SIZES = ((160, 48), (120, 36), (80, 24))
ENDINGS = ("qualify", "disqualify")
#: How many times faster than usual it plays.
SPEED = 20
#: Programs that keep the machine busy meanwhile.
BUSY = 4
#: What the message line says when the lead of the story was entered: its company is these fourteen characters.
ENTERED = b"Contoso Coffee (Sara Nadim) added as LEAD-"
#: A run that takes longer has come to a stand, in seconds.
_LONGEST = 900.0
#: Keys that move, open forms and dialogs, type into them, save, undo and close, in the way of a story.
_KEYS = (
    *"jkGhlnecotpmarESQDsvOUH=B/:?13.uwxX[]*xyzy", "enter", "enter", "esc", "esc", "tab", "shift+tab", "space", "down",
    "up", "left", "right", "del", "ctrl+s", "ctrl+f", "ctrl+r", "backspace", "f5",
)  # fmt: skip


class Stories:
    """Runs of the walkthrough, each in a terminal of its own, beside a database that is somebody's own."""

    def __init__(self, folder: Path) -> None:
        """Begin with a home that has a database in it."""
        home = folder / "home"
        home.mkdir()
        self._own = folder / "own.db"
        looks = {"HOME": str(home), "LEADLINE_LANG": "en"}
        self._environment = places.environment() | looks | {"LEADLINE_DB": str(self._own)}
        words = places.leadline("--db", str(self._own), "--create", "lead", "add", "--company", "My own")
        subprocess.run(words, env=self._environment, check=True, capture_output=True)
        self._sum = self._sum_of_own()

    def play(self, size: tuple[int, int], ending: str, keys: int = 0, seed: int = 0) -> tuple[list[str], float]:
        """Play once; what was wrong, and how many seconds it took.

        Args:
            size: Columns and rows.
            ending: How it ends.
            keys: How many wrong keys are pressed meanwhile.
            seed: Of those.
        """
        words = places.leadline("demo", "--walkthrough", "--auto", "--speed", str(SPEED), "--ending", ending)
        began = time.monotonic()
        with Terminal(words, size=size, env=self._environment) as terminal:
            if keys:
                self._disturb(terminal, keys, Random(seed))
            status = terminal.wait_for_exit(_LONGEST)
            raw = bytes(terminal.raw)
        wrong = []
        if status:
            wrong.append(f"{size} {ending}: ended with {status}: {raw[-600:].decode(errors='replace')}")
        elif not keys and b"7 of 7 done." not in raw:
            wrong.append(f"{size} {ending}: not all seven steps were done: {raw[-600:].decode(errors='replace')}")
        if ENTERED not in raw:
            wrong.append(f"{size} {ending}: the company is not Contoso Coffee.")
        if self._sum_of_own() != self._sum:
            wrong.append(f"{size} {ending}: the user's own database is another than before.")
        return wrong, time.monotonic() - began

    @staticmethod
    def _disturb(terminal: Terminal, keys: int, dice: Random) -> None:
        """Press wrong keys at any moment; those that come while the coach types are kept out of what it types."""
        terminal.wait_for("f10 pause", _LONGEST)
        for _ in range(keys):
            if terminal.status is not None:
                return
            terminal.press(dice.choice(_KEYS))
            terminal.wait_for(partial(_is_over, time.monotonic() + dice.uniform(0, 0.1)), _LONGEST)

    def _sum_of_own(self) -> str:
        return hashlib.sha256(self._own.read_bytes()).hexdigest()


def _is_over(until: float, _terminal: Terminal) -> bool:
    """Whether a moment has passed."""
    return time.monotonic() > until


@contextmanager
def busy(programs: int) -> Iterator[None]:
    """Keep the machine busy with so many programs."""
    with ExitStack() as stack:
        for _ in range(programs):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(process.kill)
        yield


def main(argv: list[str] | None = None) -> int:
    """Play in every size to every end, with wrong keys, and slowed; answer 0 if nothing was wrong, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.story", description="Plays the walkthrough.")
    parser.add_argument("--times", type=int, default=20, help="how often on a slowed machine (%(default)s)")
    parser.add_argument("--keys", type=int, default=200, help="how many wrong keys in a disturbed run (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the wrong keys (%(default)s)")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"soak-story-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(facts(chosen.seed), flush=True)
    stories = Stories(folder)
    wrong: list[str] = []
    for size in SIZES:
        for ending in ENDINGS:
            for keys in (0, chosen.keys):
                found, seconds = stories.play(size, ending, keys, chosen.seed)
                wrong += found
                how = f"{keys} wrong keys" if keys else "undisturbed"
                print(
                    f"{size[0]}x{size[1]} {ending}, {how}: {'wrong' if found else 'done'}, {seconds:.1f} s", flush=True
                )
    with busy(BUSY):
        for number in range(chosen.times):
            found, seconds = stories.play(SIZES[number % 3], ENDINGS[number % 2])
            wrong += found
            print(f"slowed {number + 1}: {'wrong' if found else 'done'}, {seconds:.1f} s", flush=True)
    for each in wrong:
        print(each)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
