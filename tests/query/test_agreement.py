"""Conditions mean the same to SQLite, to PostgreSQL and to records in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from app.domain.core.columns import custom_from_plain, custom_to_plain
from app.domain.core.field_types.links import Link
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.money import Money
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.rules import derived
from app.domain.people.points import further_values, point_columns
from app.domain.people.records import Account, ContactPoint, User
from app.domain.query.condition import Condition
from app.domain.query.context import FURTHER, SEARCH_TEXT
from app.domain.records import metadata
from app.domain.store.engine import open_engine
from app.domain.store.folded import folded_texts
from app.domain.store.unit import table_of
from tests.conftest import NOW
from tests.query.conftest import CONTEXT, CUSTOM, USERS, columns, leads

ACCOUNTS = (("a-fab", "ACC-FABR", "Fabrikam Café LLC"), ("a-mus", "ACC-MVST", "محمصة مصطفى"))
OWN = (
    *CUSTOM,
    Field("nickname", "Nickname", "line", "custom", custom=True),
    Field("hotline", "Hotline", "phone", "custom", custom=True),
    Field("mailbox", "Mailbox", "email", "custom", custom=True),
)
FIELDS = (*LEAD_FIELDS, *OWN)
BY_CODE = {each.code: each for each in FIELDS}

WORDS = (
    "Zürich", "zurich", "ZURICH", "São  Paulo", "Straße", "strasse", "İzmir", "izmir", "Łódź", "100%", "0_B", "a\\b",
    "مصطفى", "مصطفي", "مُصْطَفَى", "شـــركة", "شركه", "أحمد", "احمد", "٢٠٢٦", "2026", "O'Brien", "O’Brien",
    "Œuvre", "ﬁne", "ΣΊΣΥΦΟΣ", "σίσυφος", "API", "e", "É",
)  # fmt: skip
EMAILS = ("Sara@Contoso.example.com", "sara@contoso.example.com", "jörg@example.com", "JORG@example.com")
PHONES = (
    "+971 50 123 4567", "050 123 4567", "0501234567", "00971501234567", "٠٥٠ ١٢٣ ٤٥٦٧", "+44 20 7946 0018", "112",
    "04 123 4567 ext. 12",
)  # fmt: skip
COUNTRIES = (
    "UAE", "U.A.E.", "United Arab Emirates", "ae", "ARE", "الإمارات", "إمارات", "دولة الامارات العربية المتحدة", "🇦🇪",
    "AE - United Arab Emirates", "+971", "Deutschland", "Germany (DE)", "Côte d’Ivoire", "Cote d'Ivoire", "भारत",
    "India", "Atlantis",
)  # fmt: skip
TAGS = ("VIP", "vip", "قهوة", "قهوه", "Café", "arabica", "Arabica", "robusta")
AMOUNTS = (("50000", "USD"), ("50000", "AED"), ("0.5", "USD"), ("1.250", "KWD"), ("50000", "JPY"), ("0", "EUR"))
MOMENTS = (
    NOW,
    NOW - timedelta(hours=2),
    NOW - timedelta(hours=2, microseconds=1),
    datetime(2026, 11, 22, 20, 0, tzinfo=UTC),  # midnight in Dubai
    datetime(2026, 11, 22, 19, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 11, 23, 5, 0, 0, 250_000, tzinfo=UTC),
)
DAYS = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 31))
TIMES = (
    "today", "yesterday", "tomorrow", "now", "2 hours ago", "this week", "last 30 days", "this month", "in 3 days",
    "2026-11-23", "2026-11-23 09:00",
)  # fmt: skip

#: By field: values it may hold, and texts it may be compared with.
POOLS: dict[str, tuple[Sequence[Any], Sequence[str]]] = {
    "company": (WORDS, WORDS),
    "city": (WORDS, WORDS),
    "country": (COUNTRIES, (*COUNTRIES, "Emirates", "Atlantis", "in", "united")),
    "title": ((), WORDS),
    "description": (("two\nlines  of É", *WORDS), ("two lines", "of e", *WORDS)),
    "nickname": (WORDS, WORDS),
    "lead_origin": (WORDS, WORDS),
    "source": (("web", "Web", "trade_show", "Messe Köln"), ("web", "Trade show", "messe koln", "köln", "show")),
    "rating": (("hot", "warm"), ("hot", "Warm", "cold")),
    "email": (EMAILS, (*EMAILS, "contoso", "jorg")),
    "mailbox": (EMAILS, (*EMAILS, "contoso", "jorg")),
    "phone": (PHONES, (*PHONES, "123", "٤٥٦٧")),
    "hotline": (PHONES, (*PHONES, "123", "٤٥٦٧")),
    "tags": ([(each,) for each in TAGS] + [TAGS], TAGS),
    "beans": ([("arabica",), ("robusta", "arabica")], ("Arabica", "robusta", "bus")),
    "employees": ((0, 7, 42), ("7", "6.5", "42", "99999999999999999")),
    "machines": ((0, 9, 100), ("9", "6.5", "1000", "100")),
    "margin": ((Decimal("12.5"), Decimal("0.1"), Decimal(3)), ("12.5", "0.1", "3", "2.99")),
    "budget": ([Money.of(*each) for each in AMOUNTS], ("50k", "50000 USD", "50000 JPY", "1.250 KWD", "0.5", "0 EUR")),
    "deposit": ([Money.of(*each) for each in AMOUNTS], ("50k", "50000 USD", "50000 JPY", "1.250 KWD", "0.5", "0 EUR")),
    "decision_maker": ((True, False), ("yes", "no")),
    "visited": ((True, False), ("yes", "no")),
    "estimated_close": (DAYS, TIMES),
    "visit_day": (DAYS, TIMES),
    "last_activity_at": (MOMENTS, TIMES),
    "demo_at": (MOMENTS, TIMES),
    "owner": ([Link("user", *each) for each in USERS], ("me", "Amal", "omar aziz", "USER-0MAR")),
    "account": (
        [Link("account", *each) for each in ACCOUNTS],
        ("fabrikam cafe llc", "Fabrikam Cafe", "acc-fabr", "مصطفي", "محمصه مصطفي", "café"),
    ),
}


#: Further emails and phones that a record may have.
REACHED = (*(("email", each) for each in EMAILS), *(("phone", each) for each in PHONES))


def quoted(text: str) -> str:
    return text if text == "me" else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def comparisons(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(sorted(POOLS)))
    comparison = (BY_CODE[name] if name != "title" else Field("title", "Title")).field_type.comparison
    texts = st.sampled_from(POOLS[name][1]).map(quoted)
    form = draw(st.sampled_from(("compared", "compared", "listed", "empty")))
    if form == "empty":
        return f"{name} is {draw(st.sampled_from(('', 'not ')))}empty"
    if form == "listed":
        listed = ", ".join(draw(st.lists(texts, min_size=1, max_size=3)))
        return f"{name} {draw(st.sampled_from(('', 'not ')))}in ({listed})"
    return f"{name} {draw(st.sampled_from(comparison.signs))} {draw(texts)}"


CONDITIONS = st.recursive(
    comparisons() | st.sampled_from(WORDS).map(quoted),
    lambda inner: (
        st.builds("({}) {} ({})".format, inner, st.sampled_from(("and", "or")), inner)
        | st.builds("not ({})".format, inner)
    ),
    max_leaves=4,
)
RECORDS = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from(values) for name, (values, _) in POOLS.items() if values}
    | {FURTHER: st.lists(st.sampled_from(REACHED), max_size=2)},
)


def points_of(values: dict[str, Any], row: dict[str, Any]) -> list[dict[str, Any]]:
    """The further emails and phones of a lead as rows."""
    return [
        {
            "id": f"{row['id']}-{number}",
            "record_kind": "lead",
            "record_id": row["id"],
            **point_columns(medium, value, "", country=values.get("country"), region=CONTEXT.values.region),
            "version": 1,
            "created_at": NOW,
            "updated_at": NOW,
        }
        for number, (medium, value) in enumerate(values.get(FURTHER, ()))
    ]


def row_of(values: dict[str, Any], number: int) -> dict[str, Any]:
    """A lead's row, with what is derived from it."""
    row: dict[str, Any] = {"id": f"lead-{number}", "code": f"LEAD-{number:04}", "kind": "organisation", "custom": {}}
    for name, value in values.items():
        if name == FURTHER:
            continue
        field = BY_CODE[name]
        if field.custom:
            row["custom"][name] = custom_to_plain(field, value)
        else:
            held = value.id if isinstance(value, Link) else value
            row |= field.field_type.stored(field, held)
    row |= {"tags": row.get("tags", [])} | derived(row, CONTEXT.values.region)
    row |= {"version": 1, "created_at": NOW, "updated_at": NOW}
    return {**row, "folded": folded_texts(leads(), row)}


