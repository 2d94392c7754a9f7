"""An import under way: rows come in by pieces that others can write between, and all of them are one command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import Any

from sqlalchemy import Executable, select, update

from app.domain.capture.continuing import lines_named
from app.domain.capture.custom import define_custom_fields
from app.domain.capture.drafts import Draft
from app.domain.capture.file_reader import FileReader
from app.domain.capture.policy import UPDATING, Repeated, repeats_sentence, update_record
from app.domain.capture.records import ImportRun
from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult
from app.domain.capture.table import Record
from app.domain.core.errors import NotAllowed, Refusal
from app.domain.fields.kinds import KINDS
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.log import CommandEntry
from app.domain.store.logged import command_at, stands
from app.domain.store.pace import Pace
from app.domain.store.undo import tables_by_name, take_back, whole
from app.domain.store.unit import UnitOfWork, table_of
from app.words import Said, clauses, say, say_many

Progress = Callable[[ImportProgress], bool]
"""Is told how far the import has come; answers whether to go on."""

#: Rows that are only read again, when an import goes on, between two looks at the database.
_READ_AGAIN = 1000
_RUN = table_of(ImportRun)


class CancelledError(Exception):
    """The person stopped the import."""


class _NothingNewError(Exception):
    """A piece added nothing; its transaction is given up, so that it leaves no trace in the log."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that is still under way, or was broken off.

    Attributes:
        seq: The command's place in the log.
        run_id: The import's identity.
        code: Its short code.
        rows: How many rows of the file it has dealt with.
        continuing: What was said of rows that name nobody; see `forms.CONTINUING`.
        counts: What became of them.
    """

    seq: int
    run_id: str
    code: str
    rows: int
    continuing: str
    counts: dict[str, Any]


class _UnderWayError(Exception):
    """Another program has begun to import the same file meanwhile."""

    def __init__(self, begun: Unfinished) -> None:
        self.begun = begun


def unfinished_import(asked: Asked, digest: str, kind: str) -> Unfinished | None:
    """The import of this very file that stands and has not come to its end."""
    found = asked.execute(
        select(CommandEntry.seq, _RUN.c.id, _RUN.c.code, CommandEntry.rest, _RUN.c.mapping, _RUN.c.counts)
        .join(_RUN, _RUN.c.id == CommandEntry.subject_id)
        .where(CommandEntry.rest.is_not(None), _RUN.c.digest == digest, _RUN.c.record_kind == kind)
        .order_by(CommandEntry.seq)
    ).first()
    if found is None:
        return None
    said = found[4].get("continuing", "")
    return Unfinished(found[0], found[1], found[2], found[3]["rows"], said, found[5])


def _up_to(groups: Iterator[list[Record]], count: int) -> Iterator[list[Record]]:
    """The rows of the next records, of that many rows at most but for the last, or `_READ_AGAIN`."""
    taken = 0
    while taken < min(count, _READ_AGAIN) and (group := next(groups, None)):
        taken += len(group)
        yield group


class _Current:
    """Asks in whatever transaction is open at the moment."""

    asked: Asked

    def execute(self, statement: Executable) -> Any:
        """Run a statement there."""
        return self.asked.execute(statement)


class FileImport(FileReader):
    """An import of a file, from its first row or from where it was broken off.

    Attributes:
        seq: The place of the whole import in the log; 0 while nothing has come in.
        created: How many records have come in.
        updated: How many records that were here were changed.
    """

    def __init__(self, desk: Desk, plan: ImportPlan, progress: Progress | None) -> None:
        """Prepare to read the file as planned, as if the fields of one's own it brings were there."""
        self._current = _Current()
        self._begun = perf_counter()
        self._desk = desk
        self._plan = plan
        self._progress = progress
        self._pace = Pace()
        self._made: tuple[str, ...] = ()
        with desk.read() as reader:
            before = unfinished_import(reader.connection, plan.digest, plan.kind)
        self.seq, self.created, self.updated, self._skipped = 0, 0, 0, 0
        self._run_id = self._code = ""
        self._theirs = 0
        """How many other programs brought in while this one was at it: here those rows are skipped."""
        if before is not None:
            self._go_on(before)
            self._skipped, self.updated = before.counts["skipped"], before.counts["updated"]
        self._rows_before = before.rows if before else 0
        self._read = 0
        with suppress(_NothingNewError), desk.write("capture.import") as unit:
            self._current.asked = unit.session
            define_custom_fields(unit, plan.mapping, desk)
            super().__init__(desk, self._current, plan.table, plan.mapping, plan.continuation)
            raise _NothingNewError

    def _go_on(self, begun: Unfinished) -> None:
        """Be one with an import of this file that was begun before."""
        self.seq, self._run_id, self._code = begun.seq, begun.run_id, begun.code
        self.created = begun.counts["created"]

    def take_all(self) -> None:
        """Read, settle and write every row.

        Raises:
            CancelledError: Whoever is told of the progress does not want to go on.
        """
        rows = self._plan.table.rows(self.findings.fail)
        with closing(self.continuation.groups(rows, apart_at=self._rows_before)) as groups:
            while self._read < self._rows_before and (chunk := list(_up_to(groups, self._rows_before - self._read))):
                self._look_again(chunk)
                self._tell()
            while chunk := list(islice(groups, self._pace.size)):
                self._take(chunk)
                self._tell()
        self._close()

    def _look_again(self, chunk: list[list[Record]]) -> None:
        """Read rows that were dealt with before, for their keys and for what is wrong with them."""
        with self._desk.read() as reader:
            self._current.asked = reader.connection
            drafts = self.drafts(chunk)
            there = self.there(drafts)
            if self.importer is not None:
                self.importer.settle([draft for draft in drafts if draft.key not in there])
        self._read += sum(map(len, chunk))

    def _take(self, chunk: list[list[Record]]) -> None:
        with self._desk.read() as reader:
            self._current.asked = reader.connection
            drafts = self.drafts(chunk)
        self._read += sum(map(len, chunk))
        try:
            self._take_piece(drafts)
        except _UnderWayError as other:
            self._go_on(other.begun)
            self._theirs = self.created
            self._take_piece(drafts)

    def _take_piece(self, drafts: list[Draft]) -> None:
        """Write a piece in a transaction of its own; its time is taken from where it has the database to itself."""
        held = 0.0
        with suppress(_NothingNewError):
            with self._desk.write("capture.import", part_of=self.seq) as unit:
                held = perf_counter()
                self._current.asked = unit.session
                self._write(unit, drafts)
            self.seq = self.seq or unit.seq
        self._pace.took(len(drafts), perf_counter() - held)

    def _write(self, unit: UnitOfWork, drafts: list[Draft]) -> None:
        """Write the rows that are not there yet, and how far the import has come with them."""
        if self.importer is None:
            raise _NothingNewError
        unit.hold(f"import:{self.reader.keys.form}")
        if self.seq:
            self._count_theirs(unit)
        elif begun := unfinished_import(unit.session, self._plan.digest, self._plan.kind):
            raise _UnderWayError(begun)
        else:
            self._made = define_custom_fields(unit, self._plan.mapping, self._desk)
        there = self.there(drafts)
        updated, fresh = self._sort(unit, drafts, there)
        settled = self.importer.settle(fresh)
        if not (settled or updated):
            raise _NothingNewError
        if settled:
            self.importer.write(unit, settled)
        self.created += len(settled)
        self.updated += updated
        if self.seq:
            unit.session.execute(update(_RUN).where(_RUN.c.id == self._run_id).values(counts=self._counts()))
        else:
            self._note_run(unit)
        unit.rest = {"rows": self._read}

    def _sort(self, unit: UnitOfWork, drafts: list[Draft], there: set[str]) -> tuple[int, list[Draft]]:
        """Change what rows repeat, if that was asked for; answers how many changed, and the rows that are new."""
        policy = self._plan.policy
        repeated = self.repeated(self._plan.kind, drafts, there)
        updated, fresh = 0, []
        for draft in drafts:
            known = repeated.get(draft.line)
            if known is not None and policy in UPDATING:
                updated += self._update(unit, draft, known)
            elif draft.key in there or (known is not None and policy == "skip"):
                self._skipped += 1
            elif known is None and policy == "update":
                self.findings.note(draft.line, "unmatched", say("No record here has its number or its address."))
            else:
                if known is not None and not policy:
                    self.findings.note(draft.line, "repeats", repeats_sentence(draft.line, known), "", known.title)
                fresh.append(draft)
        return updated, fresh

    def _update(self, unit: UnitOfWork, draft: Draft, known: Repeated) -> bool:
        """Change the record that a row repeats; whether it is another now."""
        kind = KINDS[self._plan.kind]
        try:
            with unit.part():
                changed = update_record(self._desk, unit, kind, self.fields, draft, known)
        except Refusal as problem:
            self.findings.fail(draft.line, draft.cells, str(problem), draft.continuing)
            return False
        self._skipped += not changed
        return changed

    def _count_theirs(self, unit: UnitOfWork) -> None:
        """Take in what other programs have brought into this import since the last piece."""
        counts = unit.session.execute(select(_RUN.c.counts).where(_RUN.c.id == self._run_id)).scalar_one()
        self._theirs += counts["created"] - self.created
        self.created = counts["created"]

    def _note_run(self, unit: UnitOfWork) -> None:
        run = unit.add(
            ImportRun(
                code=next_code(unit.session, "IMP"),
                file_name=self._plan.table.name,
                record_kind=self._plan.kind,
                digest=self._plan.digest,
                mapping={**self._plan.mapping.as_json(), "continuing": self._plan.continuation.choice},
                counts=self._counts(),
            )
        )
        self._run_id, self._code = run.id, run.code
        unit.describe(say("Import of {file}, not finished", file=self._plan.table.name), "import", run.id)

    def _tell(self) -> None:
        state = ImportProgress(
            self._read,
            max(self._plan.rows, self._read),
            self.created,
            self._here_already,
            self.findings.failed.count,
            perf_counter() - self._begun,
        )
        if self._progress is not None and not self._progress(state):
            raise CancelledError

    def _close(self) -> None:
        """Say of the import, if anything came in, that it is done, and what became of it."""
        if not self.seq:
            return
        with self._desk.write("capture.import", part_of=self.seq) as unit:
            run = unit.session.get_one(ImportRun, self._run_id)
            self._count_theirs(unit)
            run.counts = self._counts()
            unit.describe(self._message())

    def take_back(self) -> Refusal | None:
        """Take back all that came in; answers what stands in the way, and then it stays, to be gone on with."""
        if not self.seq:
            return None
        try:
            with self._desk.write("undo") as unit:
                if not stands(unit.session, self.seq):
                    return None
                if whole(unit.session, self.seq).rest is None:
                    return NotAllowed(say("Another program has brought this import to its end."))
                command = command_at(unit.session, self.seq)
                take_back(unit, command, tables_by_name())
                unit.describe(say("Undone: {summary}", summary=command.summary))
        except Refusal as refusal:
            return refusal
        return None

    def _counts(self) -> dict[str, Any]:
        failed = self.findings.failed.count
        return {"created": self.created, "updated": self.updated, "skipped": self._here_already, "failed": failed}

    @property
    def _here_already(self) -> int:
        """How many rows were here before this import."""
        return max(0, self._skipped - self._theirs)

    def _message(self) -> Said:
        records = KINDS[self._plan.kind].counted(self.created)
        parts = [say("{records} imported from {file}", records=records, file=self._plan.table.name)]
        if self.updated:
            parts.append(say_many("{n} updated", "{n} updated", self.updated))
        if here := self._here_already:
            parts.append(say_many("{n} was here already", "{n} were here already", here))
        if self.findings.failed.count:
            parts.append(say_many("{n} could not come in", "{n} could not come in", self.findings.failed.count))
        if count := self.findings.count("continues"):
            parts.append(
                say_many(
                    "{n} row ({lines}) continues others",
                    "{n} rows ({lines}) continue others",
                    count,
                    lines=lines_named(count, self.findings.lines("continues")),
                )
            )
        return clauses(parts)

    def result(self) -> ImportResult:
        """What became of the file."""
        return ImportResult(
            id=self._run_id,
            code=self._code,
            seq=self.seq,
            kind=self._plan.kind,
            message=self._message(),
            **self._counts(),
            kept=self.findings.count("unfit") + self.findings.count("lost_digits"),
            continuing=self.findings.count("continues"),
            duplicates=self.importer.duplicates if self.importer else 0,
            new_fields=self._made,
            warnings=tuple(self.findings.rows),
            problems=self.findings.counts(self._plan.table.problems),
            failed_rows=self.findings.failed,
            seconds=perf_counter() - self._begun,
        )

    def stopped(self) -> ImportResult:
        """What became of a file whose import was stopped: nothing is kept, or all that others built on."""
        seconds = perf_counter() - self._begun
        name = self._plan.table.name
        left = self.take_back()
        if left is None:
            message = say("The import of {file} was cancelled; nothing was kept.", file=name)
            return ImportResult("", "", 0, self._plan.kind, message, cancelled=True, seconds=seconds)
        message = say(
            "The import of {file} was stopped. {records} came in and stay: {why} Import the file again to go on.",
            file=name,
            records=KINDS[self._plan.kind].counted(self.created),
            why=left.message,
        )
        return ImportResult(
            self._run_id,
            self._code,
            self.seq,
            self._plan.kind,
            message,
            **self._counts(),
            cancelled=True,
            seconds=seconds,
        )
