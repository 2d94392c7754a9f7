"""Who works on a lead beside its owner, and who gave it to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.create_table(
        "lead_assignment",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_lead_assignment_{column}_{table}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, table in (("lead_id", "lead"), ("user_id", "user_account"), ("by_id", "user_account"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_assignment")),
    )
    op.create_index("uq_lead_assignment_lead_user_role", "lead_assignment", ["lead_id", "user_id", "role"], unique=True)
    op.create_index("ix_lead_assignment_user", "lead_assignment", ["user_id", "role"])


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
