"""What opportunities offer, line by line, and whether their amount follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.add_column("opportunity", sa.Column("amount_of_lines", sa.Boolean(), nullable=True))
    op.create_table(
        "opportunity_line",
        sa.Column("opportunity_id", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=40), nullable=False),
        sa.Column("tax_inclusive", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_ar", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_price", sa.Text(), nullable=False),
        sa.Column("discount", sa.Text(), nullable=False),
        sa.Column("tax_rate", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunity.id"],
            name=op.f("fk_opportunity_line_opportunity_id_opportunity"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name=op.f("fk_opportunity_line_product_id_product"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_line")),
    )
    op.create_index("ix_opportunity_line_opportunity", "opportunity_line", ["opportunity_id", "position", "id"])
    op.create_index("ix_opportunity_line_product", "opportunity_line", ["product_id"])


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
