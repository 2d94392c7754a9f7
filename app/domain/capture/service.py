"""Use cases of capture: look at a file as an import would take it, and take it, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

from app.domain.capture.activity_rows import ActivityPiece
from app.domain.capture.columns import PROFILED_ROWS
from app.domain.capture.contact_rows import ContactPiece
from app.domain.capture.custom import custom_targets, define_custom_fields
from app.domain.capture.drafts import Draft, RowReader, read_columns
from app.domain.capture.files import open_table
from app.domain.capture.findings import Findings
from app.domain.capture.headings import fields_of, guess_kind
from app.domain.capture.keys import any_of_form, file_digest, known_keys
from app.domain.capture.lead_rows import LeadPiece
from app.domain.capture.mapping import FileMapping, guess
from app.domain.capture.opportunity_rows import OpportunityPiece
from app.domain.capture.piece import Piece
from app.domain.capture.preview import preview_row
from app.domain.capture.records import ImportRun
from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult, PreviewRow
from app.domain.capture.table import Record, Table
from app.domain.core.errors import Conflict, Invalid
from app.domain.core.text import counted
from app.domain.fields.editing import custom_fields
from app.domain.fields.service import QUERY_WORDS, RESERVED
from app.domain.people.linking import resolver
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork

PREVIEWED = 20
"""How many rows a preview shows as they would be."""

CHUNK = 1000
"""How many rows are settled and written at a time."""

Begin = Callable[[Desk, Asked, Findings], Piece]
Progress = Callable[[ImportProgress], bool]
"""Is told how far the import has come; answers whether to go on."""

_PIECES: Mapping[str, Begin] = {
    "lead": LeadPiece,
    "contact": ContactPiece,
    "activity": ActivityPiece,
    "opportunity": OpportunityPiece,
}
_PLURALS = {"lead": "leads", "contact": "contacts", "activity": "activities", "opportunity": "opportunities"}


class _CancelledError(Exception):
    """The person stopped the import; the transaction is given up."""


class _NothingNewError(Exception):
    """The import added nothing; the transaction is given up, so that it leaves no trace in the log."""


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
    ) -> ImportPlan:
        """Look at a file as an import would take it; nothing is changed.

        Args:
            source: The file, ``-`` for standard input, or a binary stream.
            mapping_edits: What a person chose for some columns, by heading; see `mapping.guess`.
            kind: lead, contact, activity or opportunity; guessed from headings and name if left out.
            sheet: The sheet of a workbook by name or number; the first visible one if left out.
            encoding: The text's encoding; detected if left out.
            delimiter: comma, semicolon, tab, bar or a character; detected if left out.

        Raises:
            NotFound: There is no such file.
            Invalid: It is no list, or an option does not fit; the message says what to do.
        """
        table = open_table(source, sheet=sheet, encoding=encoding, delimiter=delimiter)
        try:
            chosen = _checked_kind(kind) if kind else guess_kind(table.headings, table.name)
            return self._looked_at(table, chosen, mapping_edits or {})
        except BaseException:
            table.close()
            raise

    def run(self, plan: ImportPlan, progress: Progress | None = None) -> ImportResult:
        """Import a file as planned: one command, kept whole or not at all.

        Args:
            plan: What `open` found, with its mapping.
            progress: Told how far it has come after every chunk; when it answers no, nothing is kept.

        Raises:
            Conflict: The file is another one than it was when it was opened.
            Invalid: The file turned out unreadable part of the way, or holds what cannot be imported.
        """
        _checked_kind(plan.kind)
        if file_digest(plan.table.path) != plan.digest:
            raise Conflict(f"{plan.table.name} was changed since it was opened.", hint="Open it again.")
        begun = perf_counter()
        work: _Import
        run: ImportRun | None = None
        seq = 0
        try:
            with self._desk.write("capture.import") as unit:
                work = _Import(self._desk, unit, plan, progress, begun)
                work.take_all()
                run = work.close()
            seq = unit.seq
        except _NothingNewError:
            pass
        except _CancelledError:
            message = f"The import of {plan.table.name} was cancelled; nothing was kept."
            return ImportResult("", "", 0, plan.kind, message, cancelled=True, seconds=perf_counter() - begun)
        if work.created > CHUNK:
            self._desk.database.optimise()
        return work.result(run, seq)

    def _looked_at(self, table: Table, kind: str, edits: Mapping[str, str]) -> ImportPlan:
        with self._desk.read() as reader:
            targets = {**fields_of(kind), **custom_targets(reader.connection, kind)}
            with closing(table.rows()) as rows:
                records = list(islice(rows, PROFILED_ROWS))
            piece = _PIECES[kind](self._desk, reader.connection, Findings(())) if kind in _PIECES else None
            fields = piece.fields if piece else ()
            mapping = guess(
                table.headings,
                (cells for _, cells in records),
                targets,
                kind=kind,
                edits=edits,
                reserved={each.code for each in fields} | RESERVED | QUERY_WORDS,
                labels={each.label for each in fields} if piece and piece.keeps_custom else frozenset(),
            )
            preview = _Preview(self._desk, reader.connection, table, mapping)
            if kind in _PIECES:
                preview.look(records)
        rows_there = len(records) if len(records) < PROFILED_ROWS else max(table.row_estimate, len(records))
        return ImportPlan(
            table=table,
            digest=file_digest(table.path),
            mapping=mapping,
            rows=rows_there,
            looked_at=len(records),
            known=preview.known,
            duplicates=preview.duplicates,
            preview=tuple(preview.rows),
            problems=preview.findings.counts(table.problems),
            notices=(*table.notices, *mapping.notices, *preview.notices()),
        )


class _Reading:
    """A file being read by its mapping, row by row, for a preview or an import."""

    def __init__(self, desk: Desk, asked: Asked, table: Table, mapping: FileMapping) -> None:
        self.findings = Findings(table.headings)
        self.piece = _PIECES[mapping.kind](desk, asked, self.findings) if mapping.kind in _PIECES else None
        self._asked = asked
        self._resolve = resolver(asked, me=desk.actor.id)
        self._found: dict[tuple[str, str], str] = {}
        own = custom_fields(asked, mapping.kind)
        targets = {**fields_of(mapping.kind), **custom_targets(asked, mapping.kind)}
        fields = {each.code: each for each in (*(self.piece.fields if self.piece else ()), *own)}
        columns = read_columns(mapping, fields, targets, desk.context(), self._find)
        self.labels = {
            plan.target.removeprefix("custom:"): plan.label or plan.heading
            for plan in mapping.columns
            if plan.is_custom
        }
        self.labels |= {code: each.label for code, each in fields.items()}
        keeps = self.piece.keeps_custom if self.piece else False
        self.reader = RowReader(mapping, columns, self.findings, keeps_custom=keeps)
        self._repeated = self.piece is not None and any_of_form(asked, self.piece.table, self.reader.keys.form)

    def _find(self, kind: str, text: str) -> str:
        """The id of a record; one named in many rows is looked up once."""
        if (kind, text) not in self._found:
            self._found[kind, text] = self._resolve(kind, text)
        return self._found[kind, text]

    def drafts(self, records: Iterable[Record]) -> list[Draft]:
        """The rows that can be used."""
        return [draft for record in records if (draft := self.reader.read(record)) is not None]

    def there(self, drafts: Iterable[Draft]) -> set[str]:
        """The keys of those that came in before."""
        if not self._repeated or self.piece is None:
            return set()
        return known_keys(self._asked, self.piece.table, (draft.key for draft in drafts))


class _Preview(_Reading):
    """A look at the beginning of a file."""

    known = 0
    duplicates = 0

    def __init__(self, desk: Desk, asked: Asked, table: Table, mapping: FileMapping) -> None:
        super().__init__(desk, asked, table, mapping)
        self.rows: list[PreviewRow] = []
        self._kind = mapping.kind

    def look(self, records: list[Record]) -> None:
        """Judge the rows, and show the first ones as they would be."""
        if self.piece is None:
            return
        drafts = self.drafts(records)
        there = self.there(drafts)
        self.known = len(there)
        settled = {draft.line: draft for draft in self.piece.settle(drafts)}
        fresh = [draft for draft in settled.values() if draft.key not in there]
        self.duplicates = self.piece.shared(fresh)
        for draft in drafts[:PREVIEWED]:
            problems = self.findings.of_line(draft.line)
            title = self.piece.title(draft) if draft.line in settled else ""
            self.rows.append(preview_row(draft, title, self.labels, problems, known=draft.key in there))

    def notices(self) -> Iterator[str]:
        """What stands out, in sentences."""
        missing = self.findings.count("reference")
        if missing:
            them = "leads to a record that is" if missing == 1 else "lead to records that are"
            yield f"{counted(missing, 'reference')} {them} not here yet; import that file first."
        if self._kind == "activity" and self.findings.failed.count:
            count = self.findings.failed.count
            have = "has" if count == 1 else "have"
            yield f"{_counted(self._kind, count)} {have} no lead here; import the leads first."
        if self.known:
            are = "is" if self.known == 1 else "are"
            yield f"{self.known:,} of the {_PLURALS.get(self._kind, 'rows')} {are} here already and will be skipped."
        if self.duplicates:
            share = "shares" if self.duplicates == 1 else "share"
            yield f"{self.duplicates:,} {share} an email address or phone number with another record."


class _Import(_Reading):
    """An import under way, inside its transaction."""

    def __init__(self, desk: Desk, unit: UnitOfWork, plan: ImportPlan, progress: Progress | None, begun: float) -> None:
        self._made = define_custom_fields(unit, plan.mapping)
        super().__init__(desk, unit.session, plan.table, plan.mapping)
        self._unit = unit
        self._plan = plan
        self._progress = progress
        self._begun = begun
        self._read = self._skipped = self.created = 0

    def take_all(self) -> None:
        """Read, settle and write every row."""
        with closing(self._plan.table.rows()) as rows:
            for chunk in _chunks(rows, CHUNK):
                self._take(chunk)
                self._tell()

    def _take(self, chunk: list[Record]) -> None:
        if self.piece is None:
            return
        drafts = self.drafts(chunk)
        there = self.there(drafts)
        if there:
            fresh = [draft for draft in drafts if draft.key not in there]
            self._skipped += len(drafts) - len(fresh)
            drafts = fresh
        settled = self.piece.settle(drafts)
        if settled:
            self.piece.write(self._unit, settled)
        self.created += len(settled)
        self._read += len(chunk)

    def _tell(self) -> None:
        state = ImportProgress(
            self._read,
            max(self._plan.rows, self._read),
            self.created,
            self._skipped,
            self.findings.failed.count,
            perf_counter() - self._begun,
        )
        if self._progress is not None and not self._progress(state):
            raise _CancelledError

    def close(self) -> ImportRun:
        """Note the import itself.

        Raises:
            _NothingNewError: There is nothing to note.
        """
        if not self.created:
            raise _NothingNewError
        run = self._unit.add(
            ImportRun(
                code=next_code(self._unit.session, "IMP"),
                file_name=self._plan.table.name,
                record_kind=self._plan.kind,
                digest=self._plan.digest,
                mapping=self._plan.mapping.as_json(),
                counts=self._counts(),
            )
        )
        self._unit.describe(self._message(), "import", run.id)
        return run

    def _counts(self) -> dict[str, Any]:
        failed = self.findings.failed.count
        return {"created": self.created, "updated": 0, "skipped": self._skipped, "failed": failed}

    def _message(self) -> str:
        parts = [f"{_counted(self._plan.kind, self.created)} imported from {self._plan.table.name}"]
        if self._skipped:
            parts.append(f"{self._skipped:,} {'was' if self._skipped == 1 else 'were'} here already")
        if self.findings.failed.count:
            parts.append(f"{self.findings.failed.count:,} could not come in")
        return "; ".join(parts) + "."

    def result(self, run: ImportRun | None, seq: int) -> ImportResult:
        """What became of the file."""
        return ImportResult(
            id=run.id if run else "",
            code=run.code if run else "",
            seq=seq,
            kind=self._plan.kind,
            message=self._message(),
            **self._counts(),
            kept=self.findings.count("unfit"),
            duplicates=self.piece.duplicates if self.piece else 0,
            new_fields=self._made,
            warnings=tuple(self.findings.rows),
            problems=self.findings.counts(self._plan.table.problems),
            failed_rows=self.findings.failed,
            seconds=perf_counter() - self._begun,
        )


def _checked_kind(kind: str) -> str:
    if kind not in _PIECES:
        what = _PLURALS.get(kind, f"{kind}s")
        raise Invalid(
            f"{what.capitalize()} cannot be imported.",
            field="kind",
            hint=f"Choose from: {', '.join(_PIECES)}.",
        )
    return kind


def _counted(kind: str, count: int) -> str:
    return counted(count, kind, _PLURALS[kind])


def _chunks(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    source = iter(records)
    while chunk := list(islice(source, size)):
        yield chunk
