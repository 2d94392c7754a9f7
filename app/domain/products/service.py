"""Use cases of products: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid
from app.domain.core.exact import shortest
from app.domain.core.fields import Field
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.people.linking import resolver
from app.domain.products import listing
from app.domain.products.catalogue import known_product, settle
from app.domain.products.fields import PARTS_FIELD
from app.domain.products.kinds import PRODUCT
from app.domain.products.pricing import Price, price_for
from app.domain.products.queries import card
from app.domain.products.records import BundleItem, Product
from app.domain.products.rows import ProductLine
from app.domain.products.rules import counted_ref, quantity_of
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import naming
from app.domain.store.unit import UnitOfWork
from app.words import say, say_many


class ProductService:
    """What we sell."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, values: Mapping[str, object], parts: Iterable[str] | None = None) -> Outcome:
        """Add a product from field values, typed or as text.

        Args:
            values: By field code.
            parts: For a bundle: the products in it, each as ``M2:3``.

        Raises:
            InvalidFields: Some values do not fit.
            NotAllowed: There is a product of that number already; or only managers may.
            NotFound: A part is no product.
        """
        with self._desk.write("product.add") as unit:
            fields, typed = self._read(unit.session, values)
            product = Product(
                code=next_code(unit.session, PRODUCT.prefix), number="", name="", unit="", kind="product", custom={}
            )
            _put(product, fields, typed)
            settle(unit, product)
            unit.add(product)
            if parts is not None:
                product.kind = "bundle"
                unit.session.flush()
                self._put_parts(unit, product, parts)
            message = say("{name} added as {code}.", name=PRODUCT.called(product), code=product.code)
            unit.describe(message, PRODUCT.name, product.id)
        return Outcome(product.id, product.code, tuple(typed), message, unit.seq)

    def edit(
        self,
        ref: str,
        values: Mapping[str, object],
        *,
        parts: Iterable[str] | None = None,
        version: int | None = None,
    ) -> Outcome:
        """Change fields; documents keep what they copied.

        Args:
            ref: Which product.
            values: By field code.
            parts: All that is in it from now on, each as ``M2:3``; as it was without them.
            version: From which version the edit started.

        Raises:
            NotFound: There is no such product.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
            NotAllowed: Another product has the new number; or only managers may.
        """
        with self._desk.write("product.edit") as unit:
            product = known_product(unit.session, ref)
            fields, typed = self._read(unit.session, values)
            if version is not None:
                check_version(product, version, typed, card(Reader(unit.session.connection()), product.id))
            changed = _put(product, fields, typed)
            settle(unit, product)
            if parts is not None:
                product.kind = "bundle" if self._put_parts(unit, product, parts) else "product"
                changed = (*changed, PARTS_FIELD.code)
            message = describe_changes(PRODUCT.called(product), (*fields, PARTS_FIELD), changed)
            unit.describe(message, PRODUCT.name, product.id)
        return Outcome(product.id, product.code, changed, message, unit.seq)

    def edit_within(self, unit: UnitOfWork, product_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields inside a command under way; returns the codes that changed."""
        product = known_product(unit.session, product_id)
        fields, typed = self._read(unit.session, values)
        changed = _put(product, fields, typed)
        if changed:
            settle(unit, product)
        return changed

    def set_parts(self, ref: str, parts: Iterable[str]) -> Outcome:
        """Make a product a bundle of some others, each as ``M2:3``; without any it is a product by itself.

        Raises:
            NotFound: There is no such product.
            Invalid: A part stands there twice, is the bundle itself, or has the bundle in it.
        """
        with self._desk.write("product.set_parts") as unit:
            product = known_product(unit.session, ref)
            number = self._put_parts(unit, product, parts)
            product.kind = "bundle" if number else "product"
            called = PRODUCT.called(product)
            message = (
                say_many(
                    "{name} is a bundle of {n} product.", "{name} is a bundle of {n} products.", number, name=called
                )
                if number
                else say("{name} is no bundle.", name=called)
            )
            unit.describe(message, PRODUCT.name, product.id)
        return Outcome(product.id, product.code, ("parts",) if unit.seq else (), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a product away, saying what still names it; documents keep what they copied. It can be undone."""
        with self._desk.write("product.delete") as unit:
            product = known_product(unit.session, ref)
            product.deleted_at = unit.now
            called, names = PRODUCT.called(product), naming(unit.session, PRODUCT.table, product.id)
            message = (
                say("{name} deleted; still named by {names}.", name=called, names=names)
                if names
                else say("{name} deleted.", name=called)
            )
            unit.describe(message, PRODUCT.name, product.id)
        return Outcome(product.id, product.code, ("deleted",), message, unit.seq)

    def list(
        self, query: str = "", search: str = "", sort: str = "name", limit: int = 200, after: str = ""
    ) -> tuple[ProductLine, ...]:
        """The products of a query whose text holds every word of a search.

        Args:
            query: In the query language, such as ``family = Machines and price < 5k USD``.
            search: Words they hold.
            sort: name, number, family, price, tax_rate, created_at or updated_at; ``-`` turns it round.
            limit: How many at most.
            after: The product to go on behind.

        Raises:
            Invalid: The query or the order is none.
        """
        with self._desk.read() as reader:
            held = listing.matching(reader, self._desk, query, search)
            after_id = PRODUCT.find(reader.connection, after) if after else ""
            return listing.lines(reader, held, sort, limit, after_id)

    def count(self, query: str = "", search: str = "") -> int:
        """How many products a list without limit has."""
        with self._desk.read() as reader:
            return int(reader.scalar(listing.counting(listing.matching(reader, self._desk, query, search))))

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose text holds every word of a search, with their numbers."""
        return tuple((each.code, each.name, each.number) for each in self.list(search=text, limit=limit))

    def show(self, ref: str) -> RecordCard:
        """One in full, with its ``parts`` and its ``prices`` in lists."""
        with self._desk.read() as reader:
            return card(reader, PRODUCT.find(reader.connection, ref))

    def price(
        self,
        ref: str,
        *,
        currency: str | None = None,
        quantity: str = "1",
        on: object = None,
        price_list: str | None = None,
        unit: str | None = None,
    ) -> Price:
        """What one unit of a product costs; see ``pricing.price_for``.

        Args:
            ref: The product.
            currency: Its code, sign or name; that of the price list, of the product, or the workspace's without one.
            quantity: How many.
            on: The day; today without it.
            price_list: The price list; the one that fits without it.
            unit: One of its units; its own without it.
        """
        from app.domain.products.asking import asked_currency, asked_day

        number = quantity_of(quantity)
        with self._desk.read() as reader, Session(reader.connection) as session:
            code = asked_currency(session, self._desk, currency, ref, price_list)
            day = asked_day(self._desk, on)
            return price_for(session, ref, currency=code, quantity=number, on=day, price_list=price_list, unit=unit)

    def _read(self, session: Session, values: Mapping[str, object]) -> tuple[tuple[Field, ...], dict[str, Any]]:
        fields = (*PRODUCT.fields, *custom_fields(session, PRODUCT.name))
        return fields, read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _put_parts(self, unit: UnitOfWork, bundle: Product, parts: Iterable[str]) -> int:
        """Let a bundle have these parts and no others; returns how many they are."""
        unit.hold("bundles")
        wanted: dict[str, tuple[Product, str]] = {}
        for each in parts:
            ref, quantity = counted_ref(each, "parts")
            product = known_product(unit.session, ref)
            if product.id in wanted:
                raise Invalid(
                    say("{name} stands in the bundle twice.", name=PRODUCT.called(product)),
                    field="parts",
                    hint=say("Name it once, with how many."),
                )
            _refuse_cycle(unit.session, bundle, product)
            wanted[product.id] = (product, shortest(quantity))
        there = {
            each.product_id: each
            for each in unit.session.scalars(select(BundleItem).where(BundleItem.bundle_id == bundle.id))
        }
        for product_id, row in there.items():
            if product_id not in wanted:
                unit.session.delete(row)
        for product_id, (_, quantity_text) in wanted.items():
            if product_id in there:
                there[product_id].quantity = quantity_text
            else:
                unit.add(BundleItem(bundle_id=bundle.id, product_id=product_id, quantity=quantity_text))
        return len(wanted)


def _put(product: Product, fields: Iterable[Field], typed: Mapping[str, Any]) -> tuple[str, ...]:
    """Put values on a product; a text that it must have is never nothing."""
    needed = {each: typed[each] or "" for each in ("number", "name", "unit") if each in typed}
    return put_values(product, fields, {**typed, **needed})


def _refuse_cycle(session: Session, bundle: Product, part: Product) -> None:
    """Refuse a part that is the bundle, or has it in it.

    Raises:
        Invalid: It is.
    """
    reached, level = {part.id}, {part.id}
    while level and bundle.id not in reached:
        inside = select(BundleItem.product_id).where(BundleItem.bundle_id.in_(level))
        level = set(session.scalars(inside)) - reached
        reached |= level
    if bundle.id not in reached:
        return
    name = PRODUCT.called(bundle)
    raise Invalid(
        say("{name} cannot be in itself.", name=name)
        if part.id == bundle.id
        else say("{part} has {name} in it already.", part=PRODUCT.called(part), name=name),
        field="parts",
        hint=say("Leave it out."),
    )
