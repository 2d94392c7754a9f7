"""Sources: which columns of which rows decide what a statement finds is read off the statement."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    Column,
    ForeignKey,
    MetaData,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)

from app.domain.store import sources

TABLES = MetaData()
PERSON = Table("person", TABLES, Column("id", String, primary_key=True), Column("name", String), Column("gone", String))
CARD = Table(
    "card",
    TABLES,
    Column("id", String, primary_key=True),
    Column("person_id", ForeignKey("person.id")),
    Column("text", String),
    Column("rank", String),
)
ASKED = bindparam("person_id", type_=String)
OTHER = PERSON.alias("other")
CARDS = CARD.join(PERSON, and_(PERSON.c.id == CARD.c.person_id, PERSON.c.gone.is_(None)))


class Known:
    """Stands where a named statement does."""

    def __init__(self, statement: Select[tuple[str, ...]]) -> None:
        self._statement = statement

    def build(self) -> Select[tuple[str, ...]]:
        """The statement."""
        return self._statement


def _arms() -> Iterator[Select[tuple[str, ...]]]:
    for rank in ("high", "low"):
        some = select(CARD.c.id, CARD.c.text).where(CARD.c.rank == rank, CARD.c.person_id == ASKED).subquery(rank)
        yield select(some)


RUN = union_all(*_arms()).subquery("run")


@pytest.mark.parametrize(
    ("statement", "deciding"),
    [
        pytest.param(select(PERSON.c.id, PERSON.c.name), {"person": set()}, id="a row whose id is told"),
        pytest.param(select(PERSON.c.name), {"person": {"name"}}, id="a row that nobody can tell"),
        pytest.param(
            select(PERSON.c.name).where(PERSON.c.id == ASKED), {"person": {"id"}}, id="a row that was asked for"
        ),
        pytest.param(
            select(PERSON.c.name).where(PERSON.c.name == "Sara"), {"person": {"name"}}, id="a value it always has"
        ),
        pytest.param(
            select(CARD.c.id, CARD.c.person_id, PERSON.c.name).select_from(CARDS),
            {"card": {"person_id"}, "person": {"id", "gone"}},
            id="a row told by what links to it",
        ),
        pytest.param(
            select(CARD.c.id, case((PERSON.c.name != "", PERSON.c.name), else_=literal("-"))).select_from(CARDS),
            {"card": {"person_id"}, "person": {"id", "gone", "name"}},
            id="a link that is not shown tells nothing",
        ),
        pytest.param(
            select(CARD.c.id, CARD.c.person_id, case((PERSON.c.name != "", PERSON.c.name), else_=literal("-")))
            .select_from(CARDS)
            .order_by(CARD.c.rank),
            {"card": {"person_id", "rank"}, "person": {"id", "gone"}},
            id="what is made of a row's values is shown, what orders decides",
        ),
        pytest.param(
            select(CARD.c.id, CARD.c.rank).order_by(CARD.c.rank), {"card": {"rank"}}, id="shown and ordered by it too"
        ),
        pytest.param(
            select(CARD.c.person_id, func.count(CARD.c.rank)).group_by(CARD.c.person_id),
            {"card": {"person_id", "rank"}},
            id="counted",
        ),
        pytest.param(
            select(PERSON.c.id, select(func.max(CARD.c.text)).where(CARD.c.person_id == PERSON.c.id).scalar_subquery()),
            {"person": {"id"}, "card": {"text", "person_id"}},
            id="the most of other rows",
        ),
        pytest.param(
            select(PERSON.c.id, PERSON.c.name).where(exists().where(CARD.c.person_id == PERSON.c.id)),
            {"person": {"id"}, "card": {"person_id"}},
            id="others that must be there",
        ),
        pytest.param(
            select(RUN).order_by(RUN.c.id), {"card": {"id", "rank", "person_id"}}, id="parts of which each row is told"
        ),
        pytest.param(select(RUN.c.text), {"card": {"text", "rank", "person_id"}}, id="parts whose ids are left out"),
        pytest.param(
            select(PERSON.c.id, PERSON.c.name, OTHER.c.name)
            .select_from(PERSON.join(OTHER, OTHER.c.gone == PERSON.c.gone))
            .where(PERSON.c.id == ASKED),
            {"person": {"id", "name", "gone"}},
            id="one told, another of the same table not",
        ),
    ],
)
def test_what_decides(statement: Select[tuple[str, ...]], deciding: dict[str, set[str]]) -> None:
    assert sources.source_of(Known(statement)).deciding == deciding


@pytest.mark.parametrize(
    ("condition", "by_words"),
    [
        pytest.param(OTHER.c.gone == PERSON.c.gone, True, id="texts of two rows"),
        pytest.param(func.lower(OTHER.c.name) == func.lower(PERSON.c.name), True, id="texts made of them"),
        pytest.param(PERSON.c.gone != PERSON.c.name, False, id="two texts of one row"),
        pytest.param(OTHER.c.id == PERSON.c.id, False, id="ids"),
        pytest.param(PERSON.c.name == ASKED, False, id="what was asked"),
    ],
)
def test_whether_rows_are_found_by_their_words(condition: object, *, by_words: bool) -> None:
    statement = select(PERSON.c.id, OTHER.c.id).where(condition)  # type: ignore[arg-type]
    assert sources.source_of(Known(statement)).by_words is by_words
