"""Column types that keep a promise the plain ones break: moments in UTC and JSON that compares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, String, Text, TypeDecorator
from sqlalchemy.orm import mapped_column
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from app.domain.core.stamps import from_stamp, to_stamp


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: text of fixed width on SQLite, ``timestamptz`` on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where the database has no type with an offset."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive moment; hand over UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without an offset cannot be stored")
        return to_stamp(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment, aware and in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return from_stamp(value)
        moment: datetime = value
        return moment.astimezone(UTC)


class Document(TypeDecorator[Any]):
    """A JSON document; ``None`` is SQL ``NULL``."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The binary form where there is one; its module takes long to load and is left alone elsewhere."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON(none_as_null=True))
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB(none_as_null=True))

    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> Any:
        """Compare as JSON does: a key is text, another document a document."""
        return self.impl_instance.coerce_compared_value(op, value)


Id = Annotated[str, mapped_column(String(32))]
"""A time-ordered UUID as 32 hexadecimal digits."""
Code = Annotated[str, mapped_column(String(40))]
"""A short stable word from a list of choices or definitions."""
Line = Annotated[str, mapped_column(Text)]
"""Text without line breaks."""
Prose = Annotated[str, mapped_column(Text)]
"""Text of any length, with line breaks."""
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
"""A moment in UTC."""
