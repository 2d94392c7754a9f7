"""Use cases of interests: which products a lead asks about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard, value_of
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import check_version, describe_changes, put_values, read_values
from app.domain.leads.kinds import LEAD
from app.domain.people.linking import resolver
from app.domain.products.catalogue import known_product
from app.domain.products.fields import INTEREST_FIELDS
from app.domain.products.kinds import PRODUCT
from app.domain.products.queries import interests_of
from app.domain.products.records import Product, ProductInterest
from app.domain.products.rows import InterestLine
from app.domain.stakeholders.subject import Subject, subject_with_id
from app.domain.store.desk import Desk
from app.words import say


class InterestService:
    """What leads ask about."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str) -> tuple[InterestLine, ...]:
        """The products that a lead asks about, in the order in which they were noted."""
        with self._desk.read() as reader:
            return interests_of(reader, LEAD.find(reader.connection, ref))

    def add(self, ref: str, product: str, *, quantity: object = None, notes: object = None) -> Outcome:
        """Note that a lead asks about a product; where it does already, quantity and notes are changed.

        Args:
            ref: The lead.
            product: Number, name, code or id of the product.
            quantity: How many, if they said so.
            notes: What they said.

        Raises:
            NotFound: There is no such lead or product.
            ReadOnly: The lead is closed.
            InvalidFields: Some values do not fit.
        """
        given = {code: value for code, value in (("quantity", quantity), ("notes", notes)) if value is not None}
        with self._desk.write("interest.add") as unit:
            subject = subject_with_id(unit.session, LEAD.name, LEAD.find(unit.session, ref))
            typed = self._typed(unit.session, given)
            found = known_product(unit.session, product)
            unit.hold(f"interest:{subject.id}")
            interest = unit.session.scalar(
                select(ProductInterest).where(
                    ProductInterest.record_id == subject.id, ProductInterest.product_id == found.id
                )
            )
            if interest is None:
                interest = unit.add(ProductInterest(record_kind=LEAD.name, record_id=subject.id, product_id=found.id))
            put_values(interest, INTEREST_FIELDS, typed)
            called = PRODUCT.called(found)
            message = (
                say("{record} asks about {product}.", record=subject.title, product=called)
                if interest.quantity is None
                else say(
                    "{record} asks about {quantity} {product}.",
                    record=subject.title,
                    quantity=interest.quantity,
                    product=called,
                )
            )
            unit.describe(message, subject.kind, subject.id)
        return Outcome(interest.id, found.code, ("interests",) if unit.seq else (), message, unit.seq)

    def edit(self, id: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change quantity or notes.

        Raises:
            NotFound: It is no longer asked about.
            ReadOnly: The lead is closed.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("interest.edit") as unit:
            interest, product, subject = self._known(unit.session, id)
            typed = self._typed(unit.session, values)
            check_version(interest, version, typed, _card(interest, product))
            changed = put_values(interest, INTEREST_FIELDS, typed)
            message = describe_changes(PRODUCT.called(product), INTEREST_FIELDS, changed)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(interest.id, product.code, changed, message, unit.seq)

    def remove(self, id: str) -> Outcome:
        """Note that a lead asks about a product no longer.

        Raises:
            NotFound: It is no longer asked about.
            ReadOnly: The lead is closed.
        """
        with self._desk.write("interest.remove") as unit:
            interest, product, subject = self._known(unit.session, id)
            unit.session.delete(interest)
            message = say(
                "{record} no longer asks about {product}.", record=subject.title, product=PRODUCT.called(product)
            )
            unit.describe(message, subject.kind, subject.id)
        return Outcome(id, product.code, ("interests",), message, unit.seq)

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        resolve = resolver(session, me=self._desk.actor.id)
        typed = read_values(INTEREST_FIELDS, values, self._desk.context(), resolve)
        quantity = typed.get("quantity")
        if quantity is not None and quantity <= 0:
            raise Invalid(say("Quantity: it must be more than 0."), field="quantity", hint=say("Such as 3 or 0.5."))
        return typed

    def _known(self, session: Session, id: str) -> tuple[ProductInterest, Product, Subject]:
        interest = session.get(ProductInterest, id)
        if interest is None:
            raise NotFound(
                say("This product is no longer asked about."), hint=say("It may have been undone; history tells.")
            )
        product = session.get_one(Product, interest.product_id)
        return interest, product, subject_with_id(session, interest.record_kind, interest.record_id)


def asked_about(session: Session, record_id: str) -> list[tuple[str, str | None]]:
    """Id and quantity of the products that a lead asks about and that are there; for what is made of it."""
    rows = session.execute(
        select(ProductInterest.product_id, ProductInterest.quantity)
        .join(Product, Product.id == ProductInterest.product_id)
        .where(ProductInterest.record_id == record_id, Product.deleted_at.is_(None))
        .order_by(ProductInterest.id)
    )
    return [(product_id, quantity) for product_id, quantity in rows]


def _card(interest: ProductInterest, product: Product) -> RecordCard:
    columns = vars(interest)
    values = {each.code: value_of(each, columns) for each in INTEREST_FIELDS}
    return RecordCard(
        "interest", interest.id, product.code, interest.version, product.name, values, fields=INTEREST_FIELDS
    )