def card_of(values: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The values of a record's card, read as from its row."""
    kept = {name: custom_from_plain(BY_CODE[name], plain) for name, plain in row["custom"].items()}
    points = points_of(values, row)
    further: dict[str, Sequence[str]] = {
        medium: [each["key"] for each in points if each["medium"] == medium] for medium in ("email", "phone")
    }
    further[SEARCH_TEXT] = [each["search_text"] for each in points]
    named = {"title": row["title"], "code": row["code"], SEARCH_TEXT: row["search_text"]}
    return {**values, **kept, **named, FURTHER: further}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[list[Engine]]:
    """An empty database of each kind, with users and accounts."""
    folder = tmp_path_factory.mktemp("agreement")
    server = request.getfixturevalue("postgres_server")
    address = server.create_database()
    urls = [f"sqlite:///{folder / 'leads.db'}", address.replace("postgresql://", "postgresql+psycopg://")]
    opened = [open_engine(url, writer=True) for url in urls]
    stamp = {"version": 1, "created_at": NOW, "updated_at": NOW}
    for engine in opened:
        metadata().create_all(engine)
        with engine.begin() as connection:
            for identity, code, name in USERS:
                user = {"id": identity, "code": code, "name": name, "login": identity, "language": "en"}
                connection.execute(
                    insert(table_of(User)).values(**user, time_zone="UTC", role="rep", active=True, **stamp)
                )
            for identity, code, name in ACCOUNTS:
                account: dict[str, Any] = {
                    "id": identity,
                    "code": code,
                    "name": name,
                    "name_key": fold(name).removesuffix(" llc"),
                }
                account |= {"search_text": "", "custom": {}}
                folded = folded_texts(table_of(Account), account)
                connection.execute(insert(table_of(Account)).values(**account, folded=folded, **stamp))
    yield opened
    for engine in opened:
        engine.dispose()
    server.drop_database(address)


def found_in(
    connection: Connection, rows: list[dict[str, Any]], points: list[dict[str, Any]], condition: Condition
) -> set[str]:
    """What a database finds among the rows and what hangs on them; they are gone afterwards."""
    for row in rows:
        connection.execute(insert(leads()).values(**row))
    for point in points:
        connection.execute(insert(table_of(ContactPoint)).values(**point))
    further = {medium: further_values(LEAD, medium) for medium in ("email", "phone")}
    asked = replace(columns(FIELDS), further_values=further)
    found = set(connection.scalars(select(leads().c.id).where(condition.where(asked, CONTEXT))))
    connection.rollback()
    return found


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(records=st.lists(RECORDS, min_size=1, max_size=6), text=CONDITIONS)
@example(records=[{"city": "Zürich"}], text="city = zurich")
@example(records=[{"country": each} for each in COUNTRIES], text='country = "الإمارات"')
@example(records=[{"country": each} for each in COUNTRIES], text="country ~ emirates")
@example(records=[{"country": each} for each in COUNTRIES], text="country != India")
@example(records=[{"tags": ("Café",)}], text="tag = CAFE")
@example(records=[{"nickname": "شـــركة"}], text='nickname ~ "شركه"')
@example(records=[{"demo_at": NOW - timedelta(hours=2)}], text='demo_at = "2 hours ago"')
@example(records=[{"hotline": "050 123 4567"}], text='hotline = "+971 50 123 4567"')
@example(records=[{FURTHER: [("phone", "050 123 4567")]}], text="phone = 00971501234567")
@example(records=[{FURTHER: [("email", "Sara@Contoso.example.com")]}], text="not (email ~ contoso)")
@example(records=[{"email": "SARA@contoso.example.com"}], text="email = sara@contoso.example.com")
@example(records=[{"deposit": Money.of("0.1", "USD")}], text='deposit = "0.1 USD"')
@example(records=[{"description": "two\nlines"}], text='description ~ "two lines"')
def test_every_evaluator_finds_the_same(engines: list[Engine], records: list[dict[str, Any]], text: str) -> None:
    condition = Condition.parse(text, columns(FIELDS).names.fields, CONTEXT)
    rows = [row_of(values, number) for number, values in enumerate(records)]
    points = [each for row, values in zip(rows, records, strict=True) for each in points_of(values, row)]
    matches = condition.matcher(CONTEXT)
    remembered = {row["id"] for row, values in zip(rows, records, strict=True) if matches(card_of(values, row))}
    for engine in engines:
        with engine.connect() as connection:
            assert found_in(connection, rows, points, condition) == remembered, engine.dialect.name
