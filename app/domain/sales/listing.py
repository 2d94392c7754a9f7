"""Lists of opportunities: which, in which order, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select

from app.domain.core.money import Money, Rates
from app.domain.core.windows import ListQuery, SavedView
from app.domain.leads.records import Lead
from app.domain.people.records import Account, User
from app.domain.process.records import ProcessInstance
from app.domain.query.listing import Amount, Listing, Shape, all_of, listing
from app.domain.sales.fields import STATUSES
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import OpportunityLine
from app.domain.sales.stages import Stages, since
from app.words import in_context

#: The order of a list without another: the next to close first.
BY_CLOSE: Final = ("expected_close",)

VIEWS: Final = (
    SavedView(
        "open", in_context("opportunities", "Open"), ListQuery(where="status = open", view="open", sort=BY_CLOSE)
    ),
    SavedView(
        "mine",
        in_context("opportunities", "Mine"),
        ListQuery(where="status = open and owner = me", view="mine", sort=BY_CLOSE),
    ),
    SavedView(
        "due",
        in_context("opportunities", "Overdue"),
        ListQuery(where="status = open and expected_close < today", view="due", sort=BY_CLOSE),
    ),
    SavedView(
        "on_hold",
        in_context("opportunities", "On hold"),
        ListQuery(where="status = on_hold", view="on_hold", sort=BY_CLOSE),
    ),
    SavedView(
        "won", in_context("opportunities", "Won"), ListQuery(where="status = won", view="won", sort=("-closed_on",))
    ),
    SavedView(
        "lost",
        in_context("opportunities", "Lost"),
        ListQuery(where="status in (lost, out_sold, cancelled)", view="lost", sort=("-closed_on",)),
    ),
    SavedView("all", in_context("opportunities", "All"), ListQuery(view="all", sort=BY_CLOSE)),
)
"""The views everyone has."""

_CUSTOMER: Final = func.coalesce(Opportunity.customer_name, Account.name, "")
_LAST_DAY, _EARLY = date(9999, 12, 31), datetime(1000, 1, 1, tzinfo=UTC)

AMOUNTS: Final[dict[str, Amount]] = {
    "amount": (Opportunity.amount_minor.expression, Opportunity.amount_currency.expression),
    "budget": (Opportunity.budget_minor.expression, Opportunity.budget_currency.expression),
    "actual_revenue": (Opportunity.actual_revenue_minor.expression, Opportunity.actual_revenue_currency.expression),
}
"""The amounts a list can be sorted by, through the rates that hold today."""

_LINE: tuple[Any, ...] = (
    Opportunity.id,
    Opportunity.code,
    Opportunity.name,
    func.coalesce(Opportunity.customer_name, Account.name),
    Opportunity.status,
    ProcessInstance.definition_id,
    ProcessInstance.stage,
    User.name,
    Opportunity.probability,
    Opportunity.amount_minor,
    Opportunity.amount_currency,
    Opportunity.expected_close,
    Lead.code,
    Opportunity.lead_id,
    Opportunity.updated_at,
    Opportunity.version,
    Opportunity.source,
    Opportunity.last_activity_at,
    Opportunity.created_at,
    ProcessInstance.visits,
)

_JOINS: Final = {
    "account": Account.id == Opportunity.account_id,
    "user_account": User.id == Opportunity.owner_id,
    "process_instance": and_(ProcessInstance.opportunity_id == Opportunity.id, ProcessInstance.current.is_(True)),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What it takes to read lists of opportunities, as the database is now.

    Attributes:
        stages: The stages of every process.
        rates: What currencies are worth today.
        currency: The workspace's own.
        now: The present moment.
        region: ISO 3166 code for phone numbers without a country.
        compiled: Makes the condition of a query; ``None`` for an empty one.
    """

    stages: Stages
    rates: Rates
    currency: str
    now: datetime
    region: str
    compiled: Callable[[str], ColumnElement[bool] | None]

    def listing(self, query: ListQuery) -> Listing[OpportunityLine]:
        """The list that a query means.

        Raises:
            QueryProblem: Its condition cannot be understood.
            Invalid: It is to be sorted by something that cannot be sorted by.
        """
        factors: Mapping[str, Decimal] = self.rates.factors(self.currency)
        return listing(
            self.shape,
            query,
            all_of(query, self.compiled),
            _sortable(query.sort, self.stages),
            amounts=AMOUNTS,
            factors=factors,
            region=self.region,
        )

    def joined(self, statement: Select[Any], conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
        """A statement that counts or adds up opportunities, with what it and its conditions ask for joined in."""
        return _joined(statement.select_from(Opportunity)).where(*conditions)

    @property
    def shape(self) -> Shape[OpportunityLine]:
        """How the lists are read."""
        return Shape(OPPORTUNITY.table, line_select, self._line, _JOINS)

    def _line(self, row: Sequence[Any]) -> OpportunityLine:
        head, rest = tuple(row[:5]), tuple(row[11:-1])
        definition, stage, owner, probability, minor, currency = row[5:11]
        process, place = self.stages.process(definition), self.stages.stage(definition, stage)
        amount = None if minor is None else Money(minor, currency)
        entered = since(stage, row[-1], self.now)
        cells = (*head, process, place, owner, probability, amount, *rest, entered)
        return OpportunityLine(*cells)


def line_select() -> Select[Any]:
    """Lines of opportunities, without condition or order."""
    return _joined(select(*_LINE).select_from(Opportunity)).outerjoin(Lead, Lead.id == Opportunity.lead_id)


def _joined(statement: Select[Any]) -> Select[Any]:
    """A statement over opportunities with their processes, accounts and owners."""
    return (
        statement.outerjoin(ProcessInstance, _JOINS["process_instance"])
        .outerjoin(Account, _JOINS["account"])
        .outerjoin(User, _JOINS["user_account"])
    )


def _sortable(sort: Iterable[str], stages: Stages) -> dict[str, ColumnElement[Any]]:
    """The expressions a list can be sorted by; where there is no day, or no probability, the record comes last."""
    down = {each.removeprefix("-") for each in sort if each.startswith("-")}
    no_day = date(1, 1, 1) if "expected_close" in down else _LAST_DAY
    not_closed = date(1, 1, 1) if "closed_on" in down else _LAST_DAY
    statuses = {code: place for place, (code, _) in enumerate(STATUSES)}
    return {
        "name": func.lower(Opportunity.name),
        "customer": func.lower(_CUSTOMER),
        "code": Opportunity.code.expression,
        "status": case(statuses, value=Opportunity.status, else_=len(statuses)),
        "stage": stages.along(),
        "owner": func.coalesce(User.name, ""),
        "probability": func.coalesce(Opportunity.probability, -1 if "probability" in down else 101),
        "expected_close": func.coalesce(Opportunity.expected_close, literal(no_day, Opportunity.expected_close.type)),
        "closed_on": func.coalesce(Opportunity.closed_on, literal(not_closed, Opportunity.closed_on.type)),
        "source": func.coalesce(Opportunity.source, ""),
        "last_activity_at": func.coalesce(
            Opportunity.last_activity_at, literal(_EARLY, Opportunity.last_activity_at.type)
        ),
        "created_at": Opportunity.created_at.expression,
        "updated_at": Opportunity.updated_at.expression,
    }
