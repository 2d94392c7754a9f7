"""Use cases of capture: look at a file as an import would take it, and take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from app.domain.capture.columns import PROFILED_ROWS, names_codes
from app.domain.capture.continuing import (
    Continuation,
    FilledPatterns,
    Reading,
    continuation_of,
    rows_named,
)
from app.domain.capture.custom import custom_targets, without_new_fields
from app.domain.capture.file_reader import IMPORTERS, FileReader
from app.domain.capture.files import open_table
from app.domain.capture.findings import PROBLEMS_REMEMBERED, Findings
from app.domain.capture.forms import Forms, by_own_headings
from app.domain.capture.headings import fields_of, guess_kind
from app.domain.capture.keys import file_digest
from app.domain.capture.mapping import FileMapping, guess
from app.domain.capture.policy import UPDATING, Repeated, check_policy, repeats_notice
from app.domain.capture.preview import preview_row
from app.domain.capture.remembered import forms_before
from app.domain.capture.rows import ImportPlan, ImportResult, PreviewRow
from app.domain.capture.running import CancelledError, FileImport, Progress, Unfinished, unfinished_import
from app.domain.capture.table import Cell, Record, Table
from app.domain.core.errors import Busy, Conflict, Invalid, NotFound, Refusal
from app.domain.core.roles import DEFINE_FIELDS
from app.domain.core.stopping import tell_progress
from app.domain.fields.kinds import KINDS
from app.domain.fields.service import QUERY_WORDS, RESERVED
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.words import Said, listed, say, say_many, sentences

PREVIEWED = 20
"""How many rows a preview shows as they would be."""
_LINES_NAMED = 5
_TOLD_EVERY = 500
_FORMATS_UNREAD = ("xls", "xlsb", "ods")
MANY = 1000
"""After how many new records the database refreshes what it knows of its indexes."""


class CaptureService:
    """Imports."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def open(
        self,
        source: Path | str | BinaryIO,
        *,
        mapping_edits: Mapping[str, str] | None = None,
        kind: str | None = None,
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        forms: Forms | None = None,
        policy: str = "",
    ) -> ImportPlan:
        """Look at a file as an import would take it; nothing is changed.

        Args:
            source: The file, ``-`` for standard input, or a binary stream.
            mapping_edits: What a person chose for some columns, by heading; see `mapping.guess`.
            kind: lead, contact, account, activity, opportunity or product; guessed from headings and name if left out.
            sheet: The sheet of a workbook by name or number; the first visible one if left out.
            encoding: The text's encoding; detected if left out.
            delimiter: comma, semicolon, tab, bar or a character; detected if left out.
            forms: How a person says that dates, numbers and the rows of a record are written; told by all rows if left
                out.
            policy: What becomes of rows that repeat a record that is here, by its number or email: create,
                update, create-or-update or skip. If left out they come in as further records and are named.

        Raises:
            NotFound: There is no such file.
            Invalid: It is no list, or an option does not fit; the message says what to do.
        """
        policy = check_policy(policy)
        table = open_table(source, sheet=sheet, encoding=encoding, delimiter=delimiter)
        try:
            chosen = _checked_kind(kind) if kind else guess_kind(table.headings, table.name)
            with _file_there(table):
                return self._looked_at(table, chosen, mapping_edits or {}, forms or Forms(), policy)
        except BaseException:
            table.close()
            raise

    def reread(
        self,
        plan: ImportPlan,
        *,
        mapping_edits: Mapping[str, str] | None = None,
        forms: Forms,
        policy: str | None = None,
    ) -> ImportPlan:
        """Look at the file of a plan anew, with what a person has said meanwhile; it stays open for both plans.

        Raises:
            Invalid: A choice does not fit; the message says what to do.
        """
        with _file_there(plan.table):
            return self._looked_at(
                plan.table, plan.kind, mapping_edits or {}, forms, plan.policy if policy is None else policy
            )

    def run(self, plan: ImportPlan, progress: Progress | None = None) -> ImportResult:
        """Import a file as planned: one command, in pieces that others can write between.

        One that was broken off goes on where it stopped when the same file is imported again; whatever else keeps
        it from its end takes back what came in.

        Args:
            plan: What `open` found, with its mapping.
            progress: Told how far it has come after every piece; when it answers no, nothing is kept.

        Raises:
            Conflict: The file is another one than it was when it was opened.
            NotFound: It is no longer there.
            Invalid: The file turned out unreadable part of the way, or holds what cannot be imported.
            Busy: Others held the database too long; what came in stays, to be gone on with.
        """
        self._desk.require(f"{_checked_kind(plan.kind)}.import")
        _refuse_doubts(plan.mapping)
        with _file_there(plan.table):
            digest = file_digest(plan.table.path)
        if digest != plan.digest:
            raise Conflict(
                say("{file} was changed since it was opened.", file=plan.table.name), hint=say("Open it again.")
            )
        work = FileImport(self._desk, plan, progress)
        try:
            with _file_there(plan.table):
                work.take_all()
        except CancelledError:
            return work.stopped()
        except Busy as problem:
            problem.hint = say("Import the file again to go on.")
            raise
        except BaseException as problem:
            left = work.take_back()
            if left is not None and isinstance(problem, Refusal):
                problem.hint = say("What came in before stays: {why} Import the file again to go on.", why=left.message)
            raise
        if work.created > MANY:
            self._desk.database.optimise()
        return work.result()

    def _looked_at(self, table: Table, kind: str, edits: Mapping[str, str], forms: Forms, policy: str) -> ImportPlan:
        edits, forms = by_own_headings(edits, table.headings), forms.for_headings(table.headings)
        digest = file_digest(table.path)
        with self._desk.read() as reader:
            targets = {**fields_of(kind), **custom_targets(reader.connection, kind)}
            first = _First(table)
            importer = IMPORTERS[kind](self._desk, reader.connection, Findings(())) if kind in IMPORTERS else None
            fields = importer.fields if importer else ()
            mapping = guess(
                table.headings,
                first.cells(),
                targets,
                kind=kind,
                edits=edits,
                reserved={each.code for each in fields} | RESERVED | QUERY_WORDS,
                labels={each.label for each in fields} if importer and importer.keeps_custom else frozenset(),
                forms=replace(
                    forms,
                    before=forms_before(reader.connection, kind, table.headings),
                    currency=self._desk.currency,
                ),
            )
            if not self._desk.may(DEFINE_FIELDS):
                mapping = without_new_fields(mapping, targets)
            before = unfinished_import(reader.connection, digest, kind)
            choice = forms.continuing or (before.continuing if before is not None else "")
            continuation = continuation_of(mapping, targets, first.patterns, choice)
            preview = _Preview(self._desk, reader.connection, table, mapping, policy, continuation)
            if kind in IMPORTERS:
                preview.look(first)
        return ImportPlan(
            table=table,
            digest=digest,
            mapping=mapping,
            rows=first.count,
            looked_at=len(first.records),
            known=preview.known,
            failed=preview.failed,
            duplicates=preview.duplicates,
            preview=tuple(preview.rows),
            problems=preview.findings.counts(table.problems),
            policy=policy,
            repeats=len(preview.repeats),
            continuation=continuation,
            continuing=preview.findings.count("continues"),
            nameless=preview.open_rows or preview.likely_rows,
            nameless_apart=bool(preview.open_rows),
            notices=(
                *table.notices,
                *_formats_unread(table, mapping),
                *mapping.notices,
                *_goes_on(before),
                *preview.notices(),
            ),
        )


