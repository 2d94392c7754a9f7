"""``python -m bench.soak.walking --commands N``: a random walk, undone to its start and redone, on both databases."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.settings import Settings
from bench import places
from bench.machine import facts
from tests.conftest import NOW
from tests.history.walk import Walk
from tests.postgres import ServerMissing, running_server

#: Commands after which it is said how far the walk has come.
_STRIDE = 100


def walk(address: str, folder: Path, seed: int, commands: int) -> Walk:
    """Walk there and back and there again; whatever is not as it was is an ``AssertionError``.

    Args:
        address: An empty database.
        folder: Where lists to import are written.
        seed: Of what is done, and to whom.
        commands: How many.
    """
    clock = FixedClock(NOW)
    with closing(open_workspace(Settings(address, user="omar", time_zone="Asia/Dubai", region="AE"), clock)) as space:
        way = Walk(space, clock, Random(seed), folder)
        for number in range(0, commands, _STRIDE):
            way.go(min(_STRIDE, commands - number))
            print(f"  {sum(way.done.values()):,} commands, {len(way.deltas):,} stand", flush=True)
        steps = len(way.deltas)
        way.back(steps)
        print(f"  {steps:,} undone, state for state", flush=True)
        way.forth(steps)
        print(f"  {steps:,} redone, state for state", flush=True)
    return way


def main(argv: list[str] | None = None) -> int:
    """Walk on each database that is here, and answer 0 if every step left what it should, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.walking", description="Walks at random, and back.")
    parser.add_argument("--commands", type=int, default=1000, help="that change something (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the commands (%(default)s)")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"soak-walking-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(facts(chosen.seed), flush=True)
    alike = _walked("SQLite", f"sqlite:///{folder / 'walk.db'}", folder, chosen)
    try:
        with running_server() as server:
            alike &= _walked("PostgreSQL", server.create_database(), folder, chosen)
    except ServerMissing as missing:
        print(f"PostgreSQL is not here: {missing}")
    if alike:
        shutil.rmtree(folder)
    return 0 if alike else 1


def _walked(name: str, address: str, folder: Path, chosen: argparse.Namespace) -> bool:
    """Walk on one database, and say how it went; whether every step left what it should."""
    began = time.monotonic()
    print(name, flush=True)
    try:
        way = walk(address, folder, chosen.seed, chosen.commands)
    except AssertionError as difference:
        print(f"  differs: {difference}")
        return False
    refused = sum(way.refused.values())
    kinds = len(way.done)
    print(f"  {kinds} kinds of command, {refused:,} refused wholly or in part, {time.monotonic() - began:.0f} s")
    return True


if __name__ == "__main__":
    sys.exit(main())
