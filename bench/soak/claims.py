"""Claims: programs take every lead of a queue at once and are killed at random; none is taken twice, none is lost.

Beside each run stands one of a bare atomic claim on the same database, through the same door, so that the two can be
compared whatever else the machine does. ``python -m bench.soak.claims --leads 100000 --workers 8`` works on a file, or
with ``--server URL`` on an empty database of PostgreSQL.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, text, update

from app.bootstrap import open_workspace
from app.domain.calling.rules import Bucket
from app.domain.calling.zones import Locality
from app.domain.callqueue.claiming import Situation
from app.domain.callqueue.giving import Giving
from app.domain.callqueue.rules import rank_of
from app.domain.callqueue.tables import ENTRY, LEASE, MARK, MEMBER
from app.domain.core.clock import FixedClock
from app.domain.leads.records import Lead
from app.domain.store.bulk import insert_rows
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.settings import Settings
from app.workspace import Workspace
from bench import places
from bench.machine import facts

#: A Tuesday on which about two thirds of the places below are within their hours.
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
_PLACES = (
    "AE:Asia/Dubai", "AU:Australia/Perth", "AU:Australia/Sydney", "BR:America/Sao_Paulo", "CA:America/Toronto",
    "CN:Asia/Shanghai", "DE:Europe/Berlin", "DZ:Africa/Algiers", "EG:Africa/Cairo", "ES:Europe/Madrid",
    "FR:Europe/Paris", "GB:Europe/London", "GR:Europe/Athens", "IN:Asia/Kolkata", "IQ:Asia/Baghdad",
    "IT:Europe/Rome", "JO:Asia/Amman", "JP:Asia/Tokyo", "KE:Africa/Nairobi", "KW:Asia/Kuwait", "LB:Asia/Beirut",
    "MA:Africa/Casablanca", "MX:America/Mexico_City", "NG:Africa/Lagos", "OM:Asia/Muscat", "PK:Asia/Karachi",
    "PL:Europe/Warsaw", "PT:Europe/Lisbon", "QA:Asia/Qatar", "RO:Europe/Bucharest", "RU:Europe/Moscow",
    "SA:Asia/Riyadh", "SE:Europe/Stockholm", "SG:Asia/Singapore", "TH:Asia/Bangkok", "TN:Africa/Tunis",
    "TR:Europe/Istanbul", "US:America/New_York", "US:America/Chicago", "US:America/Los_Angeles", "UZ:Asia/Tashkent",
    "ZA:Africa/Johannesburg",
)  # fmt: skip
_PIECE = 5000
_FORK = multiprocessing.get_context("fork")
_BARE = "CREATE TABLE bare_claim (lead_id {text} PRIMARY KEY, rank BIGINT NOT NULL, agent_id {text})"
_BARE_INDEX = "CREATE INDEX ix_bare_claim ON bare_claim (rank, lead_id) WHERE agent_id IS NULL"
_BARE_TAKE = (
    "UPDATE bare_claim SET agent_id = {agent} WHERE lead_id = (SELECT lead_id FROM bare_claim WHERE agent_id IS NULL "
    "ORDER BY rank, lead_id LIMIT 1{skip}) RETURNING lead_id"
)


@dataclass(frozen=True)
class Seen:
    """What a run came to.

    Attributes:
        seconds: How long it took.
        shares: Claims by worker.
        killed: How many programs were killed.
        wrong: What should not have happened.
    """

    seconds: float
    shares: dict[str, int]
    killed: int
    wrong: list[str]

    @property
    def claims(self) -> int:
        """How many there were."""
        return sum(self.shares.values())


class _Unheld(Giving):
    """Gives an agent one lead after the other, without a disposition between."""

    def holds(self, situation: Situation) -> bool:  # noqa: ARG002 - whatever it is
        """Never: what was claimed stays claimed."""
        return False


def settings_for(url: str) -> Settings:
    """The settings of whoever works in the soak's database."""
    return Settings(database=url, user="soak", time_zone="UTC")


def build(url: str, leads: int, dice: Random) -> str:
    """Make a database with so many leads in one queue; answers the queue's id."""
    with closing(open_workspace(settings_for(url), FixedClock(NOW), durable=False)) as space:
        queue = space.queues.add("Soak", {"condition": "company = Nobody", "lease_seconds": "1d"}).id
        buckets = [Bucket((Locality(*each.split(":")),)).key for each in _PLACES]
        for start in range(0, leads, _PIECE):
            _add(space, queue, range(start, min(start + _PIECE, leads)), buckets, dice)
        with space.desk.database.brief() as connection:
            server = connection.dialect.name == "postgresql"
            connection.execute(text(_BARE.format(text="TEXT")))
            connection.execute(text(_BARE_INDEX))
            connection.execute(text("INSERT INTO bare_claim (lead_id, rank) SELECT lead_id, rank FROM queue_entry"))
            connection.execute(update(MARK).values(window_until=None))
            if not server:
                connection.execute(text("ANALYZE"))
    return queue


