"""Use cases of laying sequences out: adding and changing them in versions, and taking them into use and out of it."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.core.errors import Conflict, InvalidFields, NotAllowed, NotFound
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DEFINE_SEQUENCES
from app.domain.process.mistakes import Found, Written
from app.domain.sequences.definitions import Definition, definition_from_json
from app.domain.sequences.drafts import load_sequence
from app.domain.sequences.keeping import Laid, called, known_things, laid, newest, running
from app.domain.sequences.noticing import notices_of
from app.domain.sequences.records import Sequence, SequenceInstance, SequenceVersion
from app.domain.sequences.rows import CheckedSequence, SequenceLine, VersionLine
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, in_each_language, in_english, say, say_many, sentences

PREFIX = "SEQ"


class SequenceDefinitionService:
    """Sequences, as managers look after them."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[SequenceLine, ...]:
        """Every sequence in its newest version, by name, the active first."""
        with self._desk.read() as reader:
            rows = reader.connection.execute(
                newest(Sequence.id, Sequence.code, Sequence.state, Sequence.edition, SequenceVersion.body)
            ).all()
            there = running(reader.connection)
        lines = [
            SequenceLine(row.id, row.code, definition_from_json(row.body), row.edition, row.state, there.get(row.id, 0))
            for row in rows
        ]
        order = ("active", "draft", "inactive")
        return tuple(sorted(lines, key=lambda each: order.index(each.state)))

    def show(self, name: str, version: int | None = None) -> SequenceLine:
        """A sequence by its code or name.

        Args:
            name: The code, or the name in any language.
            version: Which of its versions; the newest without it.

        Raises:
            NotFound: There is no such sequence, or no such version of it.
        """
        lines = {each.id: each for each in self.list()}
        with self._desk.read() as reader:
            rows = reader.connection.execute(newest(Sequence.id, Sequence.key, Sequence.code, Sequence.name)).all()
        found = called([Laid(row, "", lines[row.id].definition) for row in rows if row.id in lines], name)
        line = lines[found.row.id]
        if version is None or version == line.version:
            return line
        wanted = select(SequenceVersion.body).where(
            SequenceVersion.sequence_id == line.id, SequenceVersion.edition == version
        )
        with self._desk.read() as reader:
            body = reader.scalar(wanted)
        if body is None:
            raise NotFound(
                say("{process} has no version {version}.", process=line.name, version=version),
                field="version",
                hint=say("leadline sequence versions {code} shows them.", code=line.key),
            )
        return SequenceLine(line.id, line.code, definition_from_json(body), version, line.state, line.running)

    def text(self, name: str, version: int | None = None) -> str:
        """The sequence as a TOML text.

        Raises:
            NotFound: There is no such sequence, or no such version of it.
        """
        return self.show(name, version).definition.as_toml()

    def versions(self, name: str) -> tuple[VersionLine, ...]:
        """Every version of a sequence, the newest first.

        Raises:
            NotFound: There is no such sequence.
        """
        line = self.show(name)
        under_way = (
            select(func.count())
            .where(SequenceInstance.version_id == SequenceVersion.id, SequenceInstance.status == "active")
            .scalar_subquery()
        )
        wanted = select(
            SequenceVersion.edition, SequenceVersion.created_at, under_way.label("running"), SequenceVersion.body
        ).where(SequenceVersion.sequence_id == line.id)
        with self._desk.read() as reader:
            rows = reader.connection.execute(wanted.order_by(SequenceVersion.edition.desc())).all()
            return tuple(
                VersionLine(row.edition, row.created_at, row.running, len(row.body.get("steps", ()))) for row in rows
            )

    def check(self, text: str, source: str) -> CheckedSequence:
        """What a text says, if it is a sound sequence, and what may surprise whoever wrote it.

        Raises:
            InvalidFields: Everything that is wrong, each with its place.
            Invalid: It is no TOML.
        """
        with self._desk.read() as reader:
            definition, _ = load_sequence(text, source, known_things(reader.connection))
        return CheckedSequence(definition, notices_of(definition))

    def add(self, text: str, source: str) -> Outcome:
        """A new sequence, as a draft.

        Args:
            text: In TOML.
            source: What to call it in a refusal.

        Raises:
            InvalidFields: Everything that is wrong, each with its place; also a code or a name that is taken.
            Invalid: It is no TOML.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_SEQUENCES) as unit:
            definition = _checked(unit, text, source, is_known=False)[0]
            row, message = _save(unit, definition, None)
        return Outcome(row.id, row.code, ("definition",), message, unit.seq)

    def edit(self, name: str, text: str, source: str, version: int | None = None) -> Outcome:
        """A new version of a sequence; records that are in it go on with theirs.

        Args:
            name: The code or name of the sequence.
            text: In TOML.
            source: What to call it in a refusal.
            version: The version from which the text was made; ``None`` when it did not look.

        Raises:
            InvalidFields: Everything that is wrong, each with its place; also another code, or a name that is taken.
            Invalid: It is no TOML.
            Conflict: Somebody saved another version meanwhile.
            NotFound: There is no such sequence.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_SEQUENCES) as unit:
            unit.hold("sequences")
            before = called(laid(unit), name)
            definition, there = _checked(unit, text, source, is_known=True)
            if definition.code != before.row.key:
                wrong = say("the code of a sequence stays what it is: {code}.", code=before.row.key)
                raise InvalidFields(there.in_order([Found(("code",), wrong, say("Add another sequence instead."))]))
            if version is not None and version != before.row.edition:
                raise Conflict(
                    say(
                        "{process} was changed by somebody else meanwhile: version {version} is there.",
                        process=before.row.name,
                        version=before.row.edition,
                    ),
                    hint=say("Look at it, and change it once more."),
                )
            row, message = _save(unit, definition, before)
        return Outcome(row.id, row.code, ("definition",) if unit.seq else (), message, unit.seq)

    def take_in(self, text: str, source: str) -> Outcome:
        """A sequence from a file: a new one, or a new version of the one of its code.

        Raises:
            InvalidFields: Everything that is wrong, each with its place.
            Invalid: It is no TOML.
            NotAllowed: The user is no manager.
        """
        with self._desk.write(DEFINE_SEQUENCES) as unit:
            definition = _checked(unit, text, source, is_known=True)[0]
            before = next((each for each in laid(unit) if each.row.key == definition.code), None)
            row, message = _save(unit, definition, before)
        return Outcome(row.id, row.code, ("definition",) if unit.seq else (), message, unit.seq)

    def activate(self, name: str) -> Outcome:
        """Let records begin a sequence.

        Raises:
            NotFound: There is no such sequence.
            NotAllowed: The user is no manager.
        """
        return self._use(name, "active")

    def deactivate(self, name: str) -> Outcome:
        """Let no record begin a sequence any more; those that are in it go on.

        Raises:
            NotFound: There is no such sequence.
            NotAllowed: The user is no manager, or it is a draft.
        """
        return self._use(name, "inactive")

    def _use(self, name: str, state: str) -> Outcome:
        with self._desk.write(DEFINE_SEQUENCES) as unit:
            unit.hold("sequences")
            row: Sequence = called(laid(unit), name).row
            if state == "inactive" and row.state == "draft":
                raise NotAllowed(
                    say("The sequence {name} is a draft, and no record can begin it.", name=row.name),
                    hint=say("Activate it first: leadline sequence activate {code}", code=row.key),
                )
            changed = row.state != state
            row.state = state
            message = _said_of_state(row, changed=changed)
            unit.describe(message)
        return Outcome(row.id, row.code, ("state",) if changed else (), message, unit.seq)


