"""Several commands at once on PostgreSQL: they wait only for the rows both change, and nothing is lost between them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial

import psycopg
import pytest
from sqlalchemy import func, select

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Busy, Refusal
from app.domain.leads.records import Lead
from app.domain.qualification.decided import Decided
from app.domain.store.counters import next_code
from app.domain.store.log import CommandEntry
from app.words import say
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.postgres import PostgresServer

Seat = Callable[[], Workspace]


@pytest.fixture
def address(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A database of PostgreSQL as a first start leaves it."""
    url = postgres_server.create_database(template=postgres_template)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def seat(address: str, clock: FixedClock) -> Iterator[Seat]:
    """Opens workspaces on it, each as another program would."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_workspace(settings_for(address), clock)))


@pytest.fixture
def here(seat: Seat) -> Workspace:
    """One of them."""
    return seat()


@pytest.fixture
def there(seat: Seat) -> Workspace:
    """Another."""
    return seat()


def somebody_waits(address: str) -> None:
    """Return when a connection waits for another."""
    with psycopg.connect(address, autocommit=True) as connection:
        while not connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone() > (0,):  # type: ignore[operator]
            pass


def at_once(*calls: Callable[[], object]) -> list[Refusal | None]:
    """Begin all calls at the same moment, and answer what each was refused with."""
    ready = threading.Barrier(len(calls))
    refused: list[Refusal | None] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        ready.wait()
        try:
            call()
        except Refusal as refusal:
            refused[place] = refusal

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_a_command_under_way_keeps_nobody_from_other_leads(here: Workspace, there: Workspace) -> None:
    mine, other = (here.leads.add({"company": name}) for name in ("Contoso", "Fabrikam"))
    with here.desk.write("slow") as unit:
        unit.session.get_one(Lead, mine.id).topic = "Beans"
        there.leads.edit(other.code, {"topic": "Machines"})
        there.timeline.add_note(other.code, "Called meanwhile")
        there.leads.add({"company": "Northwind"})
        assert there.leads.show(other.code).values["topic"] == "Machines"
    assert here.leads.show(mine.code).values["topic"] == "Beans"


def test_who_comes_second_to_a_lead_sees_what_the_first_has_done(
    here: Workspace, there: Workspace, address: str
) -> None:
    lead = here.leads.add({"company": "Contoso", "employees": 1})
    second = threading.Thread(target=lambda: there.leads.edit(lead.code, {"city": "Dubai"}))
    with here.desk.write("slow") as unit:
        unit.session.get_one(Lead, lead.id).employees = 2
        second.start()
        somebody_waits(address)
    second.join()
    values = here.leads.show(lead.code).values
    assert (values["employees"], values["city"]) == (2, "Dubai")
    assert here.leads.show(lead.code).version == 3


def test_one_lead_is_qualified_once_however_many_try(seat: Seat, here: Workspace) -> None:
    lead = here.leads.add({"company": "Contoso", "first_name": "Dana", "last_name": "Ketbi"}).code
    refused = at_once(*(partial(seat().qualification.qualify, lead) for _ in range(3)))
    assert [type(each) for each in refused if each is not None] == [Decided, Decided]
    assert len(here.accounts.list("Contoso")) == 1


def test_leads_of_one_company_qualified_at_once_share_its_account(seat: Seat, here: Workspace) -> None:
    leads = [
        here.leads.add({"company": "Contoso", "first_name": name, "last_name": "Ketbi"}).code
        for name in ("Dana", "Omar", "Huda")
    ]
    assert at_once(*(partial(seat().qualification.qualify, code) for code in leads)) == [None] * 3
    assert len(here.accounts.list("Contoso")) == 1


def test_short_codes_are_given_out_once_and_nobody_waits_for_one(here: Workspace, there: Workspace) -> None:
    mine = here.leads.add({"company": "Contoso"})
    with here.desk.write("slow") as unit:
        held = next_code(unit.session, "LEAD")
        given = there.leads.add({"company": "Fabrikam"}).code
    assert len({mine.code, held, given}) == 3


def test_who_reads_on_in_the_log_misses_no_command(seat: Seat, here: Workspace) -> None:
    leads = [here.leads.add({"company": f"Company {number}"}).code for number in range(4)]
    begun = here.desk.database.last_seq()
    done = threading.Event()
    seen: list[int] = []

    def write(space: Workspace, lead: str) -> None:
        for number in range(12):
            space.timeline.add_note(lead, f"note {number}")

    def watch(space: Workspace) -> None:
        place, last = begun, False
        while not last:
            last = done.is_set()
            for change in space.desk.database.changes_since(place):
                seen.append(change.seq)
                place = change.seq

    watcher = threading.Thread(target=watch, args=(seat(),))
    watcher.start()
    assert at_once(*(partial(write, seat(), lead) for lead in leads)) == [None] * 4
    done.set()
    watcher.join()
    with here.desk.read() as reader:
        logged = [seq for (seq,) in reader.rows(select(CommandEntry.seq).where(CommandEntry.seq > begun))]
    assert len(logged) == 48
    assert seen == sorted(logged)


def test_a_look_sees_one_moment_whatever_is_written_meanwhile(here: Workspace, there: Workspace) -> None:
    with here.desk.read() as reader:
        before = reader.scalar(select(func.count()).select_from(Lead))
        there.leads.add({"company": "Contoso"})
        assert reader.scalar(select(func.count()).select_from(Lead)) == before
    with here.desk.read() as reader:
        assert reader.scalar(select(func.count()).select_from(Lead)) == before + 1


def test_two_that_wait_for_each_other_end_with_one_told_to_try_again(here: Workspace, there: Workspace) -> None:
    one, other = (here.leads.add({"company": name}).id for name in ("Contoso", "Fabrikam"))
    both_hold = threading.Barrier(2)

    def cross(space: Workspace, first: str, second: str) -> None:
        with space.desk.write("cross") as unit:
            unit.session.get_one(Lead, first).topic = "Crossed"
            unit.session.flush()
            both_hold.wait()
            unit.session.get_one(Lead, second).topic = "Crossed"

    refused = at_once(lambda: cross(here, one, other), lambda: cross(there, other, one))
    told = [each for each in refused if each is not None]
    assert [(type(each), each.exit_code) for each in told] == [(Busy, 3)]
    assert {here.leads.show(each).values["topic"] for each in (one, other)} == {"Crossed"}


def test_an_undo_waits_for_who_edits_the_same_lead_and_is_refused_then(
    here: Workspace, there: Workspace, address: str
) -> None:
    lead = here.leads.add({"company": "Contoso", "topic": "Beans"})
    seq = here.leads.edit(lead.code, {"topic": "Machines"}).seq
    refused: list[Refusal] = []

    def undo() -> None:
        try:
            there.log.undo(seq)
        except Refusal as refusal:
            refused.append(refusal)

    undoing = threading.Thread(target=undo)
    with here.desk.write("lead.edit") as unit:
        unit.session.get_one(Lead, lead.id).topic = "Training"
        unit.describe(say("Training it is."), "lead", lead.id)
        undoing.start()
        somebody_waits(address)
    undoing.join()
    assert "it was followed by “Training it is.”" in refused[0].message
    assert here.leads.show(lead.code).values["topic"] == "Training"


def test_a_command_is_taken_back_once_however_many_try(seat: Seat, here: Workspace) -> None:
    lead = here.leads.add({"company": "Contoso", "topic": "Beans"})
    seq = here.leads.edit(lead.code, {"topic": "Machines"}).seq
    refused = at_once(*(partial(seat().log.undo, seq) for _ in range(3)))
    assert len([each for each in refused if each is None]) == 1
    assert here.leads.show(lead.code).values["topic"] == "Beans"


def test_programs_that_start_at_once_set_up_one_database(postgres_url: str, clock: FixedClock) -> None:
    def start() -> None:
        open_workspace(settings_for(postgres_url), clock).close()

    assert at_once(start, start, start) == [None] * 3
    with closing(open_workspace(settings_for(postgres_url), clock)) as space:
        assert [each.login for each in space.users.list()] == ["omar"]
        codes = [each.code for each in space.definitions.list()]
        assert len(codes) == len(set(codes))
