"""Customers, quotations and sales orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STANDS = sa.text("deleted_at IS NULL AND account_id IS NOT NULL")
_PERSON_STANDS = sa.text("deleted_at IS NULL AND account_id IS NULL")


def upgrade() -> None:
    """Go on to this version."""
    _create(
        "customer",
        _code("code"),
        _text("name"),
        _text("name_key"),
        _code("kind"),
        *_links("customer", account_id="account", contact_id="contact", lead_id="lead", opportunity_id="opportunity"),
        _code("origin"),
        sa.Column("since", types.Day(), nullable=False),
        _text("customer_group", nullable=True),
        *_links("customer", owner_id="user_account"),
        _text("notes", nullable=True),
        *_found_and_put_away(),
    )
    op.create_index(
        "uq_customer_account", "customer", ["account_id"], unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
    )
    op.create_index(
        "uq_customer_contact",
        "customer",
        ["contact_id"],
        unique=True,
        sqlite_where=_PERSON_STANDS,
        postgresql_where=_PERSON_STANDS,
    )
    _index("customer", contact=["contact_id"], lead=["lead_id"], opportunity=["opportunity_id"])
    _index("customer", name_key=["name_key", "id"])
    _create(
        "quotation",
        _code("code"),
        _code("status"),
        sa.Column("quoted_on", types.Day(), nullable=False),
        sa.Column("valid_until", types.Day(), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        *_links("quotation", price_list_id="price_list"),
        sa.Column("submitted_at", types.UtcDateTime(), nullable=True),
        sa.Column("replied_at", types.UtcDateTime(), nullable=True),
        _text("lost_reason", nullable=True),
        _text("comment", nullable=True),
        *_links("quotation", copied_from_id="quotation"),
        *_document("quotation"),
    )
    _index("quotation", status_updated=["status", "updated_at", "id"], status_valid=["status", "valid_until", "id"])
    _create(
        "quotation_line",
        *_links("quotation_line", needed=True, quotation_id="quotation"),
        _text("ordered"),
        *_line("quotation_line"),
    )
    _index("quotation_line", quotation=["quotation_id", "position", "id"], product=["product_id"])
    _create(
        "sales_order",
        _code("code"),
        *_links("sales_order", needed=True, quotation_id="quotation"),
        _code("status"),
        sa.Column("ordered_on", types.Day(), nullable=False),
        sa.Column("confirmed_at", types.UtcDateTime(), nullable=True),
        *_links("sales_order", confirmed_by_id="user_account"),
        _text("comment", nullable=True),
        *_document("sales_order"),
    )
    _index("sales_order", status_updated=["status", "updated_at", "id"], quotation=["quotation_id"])
    _create(
        "sales_order_line",
        *_links("sales_order_line", needed=True, order_id="sales_order", quotation_line_id="quotation_line"),
        *_line("sales_order_line"),
    )
    _index("sales_order_line", order=["order_id", "position", "id"], product=["product_id"], row=["quotation_line_id"])
    for table in ("quotation", "sales_order"):
        _index(table, lead=["lead_id"], opportunity=["opportunity_id"], customer=["customer_id"])
        _index(table, account=["account_id"], contact=["contact_id"])


def _create(name: str, *columns: Any) -> None:
    """Create a table of records."""
    has_code = any(isinstance(each, sa.Column) and each.name == "code" for each in columns)
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *((sa.UniqueConstraint("code", name=op.f(f"uq_{name}_code")),) if has_code else ()),
    )


def _index(table: str, **columns: list[str]) -> None:
    for name, each in columns.items():
        op.create_index(f"ix_{table}_{name}", table, each)


def _code(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=40), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _amount(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _links(table: str, *, needed: bool = False, **others: str) -> Iterator[Any]:
    """Columns that name other records, and the keys that hold them to it."""
    for name, other in others.items():
        yield sa.Column(name, sa.String(length=32), nullable=not needed)
        yield sa.ForeignKeyConstraint(
            [name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"), initially="DEFERRED", deferrable=True
        )


def _found_and_put_away() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("last_activity_at", types.UtcDateTime(), nullable=True),
        _text("search_text"),
        sa.Column("folded", types.Document(), nullable=True),
        sa.Column("custom", types.Document(), nullable=False),
        sa.Column("deleted_at", types.UtcDateTime(), nullable=True),
    )


def _document(table: str) -> Iterator[Any]:
    """Whom a document is for and what it comes to."""
    yield from (_text("name"), _text("customer_name"), _text("address", nullable=True))
    yield from _links(
        table,
        account_id="account",
        contact_id="contact",
        lead_id="lead",
        opportunity_id="opportunity",
        customer_id="customer",
        owner_id="user_account",
        made_by_id="user_account",
    )
    yield sa.Column("tax_inclusive", sa.Boolean(), nullable=False)
    yield _text("reduction", nullable=True)
    yield from map(_amount, ("amount_minor", "off_minor", "net_minor", "discount_minor", "tax_minor", "total_minor"))
    yield sa.Column("taxes", types.Document(), nullable=False)
    yield _code("total_currency")
    yield _text("terms", nullable=True)
    yield from _found_and_put_away()


def _line(table: str) -> Iterator[Any]:
    """What stands in a line of a document."""
    yield sa.Column("position", sa.Integer(), nullable=False)
    yield from _links(table, product_id="product")
    yield from (_text("number", nullable=True), _text("name"), _text("name_ar", nullable=True))
    yield _text("description", nullable=True)
    yield from map(_text, ("quantity", "unit", "unit_price", "discount", "tax_rate"))
    yield from map(_amount, ("amount_minor", "net_minor"))


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
