"""Commands that work in pieces."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    sequence = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    unfinished = sa.text("rest IS NOT NULL")
    op.add_column("command_log", sa.Column("part_of", sequence, nullable=True))
    op.add_column("command_log", sa.Column("rest", types.Document(), nullable=True))
    op.create_index("ix_command_log_part_of", "command_log", ["part_of"], unique=False)
    op.create_index(
        "ix_command_log_rest",
        "command_log",
        ["seq"],
        unique=False,
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
