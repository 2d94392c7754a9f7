"""Use cases of quotations: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, select

from app.domain.core.changes import Change
from app.domain.core.counts import Count
from app.domain.core.fields import Field, parse
from app.domain.customers.asking import matching, page, sums_by_day
from app.domain.quotes import listing
from app.domain.quotes.deciding import Deciding
from app.domain.quotes.drafting import Drafting
from app.domain.quotes.fields import STATUSES
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.named import QuotationCells
from app.domain.quotes.queries import quotation_row, quotations_of, shown
from app.domain.quotes.records import Quotation
from app.domain.quotes.rows import QuotationRow, ShownQuotation
from app.domain.quotes.statements import belongs_to, quotation_rows
from app.domain.rates.totals import Total
from app.domain.store.counting import counts
from app.domain.store.database import Reader

_STATUS = Field("status", "Status", "choice", choices=STATUSES)


class QuoteService(Drafting, Deciding):
    """Offers with prices."""

    def list(
        self,
        query: str = "",
        *,
        status: str | None = None,
        search: str = "",
        of: str = "",
        sort: str = "-updated_at",
        limit: int = 200,
        after: str = "",
    ) -> tuple[QuotationRow, ...]:
        """The quotations of a query whose text holds every word of a search.

        Args:
            query: In the query language, such as ``total > 10k USD and valid_until < tomorrow``.
            status: Only those of this status, by code or label, as they stand now.
            search: Words they hold.
            of: Only those of this lead, opportunity, customer, account or contact, by its id.
            sort: updated_at, created_at, valid_until, quoted_on, total or name; ``-`` turns it round.
            limit: How many at most.
            after: The quotation to go on behind.

        Raises:
            Invalid: The query, the status or the order is none.
        """
        with self._desk.read() as reader:
            held = self._held(reader, query, status, search, of)
            last = QUOTATION.find(reader.connection, after) if after else ""
            found = page(reader, QUOTATION, quotation_rows().where(*held), listing.ORDERS, sort, limit, last)
            return tuple(quotation_row(QuotationCells(*row), self._desk.now()) for row in found)

    def of(self, record_id: str) -> tuple[QuotationRow, ...]:
        """The quotations of a lead, an opportunity, a customer, an account or a contact, the newest first."""
        with self._desk.read() as reader:
            return quotations_of(reader, record_id, self._desk.now())

    def lines(self, ids: Sequence[str]) -> tuple[QuotationRow, ...]:
        """Some quotations as they are now; those deleted are left out."""
        with self._desk.read() as reader:
            found = reader.rows(quotation_rows().where(Quotation.id.in_(ids)))
            return tuple(quotation_row(QuotationCells(*row), self._desk.now()) for row in found)

    def count(self, query: str = "", *, status: str | None = None, search: str = "", of: str = "") -> int:
        """How many quotations a list without limit has."""
        with self._desk.read() as reader:
            return int(reader.scalar(_counting(self._held(reader, query, status, search, of))))

    def counts(
        self, statuses: Iterable[str], known: Mapping[str, Count], changes: Iterable[Change]
    ) -> dict[str, Count]:
        """How many quotations have each status; an empty one stands for any.

        Args:
            statuses: Which.
            known: What was counted before; nothing of it that still holds is counted again.
            changes: What was committed since.
        """

        def counting(reader: Reader) -> Callable[[str], Select[int]]:
            return lambda status: _counting(self._held(reader, "", status or None, "", ""))

        return counts(self._desk, statuses, counting, known, changes)

    def total(self, query: str = "", *, status: str | None = None, search: str = "", of: str = "") -> Total:
        """What they amount to in the workspace's currency, each at the rates of its own day."""
        with self._desk.read() as reader:
            held = self._held(reader, query, status, search, of)
            return sums_by_day(reader, QUOTATION, "quoted_on", held, self._desk.currency)

    def show(self, ref: str) -> ShownQuotation:
        """One in full: its fields, lines, discount, taxes and total."""
        with self._desk.read() as reader:
            return shown(reader, QUOTATION.find(reader.connection, ref), self._desk.now(), self._desk.zone)

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return QUOTATION.find(reader.connection, ref)

    def _held(
        self, reader: Reader, query: str, status: str | None, search: str, of: str
    ) -> Sequence[ColumnElement[bool]]:
        held = matching(reader, self._desk, QUOTATION, query, search)
        wanted: str | None = parse(_STATUS, status, self._desk.context())
        if wanted:
            held.append(listing.of_status(wanted, self._desk.now()))
        if of:
            held.append(belongs_to(Quotation, of))
        return held


def _counting(held: Sequence[ColumnElement[bool]]) -> Select[int]:
    return select(func.count()).select_from(Quotation).where(*held)
