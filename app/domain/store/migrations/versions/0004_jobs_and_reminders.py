"""Jobs and reminders; what is ahead already is scheduled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from app.domain.core.zones import zone
from app.domain.store import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Rows read and written at once.
BATCH = 5000
_UTC = ZoneInfo("UTC")


def upgrade() -> None:
    """Go on to this version."""
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.String(length=32), nullable=True),
        sa.Column("due_at", types.UtcDateTime(), nullable=False),
        sa.Column("payload", types.Document(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", types.UtcDateTime(), nullable=True),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("lease_until", types.UtcDateTime(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("finished_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", types.UtcDateTime(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index("ix_reminder_user", ["user_id", "created_at"], unique=False)

    connection = op.get_bind()
    words = _ON_SQLITE if connection.dialect.name == "sqlite" else _ON_POSTGRES
    connection.exec_driver_sql(_NEXT_CONTACTS.format(**words).replace("%", "%%" if words is _ON_POSTGRES else "%"))
    reminders = _reminders(connection)
    while some := list(islice(reminders, BATCH)):
        connection.execute(sa.insert(_JOB), some)
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_due", ["state", "due_at", "id"], unique=False)
        batch_op.create_index("ix_job_subject", ["subject_id", "name"], unique=False)
        batch_op.create_index("uq_job_key", ["key"], unique=True)


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")


_USER = sa.table("user_account", sa.column("id"), sa.column("time_zone"))
_ACTIVITY = sa.table(
    "activity",
    sa.column("id"),
    sa.column("kind"),
    sa.column("subject"),
    sa.column("status"),
    sa.column("start_at", types.UtcDateTime()),
    sa.column("due_at", types.UtcDateTime()),
    sa.column("owner_id"),
    sa.column("deleted_at"),
)
_JOB = sa.table(
    "job",
    sa.column("id"),
    sa.column("version"),
    sa.column("created_at", types.UtcDateTime()),
    sa.column("updated_at", types.UtcDateTime()),
    sa.column("name"),
    sa.column("key"),
    sa.column("title"),
    sa.column("subject_kind"),
    sa.column("subject_id"),
    sa.column("due_at", types.UtcDateTime()),
    sa.column("payload", types.Document()),
    sa.column("state"),
    sa.column("attempts"),
)


#: The next contacts of open leads; those that have passed already are due at once.
_NEXT_CONTACTS = """
    INSERT INTO job (id, version, created_at, updated_at, name, key, title, subject_kind, subject_id,
                     due_at, payload, state, attempts)
    SELECT {new_id}, 1, {now}, {now}, 'lead.next_contact_arrived', 'lead.next_contact_arrived:' || id || ':' || {stamp},
           'Next contact of ' || title, 'lead', id, next_contact_at, {payload}, 'waiting', 0
    FROM lead WHERE state = 'open' AND deleted_at IS NULL AND next_contact_at IS NOT NULL
"""
_ON_SQLITE = {
    "new_id": "lower(hex(randomblob(16)))",
    "now": "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')",
    "stamp": "next_contact_at",
    "payload": "json_object('at', next_contact_at)",
}
_POSTGRES_STAMP = """to_char(next_contact_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_ON_POSTGRES = {
    "new_id": "replace(gen_random_uuid()::text, '-', '')",
    "now": "now()",
    "stamp": _POSTGRES_STAMP,
    "payload": f"jsonb_build_object('at', {_POSTGRES_STAMP})",
}


def _reminders(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """The reminders that lie ahead."""
    zones = {user: _zone(own) for user, own in connection.execute(sa.select(_USER.c.id, _USER.c.time_zone))}
    wanted = sa.select(
        _ACTIVITY.c.id,
        _ACTIVITY.c.kind,
        _ACTIVITY.c.subject,
        _ACTIVITY.c.start_at,
        _ACTIVITY.c.due_at,
        _ACTIVITY.c.owner_id,
    ).where(_ACTIVITY.c.status.in_(("planned", "open")), _ACTIVITY.c.deleted_at.is_(None))
    now = datetime.now(UTC)
    for activity, kind, subject, start, due, owner in connection.execute(wanted.execution_options(yield_per=BATCH)):
        planned: list[tuple[str, datetime, datetime, str]] = []
        if kind == "appointment" and start is not None:
            planned = [("soon", start, start - timedelta(minutes=30), "begins soon")]
        elif kind != "appointment" and due is not None:
            over = _end_of_day(due, zones.get(owner, _UTC))
            planned = [("due", due, due, "is due"), ("overdue", due, over, "is overdue")]
        for what, moment, at, told in planned:
            if at > now:
                yield {
                    "id": uuid4().hex,
                    "version": 1,
                    "created_at": now,
                    "updated_at": now,
                    "name": "assistant.remind",
                    "key": f"assistant.remind.{what}:{activity}:{_stamp(at)}",
                    "title": f"Reminder: {subject} {told}",
                    "subject_kind": "activity",
                    "subject_id": activity,
                    "due_at": at,
                    "payload": {"what": what, "at": _stamp(moment)},
                    "state": "waiting",
                    "attempts": 0,
                }


def _stamp(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}-{utc:%m-%dT%H:%M:%S.%fZ}"


def _zone(name: str) -> ZoneInfo:
    try:
        return zone(name or "UTC")
    except (LookupError, ValueError, OSError):
        return _UTC


def _end_of_day(moment: datetime, owners: ZoneInfo) -> datetime:
    try:
        return datetime.combine(moment.astimezone(owners).date() + timedelta(days=1), time(), owners).astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
