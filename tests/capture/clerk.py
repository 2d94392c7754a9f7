"""Omar at his desk with a list in his hand: what the tests of imports stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.bootstrap import open_workspace
from app.domain.capture.rows import ImportPlan, ImportResult
from app.domain.capture.service import CaptureService
from app.domain.core.clock import Clock
from app.domain.store.base import Record
from app.domain.store.desk import Desk
from app.domain.store.logged import command_at
from app.domain.store.undo import tables_by_name, take_back
from app.domain.store.unit import table_of
from tests.conftest import settings_for

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
def open_desk(url: str, clock: Clock | None = None) -> Iterator[Desk]:
    """Omar's desk at a database, set up as at a first start if it is empty; money that names no currency is AED."""
    settings = replace(settings_for(url), currency="AED")
    with closing(open_workspace(settings, clock)) as workspace:
        yield workspace.desk
