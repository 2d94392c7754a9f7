"""The address of a database is read in all its forms, and shown in none with what is secret in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.core.addresses import read_address, shown_address
from app.domain.core.errors import Invalid

SECRET = "s3cret"  # noqa: S105 - what must not be seen

SERVERS = {
    f"postgresql://amal:{SECRET}@db.example.com:5433/leads": "postgresql://amal@db.example.com:5433/leads",
    f"postgres://amal:{SECRET}@db.example.com/leads": "postgresql://amal@db.example.com/leads",
    f"postgresql+psycopg://db.example.com/leads?user=amal&password={SECRET}": (
        "postgresql://amal@db.example.com/leads"
    ),
    f"postgresql://db.example.com/leads?p%61ssword={SECRET}&sslmode=require": (
        "postgresql://db.example.com/leads?sslmode=require"
    ),
    f"postgresql://[::1]:5432/leads?sslpassword={SECRET}": "postgresql://[::1]:5432/leads",
    f"host=db.example.com user=amal dbname=leads password={SECRET}": "postgresql://amal@db.example.com/leads",
    f"password='{SECRET} \\' and more' host=/run/pg dbname=leads": "postgresql://%2Frun%2Fpg/leads",
    f"postgresql://a%40b:{SECRET}%40%2F@h/%D9%82": "postgresql://a%40b@h/%D9%82",
    f"postgresql:///leads?host=a,b&port=1,2&password={SECRET}": "postgresql:///leads?host=a%2Cb&port=1%2C2",
    f"postgresql://amal:{SECRET}@a:1,b:2/leads": "postgresql://amal@/leads?host=a%2Cb&port=1%2C2",
}


@pytest.mark.parametrize(("text", "shown"), SERVERS.items())
def test_an_address_is_shown_without_its_password(text: str, shown: str) -> None:
    address = read_address(text)
    assert address.shown == shown
    assert address.path is None
    assert any(SECRET in each for each in address.parameters.values())
    for told in (repr(address), address.name, shown_address(text)):
        assert SECRET not in told
    assert read_address(address.shown).shown == shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"postgresql://amal:{SECRET}@db:abc/leads", "“abc” is no port"),
        (f"postgresql://amal:{SECRET}@db:99999/leads", "“99999” is no port"),
        (f"postgresql://amal:{SECRET}@db:-1/leads", "“-1” is no port"),
        (f"postgresql://amal:{SECRET}", "The port of the address is no number"),
        (f"postgresql://amal:{SECRET}@x@db/leads", "an @ where none can be"),
        (f"postgresql://amal:p/{SECRET}@db/leads", "an @ where none can be"),
        (f"postgresql://amal:p?{SECRET}@db/leads", "an @ where none can be"),
        (f"postgresql://db/leads?password=x&{SECRET}=y", "a parameter that PostgreSQL does not know"),
        (f"postgresql://db/leads?password=x&{SECRET}", "has no value"),
        (f"postgresql+foo://amal:{SECRET}@db/leads", "does not know the driver foo"),
        (f"sqlite+foo:///{SECRET}", "does not know the driver foo"),
        (f"mysql://amal:{SECRET}@db/leads", "databases of the kind mysql"),
        (f"postgresql:/amal:{SECRET}@db/leads", "after the colon belongs //"),
        (f"postgres:amal:{SECRET}@db/leads", "after the colon belongs //"),
        (f"host=db password={SECRET} and more", "no name=value"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("", "No database is named"),
        ("postgresql://[::1/leads", "a bracket too many or too few"),
        ("leads\0.db", "a character that no name can have"),
    ],
)
def test_what_is_no_address_is_refused_in_words_without_what_may_be_a_password(text: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_address(text)
    assert says in refused.value.message
    assert refused.value.field == "db"
    assert SECRET not in str(refused.value)
    assert SECRET not in shown_address(text)


@pytest.mark.parametrize("name", ["leads.db", "a=b.db", "50%.db", "what?.db", "user@home.db", "قهوة.db", "a:b.db"])
def test_any_other_text_is_the_name_of_a_file(name: str) -> None:
    assert read_address(name).path == Path(name)
    assert shown_address(name) == name


def test_a_file_may_be_written_as_an_address() -> None:
    assert read_address("sqlite:////srv/leads.db").path == Path("/srv/leads.db")
    assert read_address("sqlite:///leads.db").path == Path("leads.db")
