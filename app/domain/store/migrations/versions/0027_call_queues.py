"""Call queues: what they hold, who works in them, what was called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def _record() -> tuple[sa.Column[object], ...]:
    """The columns of every record."""
    return (
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
    )


def upgrade() -> None:
    """Go on to this version."""
    op.create_table(
        "call_queue",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("first", types.Document(), nullable=False),
        sa.Column("script", sa.Text(), nullable=True),
        sa.Column("dispositions", types.Document(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("attempts_per_day", sa.Integer(), nullable=True),
        sa.Column("cooldown_seconds", sa.Integer(), nullable=False),
        sa.Column("wrap_up_seconds", sa.Integer(), nullable=False),
        sa.Column("lease_seconds", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reset_at", types.UtcDateTime(), nullable=True),
        sa.Column("deleted_at", types.UtcDateTime(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_queue")),
        sa.UniqueConstraint("code", name=op.f("uq_call_queue_code")),
    )
    op.create_index("ix_call_queue_name_key", "call_queue", ["name_key"])
    op.create_table(
        "queue_mark",
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("filled_at", types.UtcDateTime(), nullable=True),
        sa.Column("upkeep_at", types.UtcDateTime(), nullable=True),
        sa.Column("window_until", types.UtcDateTime(), nullable=True),
        sa.Column("horizon_rank", sa.BigInteger(), nullable=False),
        sa.Column("horizon_lead", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("queue_id", name=op.f("pk_queue_mark")),
    )
    op.create_table(
        "queue_member",
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_queue_member_user_id_user_account"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["queue_id"],
            ["call_queue.id"],
            name=op.f("fk_queue_member_queue_id_call_queue"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_member")),
    )
    op.create_index("ix_queue_member_user", "queue_member", ["user_id"])
    op.create_index("uq_queue_member_queue_user", "queue_member", ["queue_id", "user_id"], unique=True)
    op.create_table(
        "queue_entry",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("counted_from", types.UtcDateTime(), nullable=True),
        sa.Column("next_at", types.UtcDateTime(), nullable=True),
        sa.Column("recycle_at", types.UtcDateTime(), nullable=True),
        sa.Column("recycled", types.Document(), nullable=False),
        sa.Column("callback_at", types.UtcDateTime(), nullable=True),
        sa.Column("callback_by_id", sa.String(length=32), nullable=True),
        sa.Column("closed", sa.String(length=40), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", "queue_id", name=op.f("pk_queue_entry")),
    )
    op.create_index(
        "ix_queue_entry_callback",
        "queue_entry",
        ["queue_id", "callback_at"],
        sqlite_where=sa.text("callback_at IS NOT NULL"),
        postgresql_where=sa.text("callback_at IS NOT NULL"),
    )
    op.create_index(
        "ix_queue_entry_phone",
        "queue_entry",
        ["phone"],
        sqlite_where=sa.text("phone IS NOT NULL"),
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    op.create_index(
        "ix_queue_entry_ready",
        "queue_entry",
        ["queue_id", "bucket", "rank", "lead_id"],
        sqlite_where=sa.text("state = 'ready'"),
        postgresql_where=sa.text("state = 'ready'"),
    )
    op.create_index("ix_queue_entry_state", "queue_entry", ["queue_id", "state", "reason"])
    op.create_index(
        "ix_queue_entry_waiting",
        "queue_entry",
        ["queue_id", "next_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "queue_hopper",
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("queue_id", "agent_id", "rank", "lead_id", name=op.f("pk_queue_hopper")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_queue_hopper_lead", "queue_hopper", ["lead_id"])
    op.create_table(
        "queue_lease",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", types.UtcDateTime(), nullable=False),
        sa.Column("until", types.UtcDateTime(), nullable=False),
        sa.Column("dialled_at", types.UtcDateTime(), nullable=True),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_queue_lease")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_queue_lease_phone", "queue_lease", ["phone"], unique=True)
    op.create_table(
        "queue_return",
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", name=op.f("pk_queue_return")),
    )
    op.create_table(
        "queue_call",
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("disposition", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("converted", sa.Boolean(), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("talk_seconds", sa.Integer(), nullable=False),
        sa.Column("before", types.Document(), nullable=False),
        sa.Column("after", types.Document(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_call")),
    )
    op.create_index("ix_queue_call_activity", "queue_call", ["activity_id"])
    op.create_index("ix_queue_call_agent_at", "queue_call", ["agent_id", "at"])
    op.create_index("ix_queue_call_lead", "queue_call", ["lead_id", "at"])
    op.create_index("ix_queue_call_queue_at", "queue_call", ["queue_id", "at"])
    op.create_table(
        "agent_span",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("queue_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began_at", types.UtcDateTime(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("seen_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_span")),
    )
    op.create_index("ix_agent_span_agent", "agent_span", ["agent_id", "began_at"])
    op.create_index("ix_agent_span_began", "agent_span", ["began_at"])
    op.create_index(
        "ix_agent_span_open",
        "agent_span",
        ["agent_id"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "agent_note",
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", types.UtcDateTime(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_note")),
    )
    op.create_index("ix_agent_note_agent", "agent_note", ["agent_id"])


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
