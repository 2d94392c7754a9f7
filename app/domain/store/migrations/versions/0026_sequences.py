"""Sequences, the records in them, and mail that is to go out."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    _mail()
    _definitions()
    _instances()
    _steps()


def _mail() -> None:
    _table(
        "outgoing_mail",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("sent_at", types.UtcDateTime(), nullable=True),
        links=(("activity_id", "activity"),),
    )
    op.create_index("uq_outgoing_mail_key", "outgoing_mail", ["key"], unique=True)
    op.create_index("uq_outgoing_mail_message_id", "outgoing_mail", ["message_id"], unique=True)
    op.create_index("ix_outgoing_mail_state", "outgoing_mail", ["state", "id"])


def _definitions() -> None:
    _table(
        "sequence",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        unique="code",
    )
    op.create_index("uq_sequence_key", "sequence", ["key"], unique=True)
    _table(
        "sequence_version",
        sa.Column("sequence_id", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        links=(("sequence_id", "sequence"),),
    )
    op.create_index("uq_sequence_version_sequence_edition", "sequence_version", ["sequence_id", "edition"], unique=True)


def _instances() -> None:
    table = "sequence_instance"
    _table(
        table,
        sa.Column("sequence_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("record_kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("started_by_id", sa.String(length=32), nullable=True),
        sa.Column("started_at", types.UtcDateTime(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        links=(
            ("sequence_id", "sequence"),
            ("version_id", "sequence_version"),
            ("started_by_id", "user_account"),
        ),
    )
    _some("uq_sequence_instance_under_way", table, ["record_id"], "status = 'active'", unique=True)
    op.create_index("ix_sequence_instance_record", table, ["record_id", "id"])
    op.create_index("ix_sequence_instance_sequence", table, ["sequence_id", "status"])


def _steps() -> None:
    table = "sequence_step"
    _table(
        table,
        sa.Column("instance_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("reached_at", types.UtcDateTime(), nullable=False),
        sa.Column("due_at", types.UtcDateTime(), nullable=True),
        sa.Column("activity_id", sa.String(length=32), nullable=True),
        sa.Column("done_at", types.UtcDateTime(), nullable=True),
        sa.Column("ending", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        links=(
            ("instance_id", "sequence_instance"),
            ("owner_id", "user_account"),
            ("activity_id", "activity"),
        ),
    )
    op.create_index("uq_sequence_step_instance_number", table, ["instance_id", "number"], unique=True)
    _some("ix_sequence_step_activity", table, ["activity_id"], "activity_id IS NOT NULL")
    _some("ix_sequence_step_under_way", table, ["owner_id", "due_at"], "done_at IS NULL")


def _some(name: str, table: str, columns: Sequence[str], condition: str, *, unique: bool = False) -> None:
    """An index of the rows that a condition holds for."""
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _table(name: str, *columns: sa.Column[object], links: Sequence[tuple[str, str]] = (), unique: str = "") -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"), initially="DEFERRED", deferrable=True
            )
            for column, to in links
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *((sa.UniqueConstraint(unique, name=op.f(f"uq_{name}_{unique}")),) if unique else ()),
    )


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
