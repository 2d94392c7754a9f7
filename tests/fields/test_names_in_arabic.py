"""Fields and choices are meant by their labels in any language, whatever language is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.field_types.naming import label_keys
from app.domain.core.fields import Field, ParseContext, parse
from app.domain.fields.editing import read_values
from app.domain.query import memory
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.domain.query.meaning import meaning_of
from app.domain.query.names import FieldNames
from app.domain.query.parser import parse as parse_tree
from app.words import own, speaking

CONTEXT = ParseContext(datetime(2026, 11, 23, 6, tzinfo=UTC), ZoneInfo("Asia/Dubai"), "AED")
RATING = Field(
    "rating",
    own("Rating", ar="التقييم"),
    "choice",
    choices=(
        ("hot", own("Hot", ar="ساخن")),
        ("warm", own("Warm", ar="دافئ")),
        ("cold_call", own("Cold call", ar="اتصال")),
    ),
)
CITY = Field("city", own("City", ar="المدينة"))
NEXT = Field("next_city", own("Next city", ar="المدينة التالية"))
ONES = (("a", own("One", ar="واحد")), ("b", own("Two", ar="واحد")))
BOTH = (
    Field("state", own("State", ar="الحالة")),
    Field(
        "status",
        own("Status", ar="الحالة"),
        "choice",
        choices=(("a", own("One", ar="واحد")), ("b", own("Two", ar="واحد"))),
    ),
)
FIELDS = (RATING, CITY, NEXT, *BOTH)


def finds(query: str, **values: object) -> bool:
    """Whether a query finds a record of these values."""
    names = FieldNames(FIELDS)
    context = QueryContext(CONTEXT)
    return bool(memory.test_of(meaning_of(parse_tree(query, names), names, context), context)(values))


@pytest.fixture(params=["en", "ar"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    with speaking(request.param):
        yield request.param


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("typed", ["ساخن", "الساخن", "سَاخِن", "Hot", "hot"])
def test_a_choice_is_meant_by_its_label_in_any_language(typed: str) -> None:
    assert parse(RATING, typed, CONTEXT) == "hot"
    assert finds(f"rating = {typed}", rating="hot")
    assert not finds(f"rating != {typed}", rating="hot")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("query", ["التقييم = ساخن", "تقييم ~ ساخ", "Rating = دافئ or المدينة = دبي", "المدينه ~ دب"])
def test_a_query_names_fields_by_label_in_any_language(query: str) -> None:
    assert finds(query, rating="hot", city="دبي")


@pytest.mark.usefixtures("spoken")
def test_a_form_names_fields_by_label_in_any_language() -> None:
    read = read_values(FIELDS, {"المدينة": "دبي", "Rating": "دافئ"}, CONTEXT, lambda _kind, text: text)
    assert read == {"city": "دبي", "rating": "warm"}


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    "query",
    [
        "المدينة التالية = دبي",
        "التقييم = ساخن مدينة تالية ~ دبي",
        "(المدينة التالية in (دبي))",
        "not المدينة التالية is empty",
    ],
)
def test_a_label_of_several_words_needs_no_quotation_marks(query: str) -> None:
    assert finds(query, next_city="دبي", rating="hot", city="العين")
    assert not finds(query, next_city=None, rating="hot", city="دبي")


@pytest.mark.usefixtures("spoken")
def test_a_label_of_two_is_refused_by_the_names_of_both() -> None:
    with pytest.raises(QueryProblem, match=r"state. status"):
        finds("الحالة = a", status="a")
    with pytest.raises(Invalid, match=r"state. status"):
        read_values(FIELDS, {"الحالة": "a"}, CONTEXT, lambda _kind, text: text)
    with pytest.raises(Invalid, match=r"a. b"):
        parse(BOTH[1], "واحد", CONTEXT)
    assert finds("status = واحد", status="b"), "a query asks for any that is called so"


@pytest.mark.usefixtures("spoken")
def test_the_nearest_label_is_named_where_none_is_called_so() -> None:
    with pytest.raises(Invalid) as refused:
        read_values(FIELDS, {"المدينات": "دبي"}, CONTEXT, lambda _kind, text: text)
    assert "المدينة" in str(
        refused.value.problems[0].hint if hasattr(refused.value, "problems") else refused.value.hint
    )
    with pytest.raises(QueryProblem) as unknown:
        finds("التقييمات = ساخن")
    assert "التقييم" in (unknown.value.hint or "")


def test_shipped_choices_and_fields_are_known_by_their_messages() -> None:
    field = Field("color", "Colour", "choice", choices=(("hot", "Hot"),))
    labels = label_keys("Hot")
    assert labels[0] == "hot"
    assert all(parse(field, label, CONTEXT) == "hot" for label in labels)
