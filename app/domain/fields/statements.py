"""Statements that read fields, and records by their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, FromClause, Select, Table, Text, bindparam, select

from app.domain.core.columns import columns_of
from app.domain.fields.cards import CUSTOM_FIELDS
from app.domain.fields.kinds import Kind
from app.domain.fields.records import CustomField
from app.domain.store.named import builds


@builds(CUSTOM_FIELDS)
def custom_field_select() -> Select[*tuple[Any, ...]]:
    """The fields added to a kind of record; binds ``kind``."""
    return (
        select(
            CustomField.code,
            CustomField.label,
            CustomField.type,
            CustomField.choices,
            CustomField.help,
            CustomField.languages,
        )
        .where(CustomField.record_kind == bindparam("kind"))
        .order_by(CustomField.position, CustomField.code)
    )


def card_select(kind: Kind, tables: Mapping[str, Table]) -> Select[Any]:
    """The statement a card of a kind is read with; binds ``id``.

    Args:
        kind: The kind.
        tables: The tables links point at, by link type.
    """
    return cards_select(kind, tables).where(kind.table.c.id == bindparam("id"))


def cards_select(kind: Kind, tables: Mapping[str, Table]) -> Select[Any]:
    """The same without a condition.

    Args:
        kind: The kind.
        tables: The tables links point at, by link type.
    """
    table = kind.table
    columns: list[Any] = [table.c[name] for name in ("id", "code", "version", kind.title, "deleted_at", "custom")]
    source: FromClause = table
    for each in kind.fields:
        columns += [table.c[name] for name in columns_of(each)]
        if each.field_type.link:
            other = tables[each.field_type.link].alias(f"{each.code}_link")
            source = source.outerjoin(other, other.c.id == table.c[columns_of(each)[0]])
            title = other.c.title if "title" in other.c else other.c.name
            columns += [other.c.code.label(f"{each.code}_code"), title.label(f"{each.code}_title")]
    columns += _found_by(table)
    return select(*columns).select_from(source)


def _found_by(table: Table) -> Iterator[Column[Any]]:
    """The texts that follow from a record's fields so that it is found by them, such as its company's domain."""
    indexed = {column.key for index in table.indexes for column in index.columns}
    for each in table.columns:
        if each.key in indexed and each.info.get("follows") and isinstance(each.type, Text):
            yield each
