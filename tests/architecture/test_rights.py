"""Every table says by which rule its rows are seen and changed, and every rule is of a table that there is."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from app.domain import areas
from app.domain.core.rights import Entries, Follows, Hangs, Members, Owned, Personal, Rule, Shared
from app.domain.records import metadata
from app.domain.store.rights.policies import KEPT

RULES: dict[str, Rule] = {name: rule for area in areas.SHIPPED for name, rule in area.rights}


def test_every_table_has_a_rule() -> None:
    own = {name for name, table in metadata().tables.items() if not name.startswith(("sample", "example"))}
    without = sorted(own - set(RULES) - set(KEPT))
    assert not without, f"docs/adding.md, “Rights”, tells how these say who sees and changes their rows: {without}"


def test_no_two_areas_rule_one_table() -> None:
    said = [name for area in areas.SHIPPED for name, _ in area.rights]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_names_what_there_is(name: str) -> None:
    table: Table = metadata().tables[name]
    for of, column in _columns(name, RULES[name]):
        assert column in metadata().tables[of].c, f"{table.name}: {of} has no {column}"


def _columns(name: str, rule: Rule) -> list[tuple[str, str]]:
    match rule:
        case Shared():
            own = [rule.own, *(rule.gives or ())[1:]]
        case Owned():
            own = [rule.owner, *rule.also, rule.deleted, *(column for column, _ in rule.follows)]
            given = [(each.table, column) for each in rule.given for column in (each.record, each.user)]
            return [*((name, each) for each in own if each), *given, *((of, "id") for _, of in rule.follows)]
        case Hangs():
            own = [rule.kind, rule.record, rule.deleted, rule.author, rule.also, rule.entry]
        case Follows():
            own = [rule.also, *(column for column, _ in rule.by)]
        case Entries():
            return [(rule.links, rule.entry), *((name, each) for each in (rule.author, rule.doer, rule.deleted))]
        case Personal():
            own = [rule.user]
        case Members():
            own = [rule.team, rule.user]
        case _:
            own = []
    return [(name, each) for each in own if each]
