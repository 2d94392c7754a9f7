"""Away with what nothing uses: further addresses, and further people beside a lead's owner."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.drop_index("ix_postal_address_record", table_name="postal_address")
    op.drop_table("postal_address")
    op.drop_column("lead", "assignee_ids")


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
