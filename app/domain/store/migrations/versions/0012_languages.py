"""What was done, as a message that can be told in any language; and no language for users who never chose one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store.seals import note_rewritten

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.add_column("command_log", sa.Column("said", sa.Text(), nullable=True))
    op.execute("UPDATE user_account SET language = ''")
    note_rewritten(op.get_bind(), {"user_account": ["language"]})


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
