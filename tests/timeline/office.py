"""An office for the tests: a database with three colleagues, each at a desk, wired as the program is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.core.clock import FixedClock
from app.domain.leads.events import LeadAssigned, LeadsCaptured, LeadStatusChanged, NextContactSet
from app.domain.leads.service import LeadService
from app.domain.people.records import User
from app.domain.people.service import ContactService
from app.domain.records import metadata
from app.domain.store.counters import next_code
from app.domain.store.database import Database
from app.domain.store.desk import Actor, Desk
from app.domain.store.undo import command_at, tables_by_name, take_back
from app.domain.timeline import reactions
from app.domain.timeline.service import TimelineService

PEOPLE = (("omar", "Omar Haddad"), ("huda", "Huda Karim"), ("lina", "Lina Berg"))


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


@dataclass(frozen=True, slots=True)
class Office:
    """The database and everybody in it."""

    database: Database
    clock: FixedClock
    users: dict[str, Actor]

    def seat(self, login: str = "omar", zone: str = "Asia/Dubai") -> Seat:
        """A colleague's seat, with the times of a zone."""
        return Seat(Desk(self.database, self.clock, self.users[login], ZoneInfo(zone), region="AE"))


@contextmanager
def open_office(url: str, clock: FixedClock) -> Iterator[Office]:
    """An office in an empty database."""
    database = Database(url)
    metadata().create_all(database._writing)
    users: dict[str, Actor] = {}
    with database.write("setup", now=clock.now(), actor_id=None) as unit:
        for login, name in PEOPLE:
            user = unit.add(User(code=next_code(unit.session, "USER"), login=login, name=name))
            users[login] = Actor(user.id, user.code, name, "rep")
    database.subscribe(LeadsCaptured, reactions.on_leads_captured)
    database.subscribe(LeadStatusChanged, reactions.on_status_changed)
    database.subscribe(LeadAssigned, reactions.on_lead_assigned)
    database.subscribe(NextContactSet, reactions.on_next_contact_set)
    try:
        yield Office(database, clock, users)
    finally:
        database.close()
