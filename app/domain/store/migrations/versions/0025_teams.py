"""Teams, time off, and the hours and capacity of users."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.add_column("user_account", sa.Column("working_hours", sa.Text(), nullable=True))
    op.add_column("user_account", sa.Column("capacity", sa.Integer(), nullable=True))
    op.create_table(
        "team",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("code", name=op.f("uq_team_code")),
    )
    op.create_index("uq_team_name_key", "team", ["name_key"], unique=True)
    op.create_table(
        "team_membership",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_membership")),
        _names("team_membership", "team_id", "team"),
        _names("team_membership", "user_id", "user_account"),
    )
    op.create_index("uq_team_membership_team_user", "team_membership", ["team_id", "user_id"], unique=True)
    op.create_index("ix_team_membership_user", "team_membership", ["user_id"])
    op.create_table(
        "time_off",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("from_at", types.UtcDateTime(), nullable=False),
        sa.Column("until_at", types.UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off")),
        _names("time_off", "user_id", "user_account"),
    )
    op.create_index("ix_time_off_user_until", "time_off", ["user_id", "until_at"])


def _of_every_record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
    )


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key that is checked when a command ends."""
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), initially="DEFERRED", deferrable=True
    )


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
