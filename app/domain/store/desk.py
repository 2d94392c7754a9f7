"""The desk: who is working, with which database, clock, zone and habits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import text

from app.domain.core.clock import Clock
from app.domain.core.fields import ParseContext
from app.domain.core.frozen import frozen
from app.domain.core.roles import LEAST, may, refuse
from app.domain.store.database import Database, Reader
from app.domain.store.unit import UnitOfWork

C = TypeVar("C")
_ROLE_OF = text("SELECT role FROM user_account WHERE id = :user_id")


@frozen
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
        choices: What was chosen for single areas, each in a class of the area's own.
    """

    database: Database
    clock: Clock
    actor: Actor
    zone: ZoneInfo
    currency: str = "USD"
    region: str = ""
    choices: tuple[object, ...] = ()

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The day where this desk stands."""
        return self.now().astimezone(self.zone).date()

    def read(self) -> AbstractContextManager[Reader]:
        """A consistent look at the database."""
        return self.database.read()

    def may(self, command: str) -> bool:
        """Whether the role of this desk's user allows a command, as far as is known here."""
        return may(self.actor.role, command)

    def require(self, command: str) -> None:
        """Refuse a command that the role of this desk's user does not allow, as it is in the database now.

        Raises:
            NotAllowed: It does not.
        """
        refuse(self.actor.role, command)
        if not may(LEAST, command):  # somebody may have changed the role since this desk was sat down at
            with self.read() as reader:
                refuse(str(reader.scalar(_ROLE_OF, user_id=self.actor.id) or LEAST), command)

    def write(self, command: str, *, part_of: int = 0) -> AbstractContextManager[UnitOfWork]:
        """One command by this desk's user, or a further piece of one.

        Raises:
            NotAllowed: The user's role does not allow it.
        """
        self.require(command)
        return self._command(command, part_of)

    @contextmanager
    def _command(self, command: str, part_of: int) -> Iterator[UnitOfWork]:
        with self.database.write(command, now=self.now(), actor_id=self.actor.id, part_of=part_of) as unit:
            unit.currency = self.currency
            yield unit

    def chosen(self, kind: type[C]) -> C:
        """The settings of an area, by their class; the defaults where none were chosen."""
        return next((each for each in self.choices if isinstance(each, kind)), None) or kind()

    def context(self) -> ParseContext:
        """What parsing values from text depends on here."""
        return ParseContext(self.now(), self.zone, self.currency, self.region)


@dataclass(frozen=True, slots=True)
class JoinedDesk(Desk):
    """A desk whose commands join one that is under way: all are logged and undone with it.

    A command that is refused here takes back what it did itself; the others stand.
    """

    unit: UnitOfWork = field(kw_only=True)

    @classmethod
    def at(cls, desk: Desk, unit: UnitOfWork) -> JoinedDesk:
        """The same desk, inside a command."""
        return cls(
            desk.database, desk.clock, desk.actor, desk.zone, desk.currency, desk.region, desk.choices, unit=unit
        )

    def read(self) -> AbstractContextManager[Reader]:
        """A look that sees what the command under way has done so far."""
        self.unit.session.flush()
        return nullcontext(Reader(self.unit.session.connection()))

    def write(self, command: str, *, part_of: int = 0) -> AbstractContextManager[UnitOfWork]:  # noqa: ARG002 - no piece of its own
        """A part of the command under way."""
        self.require(command)
        return self.unit.part()
