"""Assignment rules, and the decisions about who owns a lead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    op.create_table(
        "assignment_rule",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("days", sa.Text(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("users", types.Document(), nullable=False),
        sa.Column("teams", types.Document(), nullable=False),
        sa.Column("user_field", sa.String(length=40), nullable=True),
        sa.Column("with_capacity", sa.Boolean(), nullable=False),
        sa.Column("within_hours", sa.Integer(), nullable=True),
        sa.Column("on_change", sa.Boolean(), nullable=False),
        sa.Column("due_field", sa.String(length=40), nullable=True),
        sa.Column("unassign_when", sa.Text(), nullable=True),
        sa.Column("close_when", sa.Text(), nullable=True),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_rule")),
        sa.UniqueConstraint("code", name=op.f("uq_assignment_rule_code")),
    )
    op.create_index("uq_assignment_rule_name_key", "assignment_rule", ["name_key"], unique=True)
    op.create_index("ix_assignment_rule_position", "assignment_rule", ["position"])
    op.create_table(
        "assignment_decision",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=True),
        sa.Column("before_id", sa.String(length=32), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("rule_id", sa.String(length=32), nullable=True),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("due_at", types.UtcDateTime(), nullable=True),
        sa.Column("done_at", types.UtcDateTime(), nullable=True),
        sa.Column("why", types.Document(), nullable=False),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_decision")),
        _names("assignment_decision", "lead_id", "lead"),
        _names("assignment_decision", "user_id", "user_account"),
        _names("assignment_decision", "before_id", "user_account"),
    )
    op.create_index("ix_assignment_decision_lead", "assignment_decision", ["lead_id", "serial"])
    op.create_index("ix_assignment_decision_user", "assignment_decision", ["user_id", "serial"])
    op.create_index("ix_assignment_decision_serial", "assignment_decision", ["serial"])


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
