"""The desk: who is working, with which database, clock, zone and habits."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.core.clock import Clock
from app.domain.core.fields import ParseContext
from app.domain.store.database import Database, Reader
from app.domain.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Actor:
    """The user who works at this desk."""

    id: str
    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What every service needs to do its work.

    Attributes:
        database: Where the records are.
        clock: What time it is.
        actor: Who works here.
        zone: The zone times are typed and shown in.
        currency: ISO 4217 code for money that names none.
        region: ISO 3166 code for phone numbers without a country.
    """

    database: Database
    clock: Clock
    actor: Actor
    zone: ZoneInfo
    currency: str = "USD"
    region: str = ""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    def read(self) -> AbstractContextManager[Reader]:
        """A consistent look at the database."""
        return self.database.read()

    def write(self, command: str) -> AbstractContextManager[UnitOfWork]:
        """One command by this desk's user."""
        return self.database.write(command, now=self.now(), actor_id=self.actor.id)

    def context(self) -> ParseContext:
        """What reading values from text depends on here."""
        return ParseContext(self.now(), self.zone, self.currency, self.region)