class _First:
    """The first rows of a table, kept while all of them are looked at once.

    Attributes:
        records: The rows kept.
        count: How many there are.
        aside: The first of those that are no records, with the reason.
        patterns: Which columns all of them fill.
    """

    def __init__(self, table: Table) -> None:
        self.records: list[Record] = []
        self.count = 0
        self.aside: list[tuple[int, Sequence[object], str]] = []
        self.patterns = FilledPatterns()
        self._table = table

    def cells(self) -> Iterator[list[Cell]]:
        """The cells of each row; says how far the reading has come."""
        lines = self._table.lines()
        with closing(self._table.rows(self._set_aside)) as rows:
            for record in rows:
                if self.count % _TOLD_EVERY == 0:
                    tell_progress(record[0], lines)
                self.count += 1
                self.patterns.see(record[1])
                if self.count <= PROFILED_ROWS:
                    self.records.append(record)
                yield record[1]

    def _set_aside(self, line: int, cells: Sequence[object], why: str) -> None:
        if len(self.aside) < PROBLEMS_REMEMBERED:
            self.aside.append((line, cells, why))


class _Preview(FileReader):
    """A look at the beginning of a file."""

    known = 0
    failed = 0
    duplicates = 0

    def __init__(
        self,
        desk: Desk,
        asked: Asked,
        table: Table,
        mapping: FileMapping,
        policy: str,
        continuation: Continuation,
    ) -> None:
        super().__init__(desk, asked, table, mapping, continuation)
        self.open_rows = self.likely_rows = ""
        self._policy = policy
        self.repeats: tuple[Repeated, ...] = ()
        self.rows: list[PreviewRow] = []
        self._kind = mapping.kind
        self._aside = 0
        self._first = 0
        """How many rows from the top the counts are about, where it is not all of them."""

    def look(self, first: _First) -> None:
        """Judge the rows, and show the first ones as they would be."""
        if self.importer is None:
            return
        self._aside = len(first.aside)
        for line, cells, why in first.aside:
            self.findings.fail(line, cells, why)
        groups = list(self.continuation.groups(record for record in first.records))
        self.open_rows = self._read_as("open", [rows[0] for rows in groups[1:]])
        self.likely_rows = self._read_as("likely", [row for rows in groups for row in rows[1:]])
        drafts = self.drafts(groups)
        there = self.there(drafts)
        self.known = len(there)
        repeated = self.repeated(self._kind, drafts, there)
        self.repeats = tuple(
            repeated[draft.line]
            for draft in drafts
            if draft.line in repeated and (self._policy in UPDATING or draft.key not in there)
        )
        settled = {draft.line: draft for draft in self.importer.settle(drafts)}
        fresh = [draft for draft in settled.values() if draft.key not in there]
        self.duplicates = self.importer.shared(fresh)
        self.failed = self.findings.failed.count - self._aside
        self._first = len(first.records) if len(first.records) < first.count else 0
        for draft in drafts[:PREVIEWED]:
            problems = self.findings.of_line(draft.line)
            title = self.importer.title(draft) if draft.line in settled else ""
            self.rows.append(preview_row(draft, title, self.labels, problems, known=draft.key in there))

    def _read_as(self, reading: Reading, rows: Sequence[Record]) -> str:
        """Those of the rows that are read so, in words; empty where none is, or a person has said what they are."""
        lines = [line for line, cells in rows if self.continuation.reading(cells) == reading]
        return rows_named(len(lines), lines[:_LINES_NAMED]) if lines and not self.continuation.choice else ""

    def notices(self) -> Iterator[str]:
        """What stands out, in sentences."""
        for each in self._standing_out():
            yield (
                say_many("Of the first {n} row, {told}", "Of the first {n} rows, {told}", self._first, told=each)
                if self._first
                else each
            )

    def _standing_out(self) -> Iterator[str]:
        if self.likely_rows:
            yield say(
                "{rows} without a name: taken to continue the record above; --continuing apart keeps such rows apart.",
                rows=self.likely_rows,
            )
        if self.open_rows:
            yield say(
                "{rows} without a name: kept apart; --continuing join makes such rows part of the record above.",
                rows=self.open_rows,
            )
        if missing := self.findings.count("reference"):
            yield say_many(
                "{n} reference leads to a record that is not here yet; import that file first.",
                "{n} references lead to records that are not here yet; import that file first.",
                missing,
            )
        count = self.findings.failed.count - self._aside
        if self._kind == "activity" and count:
            yield say_many(
                "{n} activity has no lead here; import the leads first.",
                "{n} activities have no lead here; import the leads first.",
                count,
            )
        if self.repeats:
            yield repeats_notice(self.repeats, self._policy)
        if self.known and self._policy not in UPDATING:
            yield say_many(
                "{n} of the {kinds} is here already and will be skipped.",
                "{n} of the {kinds} are here already and will be skipped.",
                self.known,
                kinds=KINDS[self._kind].plural,
            )
        if self.duplicates and self.importer is not None:
            yield _shared(self.duplicates, self.importer.shared_names)


