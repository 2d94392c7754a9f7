"""``python -m app.demo``: build the demo's database ahead of time, with a line that says how far it is."""

from __future__ import annotations

import sys
import time

from app.demo.opening import prepare_demo, prepared_path


def main() -> None:
    """Build it unless it is there."""
    started = time.monotonic()
    known = prepared_path().exists()
    path = prepare_demo(_tell)
    if not known:
        sys.stderr.write(f"\r{path.name} built in {time.monotonic() - started:.0f} s.            \n")


def _tell(done: int, steps: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rBuilding the demo's year … {100 * done // max(steps, 1)} %")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
