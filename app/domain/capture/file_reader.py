"""Reads a file by its mapping, row by row, for a preview or an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.capture.account_rows import AccountImporter
from app.domain.capture.activity_rows import ActivityImporter
from app.domain.capture.contact_rows import ContactImporter
from app.domain.capture.continuing import Continuation
from app.domain.capture.custom import custom_targets
from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.headings import fields_of
from app.domain.capture.importer import RecordImporter
from app.domain.capture.keys import any_of_form, known_keys
from app.domain.capture.lead_rows import LeadImporter
from app.domain.capture.mapping import FileMapping
from app.domain.capture.opportunity_rows import OpportunityImporter
from app.domain.capture.policy import Repeated, repeated_by
from app.domain.capture.product_rows import ProductImporter
from app.domain.capture.row_reader import RowReader, read_columns
from app.domain.capture.table import Record, Table
from app.domain.fields.editing import custom_fields
from app.domain.people.linking import resolver
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.words import say

ImporterFactory = Callable[[Desk, Asked, Findings], RecordImporter]

IMPORTERS: Mapping[str, ImporterFactory] = {
    "lead": LeadImporter,
    "contact": ContactImporter,
    "account": AccountImporter,
    "activity": ActivityImporter,
    "opportunity": OpportunityImporter,
    "product": ProductImporter,
}
"""What imports each kind of record."""


class FileReader:
    """A file being read by its mapping, row by row, for a preview or an import."""

    def __init__(
        self, desk: Desk, asked: Asked, table: Table, mapping: FileMapping, continuation: Continuation
    ) -> None:
        """Prepare for the rows of a table."""
        self.continuation = continuation
        self.findings = Findings(table.headings)
        self.importer = IMPORTERS[mapping.kind](desk, asked, self.findings) if mapping.kind in IMPORTERS else None
        self._asked = asked
        self._resolve = resolver(asked, me=desk.actor.id)
        self._found: dict[tuple[str, str], str] = {}
        own = custom_fields(asked, mapping.kind)
        targets = {**fields_of(mapping.kind), **custom_targets(asked, mapping.kind)}
        fields = {each.code: each for each in (*(self.importer.fields if self.importer else ()), *own)}
        self.fields = {each.code: each for each in (self.importer.fields if self.importer else ()) if not each.computed}
        columns = read_columns(mapping, fields, targets, desk.context(), self._find)
        self.labels = {
            plan.target.removeprefix("custom:"): plan.label or plan.called for plan in mapping.columns if plan.is_custom
        }
        self.labels |= {code: each.label for code, each in fields.items()}
        keeps = self.importer.keeps_custom if self.importer else False
        self.reader = RowReader(
            mapping,
            columns,
            self.findings,
            keeps_custom=keeps,
            keeps_unfit=not self._takes_whole_rows,
            file_name=table.name,
        )

    def _find(self, kind: str, text: str) -> str:
        """The id of a record; one named in many rows is looked up once."""
        if (kind, text) not in self._found:
            self._found[kind, text] = self._resolve(kind, text)
        return self._found[kind, text]

    def drafts(self, groups: Iterable[Sequence[Record]]) -> list[Draft]:
        """The records that can be used, each from the rows that are its own."""
        found = []
        for rows in groups:
            for line, _ in rows[1:]:
                self.findings.count_row(line, "continues")
            draft = self.reader.read(rows)
            if draft is not None and not self._leaves_out(draft):
                found.append(draft)
        return found

    @property
    def _takes_whole_rows(self) -> bool:
        return self.importer is not None and self.importer.whole_rows

    def _leaves_out(self, draft: Draft) -> bool:
        """Set a row aside of which a value does not fit, or that repeats another, where rows come in whole or not."""
        if not self._takes_whole_rows or not (draft.misfits or draft.is_repeated):
            return False
        again = say("An earlier row has the same number or the same values.")
        self.findings.fail(draft.line, draft.cells, " ".join(draft.misfits) or again, draft.continuing)
        return True

    def repeated(self, kind: str, drafts: Sequence[Draft], there: set[str]) -> dict[int, Repeated]:
        """The records that rows repeat, by line."""
        return repeated_by(self._asked, kind, drafts, there, self.reader.keys.seen)

    def there(self, drafts: Iterable[Draft]) -> set[str]:
        """The keys of those that came in before."""
        if self.importer is None or not any_of_form(self._asked, self.importer.table, self.reader.keys.form):
            return set()
        return known_keys(self._asked, self.importer.table, (draft.key for draft in drafts))
