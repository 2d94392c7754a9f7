"""``python -m bench.soak.ordering --rounds N``: two programs order and confirm one thing at once, on both databases."""

from __future__ import annotations

import argparse
import shutil
import sys
import time

from bench import places
from bench.machine import facts
from tests.postgres import ServerMissing, running_server
from tests.quotes.racing import race


def main(argv: list[str] | None = None) -> int:
    """Race on each database that is here, and answer 0 if each thing was done once, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.ordering", description="Two order the same at once.")
    parser.add_argument("--rounds", type=int, default=1000, help="each for a quotation and its order (%(default)s)")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / "soak-ordering"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(facts(1), flush=True)
    fair = _raced("SQLite", f"sqlite:///{folder / 'race.db'}", chosen.rounds)
    try:
        with running_server() as server:
            fair &= _raced("PostgreSQL", server.create_database(), chosen.rounds)
    except ServerMissing as missing:
        print(f"PostgreSQL is not here: {missing}")
    if fair:
        shutil.rmtree(folder)
    return 0 if fair else 1


def _raced(name: str, address: str, rounds: int) -> bool:
    began = time.monotonic()
    try:
        won = race(address, rounds)
    except AssertionError as problem:
        print(f"{name}: {problem}", flush=True)
        return False
    told = ", ".join(f"{what} {number:,}" for what, number in sorted(won.items()))
    seconds = time.monotonic() - began
    print(f"{name}: {rounds:,} quotations ordered once and confirmed once: {told}; {seconds:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