def _add(space: Workspace, queue: str, numbers: range, buckets: list[str], dice: Random) -> None:
    """Put leads and their entries into the database, as filling the queue would."""
    rows = [
        {
            "code": f"SOAK-{number}",
            "kind": "organisation",
            "title": f"Company {number}",
            "title_key": f"company {number}",
            "company": f"Company {number}",
            "phone_e164": f"+971{number:09}",
        }
        for number in numbers
    ]
    with space.desk.database.brief() as connection:
        insert_rows(connection, table_of(Lead), rows, NOW)
        entries = [
            {
                "queue_id": queue,
                "lead_id": row["id"],
                "state": "ready",
                "bucket": dice.choice(buckets),
                "rank": rank_of(dice.randrange(3), dice.randrange(4), NOW - timedelta(minutes=dice.randrange(10**6))),
                "phone": row["phone_e164"],
            }
            for row in rows
        ]
        connection.execute(insert(ENTRY), entries)


def run(url: str, queue: str, workers: int, kills: int, dice: Random, *, bare: bool) -> Seen:
    """Let so many programs take everything, killing one at random now and then."""
    began = time.monotonic()
    there: dict[int, multiprocessing.process.BaseProcess] = {}
    ended = _FORK.Queue()
    ready = None if kills else _FORK.Barrier(workers)

    def start(slot: int) -> None:
        there[slot] = _FORK.Process(
            target=_work, args=(url, queue, f"agent{slot}", ready, ended), kwargs={"bare": bare}
        )
        there[slot].start()

    for slot in range(workers):
        start(slot)
    killed = 0
    left = set(there)
    while left:
        for slot in tuple(left):
            there[slot].join(timeout=0.05 / workers)
            if there[slot].exitcode == 0:
                left.discard(slot)
            elif there[slot].exitcode is not None:
                start(slot)
        if killed < kills and left and dice.random() < 0.2:
            there[dice.choice(sorted(left))].kill()
            killed += 1
    seconds = time.monotonic() - began
    acknowledged = []
    if kills == 0:
        reports = [ended.get() for _ in range(workers)]
        acknowledged = [number for number, _, _ in reports]
        seconds = max(last for _, _, last in reports) - min(first for _, first, _ in reports)
    return _looked_at(url, queue, seconds, killed, acknowledged, bare=bare)


def _work(
    url: str,
    queue: str,
    agent: str,
    ready: Any,
    ended: Any,
    *,
    bare: bool,
) -> None:
    """Take until nothing is left, from when all are there; report how often, and from when until when."""
    with closing(open_workspace(settings_for(url), FixedClock(NOW))) as space:
        take = _bare(space, agent) if bare else _ours(space, queue, agent)
        number = 0
        if ready is not None:
            ready.wait()
        first = last = time.monotonic()
        while take():
            number += 1
            last = time.monotonic()
        ended.put((number, first, last))


def _ours(space: Workspace, queue: str, agent: str) -> Callable[[], bool]:
    desk = space.desk
    seated = type(desk.actor)(agent, agent, agent, "manager")
    giving = _Unheld(Desk(desk.database, desk.clock, seated, desk.zone))
    return lambda: giving.claim(queue)


def _bare(space: Workspace, agent: str) -> Callable[[], bool]:
    database = space.desk.database
    server = database.dialect == "postgresql"
    statement = _BARE_TAKE.format(
        agent="%(agent)s" if server else ":agent", skip=" FOR UPDATE SKIP LOCKED" if server else ""
    )

    def take() -> bool:
        with database.brief() as connection:
            return connection.exec_driver_sql(statement, {"agent": agent}).fetchone() is not None

    return take


