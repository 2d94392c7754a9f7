"""What leads can be asked for about products: ``products ~ espresso``."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, func, select

from app.domain.core.fields import Field
from app.domain.products.records import Product, ProductInterest
from app.domain.query.contributed import QueryField


def _asked_about(lead: FromClause) -> ColumnElement[Any]:
    """Numbers and names of the products that a lead asks about."""
    return _together(lead, Product.number + " " + Product.name)


def _folded(lead: FromClause) -> ColumnElement[Any]:
    """All that the search finds of them."""
    return _together(lead, Product.search_text)


def _together(lead: FromClause, text: ColumnElement[Any] | Any) -> ColumnElement[Any]:
    every = (
        select(func.aggregate_strings(text, "; "))
        .join(ProductInterest, ProductInterest.product_id == Product.id)
        .where(ProductInterest.record_id == lead.c.id, Product.deleted_at.is_(None))
    )
    return every.correlate(lead).scalar_subquery()


INTERESTS: Final = QueryField(Field("products", "Products of interest"), _asked_about, _folded)
