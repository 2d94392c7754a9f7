"""``python -m bench``: measures the speed of Leadline as ratios, each of two things measured in this very run."""

from __future__ import annotations

import argparse
import sys
from zoneinfo import ZoneInfo

from app.demo.opening import DEMO_NOW
from app.start.opening import read_opening
from bench.arabic import arabic_beside_english
from bench.beside import edits_beside_an_import
from bench.commands import command_line
from bench.figures import HEADING, Comparison
from bench.keys import key_to_paint
from bench.loading import import_of_a_file
from bench.machine import facts
from bench.paint import first_paint
from bench.places import database

#: Rows of the import beside which people edit.
BESIDE_ROWS = 20_000
PARTS = ("paint", "keys", "arabic", "import", "beside", "commands")


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and answer the exit code: 0 whatever was reached, for a ratio is news and no failure."""
    parser = _arguments()
    chosen = parser.parse_args(argv)
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    print(facts(chosen.seed))
    path = database(chosen.leads, chosen.seed)
    print(f"{chosen.leads:,} leads in {path.stat().st_size / 1e6:,.0f} MB, terminal of 160×48\n\n{HEADING}", flush=True)
    for part in chosen.parts:
        compared, notes = _measured(part, chosen)
        print("\n".join([*map(str, compared), *notes]), flush=True)
    return 0


def _measured(part: str, chosen: argparse.Namespace) -> tuple[list[Comparison], list[str]]:
    path = database(chosen.leads, chosen.seed)
    if part == "paint":
        return first_paint(path, chosen.rounds)
    if part == "keys":
        return key_to_paint(path, chosen.keys, chosen.seed)
    if part == "arabic":
        return arabic_beside_english(path, chosen.rounds, chosen.keys, chosen.seed)
    if part == "import":
        imported, notes = import_of_a_file(path, min(chosen.rows, chosen.leads), max(chosen.rounds // 7, 1))
        return [imported], notes
    if part == "beside":
        return edits_beside_an_import(path, min(BESIDE_ROWS, chosen.leads))
    opening = read_opening(path, "", "", DEMO_NOW, lambda _: ZoneInfo("UTC"), 1)
    if opening is None or opening.overview is None:
        raise RuntimeError(f"{path} holds no leads to show")
    return command_line(path, opening.overview.card.code, chosen.rounds), []


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed as ratios.")
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--leads", type=int, default=100_000, help="leads in the database (%(default)s)")
    parser.add_argument("--rows", type=int, default=100_000, help="rows imported (%(default)s)")
    parser.add_argument("--rounds", type=int, default=11, help="starts of each program (%(default)s)")
    parser.add_argument("--keys", type=int, default=120, help="keys pressed in each program (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the pauses (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
