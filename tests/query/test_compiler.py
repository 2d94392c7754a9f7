"""What queries find among real leads, on both databases."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import ClauseElement, Engine, Executable, Select, func, select
from sqlalchemy.dialects import registry
from sqlalchemy.ext.compiler import compiles

from app.domain.query.columns import RecordColumns
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.domain.query.parser import parse
from tests.query.conftest import CONTEXT, FIELDS, LEADS, Find, columns, leads

EVERYBODY = set(LEADS)
C, F, M = "contoso", "fabrikam", "mustafa"

ANSWERS: dict[str, set[str]] = {
    "": EVERYBODY,
    # free words
    "coffee sara": {C},
    '"coffee llc"': {C},
    '"sara coffee"': set(),
    "100%": {F},
    "beans_co": {F},
    "bean%": set(),
    "مصطفى": {M},
    "lead-7q3f": {C},
    "coffee or beans_co": {C, F},
    "not coffee": {F, M},
    "coffee source = trade_show": {C},
    # texts
    "company ~ COFFEE": {C},
    'company ~ "100%"': {F},
    'company ~ "0_B"': set(),
    'company = "contoso coffee llc"': {C},
    "company ~ مصطفي": {M},
    "city = élancourt": {M},
    "city ~ ÉLAN": {M},
    "city != Dubai": EVERYBODY,
    "city is empty": {C, F},
    "title ~ contoso": {C},
    "code = lead-9zzz": {F},
    "code in (LEAD-9ZZZ, LEAD-7Q3F)": {C, F},
    # choices, by code or label
    'source = "Trade show"': {C},
    "source = web": {F},
    "source in (Trade show, Web)": {C, F},
    "source != trade_show": {F, M},
    "source not in (trade_show)": {F, M},
    "timeframe in (immediate, this_quarter)": {C, F},
    '"Purchase timeframe" = immediate': {C},
    "timeframe ~ quarter": {F},
    # tags
    "tag = vip": {C},
    "tag = قهوة": {C},
    "tags ~ roast": {F},
    "tag != vip": {F, M},
    "tags in (vip, roaster)": {C, F},
    "tags is empty": {M},
    "tags is not empty": {C, F},
    # amounts
    "budget >= 50k": {C, F},
    "budget > 50k": {F},
    "budget = 50000 USD": {C},
    "budget >= 50,000 USD": {C, F},
    "budget >= 1 AED": {C, F},
    "budget >= 1 JPY": set(),
    "budget < 60000 KWD": {C},
    "budget = 60000 KWD": {F},
    "budget = 60000": set(),
    "budget = 195000": {F},
    "budget = 600000": set(),
    "budget >= ٥٠٠٠٠": {C, F},
    "budget is empty": {M},
    # numbers, yes and no
    "employees > 7": {C},
    "employees >= 6.5": {C, F},
    "employees < 99999999999999999": {C, F},
    "employees in (7, 42)": {C, F},
    "decision_maker = yes": {C},
    "decision_maker = no": {F},
    "decision_maker != yes": {F, M},
    "decision_maker is empty": {M},
    "do_not_phone = no": EVERYBODY,
    # days and moments
    "last_activity < 14 days ago": {C},
    "last_contact >= 14 days ago": {F},
    "last_activity = today": {F},
    "last_activity < 2 hours ago": {C, F},
    "last_activity >= 4 hours ago": {F},
    "last_activity = last 30 days": {C, F},
    "last_activity = last month": set(),
    "last_activity = this month": {C, F},
    "last_activity is empty": {M},
    "created < yesterday": EVERYBODY,
    "estimated_close = tomorrow": {C},
    "estimated_close <= tomorrow": {C},
    "estimated_close = 2026-11-24": {C},
    "estimated_close = ٢٠٢٦-١١-٢٤": {C},
    "estimated_close > in 3 days": {F},
    "estimated_close = this quarter": {C, F},
    "updated < 2026-11-02": EVERYBODY,
    # people and organisations
    "owner = me": {C},
    "owner = Amal": {C},
    'owner = "omar aziz"': {F},
    "owner = user-0mar": {F},
    "owner ~ ma": {C, F},
    "owner in (me, omar)": {C, F},
    "owner != me": {F, M},
    "owner is empty": {M},
    'account = "fabrikam GROUP"': {F},
    "account = acc-fabr": {F},
    "account ~ group": {F},
    # ways to reach
    "email = Sara@Contoso.example.com": {C},
    "email ~ contoso": {C},
    "phone = 050-123-4567": {C},
    'phone = "+971 50 1234567"': {C},
    "phone ~ 0123": {C},
    # custom values
    'lead_origin = "API"': {C},
    '"Lead origin" ~ exc': {F},
    "lead_origin != api": {F, M},
    "machines >= 10": {F},
    "machines < 100": {C},
    "machines is empty": {M},
    "margin = 12.5": {C},
    "deposit >= 1k": set(),
    "deposit > 1000 AED": {C},
    "deposit > 1000 USD": set(),
    "deposit is not empty": {C},
    "visited = yes": {C},
    "visited = no": {F},
    "visit_day < today": {C},
    "visit_day = last 7 days": {C},
    "demo_at = today": {C},
    "demo_at > tomorrow": set(),
    "beans = Arabica": {C, F},
    "beans = robusta": {F},
    "beans is empty": {M},
    # together
    "budget >= 50k and (tag = vip or timeframe = this_quarter) and not owner = me": {F},
    "not (source = web or tag = vip)": {M},
    "not not source = web": {F},
}


def test_queries_find_what_they_say(find: Find) -> None:
    found = {query: find(query) for query in ANSWERS}
    assert found == ANSWERS


def test_the_opposite_of_a_query_finds_exactly_the_others(find: Find) -> None:
    for query, answer in ANSWERS.items():
        if query:
            assert find(f"not ({query})") == EVERYBODY - answer, query


@pytest.mark.parametrize(
    "attempt",
    [
        "'; DROP TABLE lead; --",
        'company = "x\' OR 1=1 --"',
        'company ~ "%\' UNION SELECT id FROM user_account --"',
        'source = "); DELETE FROM lead; --"',
        'tag = "\\") OR 1=1 --"',
        "lead_origin = \"' OR ''='\"",
        "city in (\"') OR ('1'='1\")",
        'owner ~ "\' OR 1=1"',
        "\"x', '$') OR 1=1 --\"",
    ],
)
def test_sql_in_a_query_is_only_text(attempt: str, find: Find, engine: Engine) -> None:
    assert find(attempt) == set()
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(leads())) == len(LEADS)


def test_a_field_named_like_sql_is_simply_unknown(find: Find) -> None:
    for attempt in ('"id) OR 1=1 --" = 1', '"search_text" ~ x', "deleted_at is empty", "version = 1"):
        with pytest.raises(QueryProblem, match="Unknown field"):
            find(attempt)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_value_is_a_bound_parameter(dialect: str) -> None:
    query = (
        'company = "zebra one" and tag = zebra and lead_origin ~ zebra and zebra and email ~ zebra and '
        "account = zebra and account ~ zebra and beans = zebra and source = zebra"
    )
    assert "zebra" not in str(compile_text(query, columns(), CONTEXT).compile(dialect=registry.load(dialect)()))


PROBLEMS = {
    "budjet > 5": "Unknown field “budjet”. Did you mean budget?",
    "tmieframe = immediate": "Unknown field “tmieframe”. Did you mean timeframe?",
    "timeframe = imediate": "Purchase timeframe: “imediate” is not one of its choices. Did you mean immediate?",
    "timeframe = this_qarter": (
        "Purchase timeframe: “this_qarter” is not one of its choices. Did you mean this_quarter?"
    ),
    "rating = x": "Rating: “x” is not one of its choices. Choose from: hot, warm, cold.",
    "owner = Amla": "There is no user “Amla”. Did you mean Amal?",
    "company > 5": "Company cannot be compared with “>”. Use =, !=, ~ or !~.",
    "budget ~ 5": "Budget cannot be compared with “~”. Use =, !=, <, <=, > or >=.",
    "budget > lots": "Budget: “lots” is not an amount of money. Write it like 50,000 USD.",
    "employees > many": "Employees: “many” is not a number. Write digits, such as 1234.5.",
    "decision_maker = perhaps": ("Decision maker identified: “perhaps” is neither yes nor no. Write yes or no."),
    "account = me": "Existing account: there is no “me” here. Write a name or a code.",
    "created < someday": (
        "Created: “someday” is not a day or time. "
        "Write it like today, 14 days ago, in 3 days, this month or 2026-11-24."
    ),
}


@pytest.mark.parametrize("query", list(PROBLEMS))
def test_a_query_that_cannot_be_answered_says_what_would_do(query: str) -> None:
    with pytest.raises(QueryProblem) as refused:
        compile_text(query, columns(), CONTEXT)
    assert str(refused.value) == PROBLEMS[query]
    assert refused.value.place.text == query


@pytest.mark.parametrize("when", ["someday", "99999 years ago", "in 999999 months", "0001-01-01", "2026-13-45"])
def test_a_day_that_cannot_be_is_refused(when: str) -> None:
    with pytest.raises(QueryProblem, match="Created: "):
        compile_text(f'created < "{when}"', columns(), CONTEXT)


def test_nobody_is_me_where_nobody_asks() -> None:
    with pytest.raises(QueryProblem, match="there is no “me” here"):
        compile_text("owner = me", columns(), QueryContext(CONTEXT.values, users=CONTEXT.users))


def test_an_alias_of_the_table_is_asked_as_well(engine: Engine) -> None:
    other = leads().alias("other")
    source = RecordColumns(other, FIELDS, columns().linked)
    condition = compile_text("tag = vip and lead_origin = api", source, CONTEXT)
    with engine.connect() as connection:
        assert connection.scalars(select(other.c.id).where(condition)).all() == [C]


def test_the_largest_query_is_answered(find: Find) -> None:
    assert find(" or ".join(["tag = vip"] * 300)) == {C}
    assert find(" or ".join(["city ~ é"] * 300)) == {M}
    assert find(f"employees in ({', '.join(map(str, range(298)))})") == {C, F}
    assert find("not " * 49 + "tag = vip") == {F, M}
    assert find("(" * 49 + "tag = vip" + ")" * 49) == {C}


class _explained(Executable, ClauseElement):  # noqa: N801 - it reads as an SQL function
    """The plan of a statement."""

    inherit_cache = False

    def __init__(self, statement: Select[tuple[str]]) -> None:
        self.statement = statement


@compiles(_explained)
def _explain(element: _explained, compiler: Any, **kw: Any) -> str:
    return f"EXPLAIN QUERY PLAN {compiler.process(element.statement, **kw)}"


def test_the_everyday_questions_walk_an_index(find: Find, engine: Engine) -> None:
    assert find("state = open and owner = me") == {C}
    if engine.dialect.name != "sqlite":
        return
    for query, index in {
        "state = open": "ix_lead_state_updated",
        "state = open and owner = me": "ix_lead_owner",
        "email = sara@contoso.example.com": "ix_lead_email_small",
    }.items():
        wanted = select(leads().c.id).where(compile_text(query, columns(), CONTEXT))
        with engine.connect() as connection:
            plan = connection.execute(_explained(wanted.order_by(leads().c.updated_at, leads().c.id))).all()
        steps = " ".join(row[3] for row in plan)
        assert index in steps, query
        assert query.startswith("email") or "TEMP B-TREE" not in steps, query


MISTYPED = {
    "employees between 5 and 10": "employees >= 5 and employees <= 10",
    "employees not between 5 and 10": "employees < 5 or employees > 10",
    "budget between 5 USD and 10 USD coffee": "budget >= 5 USD and budget <= 10 USD",
    "city between Ajman and Dubai": "city in (Ajman, Dubai)",
    "employees 5..10": "employees >= 5 and employees <= 10",
    "employees 5 .. 10": "employees >= 5 and employees <= 10",
    "city is dubai": "city = dubai",
    "city is not dubai": "city != dubai",
    "city is new york source = web": 'city = "new york"',
    "(city is Dubai)": "city = Dubai",
    "coffee and city equals Dubai": "city = Dubai",
    "city isn’t dubai": "city != dubai",
    "city is not null": "city is not empty",
    "city !dubai": "city != dubai",
    "city:dubai": "city = dubai",
    'city:"new york"': 'city = "new york"',
    "city like dub": "city ~ dub",
    "city not like %dub%": "city !~ dub",
    "company contains coffee": "company ~ coffee",
    'company starts with "Con"': "company ~ Con",
    "company ends with fee": "company ~ fee",
    "company has coffee": "company ~ coffee",
    "employees has 5": "employees = 5",
    "employees is > 5": "employees > 5",
    "city in dubai": "city in (dubai)",
    "city not in dubai, new york": 'city not in (dubai, "new york")',
    "source is in (web, event)": "source in (web, event)",
    "owner is me": "owner = me",
    '"Lead origin" is API': '"Lead origin" = API',
    "estimated_close in 3 days": "estimated_close = in 3 days",
    "estimated_close in next month": "estimated_close = next month",
    "created after yesterday": "created > yesterday",
    "created before friday": "created < friday",
    "budget at least 50k USD": "budget >= 50k USD",
    "employees more than 5": "employees > 5",
    "budget أكثر من 50 ألف": "budget > 50 ألف",
    "employees لا يقلّ عن ٥": "employees >= ٥",
    "created قبل غدًا": "created < غدًا",
    "city ليست دبي": "city != دبي",
    "company يحتوي على قهوة": "company ~ قهوة",
    "owner ضمن (أنا)": "owner in (أنا)",
}


@pytest.mark.parametrize("query", list(MISTYPED))
def test_a_condition_in_words_that_the_language_has_not_is_refused_and_set_right(query: str) -> None:
    with pytest.raises(QueryProblem) as refused:
        compile_text(query, columns(), CONTEXT)
    fix = MISTYPED[query]
    assert refused.value.hint == f"Write {fix}; to search for the words, put all of them in quotation marks."
    assert "compares nothing here." in refused.value.message
    compile_text(fix, columns(), CONTEXT)


@pytest.mark.parametrize(
    ("query", "word", "fix"),
    [
        ("rating = hot و city = دبي", "و", "and"),
        ("coffee أو rating = hot", "أو", "or"),
        ("ليس rating = hot", "ليس", "not"),
    ],
)
def test_conditions_joined_in_arabic_are_refused_and_set_right(query: str, word: str, fix: str) -> None:
    with pytest.raises(QueryProblem, match=f"“{word}” joins no conditions") as refused:
        compile_text(query, columns(), CONTEXT)
    assert refused.value.hint == f"Write {fix}; to search for the word, put it in quotation marks."


@pytest.mark.parametrize("query", ["خالد و سارة", "ليس بعد", "قهوة أو شاي", "و"])
def test_arabic_words_between_words_are_searched_for(query: str) -> None:
    compile_text(query, columns(), CONTEXT)


HALF = {
    "rating hot": "rating = hot",
    'rating "hot"': "rating = hot",
    "coffee and (rating Hot)": "rating = Hot",
    "do_not_phone": "do_not_phone = yes",
    "not do_not_phone": "do_not_phone = yes",
    "do_not_phone no": "do_not_phone = no",
    "owner me": "owner = me",
    "budget 50k USD": "budget = 50k USD",
    "employees 50": "employees = 50",
    "next_contact_at": "next_contact_at is not empty",
}


@pytest.mark.parametrize("query", list(HALF))
def test_a_half_condition_is_told_how_it_is_written(query: str) -> None:
    with pytest.raises(QueryProblem, match="is compared with nothing") as refused:
        compile_text(query, columns(), CONTEXT)
    assert refused.value.hint == f"Write {HALF[query]}; to search for the words, put all of them in quotation marks."
    compile_text(HALF[query], columns(), CONTEXT)


def test_where_a_mistyped_condition_lacks_its_value_the_place_is_shown() -> None:
    for query, fix in {
        "city is": "city = …",
        "employees between 5": "employees >= 5 and employees <= …",
        "city in": "city in (…)",
    }.items():
        with pytest.raises(QueryProblem, match=re.escape(f"Write {fix};")):
            compile_text(query, columns(), CONTEXT)


@pytest.mark.parametrize(
    "query",
    [
        "city hotel",
        "phone shop",
        "budget over seas",
        "closed after hours",
        "what is new",
        "hotel in dubai",
        "coffee company in dubai",
        "who has title is it",
        'city "is" dubai',
        '"city is dubai"',
        "city not dubai",
        "city and in",
        "topic : coffee",
        "http://company.example.com",
        "city yahoo..com",
    ],
)
def test_names_that_hold_the_name_of_a_field_are_searched_for(query: str) -> None:
    assert parse(query, columns().names) == parse(query)
    compile_text(query, columns(), CONTEXT)
