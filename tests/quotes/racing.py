"""Racing: two programs order one quotation at the same moment, then confirm the order at the same moment."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import NamedTuple

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.core.outcomes import Outcome
from app.workspace import Workspace
from tests.conftest import NOW, settings_for

RACERS = ("amal", "omar")
"""Who races; each is a program of its own."""
_SPAWN = multiprocessing.get_context("spawn")


class Told(NamedTuple):
    """What a racer was told: the code of what was done, or why it was not."""

    code: str
    refusal: str


def race(address: str, rounds: int) -> Counter[str]:
    """Let two programs race for each of so many quotations, and for its order.

    Args:
        address: An empty database.
        rounds: How many.

    Returns:
        How often each of them came first, in what.

    Raises:
        AssertionError: Something was done twice, or not at all, or who came second was not told by whom.
    """
    won: Counter[str] = Counter()
    with closing(open_workspace(settings_for(address), FixedClock(NOW))) as space:
        space.users.add("Amal")
    with closing(open_workspace(settings_for(address), FixedClock(NOW))) as space, _programs(address) as programs:
        space.products.add({"number": "M2", "name": "Machine", "price": "4200 USD"})
        names = {user.login: user.name for user in space.users.list()}
        for number in range(rounds):
            lead = space.leads.add({"company": f"Company {number}", "name": f"Person {number}"}).code
            quotation = space.quotes.add(lead, [{"product": "M2", "quantity": "3"}]).code
            space.quotes.submit(quotation)
            order, first = _run(programs, "add", quotation, names)
            won[f"{first} ordered first"] += 1
            _, first = _run(programs, "confirm", order, names)
            won[f"{first} confirmed first"] += 1
            _check(space, lead, quotation, order)
    return won


@contextmanager
def _programs(address: str) -> Iterator[dict[str, Connection]]:
    """The racers, each waiting to be told what to race for."""
    start = _SPAWN.Barrier(len(RACERS))
    lines = {racer: _SPAWN.Pipe() for racer in RACERS}
    programs = [
        _SPAWN.Process(target=_program, args=(address, racer, theirs, start)) for racer, (_, theirs) in lines.items()
    ]
    for program, (_, theirs) in zip(programs, lines.values(), strict=True):
        program.start()
        theirs.close()
    ours = {racer: line for racer, (line, _) in lines.items()}
    for line in ours.values():
        line.recv()
    try:
        yield ours
    finally:
        for line in ours.values():
            line.send(None)
        for program in programs:
            program.join()


def _program(address: str, user: str, line: Connection, start: Barrier) -> None:
    """One racer: does what it is told when the other is about to do it, and tells how that went."""
    with closing(open_workspace(settings_for(address, user=user), FixedClock(NOW))) as space:
        deeds: dict[str, Callable[[str], Outcome]] = {"add": space.orders.add, "confirm": space.orders.confirm}
        line.send("here")
        while (asked := line.recv()) is not None:
            deed, ref = asked
            start.wait()
            try:
                done: Outcome = deeds[deed](ref)
                line.send(Told(done.code, ""))
            except Refusal as refusal:
                line.send(Told("", str(refusal.message)))


def _run(programs: dict[str, Connection], deed: str, ref: str, names: dict[str, str]) -> tuple[str, str]:
    """Let the racers do one thing; answers what came of it, and who was first."""
    for line in programs.values():
        line.send((deed, ref))
    told: dict[str, Told] = {racer: line.recv() for racer, line in programs.items()}
    done = [racer for racer, each in told.items() if each.code]
    assert len(done) == 1, told
    (first,) = done
    (second,) = (racer for racer in told if racer != first)
    refusal = told[second].refusal
    assert told[first].code in refusal, refusal
    assert names[first] in refusal, refusal
    return told[first].code, first


def _check(space: Workspace, lead: str, quotation: str, order: str) -> None:
    """Look at what there is: one order, one customer, one change of status, and one step of undo that takes it back."""
    assert [each.code for each in space.orders.of(space.quotes.find(quotation))] == [order]
    record = space.leads.find(lead)
    assert len(space.customers.list(f"lead = {lead}")) == 1
    told = [entry.subject for entry in space.timeline.page(record).entries]
    assert sum("→ Converted" in each for each in told) == 1, told
    assert space.leads.show(lead).values["status"] == "converted"
    confirmed = [each for each in space.log.history(order) if each.command == "order.confirm"]
    assert len(confirmed) == 1, confirmed
