"""Where Alembic learns which connection to use and what the tables should be."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import MetaData

from app.domain.store.types import Document, UtcDateTime


def render(kind: str, item: Any, _autogen_context: Any) -> str | Literal[False]:
    """Our own column types by name, so that a migration reads like the records."""
    if kind == "type" and isinstance(item, Document):
        return "types.Document()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "types.UtcDateTime()"
    return False


def limited(metadata: MetaData | None) -> MetaData | None:
    """The tables with their indexes limited on PostgreSQL as they are on SQLite."""
    for table in metadata.tables.values() if metadata is not None else ():
        for index in table.indexes:
            if "where" in index.info:
                index.dialect_options["postgresql"]["where"] = index.info["where"]
    return metadata


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=limited(context.config.attributes.get("metadata")),
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render,
)
context.run_migrations()
