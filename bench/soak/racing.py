"""``python -m bench.soak.racing --rounds N``: two programs decide the same at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from app.bootstrap import open_workspace
from app.domain.core.errors import Refusal
from app.domain.core.windows import ListQuery
from app.settings import Settings
from app.workspace import Workspace
from bench.machine import facts
from tests.postgres import ServerMissing, running_server

_FORK = multiprocessing.get_context("fork")
#: Who decides in each of the two programs, and what they are called.
RIVALS: Final[Mapping[str, str]] = {"amal": "Amal", "badr": "Badr"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one of two programs came to.

    Attributes:
        who: Who decided in it.
        made: Short codes of what was made, by kind; ``None`` where it was refused.
        refused: What it was told.
        kind: The class of the refusal.
    """

    who: str
    made: Mapping[str, list[str]] | None
    refused: str
    kind: str


Deed = Callable[[Workspace, str], Mapping[str, list[str]]]
"""Decides about a lead; answers what was made, by kind."""


def _qualify(space: Workspace, lead: str) -> Mapping[str, list[str]]:
    return space.qualification.qualify(lead).made


def _qualify_several(space: Workspace, lead: str) -> Mapping[str, list[str]]:
    return space.batches.qualify([lead]).made


def _disqualify(space: Workspace, lead: str) -> Mapping[str, list[str]]:
    return space.qualification.disqualify(lead, "lost").made


_DEEDS: Final[Mapping[str, Deed]] = {
    "qualify": _qualify,
    "qualify several": _qualify_several,
    "disqualify": _disqualify,
}
#: What the two do at once, and how often.
_PAIRS: Final = ((("qualify", "qualify"), 6), (("qualify", "qualify several"), 2), (("qualify", "disqualify"), 2))


class Race:
    """Two programs on one database, and the referee who starts them and looks at what they left."""

    def __init__(self, url: str, seed: int) -> None:
        """Set the database up and start both programs."""
        self.counts: Counter[str] = Counter()
        self._dice = Random(seed)
        self._space = open_workspace(Settings(url, user="referee"))
        for name in RIVALS.values():
            self._space.users.add(name)
        self._round = 0
        ready = _FORK.Barrier(len(RIVALS))
        self._ends: dict[str, Connection] = {}
        self._programs = []
        self._space.close()
        for who in RIVALS:
            mine, theirs = _FORK.Pipe()
            program = _FORK.Process(target=_decide, args=(url, who, theirs, ready), daemon=True)
            program.start()
            self._ends[who] = mine
            self._programs.append(program)
        self._space = open_workspace(Settings(url, user="referee"))

    def run(self) -> list[str]:
        """Let both decide about a new lead at the same moment; answers what is wrong then."""
        self._round += 1
        number = f"{self._round:05}"
        known = {"company": f"Café {number}", "name": f"Dana {number}", "email": f"dana@cafe{number}.example.com"}
        lead = self._space.leads.add(known)
        (pair,) = self._dice.choices([each for each, _ in _PAIRS], [often for _, often in _PAIRS])
        deeds = list(pair)
        self._dice.shuffle(deeds)
        for end, deed in zip(self._ends.values(), deeds, strict=True):
            end.send((lead.code, deed))
        answers: list[Answer] = [end.recv() for end in self._ends.values()]
        return [f"Round {number}, {' and '.join(deeds)}: {each}" for each in self._judge(lead.code, answers)]

    def _judge(self, lead: str, answers: list[Answer]) -> list[str]:
        won = [each for each in answers if each.made is not None]
        lost = [each for each in answers if each.made is None]
        if len(won) != 1 or len(lost) != 1:
            return [f"{len(won)} decided: {answers}"]
        winner, loser = won[0], lost[0]
        self.counts[winner.who] += 1
        values = self._space.leads.show(lead).values
        self.counts[str(values["state"])] += 1
        wrong = []
        if RIVALS[winner.who] not in loser.refused or str(values["state"]) not in loser.refused:
            wrong.append(f"who and what was not told: {loser.kind} {loser.refused}")
        opportunity = (winner.made or {}).get("opportunity", [])
        wrong += [f"{code} was not told: {loser.refused}" for code in opportunity if code not in loser.refused]
        there = [each.code for each in self._space.opportunities.list(ListQuery(search=f"Café {self._round:05}"))]
        if there != opportunity or len(opportunity) != (values["state"] == "qualified"):
            wrong.append(f"there are the opportunities {there}, made were {opportunity}")
        for kind, service in (("account", self._space.accounts), ("contact", self._space.contacts)):
            made = (winner.made or {}).get(kind, [])
            found = service.list(f"{self._round:05}") if made else ()
            if made and [each.code for each in found if each.code in made] != made:
                wrong.append(f"there are {[each.code for each in found]}, made was the {kind} {made}")
        return wrong

    def close(self) -> list[str]:
        """End both programs; answers whether there is more than was made."""
        for end in self._ends.values():
            end.send(None)
        for program in self._programs:
            program.join()
        with closing(self._space) as space:
            qualified = self.counts["qualified"]
            counts = {"accounts": space.accounts.count(), "contacts": space.contacts.count()}
            counts["opportunities"] = len(space.opportunities.list(limit=100_000))
        return [f"There are {count} {what} for {qualified}." for what, count in counts.items() if count != qualified]


def _decide(url: str, who: str, end: Connection, ready: Barrier) -> None:
    """One program: decides what it is told to, when the other is ready too."""
    with closing(open_workspace(Settings(url, user=who))) as space:
        _ = space.qualification, space.batches
        while (told := end.recv()) is not None:
            lead, deed = told
            ready.wait()
            try:
                made = _DEEDS[deed](space, lead)
            except Refusal as refusal:
                end.send(Answer(who, None, str(refusal), type(refusal).__name__))
            else:
                end.send(Answer(who, made, "", ""))


def race(url: str, rounds: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Let two programs decide so many times; answers what is wrong, and how often each thing happened."""
    referee = Race(url, seed)
    wrong: list[str] = []
    for _ in range(rounds):
        wrong += referee.run()
        if len(wrong) > 20:
            break
    return wrong + referee.close(), referee.counts


def main(argv: list[str] | None = None) -> int:
    """Race so many times on each database, print what was seen, and answer 0 if every time one alone decided."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.racing", description="Two decide the same at once.")
    parser.add_argument("--rounds", type=int, default=1000, help="on each database (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what they do (%(default)s)")
    chosen = parser.parse_args(argv)
    print(facts(chosen.seed), flush=True)
    failed = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        urls = {"SQLite": f"sqlite:///{folder / 'race.db'}"}
        try:
            urls["PostgreSQL"] = stack.enter_context(running_server()).create_database()
        except ServerMissing as missing:
            print(f"No PostgreSQL: {missing}")
        for database, url in urls.items():
            began = time.monotonic()
            wrong, counts = race(url, chosen.rounds, chosen.seed)
            seen = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            print(f"{database}: {chosen.rounds} rounds in {time.monotonic() - began:.0f} s; {seen}", flush=True)
            for each in wrong[:20]:
                print(f"  {each}")
            failed += bool(wrong)
    if not failed:
        print("Each time one alone decided, and the other was told who did, and what became of it.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
