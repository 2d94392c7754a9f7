"""Omar at his desk with a list in his hand: what the tests of imports stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.domain.capture.rows import ImportPlan, ImportResult
from app.domain.capture.service import CaptureService
from app.domain.core.clock import Clock, SystemClock
from app.domain.leads.events import LeadsCaptured, NextContactSet
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.people.records import User
from app.domain.process import reactions as process
from app.domain.process.service import install_shipped
from app.domain.records import metadata
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.store.base import Record
from app.domain.store.counters import next_code
from app.domain.store.database import Database
from app.domain.store.desk import Actor, Desk
from app.domain.store.undo import command_at, tables_by_name, take_back
from app.domain.store.unit import table_of
from app.domain.timeline import reactions as timeline

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
"""The real lists that lie beside the checkout, where there are any."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who imports lists."""

    desk: Desk
    folder: Path

    @property
    def capture(self) -> CaptureService:
        """Their imports."""
        return CaptureService(self.desk)

    def file(self, name: str, *lines: str) -> Path:
        """A text file with these lines."""
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def look(self, source: Path, **options: Any) -> ImportPlan:
        """What an import would do; the file is let go of."""
        with self.capture.open(source, **options) as plan:
            return plan

    def take(self, source: Path, **options: Any) -> ImportResult:
        """Import a file."""
        with self.capture.open(source, **options) as plan:
            return self.capture.run(plan)

    def undo(self, seq: int) -> None:
        """Take back a command."""
        with self.desk.write("undo") as unit:
            take_back(unit, command_at(unit.session, seq), tables_by_name())

    def count(self, kind: type[Record]) -> int:
        """How many rows of a kind there are."""
        with self.desk.read() as reader:
            return int(reader.scalar(select(func.count()).select_from(table_of(kind))))

    def all(self, kind: type[Record]) -> list[Any]:
        """Every row of a kind, in the order they came in."""
        table = table_of(kind)
        with self.desk.read() as reader:
            return list(reader.rows(select(table).order_by(table.c.id)))

    def one(self, kind: type[Record], **columns: object) -> Any:
        """The one row with these values."""
        table = table_of(kind)
        wanted = select(table).where(*(table.c[name] == value for name, value in columns.items()))
        with self.desk.read() as reader:
            (row,) = reader.rows(wanted)
            return row


@contextmanager
def open_desk(url: str, clock: Clock) -> Iterator[Desk]:
    """Omar's desk at an empty database, wired as the program is."""
    database = Database(url)
    metadata().create_all(database._writing)
    with database.write("setup", now=clock.now(), actor_id=None) as unit:
        unit.add(User(code=next_code(unit.session, "USER"), login="omar", name="Omar Haddad"))
        install_shipped(unit, (*LEAD_FIELDS, *OPPORTUNITY_FIELDS))
    database.close()
    with desk_at(url, clock) as desk:
        yield desk


@contextmanager
def desk_at(url: str, clock: Clock | None = None) -> Iterator[Desk]:
    """Omar's desk at a database that is there already."""
    database = Database(url)
    database.subscribe(LeadsCaptured, process.on_leads_captured)
    database.subscribe(LeadsCaptured, timeline.on_leads_captured)
    database.subscribe(NextContactSet, timeline.on_next_contact_set)
    with database.read() as reader:
        omar = Actor(*reader.row(select(User.id, User.code, User.name, User.role)))
    try:
        yield Desk(database, clock or SystemClock(), omar, ZoneInfo("Asia/Dubai"), "AED", "AE")
    finally:
        database.close()
