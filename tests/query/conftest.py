"""Leads to ask for: a few real rows in a real database of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, Table, insert, select

from app.domain.core.fields import Field, ParseContext
from app.domain.core.folding import fold
from app.domain.core.money import Rates
from app.domain.core.users import Users
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.records import Lead
from app.domain.people.records import Account, Contact, User
from app.domain.query.columns import Links, RecordColumns, TableLinks
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.records import metadata
from app.domain.store.engine import open_engine
from app.domain.store.folded import folded_texts
from app.domain.store.unit import table_of
from tests.conftest import NOW

Find = Callable[[str], set[str]]

CUSTOM = (
    Field("lead_origin", "Lead origin", "line", "custom", custom=True),
    Field("machines", "Machines", "integer", "custom", custom=True),
    Field("margin", "Margin", "decimal", "custom", custom=True),
    Field("deposit", "Deposit", "money", "custom", custom=True),
    Field("visited", "Visited", "yes_no", "custom", custom=True),
    Field("visit_day", "Visit day", "date", "custom", custom=True),
    Field("demo_at", "Demo", "moment", "custom", custom=True),
    Field("beans", "Beans", "tags", "custom", (("arabica", "Arabica"), ("robusta", "Robusta")), custom=True),
)
FIELDS = (*LEAD_FIELDS, *CUSTOM)
USERS = (("u-amal", "USER-AM4L", "Amal Haddad"), ("u-omar", "USER-0MAR", "Omar Aziz"))
#: No rate of the yen: what it is worth nobody said.
RATES = Rates(lambda: {"USD": Decimal(1), "AED": Decimal("0.2723"), "KWD": Decimal("3.25"), "EUR": Decimal("1.08")})
CONTEXT = QueryContext(ParseContext(NOW, ZoneInfo("Asia/Dubai"), "USD", "AE"), "u-amal", Users(USERS), RATES)

LEADS: dict[str, dict[str, Any]] = {
    "contoso": {
        "company": "Contoso Coffee LLC",
        "company_key": "contoso coffee",
        "code": "LEAD-7Q3F",
        "source": "trade_show",
        "timeframe": "immediate",
        "budget_minor": 5_000_000,
        "budget_currency": "USD",
        "tags": ["VIP", "قهوة"],
        "owner_id": "u-amal",
        "last_activity_at": NOW - timedelta(days=20),
        "estimated_close": date(2026, 11, 24),
        "email": "Sara@contoso.example.com",
        "phone": "+971 50 123 4567",
        "phone_e164": "+971501234567",
        "decision_maker": True,
        "employees": 42,
        "search_text": "contoso coffee llc sara ahmed",
        "custom": {
            "lead_origin": "API",
            "machines": 9,
            "margin": 12.5,
            "deposit": {"amount": "1500.00", "currency": "AED"},
            "visited": True,
            "visit_day": "2026-11-20",
            "demo_at": "2026-11-23T05:00:00.250000+00:00",
            "beans": ["arabica"],
        },
    },
    "fabrikam": {
        "company": "Fabrikam 100% Beans_Co",
        "company_key": "fabrikam 100 beans",
        "code": "LEAD-9ZZZ",
        "source": "Web",
        "timeframe": "this_quarter",
        "budget_minor": 60_000_000,
        "budget_currency": "KWD",
        "tags": ["roaster"],
        "owner_id": "u-omar",
        "last_activity_at": NOW - timedelta(hours=3),
        "estimated_close": date(2026, 12, 31),
        "decision_maker": False,
        "employees": 7,
        "account_id": "a-fab",
        "search_text": "fabrikam 100% beans_co",
        "custom": {
            "lead_origin": "Excel",
            "machines": 100,
            "visited": False,
            "beans": ["robusta", "arabica"],
        },
    },
    "mustafa": {
        "company": "محمصة مصطفى",
        "company_key": "محمصه مصطفي",
        "code": "LEAD-0ARB",
        "tags": [],
        "city": "Élancourt",
        "search_text": "محمصه مصطفي elancourt",
        "custom": {},
    },
}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with the leads in it, once of each kind."""
    opened = open_engine(database_url.replace("postgresql://", "postgresql+psycopg://"), writer=True)
    metadata().create_all(opened)
    stamp = {
        "version": 1,
        "created_at": NOW - timedelta(days=30),
        "updated_at": datetime(2026, 11, 1, tzinfo=UTC),
    }
    with opened.begin() as connection:
        for identity, code, name in USERS:
            row: dict[str, Any] = {"id": identity, "code": code, "name": name, "login": identity}
            row |= {"language": "en", "time_zone": "UTC", "role": "rep", "active": True}
            connection.execute(insert(table_of(User)).values(**row, **stamp))
        account = {"id": "a-fab", "code": "ACC-FABR", "name": "Fabrikam Group", "name_key": "fabrikam group"}
        connection.execute(insert(table_of(Account)).values(**account, search_text="", custom={}, **stamp))
        for identity, values in LEADS.items():
            connection.execute(insert(leads()).values(id=identity, **_required(values), **stamp))
    yield opened
    opened.dispose()


def _required(values: dict[str, Any]) -> dict[str, Any]:
    title = values["company"]
    row = {"kind": "organisation", "title": title, "title_key": fold(title), **values}
    return {**row, "folded": folded_texts(leads(), row)}


def leads() -> Table:
    """The table of leads."""
    return table_of(Lead)


def columns(fields: Sequence[Field] = FIELDS) -> RecordColumns:
    """Where a lead's fields lie."""
    linked: dict[str, Links] = {
        "account": TableLinks(table_of(Account), key="name_key"),
        "contact": TableLinks(table_of(Contact)),
    }
    return RecordColumns(leads(), fields, linked, {"title": "title_key"}, {"phone": "phone_e164"})


@pytest.fixture
def find(engine: Engine) -> Find:
    """The leads a query finds, by their first name."""

    def ask(query: str) -> set[str]:
        with engine.connect() as connection:
            return set(connection.scalars(select(leads().c.id).where(compile_text(query, columns(), CONTEXT))))

    return ask
