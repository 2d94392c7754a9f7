"""Use cases of process definitions: laying them out, changing them into new versions, and putting them in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.domain.core.errors import Conflict, InvalidFields, NotFound
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DEFINE_PROCESSES
from app.domain.people.records import User
from app.domain.process import keeping
from app.domain.process.definitions import Definition, definition_from_json, is_whole
from app.domain.process.drafts import MAX_ORDER, check_definition, load_definition
from app.domain.process.mistakes import Found, Written
from app.domain.process.noticing import notices_of
from app.domain.process.places import Places
from app.domain.process.records import ProcessDefinition
from app.domain.process.rows import CheckedDefinition, DefinitionLine, VersionLine
from app.domain.process.toml import as_toml
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.store.unit import UnitOfWork
from app.words import Said, in_each_language, listed, say, say_many, sentences


class DefinitionService:
    """Process definitions, as managers look after them."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[DefinitionLine, ...]:
        """Every definition in its newest version, in the manager's order, those in use first."""
        with self._desk.read() as reader:
            rows = reader.connection.execute(keeping.newest(*keeping.COLUMNS)).all()
            running = keeping.running(reader, ProcessDefinition.code)
        lines = [keeping.line(row, running.get(row.code, 0)) for row in rows if is_whole(row.body)]
        return tuple(sorted(lines, key=lambda each: (not each.active, each.definition.order, each.code)))

    def show(self, name: str, version: int | None = None) -> DefinitionLine:
        """A definition by its code or name.

        Args:
            name: The code, or the name in any language.
            version: Which of its versions; the newest without it.

        Raises:
            NotFound: There is no such definition, or no such version of it.
        """
        line = keeping.called(self.list(), name)
        if version is None or version == line.version:
            return line
        wanted = select(*keeping.COLUMNS).where(
            ProcessDefinition.code == line.code, ProcessDefinition.edition == version
        )
        with self._desk.read() as reader:
            row = reader.row(wanted)
        if row is None or not is_whole(row.body):
            raise NotFound(
                say("{process} has no version {version}.", process=line.name, version=version),
                field="version",
                hint=say("leadline process versions {code} shows them.", code=line.code),
            )
        return keeping.line(row, line.running)

    def text(self, name: str, version: int | None = None) -> str:
        """The definition as a TOML text.

        Raises:
            NotFound: There is no such definition, or no such version of it.
        """
        return as_toml(self.show(name, version).definition)

    def versions(self, name: str) -> tuple[VersionLine, ...]:
        """Every version of a definition, the newest first.

        Raises:
            NotFound: There is no such definition.
        """
        code = self.show(name).code
        made = (
            select(ChangeEntry.row_id, User.name.label("who"))
            .join(CommandEntry, CommandEntry.seq == ChangeEntry.command_seq)
            .outerjoin(User, User.id == CommandEntry.actor_id)
            .where(ChangeEntry.table_name == ProcessDefinition.__tablename__, ChangeEntry.operation == "insert")
            .subquery()
        )
        wanted = (
            select(*keeping.COLUMNS, ProcessDefinition.created_at, made.c.who)
            .outerjoin(made, made.c.row_id == ProcessDefinition.id)
            .where(ProcessDefinition.code == code)
            .order_by(ProcessDefinition.edition.desc())
        )
        with self._desk.read() as reader:
            rows = reader.connection.execute(wanted).all()
            running = keeping.running(reader, ProcessDefinition.id)
        newest = max(row.edition for row in rows)
        return tuple(
            VersionLine(
                version=row.edition,
                made_at=row.created_at,
                made_by=row.who,
                is_newest=row.edition == newest,
                running=running.get(row.id, 0),
                stages=tuple(stage["name"] for stage in row.body.get("stages", ())),
            )
            for row in rows
        )

    def check(self, text: str, source: str) -> CheckedDefinition:
        """What a text says, if it is a sound definition, and what may surprise whoever wrote it.

        Args:
            text: In TOML.
            source: What to call it in a refusal.

        Raises:
            InvalidFields: Everything that is wrong, each with its place.
            Invalid: It is no TOML.
        """
        with self._desk.read() as reader:
            definition = load_definition(text, source, keeping.known_fields(reader.connection))
            return CheckedDefinition(definition, notices_of(definition, reader, self._desk))

    def add(self, written: str | Mapping[str, Any], source: str) -> Outcome:
        """A new definition, in use at once for new records.

        Args:
            written: In TOML, or as a table of the same shape.
            source: What to call it in a refusal.

        Raises:
            InvalidFields: Everything that is wrong, each with its place; also a code or a name that is taken.
            Invalid: It is no TOML.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            definition, _ = _checked(unit, written, source, is_known=False)
            row, message = self._save(unit, definition, None)
        return Outcome(row.id, row.code, ("definition",), message, unit.seq)

    def edit(self, name: str, text: str, source: str, version: int | None = None) -> Outcome:
        """A new version of a definition; records that follow an older one go on with it.

        Args:
            name: The code or name of the definition.
            text: In TOML.
            source: What to call it in a refusal.
            version: The version from which the text was made; ``None`` when it did not look.

        Raises:
            InvalidFields: Everything that is wrong, each with its place; also another code, or a name that is taken.
            Invalid: It is no TOML.
            Conflict: Somebody saved another version meanwhile.
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            before = keeping.row_called(unit, name)
            definition, there = _checked(unit, text, source, is_known=True)
            if definition.code != before.code:
                wrong = say("the code of a process stays what it is: {code}.", code=before.code)
                hint = say("Copy the process to give it another: leadline process copy {code} NEW.", code=before.code)
                raise InvalidFields(there.in_order([Found(("code",), wrong, hint)]))
            _refuse_older(before, version)
            row, message = self._save(unit, definition, before)
        return Outcome(row.id, row.code, ("definition",) if unit.seq else (), message, unit.seq)

    def fields(self) -> Mapping[str, Sequence[Field]]:
        """The fields that steps and conditions may name, by the kind of record."""
        with self._desk.read() as reader:
            return keeping.known_fields(reader.connection)

    def change(self, name: str, values: Mapping[str, Any], version: int | None = None) -> Outcome:
        """A new version of a definition in which some of its parts are others.

        Args:
            name: The code or name of the definition.
            values: The parts as a definition writes them, such as ``{"condition": "source = web"}``; ``None`` takes
                one out.
            version: The version from which they were made; ``None`` when it did not look.

        Raises:
            InvalidFields: Everything that is wrong, each with its place; also a name that is taken.
            Conflict: Somebody saved another version meanwhile.
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            before = keeping.row_called(unit, name)
            _refuse_older(before, version)
            written = {key: value for key, value in {**before.body, **values}.items() if value is not None}
            definition, _ = _checked(unit, written, before.name, is_known=True)
            row, message = self._save(unit, definition, before)
        return Outcome(row.id, row.code, ("definition",) if unit.seq else (), message, unit.seq)

    def take_in(self, text: str, source: str) -> Outcome:
        """A definition from a file: a new one, or a new version of the one of its code.

        Raises:
            InvalidFields: Everything that is wrong, each with its place.
            Invalid: It is no TOML.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            definition, _ = _checked(unit, text, source, is_known=True)
            before = next((row for row in keeping.rows(unit) if row.code == definition.code), None)
            row, message = self._save(unit, definition, before)
        return Outcome(row.id, row.code, ("definition",) if unit.seq else (), message, unit.seq)

    def copy(self, name: str, code: str, called: str = "") -> Outcome:
        """The same definition under another code, behind the first and not in use until it is activated.

        Args:
            name: The code or name of the definition.
            code: The code of the copy.
            called: Its name; that of the first with its code behind it without one.

        Raises:
            InvalidFields: The code is none, or is taken; or the name is.
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            before = keeping.row_called(unit, name)
            names = {key: value for key, value in before.body.items() if key == "name" or key.startswith("name_")}
            given = {key: f"{value} ({code})" for key, value in names.items()} if not called else {"name": called}
            kept = {key: value for key, value in before.body.items() if key not in names}
            written = {**kept, **given, "code": code, "order": min(before.position + 1, MAX_ORDER)}
            definition, _ = _checked(unit, written, say("the copy"), is_known=False)
            row = keeping.add(unit, definition, edition=1, active=False)
            message = sentences(
                say("{process} copied to {copy}.", process=before.name, copy=definition.name),
                say("It is not in use yet: leadline process activate {code}.", code=code),
            )
            unit.describe(message)
        return Outcome(row.id, row.code, ("definition",), message, unit.seq)

    def order(self, names: Sequence[str]) -> Outcome:
        """Put definitions in order: those named first, the others behind as they were.

        Raises:
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_PROCESSES) as unit:
            rows = keeping.rows(unit)
            first = list(dict.fromkeys(keeping.called(rows, name) for name in names))
            wanted = [*first, *(row for row in rows if row not in first)]
            moved = [row for row, before in zip(wanted, rows, strict=True) if row is not before]
            if moved:
                keeping.place(wanted)
            active = listed(row.name for row in wanted if row.active)
            message = (
                say("Order of processes: {names}.", names=active) if moved else say("That is their order already.")
            )
            unit.describe(message)
        return Outcome("", "", tuple(row.code for row in moved), message, unit.seq)

    def activate(self, name: str) -> Outcome:
        """Let new records begin a definition again.

        Raises:
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        return self._use(name, active=True)

    def deactivate(self, name: str) -> Outcome:
        """Let no new record begin a definition; those that follow it go on.

        Raises:
            NotFound: There is no such definition.
            NotAllowed: The user is no manager.
        """
        return self._use(name, active=False)

    def _use(self, name: str, *, active: bool) -> Outcome:
        with self._desk.write(DEFINE_PROCESSES) as unit:
            row = keeping.row_called(unit, name)
            changed = row.active != active
            row.active = active
            nothing = say("New leads begin no process.")
            message = sentences(
                _said_of_use(row, changed=changed), "" if any(each.active for each in keeping.rows(unit)) else nothing
            )
            unit.describe(message)
        return Outcome(row.id, row.code, ("active",) if changed else (), message, unit.seq)

    def _save(
        self, unit: UnitOfWork, definition: Definition, before: ProcessDefinition | None
    ) -> tuple[ProcessDefinition, Said]:
        """Keep a definition as a new one, or as the next version of one; what became of it, in sentences."""
        if before is not None and before.body == definition.as_json():
            return before, say("{process} is as it was.", process=definition.name)
        row = keeping.add(
            unit,
            definition,
            edition=1 if before is None else before.edition + 1,
            active=before is None or before.active,
        )
        if before is not None:
            before.active = False
        reader = Reader(unit.session.connection())
        said = say("Process {process} added.", process=definition.name)
        if before is not None:
            following = keeping.running(reader, ProcessDefinition.code).get(row.code, 0)
            said = _said_of_version(definition, row.edition, following)
        unit.describe(said)
        return row, sentences(said, *notices_of(definition, reader, self._desk))


def _checked(
    unit: UnitOfWork, written: str | Mapping[str, Any], source: str, *, is_known: bool
) -> tuple[Definition, Written]:
    """A sound definition whose code and name are free.

    Args:
        unit: The transaction; nobody else lays out processes until it ends.
        written: The definition as a TOML text, or as a table of the same shape.
        source: What to call it in a refusal.
        is_known: Whether there may be one of its code already.

    Raises:
        InvalidFields: Everything that is wrong, each with its place.
        Invalid: It is no TOML.
    """
    unit.hold("processes")
    fields = keeping.known_fields(unit.session.connection())
    if isinstance(written, str):
        definition, places = load_definition(written, source, fields), Places(written)
    else:
        definition, places = check_definition(written, source, fields), None
    there = Written(source, definition.as_json(), places)
    taken: list[Found] = []
    names = {fold(name) for name in in_each_language(definition.name)}
    for row in keeping.rows(unit):
        if row.code == definition.code:
            hint = say("Change it with leadline process edit {code}, or give this one another code.", code=row.code)
            wrong = say("there is a process {code} already.", code=row.code)
            taken += [] if is_known else [Found(("code",), wrong, hint)]
        elif not names.isdisjoint(map(fold, _names(row))):
            wrong = say("the process {code} is called “{name}” too.", code=row.code, name=row.name)
            taken.append(Found(("name",), wrong, say("Call it something else.")))
    if taken:
        raise InvalidFields(there.in_order(taken))
    return definition, there


def _refuse_older(before: ProcessDefinition, version: int | None) -> None:
    """Refuse a change that was made from another version than the newest.

    Raises:
        Conflict: It was.
    """
    if version is not None and version != before.edition:
        raise Conflict(
            say(
                "{process} was changed by somebody else meanwhile: version {version} is there.",
                process=before.name,
                version=before.edition,
            ),
            hint=say("Look at it, and change it once more."),
        )


def _names(row: ProcessDefinition) -> tuple[str, ...]:
    return tuple(in_each_language(definition_from_json(row.body).name)) if is_whole(row.body) else (row.name,)


def _said_of_version(definition: Definition, edition: int, following: int) -> Said:
    saved = say("Version {version} of {process} saved.", version=edition, process=definition.name)
    if not following:
        return saved
    goes_on = say_many(
        "{n} record goes on with the version it began with.",
        "{n} records go on with the versions they began with.",
        following,
    )
    return sentences(saved, goes_on)


def _said_of_use(row: ProcessDefinition, *, changed: bool) -> Said:
    if not changed:
        return (
            say("{process} is in use already.", process=row.name)
            if row.active
            else say("{process} is out of use already.", process=row.name)
        )
    return (
        say("{process} is in use for new records.", process=row.name)
        if row.active
        else say("{process} is out of use; records that follow it go on.", process=row.name)
    )
