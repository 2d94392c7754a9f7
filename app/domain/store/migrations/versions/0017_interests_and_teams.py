"""Which products a lead asks about, and which colleagues sell an opportunity."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    _create("product_interest", "product", sa.Column("quantity", sa.Text(), nullable=True))
    _create("team_member", "user_account", sa.Column("roles", types.Document(), nullable=False), column="user_id")


def _create(name: str, other: str, own: sa.Column[Any], *, column: str = "product_id") -> None:
    """Create a table of what hangs on a record and names another one."""
    op.create_table(
        name,
        sa.Column("record_kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(column, sa.String(length=32), nullable=False),
        own,
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            [column],
            [f"{other}.id"],
            name=op.f(f"fk_{name}_{column}_{other}"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    short = column.removesuffix("_id")
    op.create_index(f"uq_{name}_record_{short}", name, ["record_id", column], unique=True)
    op.create_index(f"ix_{name}_{short}", name, [column])


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
