"""What conditions compare: folded texts, addresses in small letters, and processes that ask in the query language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.store import types
from app.domain.store.folded import FOLDED, folded_texts

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("lead", "contact", "account", "opportunity", "competitor")
_BATCH = 1000


def upgrade() -> None:
    """Go on to this version."""
    for name in _TABLES:
        op.add_column(name, sa.Column(FOLDED, types.Document(), nullable=True))
    op.create_index("ix_lead_email_small", "lead", [sa.text("lower(email)")], unique=False)
    connection = op.get_bind()
    for name in _TABLES:
        _fold(connection, _table(connection, name))


def _table(connection: sa.Connection, name: str) -> sa.Table:
    """The texts of a table, and the documents that hold some."""
    documents = ("tags", "custom", FOLDED)
    columns = [
        sa.Column(column["name"], types.Document() if column["name"] in documents else column["type"])
        for column in sa.inspect(connection).get_columns(name)
        if column["name"] in documents or isinstance(column["type"], sa.String)
    ]
    return sa.Table(name, sa.MetaData(), *columns)


def _fold(connection: sa.Connection, table: sa.Table) -> None:
    """Keep the folded forms of the texts that are there."""
    change = table.update().where(table.c.id == sa.bindparam("row_id")).values({FOLDED: sa.bindparam("texts")})
    for rows in _rows(connection, table):
        found = [{"row_id": row["id"], "texts": folded_texts(table, row)} for row in rows]
        found = [each for each in found if each["texts"]]
        if found:
            connection.execute(change, found)


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table, a batch at a time."""
    after = ""
    while rows := [
        dict(row)
        for row in connection.execute(
            sa.select(table).where(table.c.id > after).order_by(table.c.id).limit(_BATCH)
        ).mappings()
    ]:
        yield rows
        after = rows[-1]["id"]


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
