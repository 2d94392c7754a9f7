"""Whatever is typed is answered or refused, by both databases: nothing else ever comes of it."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.domain.query.compiler import compile_text
from app.domain.query.errors import QueryProblem
from tests.query.conftest import CONTEXT, FIELDS, LEADS, columns, leads

CODES = [each.code for each in FIELDS]
SIGNS = ["=", "!=", "<", "<=", ">", ">=", "~", "!~"]
HOSTILE = [
    "\ud800",
    "\x00",
    "\u202e",
    "ﷺ" * 400,
    "é" * 500,
    "\\",
    "%_",
    "1e999",
    "nan",
    "-",
    "'",
    '"$."',
    "{}",
]
VALUES = [
    "50k",
    "14 days ago",
    "999999 years ago",
    "9" * 18,
    "99999999999999999999",
    "0001-01-01",
    "2026-02-30",
]
OTHERS = [
    "yes",
    "me",
    "sara@x.y",
    "+971",
    "last month",
    "50.005 KWD",
    "1e5",
    "0.1 %",
    "LEAD-7Q3F",
    "٣",
    "in 3 days",
]

MISTYPED = ["between", "like", "has", "more", "than", "5..10", "..", "!", "!x", "city:", "city:x", "null"]
WORDS = st.sampled_from(
    [*CODES, *SIGNS, *HOSTILE, *VALUES, *OTHERS, *MISTYPED, "(", ")", ",", "and", "or", "not", "in", "is"]
)
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)
COMPARISONS = st.tuples(
    st.sampled_from(CODES),
    st.sampled_from(SIGNS),
    st.sampled_from([*HOSTILE, *VALUES, *OTHERS]) | st.text(max_size=20),
).map(" ".join)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=100) | SENTENCES | COMPARISONS)
@example(text="budget > 99999999999999999 or employees = 99999999999999999999 or machines > 1e300")
@example(text='company ~ "' + "ﷺ" * 500 + '"')
def test_any_text_is_answered_or_refused(engine: Engine, text: str) -> None:
    with contextlib.suppress(QueryProblem), engine.connect() as connection:
        found = connection.scalars(select(leads().c.id).where(compile_text(text, columns(), CONTEXT)))
        assert set(found) <= LEADS.keys()


def test_every_field_answers_every_operator_or_says_which_it_knows(engine: Engine) -> None:
    answered = 0
    with engine.connect() as connection:
        for code in CODES:
            for sign in SIGNS:
                for value in ("5", "today", "yes", "open", "sara@contoso.com", "Amal"):
                    with contextlib.suppress(QueryProblem):
                        condition = compile_text(f"{code} {sign} {value}", columns(), CONTEXT)
                        connection.scalars(select(leads().c.id).where(condition)).all()
                        answered += 1
            connection.scalars(select(leads().c.id).where(compile_text(f"{code} is empty", columns(), CONTEXT))).all()
    assert answered > len(CODES) * 6
