"""Seals: what stands in the log is sealed as it is, and whatever comes after it with the seal before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types
from app.domain.store.seals import note_rewritten, seal_what_stands

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: What the versions before have written anew without telling the log.
_REWRITTEN = {
    "process_definition": ["body"],
    "contact_point": ["key"],
    "contact": ["domain"],
    "lead": ["title"],
}


def upgrade() -> None:
    """Go on to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("change_log", sa.Column("row_sum", sa.BigInteger(), nullable=True))
    op.create_table(
        "log_seal",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("command_seq", number, nullable=False),
        sa.Column("of", sa.String(length=12), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=32), nullable=False),
        sa.Column("rewritten", types.Document(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_seal")),
    )
    connection = op.get_bind()
    seal_what_stands(connection)
    note_rewritten(connection, _REWRITTEN)


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
