"""Use cases of quotations: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement

from app.domain.core.fields import Field, parse
from app.domain.core.windows import ListQuery
from app.domain.quotes.deciding import Deciding
from app.domain.quotes.drafting import Drafting
from app.domain.quotes.fields import STATUSES
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.lister import QuotationLister
from app.domain.quotes.listing import of_status
from app.domain.quotes.queries import quotations_of, shown
from app.domain.quotes.records import Quotation
from app.domain.quotes.rows import QuotationRow, ShownQuotation
from app.domain.quotes.statements import belongs_to

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
            sort: What a list of quotations can be sorted by, such as valid_until or total; ``-`` turns it round.
            limit: How many at most.
            after: The quotation to go on behind.

        Raises:
            Invalid: The query, the status or the order is none.
        """
        wanted = ListQuery(narrowing=query, search=search, sort=(sort,))
        return QuotationLister(self._desk).page(wanted, self._held(status, of), limit, after)

    def of(self, record_id: str) -> tuple[QuotationRow, ...]:
        """The quotations of a lead, an opportunity, a customer, an account or a contact, the newest first."""
        with self._desk.read() as reader:
            return quotations_of(reader, record_id, self._desk.now())

    def count(self, query: str = "", *, status: str | None = None, search: str = "", of: str = "") -> int:
        """How many quotations a list without limit has."""
        wanted = ListQuery(narrowing=query, search=search)
        return QuotationLister(self._desk).number(wanted, self._held(status, of))

    def show(self, ref: str) -> ShownQuotation:
        """One in full: its fields, lines, discount, taxes and total."""
        with self._desk.read() as reader:
            return shown(reader, QUOTATION.find(reader.connection, ref), self._desk.now(), self._desk.zone)

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return QUOTATION.find(reader.connection, ref)

    def _held(self, status: str | None, of: str) -> Sequence[ColumnElement[bool]]:
        """What holds for those of a status, and of a record."""
        wanted: str | None = parse(_STATUS, status, self._desk.context())
        held = [of_status(wanted, self._desk.now())] if wanted else []
        return [*held, belongs_to(Quotation, of)] if of else held
