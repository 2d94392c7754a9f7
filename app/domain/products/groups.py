"""Use cases of discount lists and unit groups: a name, and a few rows of numbers below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from app.domain.core.columns import RecordCard
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.core.text import clean_line
from app.domain.fields.cards import read_full
from app.domain.fields.kinds import Kind
from app.domain.products.catalogue import refuse_namesake
from app.domain.products.kinds import DISCOUNT_LIST, UNIT_GROUP
from app.domain.products.rows import SteppedLine
from app.domain.products.rules import Written, read_steps, read_units
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.referring import naming
from app.words import Said, say

_LONGEST_NAME = 200
Pairs = Iterable[tuple[str, str]]


class _Rows:
    """What both have in common: each is named once, and its rows are given all together."""

    def __init__(self, desk: Desk, kind: Kind, column: str, read: Callable[[Pairs], Written]) -> None:
        self._desk = desk
        self._kind = kind
        self._column = column
        self._read = read

    def add(self, name: str, rows: Pairs) -> Outcome:
        """Add one.

        Args:
            name: What it is called.
            rows: What each row says, as it was typed.

        Raises:
            Invalid: It has no name, or a row does not fit.
            NotAllowed: There is one of that name already; or only managers may.
        """
        with self._desk.write(f"{self._kind.name}.add") as unit:
            unit.hold(self._kind.name)
            record: Any = self._kind.record(code=next_code(unit.session, self._kind.prefix), custom={})
            record.name = clean_line(name, _LONGEST_NAME)
            setattr(record, self._column, self._read(rows))
            refuse_namesake(unit.session, self._kind, record)
            unit.add(record)
            message = say("{name} added as {code}.", name=record.name, code=record.code)
            unit.describe(message, self._kind.name, record.id)
        return Outcome(record.id, record.code, ("name", self._column), message, unit.seq)

    def edit(self, ref: str, *, name: str | None = None, rows: Pairs | None = None) -> Outcome:
        """Call one something else, or give it other rows in place of those it has.

        Raises:
            NotFound: There is none.
            Invalid: A row does not fit.
            NotAllowed: Another one has the name; or only managers may.
        """
        changed = []
        with self._desk.write(f"{self._kind.name}.edit") as unit:
            unit.hold(self._kind.name)
            record = self._known(unit.session, ref)
            if name is not None and clean_line(name, _LONGEST_NAME) != record.name:
                record.name = clean_line(name, _LONGEST_NAME)
                refuse_namesake(unit.session, self._kind, record)
                changed.append("name")
            if rows is not None and (written := self._read(rows)) != getattr(record, self._column):
                setattr(record, self._column, written)
                changed.append(self._column)
            message = self._changed(record.name, changed)
            unit.describe(message, self._kind.name, record.id)
        return Outcome(record.id, record.code, tuple(changed), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put one away, saying what still names it; it can be undone."""
        with self._desk.write(f"{self._kind.name}.delete") as unit:
            record = self._known(unit.session, ref)
            record.deleted_at = unit.now
            names = naming(unit.session, self._kind.table, record.id)
            message = (
                say("{name} deleted; still named by {names}.", name=record.name, names=names)
                if names
                else say("{name} deleted.", name=record.name)
            )
            unit.describe(message, self._kind.name, record.id)
        return Outcome(record.id, record.code, ("deleted",), message, unit.seq)

    def list(self, search: str = "", limit: int = 200) -> tuple[SteppedLine, ...]:
        """Those whose name holds a text, by name."""
        table = self._kind.table
        columns = (table.c.id, table.c.code, table.c.name, table.c[self._column], table.c.version)
        held = [table.c.deleted_at.is_(None), table.c.name_key.contains(fold(search.strip()), autoescape=True)]
        with self._desk.read() as reader:
            rows = reader.rows(select(*columns).where(*held).order_by(table.c.name_key, table.c.id).limit(limit))
            return tuple(SteppedLine(id, code, name, tuple(parts), version) for id, code, name, parts, version in rows)

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose name holds a text, with their rows."""
        return tuple((each.code, each.name, each.in_words) for each in self.list(text, limit))

    def show(self, ref: str) -> RecordCard:
        """One in full, with its rows."""
        with self._desk.read() as reader:
            return read_full(reader, self._kind, self._kind.find(reader.connection, ref))

    def _known(self, session: Any, ref: str) -> Any:
        record: Any = session.get_one(self._kind.record, self._kind.find(session, ref))
        self._kind.refuse_deleted(record)
        return record

    def _changed(self, name: str, changed: Sequence[str]) -> Said:
        if not changed:
            return say("{name} is as it was.", name=name)
        return say("{name} changed.", name=name)


class DiscountListService(_Rows):
    """What is taken off from which quantity on; a row is a quantity and a percentage."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        super().__init__(desk, DISCOUNT_LIST, "steps", read_steps)


class UnitGroupService(_Rows):
    """Units that come in each other; a row is a unit and how many of the first it is."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        super().__init__(desk, UNIT_GROUP, "units", read_units)
