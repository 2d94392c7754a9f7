"""What a record's primary email, phone and address are called, as further ones say it of themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    for name in ("lead", "contact", "account"):
        for medium in ("email", "phone", "address"):
            op.add_column(name, sa.Column(f"{medium}_label", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
