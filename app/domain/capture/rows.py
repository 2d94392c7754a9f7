"""What an import shows and answers: the plan before it runs, progress while it does, the result after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from app.domain.capture.continuing import Continuation
from app.domain.capture.failures import FailedRows
from app.domain.capture.mapping import FileMapping
from app.domain.capture.table import Table
from app.domain.fields.kinds import KINDS
from app.words import Said, formats, listed, say, say_many


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one row that a person should know; the row came in nevertheless, unless it failed."""

    line: int
    """The line of the text, or the row of the sheet."""
    kind: str
    """A short stable word, such as unfit, rounded, lost_digits, reference, repeated, continues or failed."""
    heading: str
    """The column's heading; empty when the whole row is meant."""
    value: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """The problem as the command line prints it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How often one kind of problem was met in one column."""

    kind: str
    heading: str
    message: str
    """What it is and what is done about it."""
    count: int
    lines: tuple[int, ...]
    """The first few lines."""

    def as_json(self) -> dict[str, Any]:
        """The count as the command line prints it."""
        return {**{name: getattr(self, name) for name in self.__dataclass_fields__}, "lines": list(self.lines)}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it would come in."""

    line: int
    title: str
    values: Mapping[str, str]
    """What each field would hold, by label, as text."""
    problems: tuple[str, ...] = ()
    known: bool = False
    """Whether it is there already and would be skipped."""

    def as_json(self) -> dict[str, Any]:
        """The row as the command line prints it."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**plain, "values": dict(self.values), "problems": list(self.problems)}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Close it, or use it as a context manager, when it is no longer needed."""

    table: Table = field(repr=False)
    """The file, open for reading again."""
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    mapping: FileMapping
    rows: int
    """How many rows the file has."""
    looked_at: int
    """How many rows the counts below are about, from the top."""
    known: int
    """How many of them are there already and would be skipped."""
    failed: int
    """How many of them could not come in."""
    duplicates: int
    """How many of them share an email address or phone number with a record that is there."""
    preview: tuple[PreviewRow, ...]
    problems: tuple[ProblemCount, ...]
    notices: tuple[str, ...]
    """What a person should know before it runs, in sentences."""
    policy: str = ""
    """What becomes of rows that repeat a record that is here; see `policy.POLICIES`."""
    repeats: int = 0
    """How many rows do, of those looked at."""
    continuation: Continuation = field(default_factory=Continuation, repr=False)
    """Which rows belong to the record above them."""
    continuing: int = 0
    """How many rows do, of those looked at."""
    nameless: str = ""
    """Rows, in words, that name nobody and may continue the record above or be one; empty for none."""
    nameless_apart: bool = False
    """Whether these are taken for records of their own."""

    @property
    def kind(self) -> str:
        """The kind of record a row becomes."""
        return self.mapping.kind

    def forecast(self) -> Said:
        """What would become of the rows, in words: of all, or about, from those that were looked at."""
        coming = max(self.looked_at - self.continuing - self.known - self.failed, 0)
        parts = [say("{records} to come in", records=KINDS[self.kind].counted(coming))]
        if self.continuing:
            parts.append(say_many("{n} row that continues others", "{n} rows that continue others", self.continuing))
        if self.known:
            parts.append(say("{number} here already, to be skipped", number=formats.number(self.known)))
        if self.failed:
            parts.append(say("{number} that cannot come in", number=formats.number(self.failed)))
        said = listed(parts)
        if self.looked_at < self.rows:
            first = formats.number(self.looked_at)
            return say_many(
                "{n} row. Of the first {number}: {parts}.",
                "{n} rows. Of the first {number}: {parts}.",
                self.rows,
                number=first,
                parts=said,
            )
        return say_many("{n} row: {parts}.", "{n} rows: {parts}.", self.rows, parts=said)

    def close(self) -> None:
        """Let go of temporary files."""
        self.table.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def as_json(self) -> dict[str, Any]:
        """The plan as the command line prints it."""
        file = {name: getattr(self.table, name) for name in ("name", "format", "encoding", "delimiter", "sheet")}
        return {
            "file": {**file, "digest": self.digest, "rows": self.rows, "sheets": list(self.table.sheets)},
            "mapping": self.mapping.as_json(),
            "looked_at": self.looked_at,
            "known": self.known,
            "failed": self.failed,
            "duplicates": self.duplicates,
            "policy": self.policy,
            "repeats": self.repeats,
            "continuing": self.continuing,
            "preview": [row.as_json() for row in self.preview],
            "problems": [problem.as_json() for problem in self.problems],
            "notices": list(self.notices),
        }


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import has come."""

    read: int
    """Rows read so far."""
    rows: int
    """How many there are, exactly or nearly."""
    created: int
    skipped: int
    failed: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Rows a second."""
        return self.read / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will take still, at this speed."""
        return max(self.rows - self.read, 0) / self.per_second if self.per_second else None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file."""

    id: str
    """The import's identity; empty when nothing was imported."""
    code: str
    """The import's short code, such as IMP-7Q3F; empty when nothing was imported."""
    seq: int
    """Its place in the log, for undoing exactly this import; 0 when nothing changed."""
    kind: str
    message: str
    created: int = 0
    updated: int = 0
    skipped: int = 0
    """Rows that were there already."""
    failed: int = 0
    kept: int = 0
    """Values that fitted no field and are kept in the description."""
    continuing: int = 0
    """Rows that continue the record above them and came in with it."""
    duplicates: int = 0
    """Rows that share an email address or phone number with another record; they came in."""
    new_fields: tuple[str, ...] = ()
    """Codes of the custom fields made for the file's own columns."""
    warnings: tuple[RowProblem, ...] = ()
    """What was odd, row by row; the first ones of many."""
    problems: tuple[ProblemCount, ...] = ()
    """The same, counted."""
    failed_rows: FailedRows = field(default_factory=FailedRows, repr=False)
    """The rows that failed, as they stood in the file, each with its reason."""
    cancelled: bool = False
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it."""
        names = (
            "id",
            "code",
            "kind",
            "message",
            "created",
            "updated",
            "skipped",
            "failed",
            "kept",
            "continuing",
            "duplicates",
        )
        return {
            **{name: getattr(self, name) for name in names},
            "command": self.seq,
            "cancelled": self.cancelled,
            "new_fields": list(self.new_fields),
            "warnings": [warning.as_json() for warning in self.warnings],
            "problems": [problem.as_json() for problem in self.problems],
            "failures": [{"line": line, "reason": reason} for line, reason in self.failed_rows.reasons],
        }
