"""The list of products: a query, words and an order, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Numeric, Select, and_, cast, func, or_, select

from app.domain.core.errors import Invalid
from app.domain.core.unit_price import UnitPrice
from app.domain.core.users import Users
from app.domain.fields.editing import custom_fields
from app.domain.people.records import User
from app.domain.products.kinds import DISCOUNT_LIST, PRODUCT, UNIT_GROUP
from app.domain.products.records import Product
from app.domain.products.rows import ProductLine
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.contributed import contributed
from app.domain.rates.queries import rates_on
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.searching import found_in
from app.words import listed, say

_LINE: Final[tuple[Any, ...]] = (
    Product.id,
    Product.code,
    Product.number,
    Product.name,
    Product.name_ar,
    Product.kind,
    Product.family,
    Product.unit,
    Product.price,
    Product.price_currency,
    Product.tax_rate,
    Product.active_from,
    Product.active_to,
    Product.version,
)
SORTABLE: Final[dict[str, ColumnElement[Any]]] = {
    "name": Product.name_key.expression,
    "number": Product.number_key.expression,
    "family": func.coalesce(Product.family, ""),
    "price": func.coalesce(Product.price_minor, -1),
    "tax_rate": func.coalesce(cast(Product.tax_rate, Numeric), -1),
    "created_at": Product.created_at.expression,
    "updated_at": Product.updated_at.expression,
}
"""The expressions a list can be sorted by; never empty, so that paging misses nothing."""


def matching(reader: Reader, desk: Desk, query: str, search: str) -> list[ColumnElement[bool]]:
    """What holds for the products of a query whose text holds every word of a search.

    Raises:
        QueryProblem: The query cannot be understood; the message shows where and suggests.
    """
    held: list[ColumnElement[bool]] = [Product.deleted_at.is_(None)]
    if query.strip():
        held.append(_condition(reader, desk, query))
    if search.strip():
        held.append(found_in(PRODUCT.table, search))
    return held


def _condition(reader: Reader, desk: Desk, query: str) -> ColumnElement[bool]:
    connection = reader.connection
    users = [(row.id, row.code, row.name) for row in connection.execute(select(User.id, User.code, User.name))]
    context = QueryContext(desk.context(), desk.actor.id, Users(users), rates_on(reader, desk.today()))
    columns = RecordColumns(
        PRODUCT.table,
        (*PRODUCT.fields, *custom_fields(connection, PRODUCT.name)),
        linked={"unit_group": TableLinks(UNIT_GROUP.table), "discount_list": TableLinks(DISCOUNT_LIST.table)},
        folds={"name": "name_key", "number": "number_key"},
        elsewhere=contributed(PRODUCT.name),
    )
    return compile_text(query, columns, context)


def lines(
    reader: Reader, held: Sequence[ColumnElement[bool]], sort: str, limit: int, after: str
) -> tuple[ProductLine, ...]:
    """A page of products.

    Args:
        reader: Where to read.
        held: What holds for each.
        sort: One of ``SORTABLE``, with a ``-`` before it for the other way round.
        limit: How many at most.
        after: The id of the product to go on behind; empty for the first ones.

    Raises:
        Invalid: There is no such order.
    """
    code, down = sort.removeprefix("-") or "name", sort.startswith("-")
    if code not in SORTABLE:
        raise Invalid(
            say("There is no order “{name}” of products.", name=sort[:40]),
            field="sort",
            hint=say("Choose from: {choices}.", choices=listed(SORTABLE)),
        )
    key, ids = SORTABLE[code], Product.id.expression
    order = (key.desc(), ids.desc()) if down else (key, ids)
    statement = select(*_LINE).where(*held).order_by(*order).limit(limit)
    if after:
        place = reader.scalar(select(key).where(Product.id == after))
        beyond = key < place if down else key > place
        same = and_(key == place, ids < after if down else ids > after)
        statement = statement.where(or_(beyond, same))
    return tuple(_line(row) for row in reader.rows(statement))


def counting(held: Sequence[ColumnElement[bool]]) -> Select[int]:
    """The statement that counts products."""
    return select(func.count()).select_from(Product).where(*held)


def _line(row: Sequence[Any]) -> ProductLine:
    *told, price, currency, tax_rate, active_from, active_to, version = row
    exact = None if price is None else UnitPrice(Decimal(price), currency)
    rate = None if tax_rate is None else Decimal(tax_rate)
    columns = (*told, exact, rate, active_from, active_to, version)
    return ProductLine(*columns)
