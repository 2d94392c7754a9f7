"""What managers decide for everybody in a workspace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.create_table(
        "workspace_setting",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace_setting")),
    )
    op.create_index("uq_workspace_setting_code", "workspace_setting", ["code"], unique=True)


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