def _shared(number: int, names: Sequence[str]) -> Said:
    """That rows share an address or a number with other records, and which."""
    if number > len(names):
        return say_many(
            "{n} shares an email address or phone number with another record: {names} and others.",
            "{n} share an email address or phone number with another record: {names} and others.",
            number,
            names=listed(names),
        )
    return say_many(
        "{n} shares an email address or phone number with another record: {names}.",
        "{n} share an email address or phone number with another record: {names}.",
        number,
        names=listed(names),
    )


@contextmanager
def _file_there(table: Table) -> Iterator[None]:
    """Say in words that a file was taken away while it was being looked at or imported."""
    try:
        yield
    except FileNotFoundError as problem:
        raise NotFound(
            say("{file} is no longer there.", file=table.name), hint=say("Put it back and import it again.")
        ) from problem


def _formats_unread(table: Table, mapping: FileMapping) -> Iterator[str]:
    """That codes of a workbook may have lost their zeros, where no library tells how its numbers are shown."""
    if table.format not in _FORMATS_UNREAD:
        return
    for column in mapping.columns:
        if names_codes(column.heading) and column.examples and all(map(str.isdecimal, column.examples)):
            yield say(
                "{heading}: zeros that a {format} workbook shows in front of a number are not in the file. Save it as "
                "XLSX to keep them.",
                heading=column.heading,
                format=table.format.upper(),
            )


