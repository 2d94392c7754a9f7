"""What the core refuses and tells, in Arabic: whole sentences, with the forms that numbers have there."""

from __future__ import annotations

import errno
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import OperationalError

from app.domain.core.emails import parse_email
from app.domain.core.errors import Conflict, Invalid, Refusal
from app.domain.core.field_types.base import Field, ParseContext
from app.domain.core.fields import FieldType, parse
from app.domain.core.moments import lateness, lateness_in_words, parse_day, parse_duration, parse_moment, standing
from app.domain.core.outputs import reason
from app.domain.core.periods import parse_period
from app.domain.core.roles import refusal_of
from app.domain.query.complete import complete
from app.domain.query.errors import QueryProblem
from app.domain.query.names import FieldNames
from app.domain.query.parser import parse as parse_query
from app.domain.store.engine import explain
from app.words import say, speaking

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
DUBAI = ZoneInfo("Asia/Dubai")
CONTEXT = ParseContext(NOW, DUBAI)
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


def refusal(call: object, *given: object) -> str:
    """What a call is refused with."""
    with pytest.raises(Refusal) as refused:
        call(*given)  # type: ignore[operator]
    return str(refused.value)


@pytest.mark.parametrize(
    ("behind", "short", "whole"),
    [
        (timedelta(minutes=1), "متأخر 1 د", "متأخر دقيقة"),
        (timedelta(hours=2), "متأخر 2 س", "متأخر ساعتين"),
        (timedelta(days=3), "متأخر 3 ي", "متأخر 3 أيام"),
        (timedelta(days=11), "متأخر 11 ي", "متأخر 11 يومًا"),
        (timedelta(days=800), "متأخر سنتين", "متأخر سنتين"),
    ],
)
def test_how_late_it_is_has_the_form_of_its_number(behind: timedelta, short: str, whole: str) -> None:
    with speaking("ar"):
        assert lateness(NOW - behind, NOW, DUBAI) == short
        assert lateness_in_words(NOW - behind, NOW, DUBAI) == whole
        assert standing(NOW + timedelta(minutes=20), None, NOW, DUBAI) == "بعد 20 د"
        assert standing(NOW, None, NOW, DUBAI) == "الآن"


def test_examples_in_hints_are_read_as_they_are_written() -> None:
    with speaking("ar"):
        hints = [
            refusal(parse_moment, "؟", NOW, DUBAI),
            refusal(parse_day, "؟", NOW.date()),
            refusal(parse_duration, "؟"),
        ]
        moments, days, spans = (re.findall("«([^؟»]+)»", hint) for hint in hints)
        assert len([parse_moment(each, NOW, DUBAI) for each in moments]) == 5
        assert len([parse_day(each, NOW.date()) for each in days]) == 5
        assert len([parse_duration(each) for each in spans]) == 3
        for each in re.findall("«([^؟»]+)»", refusal(parse_period, "؟", NOW, DUBAI)):
            parse_period(each, NOW, DUBAI)


@pytest.mark.parametrize("kind", ["integer", "decimal", "percent", "money", "date", "moment", "email", "phone", "url"])
def test_a_value_that_does_not_fit_is_refused_in_arabic_alone(kind: str) -> None:
    field = Field("x", "الحقل", kind)
    with speaking("ar"):
        said = refusal(parse, field, "؟؟", CONTEXT)
    assert said.startswith("في الحقل «الحقل»: ")
    assert not set(LATIN_WORD.findall(said)) - {"USD", "www", "contoso", "example", "com", "sara"}


def test_what_the_library_says_of_addresses_is_said_in_arabic() -> None:
    with speaking("ar"):
        for each in ("sara", "@b.example", "a..b@c.example", "a@b", "a@\u2603\u2603..", "a b@c.example"):
            said = refusal(parse_email, each).replace(each, "").replace("sara@example.com", "")
            assert not LATIN_WORD.search(said)


def test_both_sides_of_a_conflict_stand_in_a_sentence() -> None:
    conflict = Conflict(say("–"), mine={"topic": "بن"}, theirs={"topic": ""})
    assert str(conflict) == "– topic: yours “بن”, now empty."
    with speaking("ar"):
        assert str(conflict) == "– في الحقل topic: القيمة المطلوبة «بن»، والقيمة الآن فارغة."


def test_why_a_role_may_not_is_said_whole() -> None:
    assert refusal_of("agent", "lead.delete") == "Only a manager may delete leads; your role is agent."
    with speaking("ar"):
        said = refusal_of("agent", "lead.delete")
        assert said is not None
        assert not LATIN_WORD.search(said)
        assert "حذف العملاء المتوقعين" in said


def test_complaints_of_databases_and_of_the_system_name_the_file_alone() -> None:
    with speaking("ar"):
        for complaint in (
            "database disk image is malformed",
            "file is not a database",
            "disk I/O error",
            "no such table",
        ):
            said = explain(OperationalError("", {}, Exception(complaint)), "ملف.db")
            assert "ملف.db" in said.message
            assert not LATIN_WORD.findall(said.message.replace("Leadline", ""))
        assert reason(OSError(errno.EACCES, "Permission denied")) == "تم رفض الوصول"


def test_a_query_is_refused_in_arabic_and_its_own_words_stay() -> None:
    fields = [Field("source", "المصدر"), Field("budget", "الميزانية", "money")]
    with speaking("ar"):
        with pytest.raises(QueryProblem) as refused:
            parse_query("source is web", FieldNames(fields))
        assert str(refused.value).startswith(
            "في الحقل «المصدر»: العلامة «is» لا تقارن شيئًا هنا. يمكن كتابة source = web؛"
        )
        assert {each.text for each in complete("source ", 7, fields)} >= {"is empty", "in ("}
    assert FieldType.noun == "text"
    with pytest.raises(Invalid, match="Choose from: a, b"), speaking("en"):
        parse(Field("c", "C", "choice", choices=(("a", "A"), ("b", "B"))), "z", CONTEXT)
