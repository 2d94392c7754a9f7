"""Column types that keep a promise the plain ones break: moments in UTC and JSON that compares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, Date, DateTime, Dialect, String, Text, TypeDecorator
from sqlalchemy.orm import mapped_column
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from app.domain.core.stamps import kept_day, kept_document, kept_moment, to_stamp


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
            return kept_moment(value)
        moment: datetime = value
        return moment.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A day; one that cannot be read is known as damaged."""

    impl = Date
    cache_ok = True

    @property
    def python_type(self) -> type[date]:
        """What it is in Python."""
        return date

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        """Read what the file holds, whatever that is; a server holds days alone."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda kept: None if kept is None else kept_day(kept)


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

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read what the file holds, whatever that is; a server holds documents alone."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda kept: None if kept is None else kept_document(kept)

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
