"""How queries read: what the words mean, what is refused, and that a tree prints as what it was read from."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.query.ast import (
    And,
    Comparison,
    Condition,
    Emptiness,
    Everything,
    Me,
    Membership,
    Not,
    Or,
    Text,
    Word,
)
from app.domain.query.errors import QueryProblem
from app.domain.query.parser import DEEPEST, LONGEST_QUERY, MOST_PARTS, parse

WHOLE = (
    'source = "Trade show" and (budget >= 50k or timeframe in (immediate, this_quarter)) and not tag = vip '
    'and last_activity < 14 days ago and owner = me and company ~ "coffee"'
)


def test_the_example_of_the_handbook_reads_as_it_is_meant() -> None:
    assert parse(WHOLE) == And(
        (
            Comparison("source", "=", Text("Trade show")),
            Or(
                (
                    Comparison("budget", ">=", Text("50k")),
                    Membership("timeframe", (Text("immediate"), Text("this_quarter"))),
                )
            ),
            Not(Comparison("tag", "=", Text("vip"))),
            Comparison("last_activity", "<", Text("14 days ago")),
            Comparison("owner", "=", Me()),
            Comparison("company", "~", Text("coffee")),
        )
    )


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("coffee  dubai", "coffee and dubai"),
        ("coffee or tea dubai", "coffee or (tea and dubai)"),
        ("Coffee AND NOT tea", "Coffee and not tea"),
        ("coffee, tea", "coffee and tea"),
        ("coffee source=web hot", "coffee and source = web and hot"),
        ("source == web", "source = web"),
        ("source <> web", "source != web"),
        ("budget ≥ 5", "budget >= 5"),
        ("source = 'Trade show'", 'source = "Trade show"'),
        ("source = “Trade show”", 'source = "Trade show"'),
        ("source in (Trade show, Web)", 'source in ("Trade show", Web)'),
        ("employees in (1,2,300)", "employees in (1, 2, 300)"),
        ("budget > 50,000 coffee", 'budget > "50,000" and coffee'),
        ("budget > 50000 usd coffee", "budget > 50000 usd and coffee"),
        ("budget > 2.5 million AED coffee", "budget > 2.5 million AED and coffee"),
        ("budget > AED 50k coffee", "budget > AED 50k and coffee"),
        ("budget > 50 coffee", "budget > 50 and coffee"),
        ("next_contact <= in 3 days coffee", "next_contact <= in 3 days and coffee"),
        ("created > tomorrow 10:00 tea", "created > tomorrow 10:00 and tea"),
        ("created = last 30 days tea", "created = last 30 days and tea"),
        ("created < قبل ١٤ يوما tea", "created < قبل ١٤ يوما and tea"),
        ("company ~ قهوة", 'company ~ "قهوة"'),
        ("tags is not empty tea", "tags is not empty and tea"),
        ("what is new", "what and is and new"),
        ("C++ o'brien sara@x.com 100% hey!", "C++ and o'brien and sara@x.com and 100% and hey!"),
        ("((source = web))", "source = web"),
        ("(a b) c", "a and b and c"),
        ("a\tb\n", "a and b"),
    ],
)
def test_two_ways_of_writing_mean_the_same(query: str, same: str) -> None:
    assert parse(query) == parse(same)


def test_quoted_words_are_only_words() -> None:
    assert parse('"and" "me"') == And((Word("and"), Word("me")))
    assert parse('owner = "me"') == Comparison("owner", "=", Text("me"))
    assert parse(r'topic = "say \"hi\" C:\new"') == Comparison("topic", "=", Text('say "hi" C:\\new'))


def test_a_blank_query_is_everything() -> None:
    assert parse(" \n ") == Everything()


PROBLEMS = [
    ("source =", 8, "A value is missing after “=”."),
    ("source = and x", 9, "A value is missing after “=”."),
    ("= web", 0, "There is no field before “=”."),
    ("a and", 5, "A condition is missing after “and”."),
    ("or a", 0, "A condition is missing before “or”."),
    ("a or or b", 5, "A condition is missing after “or”."),
    ("not", 3, "A condition is missing after “not”."),
    ("(a", 0, "This “(” is not closed."),
    ("a)", 1, "There is no “(” for this “)”."),
    ("a ()", 2, "There is nothing between these parentheses."),
    ('a "b', 2, "A quotation mark is not closed."),
    ("source in (web", 10, "This list is not closed."),
    ("source in ()", 11, "A value is missing in this list."),
    ("source in (web,)", 15, "A value is missing in this list."),
    ("source in (a = b)", 13, "“=” does not belong in this list."),
    ("source = web, event", 12, "Several values stand in a list."),
    ("count(call)", 0, "There is no function “count”."),
]


@pytest.mark.parametrize(("query", "position", "message"), PROBLEMS)
def test_a_problem_says_where_and_what_to_do(query: str, position: int, message: str) -> None:
    with pytest.raises(QueryProblem) as refused:
        parse(query)
    assert (refused.value.message, refused.value.position) == (message, position)
    assert refused.value.as_json()["position"] == position


def test_a_query_too_long_too_deep_or_too_large_is_refused() -> None:
    with pytest.raises(QueryProblem, match="10,001 characters long"):
        parse("x" * (LONGEST_QUERY + 1))
    for deep in (
        "(" * 5000,
        "not " * 2000 + "x",
        "(" * (DEEPEST + 1) + "x" + ")" * (DEEPEST + 1),
        "a or (" * 900,
    ):
        with pytest.raises(QueryProblem, match="nested deeper than 50 levels"):
            parse(deep)
    for large in ("x " * (MOST_PARTS + 1), f"a in ({'1,' * MOST_PARTS}1)"):
        with pytest.raises(QueryProblem, match="more than 300 conditions and values"):
            parse(large)
    with pytest.raises(QueryProblem, match="501 characters long"):
        parse(f'company = "{"x" * 501}"')


ANY_TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "and",
        "in",
        "me",
        "14 days ago",
        "50000 USD",
        "50,000",
        "'a",
        "b'",
        "tag",
        "is",
        "empty",
        "ago",
        "a\\",
        '"',
        "",
    ]
)
VALUES = st.builds(Text, ANY_TEXT) | st.builds(Me)
NAMES = st.sampled_from(["budget", "Trade show", "tag", "in", "not", "is"]) | st.text(max_size=20)
SIMPLE: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Word, ANY_TEXT),
    st.builds(Comparison, NAMES, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "~", "!~"]), VALUES),
    st.builds(Membership, NAMES, st.lists(VALUES, min_size=1, max_size=4).map(tuple), st.booleans()),
    st.builds(Emptiness, NAMES, st.booleans()),
)
TREES = st.recursive(
    SIMPLE,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(And, st.lists(inner, min_size=2, max_size=4).map(tuple))
        | st.builds(Or, st.lists(inner, min_size=2, max_size=4).map(tuple))
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(TREES)
def test_a_tree_prints_as_text_that_reads_back_as_the_same_tree(tree: Condition) -> None:
    assert parse(str(tree)) == tree


@given(st.text(st.characters(), max_size=200))
@example("(" * 10_000)
@example("not " * 2_500)
@example("'" * 10_000)
@example('\\"' * 5_000)
@example("a'\\" * 3_000)
def test_no_text_fails_to_be_read_or_refused(text: str) -> None:
    with contextlib.suppress(QueryProblem):
        tree = parse(text)
        assert parse(str(tree)) == tree


def test_reading_and_completing_load_no_database_library() -> None:
    code = "import sys, app.domain.query.parser, app.domain.query.complete; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