def _goes_on(before: Unfinished | None) -> Iterator[str]:
    if before is not None:
        yield say_many(
            "Import {code} of this file is not finished: it has dealt with {n} row. The rest comes in now as part of "
            "it; leadline undo {command} takes all of it back.",
            "Import {code} of this file is not finished: it has dealt with {n} rows. The rest comes in now as part of "
            "it; leadline undo {command} takes all of it back.",
            before.rows,
            code=before.code,
            command=before.seq,
        )


def _refuse_doubts(mapping: FileMapping) -> None:
    """Refuse a file with columns that two ways of reading can explain."""
    if not mapping.doubts:
        return
    column = mapping.doubts[0]
    others = len(mapping.doubts) - 1
    raise Invalid(
        sentences(
            say("{heading}: {doubt}.", heading=column.heading, doubt=column.doubt),
            say_many("So can {n} other column.", "So can {n} other columns.", others) if others else "",
        ),
        field="decimal",
        hint=say(
            "Say --decimal point or --decimal comma, or of this column alone “--decimal {heading}=point”.",
            heading=column.heading,
        ),
    )


def _checked_kind(kind: str) -> str:
    if kind not in IMPORTERS:
        what = KINDS[kind].plural if kind in KINDS else f"{kind}s"
        raise Invalid(
            say("{kinds} cannot be imported.", kinds=what.capitalize()),
            field="kind",
            hint=say("Choose from: {choices}.", choices=listed(IMPORTERS)),
        )
    return kind
