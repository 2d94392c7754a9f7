"""``python -m bench.soak.typing --sequences N``: random keys with random delays, compared with slow typing."""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import time
from functools import partial
from pathlib import Path

from bench import places
from bench.machine import facts
from tests.typed.desk import differences, furnish, played
from tests.typed.loop import StuckError
from tests.typed.sequences import sequence

_SPAWN = multiprocessing.get_context("spawn")


def compared(seed: int, furnished: Path, folder: Path) -> tuple[int, str]:
    """In what the end of a seed's sequence differs when it is typed in one go; empty where it does not."""
    gestures = [sequence(seed)]
    place = folder / str(seed)
    try:
        (slowly,) = played(furnished, place / "slow", gestures, None)
        (quickly,) = played(furnished, place / "quick", gestures, seed)
    except StuckError as problem:
        return seed, f"seed {seed}, keys {gestures[0]}:\n{problem}"
    finally:
        shutil.rmtree(place, ignore_errors=True)
    told = differences(quickly, slowly)
    return seed, f"seed {seed}, keys {gestures[0]}:\n{told}" if told else ""


def main(argv: list[str] | None = None) -> int:
    """Compare so many sequences, print each that differs, and answer 0 if none does, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.typing", description="Types random keys, delayed.")
    parser.add_argument("--sequences", type=int, default=2000, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1000, help="of the first one (%(default)s)")
    parser.add_argument("--leads", type=int, default=15, help="in the database: beyond 100 they come in windows")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"soak-typing-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    furnish(folder / "furnished.db", chosen.leads)
    print(facts(chosen.seed), flush=True)
    began, wrong = time.monotonic(), 0
    work = partial(compared, furnished=folder / "furnished.db", folder=folder)
    with _SPAWN.Pool(maxtasksperchild=50) as pool:
        seeds = range(chosen.seed, chosen.seed + chosen.sequences)
        for number, (_, told) in enumerate(pool.imap_unordered(work, seeds), 1):
            if told:
                wrong += 1
                print(told, flush=True)
            if number % 100 == 0:
                print(f"{number:,} sequences, {wrong} differ", flush=True)
    print(f"{chosen.sequences:,} sequences in {time.monotonic() - began:.0f} s, {wrong} differ.")
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
