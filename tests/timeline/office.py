"""An office for the tests: a database with three colleagues, each at a desk, wired as the program is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.leads.service import LeadService
from app.domain.people.service import ContactService
from app.domain.store.database import Database
from app.domain.store.desk import Desk
from app.domain.store.logged import command_at
from app.domain.store.undo import tables_by_name, take_back
from app.domain.timeline.service import TimelineService
from app.workspace import Workspace
from tests.conftest import settings_for

PEOPLE = {"omar": "Omar Haddad", "huda": "Huda Karim", "lina": "Lina Berg"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A colleague's desk and the services they use."""

    desk: Desk

    @property
    def timeline(self) -> TimelineService:
        """Their timelines."""
        return TimelineService(self.desk)

    @property
    def leads(self) -> LeadService:
        """Their leads."""
        return LeadService(self.desk)

    @property
    def contacts(self) -> ContactService:
        """Their contacts."""
        return ContactService(self.desk)

    def undo(self, seq: int) -> None:
        """Take back a command."""
        with self.desk.write("undo") as unit:
            take_back(unit, command_at(unit.session, seq), tables_by_name())


class Office:
    """A database and everybody in it.

    Args:
        url: The address of a database as a first start leaves it, with Omar in it; the others are added.
        clock: The office's clock.
    """

    def __init__(self, url: str, clock: FixedClock) -> None:
        self._url, self._clock = url, clock
        self._open = ExitStack()
        first = self._workspace("omar")
        first.users.edit("omar", {"name": PEOPLE["omar"]})
        for login, name in PEOPLE.items():
            if login != "omar":
                first.users.add(name, login=login)
        self.database: Database = first.desk.database

    def seat(self, login: str = "omar", zone: str = "Asia/Dubai") -> Seat:
        """A colleague's seat, with the times of a zone."""
        desk = self._workspace(login).desk
        return Seat(replace(desk, database=self.database, zone=ZoneInfo(zone)))

    def close(self) -> None:
        """Let go of the database."""
        self._open.close()

    def _workspace(self, login: str) -> Workspace:
        return self._open.enter_context(closing(open_workspace(settings_for(self._url, user=login), self._clock)))


@contextmanager
def open_office(url: str, clock: FixedClock) -> Iterator[Office]:
    """An office at a database as a first start leaves it, or at none yet."""
    with closing(Office(url, clock)) as office:
        yield office
