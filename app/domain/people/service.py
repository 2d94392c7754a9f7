"""Use cases of people and organisations: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field, parse
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.text import clean_line
from app.domain.fields.cards import read_card
from app.domain.fields.editing import check_version, custom_fields, put_values, read_values
from app.domain.fields.kinds import Kind
from app.domain.people.derived import derive_account, derive_contact
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.linking import resolver
from app.domain.people.records import Account, Contact, ContactPoint, User
from app.domain.people.rows import PersonLine, ReachLine, UserLine
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork

ROLES = ("agent", "rep", "manager", "admin")


class UserService:
    """Colleagues."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[UserLine, ...]:
        """Every user, by name."""
        with self._desk.read() as reader:
            return tuple(UserLine(*row) for row in reader.named("users"))

    def add(
        self,
        name: str,
        *,
        login: str | None = None,
        role: str = "rep",
        email: str | None = None,
        time_zone: str | None = None,
    ) -> Outcome:
        """Add a colleague."""
        clean = clean_line(name)
        if not clean:
            raise Invalid("A user needs a name.", field="name")
        if role not in ROLES:
            raise Invalid(f"“{role}” is not a role.", field="role", hint=f"Choose from: {', '.join(ROLES)}.")
        address = parse(Field("email", "Email", "email"), email, self._desk.context())
        with self._desk.write("user.add") as unit:
            handle = clean_line(login or fold(clean).replace(" ", "."))
            if unit.session.scalar(select(User.id).where(User.login == handle)):
                raise NotAllowed(f"There is a user “{handle}” already.", field="login", hint="Give another --login.")
            user = unit.add(
                User(
                    code=next_code(unit.session, "USER"),
                    login=handle,
                    name=clean,
                    email=address,
                    role=role,
                    time_zone=time_zone or self._desk.zone.key,
                )
            )
            unit.describe(f"{clean} added as {role}.", "user", user.id)
        return Outcome(user.id, user.code, ("name",), f"{clean} added as {role}.", unit.seq)


class _Directory:
    """What contacts and accounts have in common."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._desk = desk
        self._kind = kind

    def add(self, values: Mapping[str, object]) -> Outcome:
        """Add one from field values, typed or as text."""
        with self._desk.write(f"{self._kind.name}.add") as unit:
            record = self._made(unit, values)
            unit.describe(f"{record.name} added.", self._kind.name, record.id)
        return Outcome(record.id, record.code, tuple(values), f"{record.name} added as {record.code}.", unit.seq)

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields.

        Raises:
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write(f"{self._kind.name}.edit") as unit:
            record = self._get(unit.session, ref)
            fields = (*self._kind.fields, *custom_fields(unit.session, self._kind.name))
            typed = read_values(fields, values, self._desk.context(), resolver(unit.session, me=self._desk.actor.id))
            if version is not None:
                check_version(record, version, typed, self._card(Reader(unit.session.connection()), record.id))
            changed = put_values(record, fields, typed)
            self._derive(record)
            message = f"{record.name}: {', '.join(changed)} changed." if changed else f"{record.name} is as it was."
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
        for word in fold(search).split():
            statement = statement.where(table.c.search_text.contains(word, autoescape=True))
        with self._desk.read() as reader:
            return tuple(PersonLine(*row) for row in reader.rows(statement))

    def count(self) -> int:
        """How many there are."""
        table = self._kind.table
        with self._desk.read() as reader:
            return int(reader.scalar(select(func.count()).select_from(table).where(table.c.deleted_at.is_(None))))

    def delete(self, ref: str) -> Outcome:
        """Put one away; it can be undone."""
        with self._desk.write(f"{self._kind.name}.delete") as unit:
            record = self._get(unit.session, ref)
            record.deleted_at = unit.now
            unit.describe(f"{record.name} deleted.", self._kind.name, record.id)
        return Outcome(record.id, record.code, ("deleted",), f"{record.name} deleted.", unit.seq)

    def reach(self, ref: str) -> tuple[ReachLine, ...]:
        """The further ways to reach one."""
        with self._desk.read() as reader:
            return reach_of(reader, self._find(reader.connection, ref))

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return self._find(reader.connection, ref)

    def _find(self, asked: Any, ref: str) -> str:
        return self._kind.find(asked, ref)

    def _get(self, session: Session, ref: str) -> Any:
        return session.get(self._kind.record, self._find(session, ref))

    def _card(self, reader: Reader, record_id: str) -> RecordCard:
        return read_card(reader, self._kind.name, self._kind.fields, record_id)

    def _made(self, unit: UnitOfWork, values: Mapping[str, object]) -> Any:
        fields = (*self._kind.fields, *custom_fields(unit.session, self._kind.name))
        typed = read_values(fields, values, self._desk.context(), resolver(unit.session, me=self._desk.actor.id))
        if not any(typed.get(name) for name in ("name", "first_name", "last_name")):
            raise Invalid(f"{self._kind.name.capitalize()} needs a name.", field="name", hint="Give a name.")
        record = self._kind.record(code=next_code(unit.session, self._kind.prefix), custom={})
        record.name = typed.get("name") or ""  # type: ignore[attr-defined]
        put_values(record, fields, typed)
        self._derive(record)
        return unit.add(record)

    def _derive(self, record: Any) -> None:
        if isinstance(record, Contact):
            derive_contact(record, self._desk.region)
        elif isinstance(record, Account):
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


def reach_of(reader: Reader, record_id: str) -> tuple[ReachLine, ...]:
    """The further ways to reach a record."""
    rows = reader.rows(
        select(ContactPoint.id, ContactPoint.medium, ContactPoint.label, ContactPoint.value)
        .where(ContactPoint.record_id == record_id)
        .order_by(ContactPoint.medium, ContactPoint.id)
    )
    return tuple(ReachLine(*row) for row in rows)
