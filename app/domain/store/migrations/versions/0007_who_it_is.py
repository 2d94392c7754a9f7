"""Who it is: the digits of phones, the companies of contacts, and people titled by their own names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.core.folding import company_key, domain_of, fold
from app.domain.core.phones import dialled_digits, national_spellings
from app.domain.store import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BATCH = 2000
_TABLES = ("lead", "contact", "account")
_ASKED = {"lead": ("kind", "company", "name"), "contact": ("company",)}
"""Columns that conditions name."""


def upgrade() -> None:
    """Go on to this version."""
    for name in _TABLES:
        op.add_column(name, sa.Column("phone_digits", sa.Text(), nullable=True))
    op.add_column("contact", sa.Column("company_key", sa.Text(), nullable=True))
    op.add_column("contact", sa.Column("domain", sa.Text(), nullable=True))
    op.add_column("contact_point", sa.Column("parts", types.Document(), nullable=True))
    op.add_column("contact_point", sa.Column("search_text", sa.Text(), nullable=True))
    connection = op.get_bind()
    _change(connection, "contact_point", ("medium", "value", "key"), ("key", "search_text"), sa.true(), _point)
    for name in _TABLES:
        read, written = ("phone", "phone_e164", "search_text"), ("phone_digits", "search_text")
        _change(connection, name, read, written, sa.column("phone").is_not(None), _digits)
    _change(connection, "contact", ("company", "email"), ("company_key", "domain"), sa.true(), _company)
    person = sa.and_(sa.column("kind") == "person", sa.column("name").is_not(None), sa.column("company").is_not(None))
    _change(connection, "lead", ("name",), ("title", "title_key"), person, _title)
    for name in _TABLES:
        op.create_index(f"ix_{name}_phone_digits", name, ["phone_digits"], unique=False)
    for name in ("contact", "account"):
        op.create_index(f"ix_{name}_email_small", name, [sa.text("lower(email)")], unique=False)
    op.create_index("ix_contact_company_key", "contact", ["company_key"], unique=False)
    op.create_index("ix_contact_domain", "contact", ["domain"], unique=False)


def _digits(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    digits = dialled_digits(row["phone"])
    said = (digits, *national_spellings(row["phone_e164"])) if row["phone_e164"] else (digits,)
    text = row["search_text"] or ""
    return digits or None, " ".join((text, *(each for each in said if each not in text)))


def _point(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    value, key = row["value"], row["key"]
    if row["medium"] != "phone":
        return (value.lower() if row["medium"] == "email" else key), fold(value)
    digits = dialled_digits(value)
    said = national_spellings(key) if key else ()
    return key or digits or None, fold(" ".join((value, digits, *said)))


def _company(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    return company_key(row["company"] or "") or None, domain_of(row["email"] or "")


def _title(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    return row["name"], fold(row["name"])


def _change(
    connection: sa.Connection,
    name: str,
    read: tuple[str, ...],
    written: tuple[str, ...],
    which: sa.ColumnElement[bool],
    made: Callable[[Mapping[str, Any]], tuple[str | None, ...]],
) -> None:
    """Write columns of the rows that a condition holds for, made of other columns of theirs."""
    columns = [sa.Column(each, sa.Text()) for each in dict.fromkeys(("id", *read, *written, *_ASKED.get(name, ())))]
    table = sa.Table(name, sa.MetaData(), *columns)
    change = table.update().where(table.c.id == sa.bindparam("row_id"))
    change = change.values({column: sa.bindparam(f"new_{column}") for column in written})
    for rows in _rows(connection, table, read, which):
        new = [dict(zip((f"new_{column}" for column in written), made(row), strict=True)) for row in rows]
        connection.execute(change, [{"row_id": row["id"], **each} for row, each in zip(rows, new, strict=True)])


def _rows(
    connection: sa.Connection, table: sa.Table, read: tuple[str, ...], which: sa.ColumnElement[bool]
) -> Iterator[list[dict[str, Any]]]:
    """The rows, a batch at a time."""
    after = ""
    columns = [table.c.id, *(table.c[each] for each in read)]
    while rows := [
        dict(row)
        for row in connection.execute(
            sa.select(*columns).where(table.c.id > after, which).order_by(table.c.id).limit(_BATCH)
        ).mappings()
    ]:
        yield rows
        after = rows[-1]["id"]


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
