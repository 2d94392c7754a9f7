"""On a server others are told at once of what was committed; a network that is gone costs nobody anything."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import StoreProblem
from tests.conftest import settings_for
from tests.postgres import PostgresServer, database_name
from tests.screens.desk import at_work


class Cable:
    """A network between a program and the server that can be cut; while it is, nobody gets through."""

    def __init__(self, target: str) -> None:
        """Lay it to a socket of the server."""
        self._target = target
        self._ends: list[socket.socket] = []
        self._cut = False
        self._entry = socket.create_server(("127.0.0.1", 0))
        self.port = self._entry.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut it: what is under way is lost."""
        self._cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Mend it."""
        self._cut = False

    def close(self) -> None:
        """Take it away."""
        self.cut()
        self._entry.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._entry.accept()
            except OSError:
                return
            if self._cut:
                near.close()
                continue
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._target)
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while portion := one.recv(65536):
            other.sendall(portion)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def address(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A database of a server as a first start leaves it."""
    url = postgres_server.create_database(template=postgres_template)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def cable(address: str) -> Iterator[Cable]:
    """The network to it."""
    folder = parse_qs(urlsplit(address).query)["host"][0]
    with closing(Cable(f"{folder}/.s.PGSQL.5432")) as laid:
        yield laid


def test_who_listens_is_told_by_one_notice_of_what_others_committed(address: str, clock: FixedClock) -> None:
    told = [threading.Event(), threading.Event()]
    with (
        closing(open_workspace(settings_for(address), clock)) as here,
        closing(open_workspace(settings_for(address), clock)) as there,
    ):
        listening = [space.desk.database.notices(event.set) for space, event in zip((here, there), told, strict=True)]
        for each in listening:
            assert each is not None
            each.start()
        while not all(each is not None and each.arrive for each in listening):
            pass
        before = there.desk.database.last_seq()
        added = here.leads.add({"company": "Contoso"})
        for event in told:
            event.wait()
        assert [change.seq for change in there.desk.database.changes_since(before)] == [added.seq]
        for each in listening:
            assert each is not None
            each.stop()


async def test_a_network_that_is_gone_for_a_while_is_told_and_nothing_is_lost(address: str, cable: Cable) -> None:
    url = f"postgresql://postgres@127.0.0.1:{cable.port}/{database_name(address)}"
    async with at_work(url, (120, 36)) as desk:
        kept = desk.space.leads.add({"company": "Contoso"})
        cable.cut()
        with pytest.raises(StoreProblem, match=r"cannot be reached|connection .* was lost"):
            desk.space.leads.add({"company": "Fabrikam"})
        await desk.sees("nothing was changed")
        while not desk.app._lost:  # noqa: ASYNC110 - nobody tells of it but the line that has said it
            await asyncio.sleep(0.02)
        cable.mend()
        await desk.sees("answers again")
        await desk.sees("Contoso")
        assert desk.space.leads.show(kept.code).title == "Contoso"
        assert desk.space.leads.add({"company": "Fabrikam"}).seq == kept.seq + 1
        with closing(open_workspace(settings_for(address), FixedClock(desk.space.desk.now()))) as other:
            other.leads.add({"company": "Northwind Traders"})
        await desk.sees("Northwind")
