"""Duplicates: records that may be the same lead, contact or account, and why."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, select

from app.domain.core.folding import fold
from app.domain.fields.kinds import Kind
from app.domain.leads.kinds import LEAD
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.rules import derived
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.store.finding import Asked

#: Names at least this alike (0-100) count as similar; ours, tried on real lists.
SIMILAR = 88
#: The most records told a reason; more of them say little.
CANDIDATES = 50
#: The most names compared by likeness; as many begin with the same word in a list of a hundred thousand.
COMPARED = 1000


def find_duplicates(
    asked: Asked,
    columns: Mapping[str, Any],
    *,
    region: str = "",
    not_id: str = "",
    kinds: tuple[str, ...] = ("lead", "contact", "account"),
) -> tuple[DuplicateHit, ...]:
    """Records that may be the same as one, the most certain first.

    Args:
        asked: The session or connection to look in.
        columns: The lead's columns, whether it is stored yet or not.
        region: ISO 3166 code for phone numbers without a country.
        not_id: A record that is not meant: itself.
        kinds: Which kinds to look among.
    """
    mine = {**columns, **derived(columns, region)}
    hits: dict[str, DuplicateHit] = {}
    for kind in (each for each in (LEAD, CONTACT, ACCOUNT) if each.name in kinds):
        for reason, condition in _same(kind, mine):
            _collect(asked, kind, condition, reason, hits, not_id)
        for hit in _similar(asked, kind, mine, not_id):
            hits.setdefault(hit.id, hit)
    return tuple(sorted(hits.values(), key=lambda hit: (not hit.certain, hit.title)))


def _same(kind: Kind, mine: Mapping[str, Any]) -> list[tuple[str, ColumnElement[bool]]]:
    table = kind.table
    found: list[tuple[str, ColumnElement[bool]]] = []
    if mine.get("email"):
        found.append(("same email", table.c.email == mine["email"]))
    if mine.get("phone_e164"):
        found.append(("same phone", table.c.phone_e164 == mine["phone_e164"]))
    if mine.get("domain") and "domain" in table.c:
        found.append(("same domain", table.c.domain == mine["domain"]))
    return found


def _collect(
    asked: Asked,
    kind: Kind,
    condition: ColumnElement[bool],
    reason: str,
    hits: dict[str, DuplicateHit],
    not_id: str,
) -> None:
    table = kind.table
    statement = (
        select(table.c.id, table.c.code, table.c[kind.title])
        .where(condition, table.c.deleted_at.is_(None), table.c.id != not_id)
        .limit(CANDIDATES)
    )
    for identity, code, title in asked.execute(statement):
        hits.setdefault(identity, DuplicateHit(kind.name, identity, code, title, reason, certain=True))


def _similar(asked: Asked, kind: Kind, mine: Mapping[str, Any], not_id: str) -> list[DuplicateHit]:
    """Records of a similar company name, or of the same person's name in the same company."""
    table = kind.table
    if kind is CONTACT:
        wanted, column, reason = fold(mine.get("name") or ""), table.c.name_key, "same name"
    else:
        wanted = mine.get("company_key") or ""
        column = table.c.company_key if kind is LEAD else table.c.name_key
        reason = "similar company"
    if len(wanted) < 3:
        return []
    beginning = wanted.split()[0]
    statement = (
        select(table.c.id, table.c.code, table.c[kind.title], column)
        .where(
            column >= beginning,
            column < beginning + "\U0010ffff",
            table.c.deleted_at.is_(None),
            table.c.id != not_id,
        )
        .order_by(column != wanted, table.c.id)
        .limit(COMPARED)
    )
    alike = (
        DuplicateHit(kind.name, identity, code, title, reason, certain=False)
        if kind is not ACCOUNT or key != wanted
        else DuplicateHit(kind.name, identity, code, title, "same company", certain=True)
        for identity, code, title, key in asked.execute(statement)
        if _alike(kind, wanted, key)
    )
    return list(islice(alike, CANDIDATES))


def _alike(kind: Kind, wanted: str, key: str) -> bool:
    return key == wanted if kind is CONTACT else fuzz.WRatio(wanted, key) >= SIMILAR