def _checked(unit: UnitOfWork, text: str, source: str, *, is_known: bool) -> tuple[Definition, Written]:
    """A sound sequence whose code and name are free.

    Raises:
        InvalidFields: Everything that is wrong, each with its place.
        Invalid: It is no TOML.
    """
    unit.hold("sequences")
    definition, there = load_sequence(text, source, known_things(unit.session.connection()))
    names = {fold(name) for name in in_each_language(definition.name)}
    taken: list[Found] = []
    for row, _, other in laid(unit):
        if row.key == definition.code:
            hint = say("Change it with leadline sequence edit {code}, or give this one another code.", code=row.key)
            wrong = say("there is a sequence {code} already.", code=row.key)
            taken += [] if is_known else [Found(("code",), wrong, hint)]
        elif not names.isdisjoint(map(fold, in_each_language(other.name))):
            wrong = say("the sequence {code} is called “{name}” too.", code=row.key, name=row.name)
            taken.append(Found(("name",), wrong, say("Call it something else.")))
    if taken:
        raise InvalidFields(there.in_order(taken))
    return definition, there


def _save(unit: UnitOfWork, definition: Definition, before: Laid | None) -> tuple[Sequence, Said]:
    """Keep a sequence as a new one, or as the next version of one; what became of it, in sentences."""
    body = definition.as_json()
    if before is None:
        row = unit.add(
            Sequence(
                code=next_code(unit.session, PREFIX),
                key=definition.code,
                name=in_english(definition.name),
                state="draft",
                edition=1,
            )
        )
        said = sentences(
            say("Sequence {name} added as a draft.", name=definition.name),
            say("It is begun once it is active: leadline sequence activate {code}", code=row.key),
        )
    else:
        row = before.row
        if before.definition.as_json() == body:
            return row, say("{process} is as it was.", process=definition.name)
        row.edition += 1
        row.name = in_english(definition.name)
        said = _said_of_version(definition, row.edition, running(unit.session).get(row.id, 0))
    unit.add(SequenceVersion(sequence_id=row.id, edition=row.edition, body=body))
    unit.describe(said)
    return row, sentences(said, *notices_of(definition))


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


def _said_of_state(row: Sequence, *, changed: bool) -> Said:
    if row.state == "active":
        return (
            say("The sequence {name} is active.", name=row.name)
            if changed
            else say("The sequence {name} is active already.", name=row.name)
        )
    return (
        say("The sequence {name} is inactive; records that are in it go on.", name=row.name)
        if changed
        else say("The sequence {name} is inactive already.", name=row.name)
    )
