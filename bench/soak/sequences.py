"""``python -m bench.soak.sequences --rounds N``: a simulated month of sequences, undisturbed and with programs killed.

The owner of the leads works in Dubai from Monday to Friday, and is away on two days. Programs tick every hour; of those
that are killed another takes over. Whoever is killed when, every lead must go the same way, step by step, and nothing
may be done twice.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.settings import Settings
from app.workspace import Workspace
from bench.machine import facts

_FORK = multiprocessing.get_context("fork")
BEGIN: Final = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Monday, nine o'clock in Dubai."""
DAYS: Final = 30
_HOUR: Final = timedelta(hours=1)
#: When a program ticks that takes over from one that was killed on the hour, whose lease is over then.
_AGAIN: Final = timedelta(minutes=2)
#: When people do what they have to.
_PEOPLE: Final = timedelta(minutes=5)
#: The longest that a program lives which is to be killed, in seconds.
_LIFE: Final = 0.6
SEQUENCE: Final = """
code = "month"
name = "Month"

[[steps]]
code = "thanks"
kind = "email"
automatic = true
subject = "Thank you"
text = "Dear {company}"

[[steps]]
code = "opened"
kind = "branch"
ask = "opened"
days = 2
next = "ring"
no = "remind"

[[steps]]
code = "remind"
kind = "task"
name = "Remind them"

[[steps]]
code = "ring"
kind = "call"
name = "Ring them"

[[steps]]
code = "reached"
kind = "branch"
ask = "outcome"
outcomes = ["reached"]
next = "offer"
no = "rest"

[[steps]]
code = "rest"
kind = "wait"
days = 3
working_hours = 4
next = "ring"

[[steps]]
code = "offer"
kind = "task"
name = "Make an offer"
"""


class Stay(NamedTuple):
    """A step of a lead: what it was, how it ended, and in which hours it was reached and due."""

    step: str
    ending: str
    reached: str
    due: str


class Month:
    """A month of some leads in a sequence.

    Attributes:
        kills: How many programs were killed.
    """

    def __init__(self, folder: Path, leads: int, dice: Random | None = None) -> None:
        """Begin with leads in an empty database.

        Args:
            folder: Where it is.
            leads: How many.
            dice: Decides when programs are killed; none is without it.
        """
        self.kills = 0
        self._dice = dice
        self._settings = Settings(str(folder / "month.db"), user="soak")
        with closing(open_workspace(self._settings, FixedClock(BEGIN))) as space:
            space.users.edit("me", {"working_hours": "Mon-Fri 09:00-18:00", "time_zone": "Asia/Dubai"})
            space.time_off.add("me", "2026-11-24", "2026-11-25")
            space.sequence_definitions.add(SEQUENCE, "month.toml")
            space.sequence_definitions.activate("month")
            given = [{"company": f"C{n}", "email": f"c{n}@c.example.com"} for n in range(leads)]
            self._leads = [space.leads.add(values).code for values in given]
            space.sequences.connect("month", self._leads)

    def live(self, days: int = DAYS, hours: Sequence[int] = range(24)) -> None:
        """Let time pass, hour by hour.

        Args:
            days: How many days.
            hours: In which hours of a day somebody looks, counted from nine o'clock in Dubai.
        """
        clock = FixedClock(BEGIN)
        space = open_workspace(self._settings, clock)
        for hour in (day * 24 + each for day in range(days) for each in hours):
            clock.moment = BEGIN + hour * _HOUR
            if self._dice is not None and space.jobs.any_due() and self._dice.random() < 0.5:
                space.close()
                self._kill(clock.moment)
                space = open_workspace(self._settings, clock)
            else:
                list(space.jobs.run_due())
            clock.moment = BEGIN + hour * _HOUR + _AGAIN
            list(space.jobs.run_due())
            clock.moment = BEGIN + hour * _HOUR + _PEOPLE
            self._people(space, clock.moment)
        space.close()

    def ways(self) -> list[list[Stay]]:
        """The steps that each lead came to."""
        with closing(open_workspace(self._settings, FixedClock(BEGIN + timedelta(days=DAYS)))) as space:
            return [
                [
                    Stay(each.step, each.status, _hour(each.reached_at), _hour(each.due_at))
                    for each in space.sequences.ways(lead)[0].steps
                    if each.status != "ahead"
                ]
                for lead in self._leads
            ]

    def doubled(self) -> list[str]:
        """What was done more than once: mails to one lead, and entries of one step."""
        with closing(open_workspace(self._settings, FixedClock(BEGIN + timedelta(days=DAYS)))) as space:
            mails = Counter(mail.recipient for mail in space.outbox.list(limit=100_000))
            entries: Counter[str] = Counter()
            made = 0
            for lead in self._leads:
                steps = space.sequences.ways(lead)[0].steps
                entries.update(each.activity for each in steps if each.activity)
                kept = [each for each in space.timeline.page(lead, limit=10_000).entries if each.kind != "system"]
                made += len(kept) - sum(1 for each in steps if each.activity)
        return [name for name, number in (mails + entries).items() if number > 1] + ["entry of no step"] * made

    def _kill(self, moment: datetime) -> None:
        """Let a program tick, and kill it at some point."""
        child = _FORK.Process(target=_tick, args=(self._settings, moment))
        child.start()
        child.join(self._dice.uniform(0.0, _LIFE) if self._dice else None)
        child.kill()
        child.join()
        self.kills += 1

    def _people(self, space: Workspace, now: datetime) -> None:
        """Open mails a day after they came, and do what has been due for an hour; who does what is always the same."""
        for number, lead in enumerate(self._leads):
            (way, *_) = space.sequences.ways(lead)
            step = way.current
            if step is None or step.due_at is None or step.reached_at is None:
                continue
            if step.step == "opened" and number % 2 == 0 and _hour(step.reached_at + 24 * _HOUR) == _hour(now):
                mail = next(each for each in space.outbox.list() if each.recipient.startswith(f"c{number}@"))
                space.outbox.heard(mail.message_id, "opened")
            elif step.activity and _hour(step.due_at + _HOUR) == _hour(now):
                space.timeline.complete(step.activity, outcome="reached" if number % 3 == 0 else "no answer")


def _tick(settings: Settings, moment: datetime) -> None:
    """A program of its own that does what is due."""
    space = open_workspace(settings, FixedClock(moment))
    list(space.jobs.run_due())


def _hour(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H}" if moment is not None else ""


def main(arguments: list[str]) -> int:
    """Compare undisturbed months with months in which programs are killed; 1 where they differ."""
    parser = argparse.ArgumentParser(prog="bench.soak.sequences", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--leads", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    print(facts(given.seed))
    with TemporaryDirectory() as folder:
        calm = Month(Path(folder), given.leads)
        calm.live()
        expected = calm.ways()
    kills, wrong = 0, 0
    for number in range(given.rounds):
        with TemporaryDirectory() as folder:
            month = Month(Path(folder), given.leads, Random(given.seed + number))
            month.live()
            kills += month.kills
            differing = sum(own != other for own, other in zip(month.ways(), expected, strict=True))
            wrong += differing + len(month.doubled())
    steps = sum(map(len, expected))
    print(
        f"seed {given.seed}: {given.rounds} months of {given.leads} leads, {steps} steps each, {kills} kills: "
        f"{wrong} wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
