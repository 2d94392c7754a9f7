"""Use cases of sales orders: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field, parse
from app.domain.core.money import Money
from app.domain.core.outcomes import Outcome
from app.domain.core.windows import ListQuery
from app.domain.customers.service import said_of_new
from app.domain.fields.cards import read_card
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.orders.counting import count_ordered
from app.domain.orders.fields import COMMENT, ORDER_FIELDS, STANDING, STATUSES
from app.domain.orders.kinds import ORDER
from app.domain.orders.lister import OrderLister
from app.domain.orders.making import create, customer_of, derive, note
from app.domain.orders.queries import orders_of, shown
from app.domain.orders.records import SalesOrder
from app.domain.orders.rows import OrderRow, ShownOrder
from app.domain.orders.rules import asked_rows
from app.domain.people.linking import names_of, resolver
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import copied_in_words
from app.domain.quotes.named import QUOTE_LINES
from app.domain.quotes.queries import sold_lines, status_at
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.quotes.rules import refuse_unless
from app.domain.quotes.statements import belongs_to
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import hanging
from app.domain.store.unit import UnitOfWork
from app.words import listed, say, sentences

_STATUS = Field("status", "Status", "choice", choices=STATUSES)


class OrderService:
    """What was bought."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, quotation_ref: str, rows: Iterable[str] = ()) -> Outcome:
        """Order what was offered: all that is left of a quotation, or some rows of it.

        Args:
            quotation_ref: The quotation.
            rows: Each a row with a quantity, such as ``3:2``; without a quantity all that is left of it.

        Raises:
            NotFound: There is no such quotation.
            NotAllowed: It was not submitted, is expired or decided, or nothing of it is left.
            Invalid: There is no such row, or less of it is left.
        """
        with self._desk.write("order.add") as unit:
            quotation = unit.session.get_one(Quotation, QUOTATION.find(unit.session, quotation_ref))
            QUOTATION.refuse_deleted(quotation)
            self._refuse_ordered(unit.session, quotation)
            status = status_at(quotation.status, quotation.expires_at, self._desk.now())
            if status == "partially_ordered" and quotation.expires_at <= self._desk.now():
                status = "expired"
            refuse_unless("order", status, quotation.code, quotation.valid_until)
            reader = Reader(unit.session.connection())
            shown_rows = sold_lines(reader.named(QUOTE_LINES, document_id=quotation.id), quotation.total_currency)
            asked = asked_rows(rows, shown_rows)
            own = select(QuotationLine).where(QuotationLine.quotation_id == quotation.id)
            there = unit.session.scalars(own.order_by(QuotationLine.position, QuotationLine.id)).all()
            order, number, carried = create(unit, self._desk, quotation, there, asked)
            told = say("Order {code} made of {quotation}", code=order.code, quotation=quotation.code)
            note(unit, order, "order_added", told)
            count_ordered(unit, quotation, told)
            message = say(
                "{code} added of {quotation}: {total}; copied: {what}.",
                code=order.code,
                quotation=quotation.code,
                total=_total(order),
                what=copied_in_words(order, number, carried),
            )
            unit.describe(message, ORDER.name, order.id)
        return Outcome(order.id, order.code, ("order",), message, unit.seq, {"order": [order.code]})

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields; what was ordered stays.

        Raises:
            NotFound: There is none.
            ReadOnly: It is cancelled.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("order.edit") as unit:
            order = self._standing(unit.session, ref)
            typed = self._typed(unit.session, values)
            if version is not None:
                now = read_card(Reader(unit.session.connection()), ORDER, order.id)
                check_version(order, version, typed, now)
            changed = self._change(unit.session, order, typed)
            fields = (*ORDER_FIELDS, *custom_fields(unit.session, ORDER.name))
            message = describe_changes(order.code, fields, changed)
            unit.describe(message, ORDER.name, order.id)
        return Outcome(order.id, order.code, changed, message, unit.seq)

    def edit_within(self, unit: UnitOfWork, order_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields inside a command under way; returns the codes that changed."""
        order = self._standing(unit.session, order_id)
        return self._change(unit.session, order, self._typed(unit.session, values))

    def confirm(self, ref: str) -> Outcome:
        """Confirm an order: its customer is made if there is none, and its lead is converted.

        Raises:
            NotFound: There is none.
            NotAllowed: It is confirmed or cancelled already.
        """
        with self._desk.write("order.confirm") as unit:
            order = self._standing(unit.session, ref)
            self._refuse_confirmed(unit.session, order)
            order.status, order.confirmed_at, order.confirmed_by_id = "confirmed", unit.now, unit.actor_id
            customer, buyer, carried = customer_of(unit, self._desk, order)
            told = say("Order {code} confirmed: {total}", code=order.code, total=_total(order))
            note(unit, order, "order_confirmed", told)
            quotation = unit.session.get_one(Quotation, order.quotation_id)
            quotation.customer_id = quotation.customer_id or customer.id
            lead = unit.session.get(Lead, order.lead_id) if order.lead_id else None
            before = lead.status if lead else None
            count_ordered(unit, quotation, told)
            is_converted = lead is not None and lead.status == "converted" != before
            message = sentences(
                say("{code} confirmed: {total}.", code=order.code, total=_total(order)),
                said_of_new(customer, buyer, carried) if buyer is not None else "",
                say("{name} is converted.", name=LEAD.called(lead)) if is_converted else "",
            )
            unit.describe(message, ORDER.name, order.id)
        made = {**buyer.made, "customer": [customer.code]} if buyer is not None else {}
        return Outcome(order.id, order.code, ("status", *made), message, unit.seq, made)

    def cancel(self, ref: str, comment: str | None = None) -> Outcome:
        """Cancel an order: its quantities can be ordered again, and its lead is what its other documents mean.

        Raises:
            NotFound: There is none.
            NotAllowed: It is cancelled already.
        """
        words = parse(COMMENT, comment, self._desk.context())
        with self._desk.write("order.cancel") as unit:
            order = self._standing(unit.session, ref)
            if order.status == "cancelled":
                raise NotAllowed(
                    say("{code} is already cancelled.", code=order.code), hint=say("There is nothing to do.")
                )
            quotation = unit.session.get_one(Quotation, order.quotation_id)
            order.status, order.comment = "cancelled", words
            told = say("Order {code} cancelled", code=order.code)
            note(unit, order, "order_cancelled", told)
            count_ordered(unit, quotation, told)
            message = say("{code} cancelled.", code=order.code)
            unit.describe(message, ORDER.name, order.id)
        return Outcome(order.id, order.code, ("status",), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put an order away that is not confirmed; it can be undone.

        Raises:
            NotFound: There is none.
            NotAllowed: It is confirmed; or only managers may.
        """
        with self._desk.write("order.delete") as unit:
            order = self._standing(unit.session, ref)
            if order.status == "confirmed":
                raise NotAllowed(
                    say("{code} is confirmed.", code=order.code),
                    hint=say("Cancel it first: leadline order cancel {code}", code=order.code),
                )
            quotation = unit.session.get_one(Quotation, order.quotation_id)
            order.deleted_at = unit.now
            with_it = hanging(unit.session, order.id)
            message = (
                say("{name} deleted, with {what}.", name=order.code, what=with_it)
                if with_it
                else say("{name} deleted.", name=order.code)
            )
            unit.describe(message, ORDER.name, order.id)
            count_ordered(unit, quotation, say("Order {code} deleted", code=order.code))
        return Outcome(order.id, order.code, ("deleted",), message, unit.seq)

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
    ) -> tuple[OrderRow, ...]:
        """The orders of a query whose text holds every word of a search.

        Args:
            query: In the query language, such as ``total > 10k USD``.
            status: Only those of this status, by code or label.
            search: Words they hold.
            of: Only those of this quotation, lead, opportunity, customer, account or contact, by its id.
            sort: What a list of orders can be sorted by, such as ordered_on or total; ``-`` turns it round.
            limit: How many at most.
            after: The order to go on behind.

        Raises:
            Invalid: The query, the status or the order is none.
        """
        wanted = ListQuery(narrowing=query, search=search, sort=(sort,))
        return OrderLister(self._desk).page(wanted, self._held(status, of), limit, after)

    def of(self, record_id: str) -> tuple[OrderRow, ...]:
        """The orders of a quotation, a lead, an opportunity, a customer, an account or a contact, newest first."""
        with self._desk.read() as reader:
            return orders_of(reader, record_id)

    def count(self, query: str = "", *, status: str | None = None, search: str = "", of: str = "") -> int:
        """How many orders a list without limit has."""
        wanted = ListQuery(narrowing=query, search=search)
        return OrderLister(self._desk).number(wanted, self._held(status, of))

    def show(self, ref: str) -> ShownOrder:
        """One in full: its fields, lines, discount, taxes and total."""
        with self._desk.read() as reader:
            return shown(reader, ORDER.find(reader.connection, ref))

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return ORDER.find(reader.connection, ref)

    def _standing(self, session: Session, ref: str) -> SalesOrder:
        """The order that a reference names, unless it was deleted; its quotation is held before it."""
        order_id = ORDER.find(session, ref)
        session.get(Quotation, session.scalar(select(SalesOrder.quotation_id).where(SalesOrder.id == order_id)) or "")
        order = session.get_one(SalesOrder, order_id)
        ORDER.refuse_deleted(order)
        return order

    def _refuse_confirmed(self, session: Session, order: SalesOrder) -> None:
        """Refuse to confirm an order a second time, or one that was cancelled."""
        if order.status == "confirmed":
            who = names_of(session, [order.confirmed_by_id]).get(order.confirmed_by_id)
            raise NotAllowed(
                say("{code} is already confirmed, by {name}.", code=order.code, name=who)
                if who
                else say("{code} is already confirmed.", code=order.code),
                hint=say("There is nothing to do."),
            )
        if order.status not in STANDING:
            raise NotAllowed(
                say("{code} is already cancelled.", code=order.code),
                hint=say("Order it anew: leadline order add --quote QUOTATION"),
            )

    def _refuse_ordered(self, session: Session, quotation: Quotation) -> None:
        """Refuse a quotation of which nothing is left, and name the orders that took it."""
        if quotation.status != "ordered":
            return
        found = session.execute(
            select(SalesOrder.code, SalesOrder.made_by_id)
            .where(SalesOrder.quotation_id == quotation.id)
            .where(SalesOrder.deleted_at.is_(None), SalesOrder.status.in_(STANDING))
            .order_by(SalesOrder.id)
        ).all()
        names = names_of(session, [each.made_by_id for each in found])
        told = (
            say("{code} (by {name})", code=each.code, name=names[each.made_by_id]) if each.made_by_id else each.code
            for each in found
        )
        raise NotAllowed(
            say("Nothing is left to order of {code}: {orders}.", code=quotation.code, orders=listed(told)),
            hint=say("Cancel an order to order anew."),
        )

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        fields = (*ORDER_FIELDS, *custom_fields(session, ORDER.name))
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _change(self, session: Session, order: SalesOrder, typed: Mapping[str, Any]) -> tuple[str, ...]:
        ORDER.refuse_closed(order)
        for code in ("name", "customer_name"):
            if code in typed and not typed[code]:
                (field,) = (each for each in ORDER_FIELDS if each.code == code)
                raise Invalid(
                    say("{field} is missing: an order needs it.", field=field.label),
                    field=code,
                    hint=say("Keep what there is."),
                )
        changed = put_values(order, (*ORDER_FIELDS, *custom_fields(session, ORDER.name)), typed)
        if changed:
            code = session.get_one(Quotation, order.quotation_id).code
            derive(order, quotation_code=code)
        return changed

    def _held(self, status: str | None, of: str) -> Sequence[ColumnElement[bool]]:
        """What holds for those of a status, and of a record."""
        wanted: str | None = parse(_STATUS, status, self._desk.context())
        held: list[ColumnElement[bool]] = [SalesOrder.status == wanted] if wanted else []
        return [*held, (SalesOrder.quotation_id == of) | belongs_to(SalesOrder, of)] if of else held


def _total(order: SalesOrder) -> Money:
    return Money(order.total_minor, order.total_currency)
