"""Products with their units, bundles, price lists and discount lists."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    for name, rows in (("unit_group", "units"), ("discount_list", "steps")):
        _create(name, *_named(), sa.Column(rows, types.Document(), nullable=False), *_put_away())
    _create(
        "product",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_ar", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        _link("unit_group_id", nullable=True),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_currency", sa.String(length=40), nullable=True),
        sa.Column("tax_rate", sa.Text(), nullable=True),
        _link("discount_list_id", nullable=True),
        sa.Column("active_from", types.Day(), nullable=True),
        sa.Column("active_to", types.Day(), nullable=True),
        sa.Column("import_key", sa.Text(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("folded", types.Document(), nullable=True),
        *_put_away(),
        _names("product", "unit_group_id", "unit_group"),
        _names("product", "discount_list_id", "discount_list"),
    )
    op.create_index(
        "uq_product_number_key",
        "product",
        ["number_key"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_product_name_key", "product", ["name_key", "id"])
    op.create_index("ix_product_family", "product", ["family", "name_key", "id"])
    op.create_index("ix_product_import_key", "product", ["import_key"])
    op.create_index(op.f("ix_product_unit_group_id"), "product", ["unit_group_id"])
    op.create_index(op.f("ix_product_discount_list_id"), "product", ["discount_list_id"])
    _create(
        "bundle_item",
        _link("bundle_id", nullable=False),
        _link("product_id", nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False),
        _names("bundle_item", "bundle_id", "product"),
        _names("bundle_item", "product_id", "product"),
    )
    op.create_index("uq_bundle_item_bundle_product", "bundle_item", ["bundle_id", "product_id"], unique=True)
    op.create_index("ix_bundle_item_product", "bundle_item", ["product_id"])
    _create(
        "price_list",
        *_named(),
        sa.Column("currency", sa.String(length=40), nullable=False),
        sa.Column("customer_group", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("tax_inclusive", sa.Boolean(), nullable=False),
        sa.Column("valid_from", types.Day(), nullable=True),
        sa.Column("valid_to", types.Day(), nullable=True),
        _link("discount_list_id", nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        *_put_away(),
        _names("price_list", "discount_list_id", "discount_list"),
    )
    op.create_index("ix_price_list_currency", "price_list", ["currency", "valid_from", "id"])
    op.create_index(op.f("ix_price_list_discount_list_id"), "price_list", ["discount_list_id"])
    _create(
        "price_row",
        _link("price_list_id", nullable=False),
        _link("product_id", nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_key", sa.Text(), nullable=False),
        sa.Column("price", sa.Text(), nullable=False),
        _names("price_row", "price_list_id", "price_list"),
        _names("price_row", "product_id", "product"),
    )
    op.create_index(
        "uq_price_row_list_product_unit", "price_row", ["price_list_id", "product_id", "unit_key"], unique=True
    )
    op.create_index("ix_price_row_product", "price_row", ["product_id"])


def _create(name: str, *columns: Any) -> None:
    """Create a table of records."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(
            (sa.UniqueConstraint("code", name=op.f(f"uq_{name}_code")),)
            if any(_is_code(each) for each in columns)
            else ()
        ),
    )


def _is_code(column: Any) -> bool:
    return isinstance(column, sa.Column) and column.name == "code"


def _named() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
    )


def _put_away() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("custom", types.Document(), nullable=False),
        sa.Column("deleted_at", types.UtcDateTime(), nullable=True),
    )


def _link(name: str, *, nullable: bool) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), initially="DEFERRED", deferrable=True
    )


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
