"""Use cases of contacts and accounts: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.fields.cards import read_card
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.fields.kinds import Kind
from app.domain.people.derived import derive_account, derive_contact, let_names_follow
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.linking import resolver
from app.domain.people.records import Account, Contact
from app.domain.people.rows import PersonLine
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import naming
from app.domain.store.searching import found_in
from app.domain.store.unit import UnitOfWork
from app.words import say


class _Directory:
    """What contacts and accounts have in common."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._desk = desk
        self._kind = kind

    def add(self, values: Mapping[str, object]) -> Outcome:
        """Add one from field values, typed or as text."""
        with self._desk.write(f"{self._kind.name}.add") as unit:
            record = self._made(unit, values)
            unit.describe(say("{name} added.", name=record.name), self._kind.name, record.id)
        return Outcome(
            record.id,
            record.code,
            tuple(values),
            say("{name} added as {code}.", name=record.name, code=record.code),
            unit.seq,
        )

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields.

        Raises:
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write(f"{self._kind.name}.edit") as unit:
            record = self._get(unit.session, ref)
            fields, typed = self._read(unit.session, values)
            if version is not None:
                check_version(record, version, typed, self._card(Reader(unit.session.connection()), record.id))
            changed = put_values(record, fields, typed)
            if isinstance(record, Contact):
                let_names_follow(record, changed)
            self._settle(record)
            message = describe_changes(record.name, fields, changed)
            unit.describe(message, self._kind.name, record.id)
        return Outcome(record.id, record.code, changed, message, unit.seq)

    def show(self, ref: str) -> RecordCard:
        """One in full."""
        with self._desk.read() as reader:
            return self._card(reader, self._find(reader.connection, ref))

    def list(self, search: str = "", limit: int = 200) -> tuple[PersonLine, ...]:
        """Those whose text holds every word of a search, by name."""
        table = self._kind.table
        detail = table.c.job_title if self._kind is CONTACT else table.c.industry
        statement = (
            select(
                literal(self._kind.name),
                table.c.id,
                table.c.code,
                table.c.name,
                detail,
                table.c.email,
                table.c.phone,
                table.c.city,
            )
            .where(table.c.deleted_at.is_(None))
            .order_by(table.c.name_key, table.c.id)
            .limit(limit)
        )
        if search.strip():
            statement = statement.where(found_in(table, search, self._desk.region))
        with self._desk.read() as reader:
            return tuple(PersonLine(*row) for row in reader.rows(statement))

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose text holds every word of a search, with what tells them apart."""
        return tuple((each.code, each.name, each.detail or each.email or "") for each in self.list(text, limit))

    def count(self) -> int:
        """How many there are."""
        table = self._kind.table
        with self._desk.read() as reader:
            return int(reader.scalar(select(func.count()).select_from(table).where(table.c.deleted_at.is_(None))))

    def delete(self, ref: str) -> Outcome:
        """Put one away, saying what still refers to it; it can be undone."""
        with self._desk.write(f"{self._kind.name}.delete") as unit:
            record = self._get(unit.session, ref)
            record.deleted_at = unit.now
            names = naming(unit.session, self._kind.table, record.id)
            message = (
                say("{name} deleted; still named by {names}.", name=record.name, names=names)
                if names
                else say("{name} deleted.", name=record.name)
            )
            unit.describe(message, self._kind.name, record.id)
        return Outcome(record.id, record.code, ("deleted",), message, unit.seq)

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return self._find(reader.connection, ref)

    def _find(self, asked: Any, ref: str) -> str:
        return self._kind.find(asked, ref)

    def _get(self, session: Session, ref: str) -> Any:
        record: Any = session.get_one(self._kind.record, self._find(session, ref))
        if record.deleted_at is not None:
            raise NotAllowed(say("{name} is deleted.", name=record.name), hint=say("Undo the deletion first."))
        return record

    def _read(self, session: Session, values: Mapping[str, object]) -> tuple[tuple[Field, ...], dict[str, Any]]:
        """The kind's fields, a manager's own included, and the values read by them."""
        fields = (*self._kind.fields, *custom_fields(session, self._kind.name))
        return fields, read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _card(self, reader: Reader, record_id: str) -> RecordCard:
        return read_card(reader, self._kind, record_id)

    def _made(self, unit: UnitOfWork, values: Mapping[str, object]) -> Any:
        fields, typed = self._read(unit.session, values)
        record = self._kind.record(code=next_code(unit.session, self._kind.prefix), custom={})
        put_values(record, fields, typed)
        self._settle(record)
        return unit.add(record)

    def _settle(self, record: Any) -> None:
        """Derive what follows from a record's own fields.

        Raises:
            Invalid: Nothing names it.
        """
        if isinstance(record, Contact):
            derive_contact(record, self._desk.region)
        if not record.name:
            message = (
                say("Name is missing: a person needs one.")
                if isinstance(record, Contact)
                else say("Name is missing: an organisation needs one.")
            )
            raise Invalid(message, field="name", hint=say("Give a name."))
        if isinstance(record, Account):
            derive_account(record, self._desk.region)


class ContactService(_Directory):
    """People we know."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        super().__init__(desk, CONTACT)


class AccountService(_Directory):
    """Organisations we know."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        super().__init__(desk, ACCOUNT)
