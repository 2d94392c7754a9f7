"""Rules for calls to countries, do-not-call lists, and which number each call went to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

#: The calls that were made so far, from records that have a number of their own.
_CALLS = """
    INSERT INTO called_number (number, activity_id)
    SELECT DISTINCT {table}.phone_e164, activity.id
    FROM activity
    JOIN timeline_link ON timeline_link.activity_id = activity.id AND timeline_link.record_kind = '{table}'
    JOIN {table} ON {table}.id = timeline_link.record_id
    WHERE activity.kind = 'call' AND coalesce(activity.direction, 'out') = 'out'
        AND {table}.phone_e164 IS NOT NULL AND length({table}.phone_e164) <= 20
        AND NOT EXISTS (
            SELECT 1 FROM called_number AS known
            WHERE known.number = {table}.phone_e164 AND known.activity_id = activity.id
        )
"""


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
        "calling_rule",
        sa.Column("country", sa.String(length=40), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("weekend", sa.Text(), nullable=True),
        sa.Column("holidays", sa.Boolean(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calling_rule")),
    )
    op.create_index("uq_calling_rule_country", "calling_rule", ["country"], unique=True)
    op.create_table(
        "calling_day",
        sa.Column("country", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calling_day")),
    )
    op.create_index("uq_calling_day_country_day", "calling_day", ["country", "day"], unique=True)
    op.create_table(
        "do_not_call_list",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("queue_id", sa.String(length=40), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("here_already", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("relied_on", sa.Integer(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_do_not_call_list")),
        sa.UniqueConstraint("code", name=op.f("uq_do_not_call_list_code")),
    )
    op.create_table(
        "do_not_call_freed",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("list_id", sa.String(length=32), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_do_not_call_freed")),
    )
    op.create_index("ix_do_not_call_freed_number", "do_not_call_freed", ["number", "list_id"])
    op.create_table(
        "do_not_call",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("queue_id", sa.String(length=40), nullable=False),
        sa.Column("list_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", "queue_id", "list_id", name=op.f("pk_do_not_call")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_do_not_call_list_id", "do_not_call", ["list_id"])
    op.create_table(
        "called_number",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", "activity_id", name=op.f("pk_called_number")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_called_number_activity_id", "called_number", ["activity_id"])
    for table in ("lead", "contact", "account"):
        op.execute(_CALLS.format(table=table))


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