def _looked_at(url: str, queue: str, seconds: float, killed: int, acknowledged: list[int], *, bare: bool) -> Seen:
    """Count what was taken, and say what is wrong."""
    with closing(open_workspace(settings_for(url), FixedClock(NOW))) as space, space.desk.read() as reader:
        if bare:
            rows = reader.rows(text("SELECT agent_id, count(*) FROM bare_claim GROUP BY agent_id"))
            return Seen(seconds, {str(agent): number for agent, number in rows}, killed, [])
        counted = select(LEASE.c.agent_id, func.count()).group_by(LEASE.c.agent_id)
        shares = dict(tuple(row) for row in reader.rows(counted))
        total = sum(shares.values())
        wrong = []
        expected = len(_in_order(space, queue))
        if total != expected:
            wrong.append(f"{expected:,} leads could be called, {total:,} were taken")
        if acknowledged and sum(acknowledged) != total:
            wrong.append(f"{sum(acknowledged):,} claims were told of, {total:,} are there")
    return Seen(seconds, shares, killed, wrong)


def out_of_order(url: str, queue: str, number: int) -> list[str]:
    """Take so many leads one by one; answers where the order is not that of sorting them all."""
    with closing(open_workspace(settings_for(url), FixedClock(NOW))) as space:
        expected = _in_order(space, queue)[:number]
        take = _ours(space, queue, "order")
        found: list[str] = []
        for _ in expected:
            take()
        with space.desk.read() as reader:
            mine = select(LEASE.c.lead_id).where(LEASE.c.agent_id == "order").order_by(LEASE.c.rank, LEASE.c.lead_id)
            found = [lead for (lead,) in reader.rows(mine)]
    return [] if found == expected else [f"{len(expected):,} claims were not the first {len(expected):,} in order"]


def _in_order(space: Workspace, queue: str) -> list[str]:
    """Every lead that may be called, sorted by brute force."""
    from app.domain.calling.checking import book_of
    from app.domain.callqueue.places import Windows

    with space.desk.read() as reader:
        windows = Windows(book_of(reader.connection), "")
        rows = reader.rows(select(ENTRY.c.rank, ENTRY.c.lead_id, ENTRY.c.bucket).where(ENTRY.c.queue_id == queue))
    return [lead for rank, lead, bucket in sorted(tuple(row) for row in rows) if windows.opening(bucket, NOW).is_open]


def reset(url: str, queue: str) -> None:
    """Give everything back."""
    with (
        closing(open_workspace(settings_for(url), FixedClock(NOW))) as space,
        space.desk.database.brief() as connection,
    ):
        connection.execute(LEASE.delete())
        connection.execute(MEMBER.delete())
        connection.execute(text("UPDATE bare_claim SET agent_id = NULL WHERE agent_id IS NOT NULL"))
        connection.execute(update(MARK).where(MARK.c.queue_id == queue).values(window_until=None))


def rounds(url: str, queue: str, workers: int, kills: int, dice: Random) -> Iterator[str]:
    """What is wrong, and the figures, as they are known."""
    bare = run(url, queue, workers, 0, dice, bare=True)
    ours = run(url, queue, workers, 0, dice, bare=False)
    yield from ours.wrong
    each = bare.seconds / bare.claims, ours.seconds / ours.claims
    spread = max(ours.shares.values()) / min(ours.shares.values())
    print(
        f"{workers} programs: bare {1 / each[0]:,.0f} a second ({bare.claims:,}), claims {1 / each[1]:,.0f} a second "
        f"({ours.claims:,}), ratio {each[1] / each[0]:.2f}, busiest to least {spread:.2f}",
        flush=True,
    )
    reset(url, queue)
    again = run(url, queue, workers, kills, dice, bare=False)
    yield from again.wrong
    print(f"{again.killed} killed meanwhile: {again.claims:,} claims", flush=True)


def main(argv: list[str] | None = None) -> int:
    """Run, print what was seen, and answer 0 if nothing was taken twice or lost, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.claims", description="Takes every lead at once.")
    parser.add_argument("--leads", type=int, default=100_000, help="how many (%(default)s)")
    parser.add_argument("--workers", type=int, default=8, help="how many programs (%(default)s)")
    parser.add_argument("--kills", type=int, default=40, help="how many are killed (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and the leads (%(default)s)")
    parser.add_argument("--server", default="", help="address of an empty database of PostgreSQL; a file without it")
    chosen = parser.parse_args(argv)
    folder = places.BUILT / f"claims-{chosen.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    url = chosen.server or f"sqlite:///{Path(folder) / 'leadline.db'}"
    dice = Random(chosen.seed)
    print(facts(chosen.seed), flush=True)
    queue = build(url, chosen.leads, dice)
    wrong = out_of_order(url, queue, min(5000, chosen.leads))
    reset(url, queue)
    wrong += rounds(url, queue, chosen.workers, chosen.kills, dice)
    for each in wrong:
        print(f"  {each}")
    print("Something is wrong." if wrong else "None was taken twice, none was lost, all in order.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
