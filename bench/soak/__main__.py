"""``python -m bench.soak --kills N``: kills programs that write at random moments and looks at what they left."""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import time
from collections import Counter
from contextlib import closing
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random

from app.bootstrap import open_workspace
from app.settings import Settings
from app.upkeep import left_unfinished
from bench import places
from bench.machine import facts
from bench.soak.checking import faults
from bench.soak.worker import work

#: Programs that write at the same time.
WORKERS = 2
#: The longest a program lives after the last kill, in seconds.
LIFE = 0.5
_FORK = multiprocessing.get_context("fork")


class Soak:
    """The programs, what they acknowledged, and the database they write to.

    Attributes:
        counts: How often each thing happened.
        acknowledged: The deeds that came back, by their place in the log.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin with an empty database in an empty folder."""
        self.counts: Counter[str] = Counter()
        self.acknowledged: dict[int, str] = {}
        self._folder = folder
        self._dice = Random(seed)
        self._database = folder / "soak.db"
        self._workers: dict[str, ForkProcess] = {}
        self._read: Counter[str] = Counter()
        self._started = 0
        space = open_workspace(Settings(str(self._database), user="soak"))
        _ = space.leads, space.qualification, space.capture, space.log  # loaded once, for every program forked later
        space.close()

    def kill(self) -> list[str]:
        """Let the programs work for a moment, kill one, and answer what is wrong then."""
        while len(self._workers) < WORKERS:
            self._start()
        name = self._dice.choice(list(self._workers))
        victim = self._workers.pop(name)
        victim.join(self._dice.uniform(0.0, LIFE))
        victim.kill()
        victim.join()
        self.counts["killed"] += 1
        wrong = [f"{name} ended by itself with {victim.exitcode}."] if victim.exitcode != -9 else []
        for each in (name, *self._workers):
            wrong += self._read_diary(each)
        return wrong + list(faults(self._database, self.acknowledged))

    def end(self) -> list[str]:
        """Kill what still runs, and answer what is wrong at the very end."""
        for worker in self._workers.values():
            worker.kill()
            worker.join()
        wrong = [problem for name in self._workers for problem in self._read_diary(name)]
        wrong += faults(self._database, self.acknowledged)
        return wrong + self._go_on() + list(faults(self._database, self.acknowledged))

    def _go_on(self) -> list[str]:
        """Import again what was broken off; answers what does not come to its end by that."""
        settings = Settings(str(self._database), user="soak")
        with closing(open_workspace(settings)) as space:
            for file in self._folder.glob("*.csv"):
                with space.capture.open(file) as plan:
                    space.capture.run(plan)
                self.counts["gone on with"] += 1
        return [f"Left over: {each}" for each in left_unfinished(settings)]

    def _start(self) -> None:
        self._started += 1
        name = f"w{self._started}"
        arguments = (self._database, self._diary(name), self._dice.getrandbits(32), name)
        self._workers[name] = _FORK.Process(target=work, args=arguments)
        self._workers[name].start()

    def _diary(self, name: str) -> Path:
        return self._folder / f"{name}.diary"

    def _read_diary(self, name: str) -> list[str]:
        """Take in what a program wrote down since the last time; answers what should not have happened."""
        if not self._diary(name).exists():
            return []
        lines = self._diary(name).read_text(encoding="utf-8").splitlines()[self._read[name] :]
        self._read[name] += len(lines)
        wrong = []
        for word, _, rest in (line.partition(" ") for line in lines):
            if word == "done":
                seq, _, deed = rest.partition(" ")
                self.acknowledged[int(seq)] = deed
                self.counts[deed.strip("_")] += 1
            elif word == "refused":
                self.counts["refused"] += 1
            else:
                wrong.append(f"{name}: {word} {rest}")
        return wrong


def main(argv: list[str] | None = None) -> int:
    """Kill so many times, print what was seen, and answer 0 if nothing was lost or half-done, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description="Kills programs at random moments.")
    parser.add_argument("--kills", type=int, default=500, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and the work (%(default)s)")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"soak-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(facts(chosen.seed), flush=True)
    began = time.monotonic()
    soak = Soak(folder, chosen.seed)
    wrong: list[str] = []
    for number in range(1, chosen.kills + 1):
        wrong += [f"After kill {number}: {each}" for each in soak.kill()]
        if wrong:
            break
        if number % 50 == 0:
            print(f"{number} kills, {len(soak.acknowledged):,} commands, nothing wrong", flush=True)
    wrong += soak.end()
    _report(soak, wrong, time.monotonic() - began, folder)
    return 1 if wrong else 0


def _report(soak: Soak, wrong: list[str], seconds: float, folder: Path) -> None:
    done = ", ".join(f"{name} {count:,}" for name, count in sorted(soak.counts.items()) if name != "killed")
    print(f"{soak.counts['killed']} kills in {seconds:.0f} s; {len(soak.acknowledged):,} commands acknowledged: {done}")
    for each in wrong[:20]:
        print(f"  {each}")
    if wrong:
        print(f"{len(wrong)} things are wrong; the database is in {folder}.")
    else:
        print("Nothing acknowledged was lost, nothing is half-done, the file is whole.")
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
