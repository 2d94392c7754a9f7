"""Accounts come in from lists: a fingerprint of their row, so that the same list adds nothing twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.add_column("account", sa.Column("import_key", sa.Text(), nullable=True))
    op.create_index(op.f("ix_account_import_key"), "account", ["import_key"], unique=False)


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
