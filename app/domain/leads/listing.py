"""The lead list: windows of any list, in any order, reached from any place in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, case, cast, false, func, literal, or_, select, tuple_

from app.domain.core.errors import Invalid, NotFound
from app.domain.leads.kinds import LEAD
from app.domain.leads.named import LeadRow
from app.domain.leads.queries import line
from app.domain.leads.records import Lead
from app.domain.leads.rows import Anchor, LeadQuery, LeadView, LeadWindow, ListedLead
from app.domain.leads.statements import line_select
from app.domain.people.records import User
from app.domain.store.database import Reader
from app.domain.store.searching import found_in
from app.words import in_context, listed, say
from app.words.declared import in_each_language

VIEWS = (
    LeadView("open", "Open leads", LeadQuery(where="state = open", view="open")),
    LeadView("mine", "My open leads", LeadQuery(where="state = open and owner = me", view="mine")),
    LeadView("hot", in_context("view", "Hot"), LeadQuery(where="state = open and rating = hot", view="hot")),
    LeadView(
        "today",
        "To contact",
        LeadQuery(where="state = open and next_contact_at < tomorrow", view="today", sort=("next_contact_at",)),
    ),
    LeadView("closed", in_context("view", "Closed"), LeadQuery(where="state != open", view="closed")),
    LeadView("all", in_context("view", "All"), LeadQuery(view="all")),
)
"""The views everyone has."""

_EARLY, _LATE = datetime(1000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

SORTABLE: dict[str, ColumnElement[Any]] = {
    "title": Lead.title_key.expression,
    "updated_at": Lead.updated_at.expression,
    "created_at": Lead.created_at.expression,
    "next_contact_at": func.coalesce(Lead.next_contact_at, literal(_LATE, Lead.next_contact_at.type)),
    "last_activity_at": func.coalesce(Lead.last_activity_at, literal(_EARLY, Lead.last_activity_at.type)),
    "status": Lead.status.expression,
    "rating": case({"hot": 0, "warm": 1, "cold": 2}, value=Lead.rating, else_=3),
    "code": Lead.code.expression,
    "employees": func.coalesce(Lead.employees, -1),
    **{
        name: func.coalesce(getattr(Lead, name), "")
        for name in (
            "source",
            "topic",
            "city",
            "country",
            "industry",
            "company",
            "name",
            "timeframe",
        )
    },
    "owner": func.coalesce(User.name, ""),
}
"""The expressions a list can be sorted by; never empty, so that paging by keyset misses nothing."""
_AMOUNTS: dict[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "budget": (Lead.budget_minor.expression, Lead.budget_currency.expression),
    "estimated_value": (Lead.estimated_value_minor.expression, Lead.estimated_value_currency.expression),
    "annual_revenue": (Lead.annual_revenue_minor.expression, Lead.annual_revenue_currency.expression),
}
"""The amounts a list can be sorted by, through the rates that hold today."""
_UNKNOWN, _NONE = -1e18, -2e18
"""Below every amount that is known: those whose currency has no rate, and leads without an amount."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of leads as the database sees it.

    Attributes:
        conditions: What its leads have in common.
        keys: What they are sorted by; the id comes last.
        descending: Whether each key runs downwards.
    """

    conditions: tuple[ColumnElement[bool], ...]
    keys: tuple[ColumnElement[Any], ...]
    descending: tuple[bool, ...]

    def counting(self) -> Select[int]:
        """The statement that counts its leads."""
        return _joined(select(func.count()).select_from(Lead).where(*self.conditions), self)

    def position(self, reader: Reader, lead_id: str) -> int | None:
        """How many leads come before one; ``None`` when the list does not hold it."""
        row = self._row(reader, lead_id)
        return None if row is None else self._position(reader, row[-len(self.keys) :])

    def lines(self, reader: Reader, ids: Sequence[str]) -> tuple[ListedLead, ...]:
        """Some leads as they are now, whether it holds them or not; those deleted are left out."""
        fits = case((and_(*self.conditions), 1), else_=0)
        statement = line_select().add_columns(fits).where(Lead.id.in_(ids), Lead.deleted_at.is_(None))
        rows = reader.rows(statement)
        return tuple(ListedLead(line(LeadRow(*row[:-1])), bool(row[-1])) for row in map(tuple, rows))

    def window(self, reader: Reader, anchor: Anchor, limit: int) -> LeadWindow:
        """A run of its lines, from a place in it."""
        if anchor.edge == "end":
            return self._to_end(reader, limit)
        row = self._row(reader, anchor.id) if anchor.id else None
        if row is None:
            window = self._from(reader, None, limit, offset=max(0, anchor.offset))
            return self._to_end(reader, limit) if anchor.edge == "around" and not window.lines else window
        values = row[-len(self.keys) :]
        if anchor.edge == "after":
            return self._from(reader, values, limit, offset=-1)
        if anchor.edge == "before":
            return self._back(reader, values, limit)
        return self._around(reader, LeadRow(*row[: -len(self.keys)]), values, limit)

    def _position(self, reader: Reader, values: Sequence[Any]) -> int:
        """How many leads come before a place."""
        statement = select(func.count()).select_from(Lead).where(*self.conditions, self._beyond(values, reverse=True))
        return int(reader.scalar(_joined(statement, self)))

    def _order(self, *, reverse: bool = False) -> list[ColumnElement[Any]]:
        return [
            key.asc() if down is reverse else key.desc() for key, down in zip(self.keys, self.descending, strict=True)
        ]

    def _lines(self, *more: ColumnElement[bool], reverse: bool = False) -> Select[Any]:
        return line_select().where(*self.conditions, *more).order_by(*self._order(reverse=reverse))

    def _row(self, reader: Reader, lead_id: str) -> Sequence[Any] | None:
        """A lead's line, and behind it what it is sorted by; ``None`` when the list does not hold it."""
        row = reader.row(line_select().add_columns(*self.keys).where(Lead.id == lead_id, *self.conditions))
        return None if row is None else tuple(row)

    def _beyond(self, values: Sequence[Any], *, reverse: bool = False) -> ColumnElement[bool]:
        """The leads that come after (or before) a place."""
        wanted = [literal(value, key.type) for key, value in zip(self.keys, values, strict=True)]
        if len(set(self.descending)) == 1:
            mine, theirs = tuple_(*self.keys), tuple_(*wanted)
            return mine > theirs if self.descending[0] is reverse else mine < theirs
        choices: list[ColumnElement[bool]] = []
        for index, (key, value, down) in enumerate(zip(self.keys, wanted, self.descending, strict=True)):
            same = [each == other for each, other in zip(self.keys[:index], wanted[:index], strict=True)]
            choices.append(and_(*same, key > value if down is reverse else key < value))
        return or_(false(), *choices)

    def _from(self, reader: Reader, values: Sequence[Any] | None, limit: int, *, offset: int) -> LeadWindow:
        statement = self._lines(*(() if values is None else (self._beyond(values),))).limit(limit + 1)
        if offset > 0:
            statement = statement.offset(offset)
        rows = _rows(reader, statement)
        return LeadWindow(
            tuple(line(row) for row in rows[:limit]),
            offset,
            more_before=offset != 0 or values is not None,
            more_after=len(rows) > limit,
        )

    def _back(self, reader: Reader, values: Sequence[Any], limit: int) -> LeadWindow:
        rows = _rows(reader, self._lines(self._beyond(values, reverse=True), reverse=True).limit(limit + 1))
        lines = tuple(line(row) for row in reversed(rows[:limit]))
        return LeadWindow(lines, -1, more_before=len(rows) > limit, more_after=True)

    def _to_end(self, reader: Reader, limit: int) -> LeadWindow:
        total = int(reader.scalar(self.counting()))
        rows = _rows(reader, self._lines(reverse=True).limit(limit))
        lines = tuple(line(row) for row in reversed(rows))
        return LeadWindow(lines, total - len(lines), more_before=total > len(lines), more_after=False)

    def _around(self, reader: Reader, this: LeadRow, values: Sequence[Any], limit: int) -> LeadWindow:
        before = self._back(reader, values, limit // 2)
        after = self._from(reader, values, limit - len(before.lines) - 1, offset=-1)
        lines = (*before.lines, line(this), *after.lines)
        place = self._position(reader, values) if before.more_before else len(before.lines)
        return LeadWindow(lines, place - len(before.lines), before.more_before, after.more_after)


def _rows(reader: Reader, statement: Select[Any]) -> list[LeadRow]:
    """The lines that a statement finds."""
    return [LeadRow(*row) for row in reader.rows(statement)]


def _joined(statement: Select[Any], listing: Listing) -> Select[Any]:
    """The statement with the owner joined in where conditions or order ask for it."""
    mentions = [*listing.conditions, *listing.keys]
    if any("user_account" in str(each) for each in mentions):
        return statement.outerjoin(User, User.id == Lead.owner_id)
    return statement


def needs_rates(query: LeadQuery) -> bool:
    """Whether a list is sorted by amounts."""
    return any(each.removeprefix("-") in _AMOUNTS for each in query.sort)


def _worth(name: str, factors: Mapping[str, Decimal]) -> ColumnElement[Any]:
    """What an amount is worth in one currency."""
    minor, currency = _AMOUNTS[name]
    plain = cast(minor, Float)
    known = [(currency == code, plain * literal(float(factor), Float)) for code, factor in sorted(factors.items())]
    return case((minor.is_(None), literal(_NONE, Float)), *known, else_=plain + literal(_UNKNOWN, Float))


def listing(
    query: LeadQuery,
    compiled: Iterable[ColumnElement[bool] | None],
    region: str,
    factors: Mapping[str, Decimal] = MappingProxyType({}),
) -> Listing:
    """The list that a query means.

    Args:
        query: What is asked for.
        compiled: Its conditions, all of which hold; ``None`` for none.
        region: ISO 3166 code for phone numbers without a country.
        factors: What the smallest unit of each currency is worth in one of them, for a list sorted by amounts.

    Raises:
        Invalid: It is to be sorted by something that cannot be sorted by.
    """
    conditions: list[ColumnElement[bool]] = [
        Lead.deleted_at.is_not(None) if query.deleted else Lead.deleted_at.is_(None)
    ]
    conditions += [each for each in compiled if each is not None]
    if query.without:
        conditions.append(Lead.id.not_in(query.without))
    if query.search.strip():
        conditions.append(found_in(LEAD.table, query.search, region))
    keys: list[ColumnElement[Any]] = []
    descending: list[bool] = []
    for each in query.sort or ("-updated_at",):
        name = each.removeprefix("-")
        if name not in SORTABLE and name not in _AMOUNTS:
            raise Invalid(
                say("The list cannot be sorted by “{name}”.", name=name[:40]),
                field="sort",
                hint=say("Choose from: {names}.", names=listed((*SORTABLE, *_AMOUNTS))),
            )
        keys.append(_worth(name, factors) if name in _AMOUNTS else SORTABLE[name])
        descending.append(each.startswith("-"))
    return Listing(tuple(conditions), (*keys, Lead.id.expression), (*descending, descending[0]))


def view_named(name: str) -> LeadView:
    """The view of that name.

    Raises:
        NotFound: There is none.
    """
    for view in VIEWS:
        if name.casefold() in (view.name, *(label.casefold() for label in in_each_language(view.label))):
            return view
    raise NotFound(
        say("There is no view “{name}”.", name=name[:40]),
        hint=say("Choose from: {names}.", names=listed(v.name for v in VIEWS)),
    )
