"""Statements that read quotations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, or_, select

from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.records import Customer
from app.domain.fields.statements import card_select
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.records import User
from app.domain.people.statements import LINK_TABLES
from app.domain.products.kinds import PRICE_LIST
from app.domain.products.records import Product
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.named import QUOTE_LINES, QUOTE_SUMS, QUOTES_OF
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.records import Opportunity
from app.domain.store.named import builds


def linked_tables() -> dict[str, Table]:
    """The tables that the fields of documents link to, by the kind of record."""
    kinds = (LEAD, OPPORTUNITY, CUSTOMER, PRICE_LIST, QUOTATION)
    return {**LINK_TABLES, **{kind.name: kind.table for kind in kinds}}


@builds(QUOTATION.card)
def quotation_card() -> Select[Any]:
    """A quotation in full; binds ``id``."""
    return card_select(QUOTATION, linked_tables())


def quotation_rows() -> Select[Any]:
    """Quotations that were not put away, as lists show them."""
    number = select(func.count()).where(QuotationLine.quotation_id == Quotation.id).scalar_subquery()
    columns: tuple[Any, ...] = (
        Quotation.id,
        Quotation.code,
        Quotation.name,
        Quotation.customer_name,
        Quotation.status,
        Quotation.total_minor,
        Quotation.net_minor,
        Quotation.total_currency.label("currency"),
        Quotation.quoted_on,
        Quotation.valid_until,
        Quotation.expires_at,
        User.name.label("owner"),
        Quotation.lead_id,
        Lead.code.label("lead_code"),
        Quotation.opportunity_id,
        Opportunity.code.label("opportunity_code"),
        Quotation.customer_id,
        Customer.code.label("customer_code"),
        number.label("lines"),
        Quotation.updated_at,
        Quotation.version,
    )
    return (
        select(*columns)
        .select_from(Quotation)
        .outerjoin(User, User.id == Quotation.owner_id)
        .outerjoin(Lead, Lead.id == Quotation.lead_id)
        .outerjoin(Opportunity, Opportunity.id == Quotation.opportunity_id)
        .outerjoin(Customer, Customer.id == Quotation.customer_id)
        .where(Quotation.deleted_at.is_(None))
    )


@builds(QUOTES_OF)
def quotes_of() -> Select[Any]:
    """The quotations of a lead, an opportunity, a customer, an account or a contact, the newest first."""
    return quotation_rows().where(belongs_to(Quotation, bindparam("record_id"))).order_by(Quotation.id.desc())


def belongs_to(document: Any, record: Any) -> ColumnElement[bool]:
    """That documents of a record class are of a lead, an opportunity, a customer, an account or a contact."""
    owners = (
        document.lead_id,
        document.opportunity_id,
        document.customer_id,
        document.account_id,
        document.contact_id,
    )
    return or_(*(owner == record for owner in owners))


def line_cells(line: Any, ordered: Any) -> Select[Any]:
    """The lines of documents, of a record class, as documents show them."""
    columns: tuple[Any, ...] = (
        line.id,
        line.position,
        line.product_id,
        Product.code.label("product_code"),
        Product.name.label("product_name"),
        line.number,
        line.name,
        line.name_ar,
        line.description,
        line.quantity,
        line.unit,
        line.unit_price,
        line.discount,
        line.tax_rate,
        line.amount_minor,
        line.net_minor,
        ordered.label("ordered"),
        line.version,
    )
    return select(*columns).select_from(line).outerjoin(Product, Product.id == line.product_id)


def sum_cells(document: Any, expires_at: Any) -> Select[Any]:
    """What a document of a record class comes to; binds ``id``."""
    columns: tuple[Any, ...] = (
        document.total_currency.label("currency"),
        document.tax_inclusive,
        document.reduction,
        document.amount_minor,
        document.off_minor,
        document.net_minor,
        document.discount_minor,
        document.taxes,
        document.tax_minor,
        document.total_minor,
        expires_at.label("expires_at"),
    )
    return select(*columns).where(document.id == bindparam("id"))


@builds(QUOTE_LINES)
def quote_lines() -> Select[Any]:
    """The lines of a quotation, in their order; binds ``document_id``."""
    own = QuotationLine.quotation_id == bindparam("document_id")
    lines = line_cells(QuotationLine, QuotationLine.ordered).where(own)
    return lines.order_by(QuotationLine.position, QuotationLine.id)


@builds(QUOTE_SUMS)
def quote_sums() -> Select[Any]:
    """What a quotation comes to; binds ``id``."""
    return sum_cells(Quotation, Quotation.expires_at)
