"""Making a quotation inside a command: whom it is for, its currency and lines, and what comes along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.core.amounts import currency_named
from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.frozen import frozen
from app.domain.customers.carrying import Carried, carry_along, note_on
from app.domain.customers.kinds import CUSTOMER
from app.domain.fields.kinds import find_record
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.statuses import settle
from app.domain.people.linking import resolver
from app.domain.people.records import Account, Contact
from app.domain.people.rows import address_line
from app.domain.products.catalogue import known_price_list, known_product
from app.domain.products.documents import DocumentColumns, typed_reduction, work_out
from app.domain.products.interests import asked_about
from app.domain.products.kinds import PRODUCT
from app.domain.products.lines import Terms, line_columns
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.quotes.rules import end_of, searchable, valid_until
from app.domain.quotes.settings import VALID_DAYS
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.making import columns_now
from app.domain.sales.offering import lines_in
from app.domain.sales.records import Opportunity
from app.domain.settings.queries import setting
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say, say_many

FOR: Final = ("opportunity", "lead", "customer")
"""The kinds of record that a quotation is made for."""
COPIED: Final = (
    "name",
    "customer_name",
    "address",
    "account_id",
    "contact_id",
    "lead_id",
    "opportunity_id",
    "customer_id",
    "owner_id",
    "terms",
)
"""The columns that a document takes over from the one it was made of."""


@frozen
class Source:
    """What a quotation is made for.

    Attributes:
        id: Its identity.
        columns: The columns of the quotation that it fills.
        currency: What its own amounts are in; empty where it has none.
        asked: Product and quantity of what was asked about.
    """

    id: str
    columns: dict[str, Any] = field(default_factory=dict)
    currency: str = ""
    asked: tuple[Mapping[str, object], ...] = ()


def source_of(session: Session, ref: str) -> Source:
    """What a reference names, if a quotation can be made for it.

    Raises:
        NotFound: It names nothing of the sort.
        NotAllowed: It was deleted, or the lead is disqualified.
        ReadOnly: The opportunity is closed.
    """
    kind, record_id = find_record(session, ref, FOR)
    record: Any = session.get_one(kind.record, record_id)
    kind.refuse_deleted(record)
    if isinstance(record, Lead):
        if record.state == "disqualified":
            raise NotAllowed(
                say("{name} is disqualified.", name=LEAD.called(record)),
                hint=say("Reactivate it first: leadline lead reactivate {code}", code=record.code),
            )
        who = record.company or record.name or record.title
        people = _people(session, record, record)
        return Source(
            record.id,
            people | {"name": record.topic or who, "customer_name": who, "lead_id": record.id},
            record.estimated_value_currency or record.budget_currency or "",
            tuple({"product": each, "quantity": quantity or "1"} for each, quantity in asked_about(session, record.id)),
        )
    if isinstance(record, Opportunity):
        OPPORTUNITY.refuse_closed(record)
        lead = session.get(Lead, record.lead_id) if record.lead_id else None
        people = _people(session, record, lead)
        who = record.customer_name or people["customer_name"] or record.name
        own = {"name": record.name, "customer_name": who, "lead_id": record.lead_id, "opportunity_id": record.id}
        offered = lines_in(session, record.id)
        return Source(record.id, people | own, offered[0].currency if offered else record.amount_currency or "")
    own = {"name": record.name, "customer_name": record.name, "customer_id": record.id}
    return Source(record.id, _people(session, record, None) | own)


def _people(session: Session, record: Any, lead: Lead | None) -> dict[str, Any]:
    """Account, contact, address and owner of what a document is made for, and what the account is called."""
    account = session.get(Account, record.account_id) if record.account_id else None
    contact = session.get(Contact, record.contact_id) if record.contact_id else None
    addresses = (_address(each) for each in (account, lead, contact) if each is not None)
    return {
        "account_id": record.account_id,
        "contact_id": record.contact_id,
        "address": next(filter(None, addresses), None),
        "owner_id": record.owner_id,
        "customer_name": account.name if account else contact.name if contact else None,
    }


def _address(record: Account | Contact | Lead) -> str:
    """The address of a record, in lines."""
    parts = {name: getattr(record, name) for name in ("city", "region", "postal_code", "country")}
    return "\n".join(filter(None, (record.street, address_line(parts))))


@frozen
class Offer:
    """What is asked for of a new quotation.

    Attributes:
        lines: Values of ``LINE_FIELDS`` of each line.
        reduction: The discount on all of it as it was typed.
        valid: The last day, or a number of days such as ``30d``.
        price_list: The list that its prices are taken from.
        currency: ISO 4217 code; the one in which the first line has a price without it.
        fields: Values of further fields, by code, read already.
    """

    lines: tuple[Mapping[str, object], ...] = ()
    reduction: str | None = None
    valid: object = None
    price_list: str | None = None
    currency: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def create(unit: UnitOfWork, desk: Desk, source: Source, offer: Offer) -> tuple[Quotation, Carried]:
    """Make a quotation, a draft, with what hangs on what it is made for; its lead's status is left to the caller.

    Raises:
        Invalid: A line, the discount or the last day does not fit.
        NotFound: There is no such product or price list.
    """
    session, context = unit.session, desk.context()
    days = int(setting(session, VALID_DAYS))
    until = offer.fields.get("valid_until") or valid_until(offer.valid, days, context)
    listed_ = known_price_list(session, offer.price_list) if offer.price_list else None
    currency = _currency(session, desk, source, offer, listed_.currency if listed_ else "")
    quotation = Quotation(
        **source.columns,
        code=next_code(session, QUOTATION.prefix),
        status="draft",
        quoted_on=desk.today(),
        valid_until=until,
        expires_at=end_of(until, desk.zone),
        price_list_id=listed_.id if listed_ else None,
        made_by_id=unit.actor_id,
        total_currency=currency,
        reduction=typed_reduction(offer.reduction, currency) if offer.reduction else None,
        tax_inclusive=bool(listed_ and listed_.tax_inclusive),
        taxes=[],
        custom={},
    )
    quotation.owner_id = quotation.owner_id or unit.actor_id
    unit.add(quotation)
    add_lines(unit, desk, quotation, (), offer.lines)
    derive(quotation)
    session.flush()
    carried = carry_along(unit, source.id, QUOTATION.name, quotation.id, quotation.contact_id)
    return quotation, carried


def add_lines(
    unit: UnitOfWork,
    desk: Desk,
    quotation: Quotation,
    there: Sequence[QuotationLine],
    values: Iterable[Mapping[str, object]],
) -> list[QuotationLine]:
    """Put lines below those that a quotation has, and work out what it comes to; returns the new ones.

    Raises:
        Invalid: A line does not fit, or there are too many.
        NotFound: There is no such product.
    """
    added = []
    sort = quotation.tax_inclusive if there or quotation.price_list_id else None
    last = max((line.position for line in there), default=0)
    for position, each in enumerate(values, last + 1):
        terms = terms_of(quotation, tax_inclusive=sort)
        columns, inclusive = line_columns(
            unit.session, each, terms, desk.context(), resolver(unit.session, me=desk.actor.id)
        )
        sort = inclusive if sort is None else sort
        added.append(QuotationLine(quotation_id=quotation.id, position=position, ordered="0", **columns))
    if sort is not None:
        quotation.tax_inclusive = sort
    work_out(quotation, [*there, *added])
    for line in added:
        unit.add(line)
    return added


def terms_of(quotation: Quotation, *, tax_inclusive: bool | None) -> Terms:
    """What holds for all lines of a quotation: prices are those of its own day."""
    return Terms(quotation.total_currency, quotation.quoted_on, quotation.price_list_id, tax_inclusive)


def _currency(session: Session, desk: Desk, source: Source, offer: Offer, of_list: str) -> str:
    """The currency of a new quotation: the one that is named, else one in which its first line has a price."""
    if offer.currency and of_list and offer.currency != of_list:
        raise Invalid(
            say("The price list is in {theirs}, not in {currency}.", theirs=of_list, currency=offer.currency),
            field="currency",
            hint=say("A document has one currency; leave one of the two out."),
        )
    if offer.currency or of_list:
        return offer.currency or of_list
    first = next(iter((*offer.lines, *source.asked)), {})
    named = currency_named(str(first.get("unit_price") or ""))
    if named:
        return named
    known = [each for each in (source.currency, desk.currency) if each]
    if not first.get("product"):
        return known[0]
    product = known_product(session, str(PRODUCT.find(session, str(first["product"]))))
    for currency in (*known, product.price_currency):
        if currency and _sold_in(session, desk, first, currency):
            return currency
    return known[0]


def _sold_in(session: Session, desk: Desk, line: Mapping[str, object], currency: str) -> bool:
    try:
        line_columns(session, line, Terms(currency, desk.today()), desk.context(), resolver(session, me=desk.actor.id))
    except Refusal:
        return False
    return True


def settle_lead(unit: UnitOfWork, quotation: Quotation, cause: Said) -> None:
    """Give the lead of a quotation the status that its documents mean now."""
    settle(unit, quotation.lead_id, cause)


def note(unit: UnitOfWork, quotation: Quotation, event: str, subject: Said) -> None:
    """Put what happened on the timelines of a quotation and of what it was made for."""
    places = (
        (QUOTATION.name, quotation.id),
        (OPPORTUNITY.name, quotation.opportunity_id),
        (LEAD.name, quotation.lead_id),
        (CUSTOMER.name, quotation.customer_id),
    )
    note_on(unit, places, event, subject)


def copied_in_words(document: DocumentColumns, lines: int, carried: Carried) -> Said:
    """What a new document was given, in words."""
    told = [say_many("{n} line", "{n} lines", lines)] if lines else []
    told.append(say("customer"))
    if document.address:
        told.append(say("address"))
    return listed([*told, *carried.told()])


def derive(quotation: Quotation, _region: str = "") -> None:
    """Set what follows from a quotation's own fields."""
    quotation.search_text = searchable(columns_now(quotation))
