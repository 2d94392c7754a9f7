"""Fields that areas add to a kind of record: found in their own tables, and compared like any."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select

from app.domain.core.fields import Field, ParseContext
from app.domain.query.columns import RecordColumns
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.contributed import Found, QueryField

CONTEXT = QueryContext(ParseContext(datetime(2026, 11, 23, tzinfo=UTC), ZoneInfo("UTC")))
TABLES = MetaData()
RECORDS = Table("record", TABLES, Column("id", Text), Column("name", Text), Column("search_text", Text))
VISITS = Table(
    "visit", TABLES, Column("record", Text), Column("place", Text), Column("key", Text), Column("n", Integer)
)


def _found(column: str) -> Found:
    """Finds a column of the visit to a record."""
    return lambda record: select(VISITS.c[column]).where(VISITS.c.record == record.c.id).scalar_subquery()


KNOWN = [{"id": "a", "name": "Anna"}, {"id": "b", "name": "Bert"}, {"id": "c", "name": "Carl"}]
VISITED = [
    {"record": "a", "place": "Zürich", "key": "zurich", "n": 3},
    {"record": "b", "place": "Dubai", "key": "dubai", "n": 1},
]

NUMBER = QueryField(Field("visits", "Visits", "integer"), _found("n"))
PLACE = QueryField(Field("place", "Place"), _found("place"), _found("key"))
PLAIN = QueryField(Field("town", "Town"), _found("place"))
HIDDEN = QueryField(Field("name", "Name"), _found("place"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("visits > 2", ["a"]),
        ("visits is empty", ["c"]),
        ("not visits > 2", ["b", "c"]),
        ("place = zurich", ["a"]),
        ("place ~ ZÜR", ["a"]),
        ("town = dubai", ["b"]),
        ("town is not empty", ["a", "b"]),
        ("name = zurich", []),
        ("name = carl", ["c"]),
    ],
)
def test_a_field_that_lies_elsewhere_is_compared_like_any(query: str, found: list[str]) -> None:
    columns = RecordColumns(RECORDS, (Field("name", "Name"),), elsewhere=(NUMBER, PLACE, PLAIN, HIDDEN))
    engine = create_engine("sqlite://", module=sqlite)
    with engine.begin() as connection:
        TABLES.create_all(connection)
        connection.execute(insert(RECORDS), KNOWN)
        connection.execute(insert(VISITS), VISITED)
        asked = select(RECORDS.c.id).where(compile_text(query, columns, CONTEXT)).order_by(RECORDS.c.id)
        assert list(connection.scalars(asked)) == found
    engine.dispose()


@pytest.mark.parametrize("type_", ["money", "tags", "account"])
def test_a_type_that_lies_in_several_columns_is_refused(type_: str) -> None:
    with pytest.raises(ValueError, match="more than one column"):
        QueryField(Field("spent", "Spent", type_), _found("n"))
