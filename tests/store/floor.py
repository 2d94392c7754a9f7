"""A floor on a server: who works there in two teams, and in every table a row for each that a record may belong to."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
from sqlalchemy import Column, Engine, String, Table, create_engine, insert, make_url

from app.domain.core.rights import Entries, Follows, Hangs, Kept, Managers, Members, Owned, Personal, Rule, Shared
from app.domain.records import metadata
from app.domain.store.bulk import default_of
from app.domain.store.rights.granting import rules_of
from app.domain.store.types import UtcDateTime
from app.workspace import Workspace
from tests.conftest import NOW

ROLES = {
    "adam": "admin",
    "mona": "manager",
    "rita": "rep",
    "ravi": "agent",
    "nora": "rep",
    "sam": "rep",
    "new": "agent",
}
"""Who works here: rita, ravi and nora in the team North, sam in the team South, the others in none."""
ACTORS = ("adam", "mona", "rita", "ravi")
FAMILIES = ("own", "team", "other", "nobodys", "given")
"""Whose a record is: the actor's, a mate's, somebody else's, nobody's, or another team's but given to the actor."""
ROOTS = ("lead", "contact", "account", "opportunity", "customer")


@dataclass
class Floor:
    """Everything that was made.

    Attributes:
        url: The database, as its owner.
        suffix: What the logins end with, so that the tests of one server keep out of each other's way.
        users: The ids of the users, by their names.
        rows: The ids of the rows, by table and whose they are; of tables that are everybody's by table alone.
        leads: The ids of further leads, whole ones made by the program, by whose they are.
    """

    url: str
    suffix: str
    users: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)

    def family(self, actor: str, whose: str) -> str:
        """The rows that are an actor's own, a mate's, and so on."""
        return {"own": actor, "team": "nora", "other": "sam", "nobodys": "nobody", "given": f"given-{actor}"}[whose]

    def address(self, login: str) -> str:
        """The database, as somebody who works there."""
        return make_url(self.url).set(username=f"{login}{self.suffix}").render_as_string(hide_password=False)

    def connect(self, login: str) -> psycopg.Connection:
        """A connection of their own."""
        return psycopg.connect(self.address(login))


def rules() -> dict[str, Rule]:
    """The rules of the tables that come with Leadline."""
    return {name: rule for name, rule in rules_of(metadata().tables).items() if not isinstance(rule, Managers)}


def build(space: Workspace, url: str) -> Floor:
    """Make everything: the users by their service, so that they have roles; the rows straight, each in its table."""
    floor = Floor(url, f"_{make_url(url).database}")
    for name, role in ROLES.items():
        floor.users[name] = space.users.add(name.title(), login=f"{name}{floor.suffix}", role=role).id
    space.teams.add("North", [floor.users[each] for each in ("rita", "ravi", "nora")])
    space.teams.add("South", [floor.users["sam"]])
    for family in ("mona", "rita", "ravi", "nora", "sam", "nobody", "given-mona", "given-rita", "given-ravi"):
        owner = floor.users.get("sam" if family.startswith("given") else family)
        lead = space.leads.add({"company": f"Contoso of {family}", "owner": owner})
        if owner is None:
            space.leads.edit(lead.id, {"owner": None})
        if family.startswith("given"):
            space.leads.assign(lead.id, to=floor.users[family.removeprefix("given-")])
        floor.leads[family] = lead.id
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        _Builder(engine, floor).build()
    finally:
        engine.dispose()
    return floor


class _Builder:
    def __init__(self, engine: Engine, floor: Floor) -> None:
        self._engine = engine
        self._floor = floor
        self._numbers = itertools.count(1)
        self._rules = rules()
        self._waiting: list[tuple[Table, dict[str, Any]]] = []

    def build(self) -> None:
        families = {name: floor_user for name, floor_user in self._floor.users.items() if name != "new"}
        for family, owner in {**families, "nobody": None}.items():
            self._family(family, owner)
        for actor in ACTORS:
            self._family(f"given-{actor}", self._floor.users["sam"], given=self._floor.users[actor])
        with self._engine.begin() as connection:
            for table, values in self._waiting:
                connection.execute(insert(table).values(values))

    def _family(self, family: str, owner: str | None, given: str | None = None) -> None:
        for name in ROOTS:
            self._add(name, family, owner_id=owner)
        for name, rule in self._rules.items():
            if (name, family) not in self._floor.rows:
                self._of_rule(name, rule, family, owner, given)
        lead = self._floor.rows["lead", family]
        seq = next(self._numbers) + 1000
        self._waiting.append((metadata().tables["command_log"], _command(seq, lead, self._floor.users["new"])))
        change = {"seq": seq, "command_seq": seq, "table_name": "lead", "row_id": lead, "operation": "update"}
        self._waiting.append((metadata().tables["change_log"], change))
        self._floor.rows["command_log", family] = self._floor.rows["change_log", family] = str(seq)

    def _of_rule(self, name: str, rule: Rule, family: str, owner: str | None, given: str | None) -> None:
        key = self._floor.rows["lead", family]
        match rule:
            case Owned() | Follows():
                by = rule.follows if isinstance(rule, Owned) else rule.by
                parents: dict[str, str | None] = {}
                for column, of in by:
                    if not parents:
                        parents[column] = self._parent(of, family, owner, given)
                if isinstance(rule, Owned):
                    parents[rule.owner] = owner
                self._add(
                    name,
                    family,
                    **parents,
                    **({"user_id": given, "role": "assignee"} if given and name == "lead_assignment" else {}),
                )
            case Hangs():
                entry = {rule.entry: self._parent("activity", family, owner, given)} if rule.entry else {}
                self._add(name, family, **{rule.kind: "lead", rule.record: key}, **entry)
            case Entries():
                self._add(name, family, **{rule.author: None, rule.doer: None})
            case Personal():
                self._add(name, family, **{rule.user: owner or self._floor.users["new"]})
            case _:
                pass

    def _parent(self, of: str, family: str, owner: str | None, given: str | None) -> str:
        if (of, family) not in self._floor.rows:
            self._of_rule(of, self._rules[of], family, owner, given)
        return self._floor.rows[of, family]

    def _add(self, name: str, family: str, **given: Any) -> str:
        table = metadata().tables[name]
        number = next(self._numbers)
        key = f"{number:032x}"
        values = {column.name: self._fitting(column, number) for column in table.columns if _is_needed(column)}
        values |= {"id": key, **given}
        values = {column: value for column, value in values.items() if column in table.c}
        self._waiting.append((table, values))
        self._floor.rows[name, family] = key if "id" in table.c else str(next(iter(given.values())))
        return key

    def _fitting(self, column: Column[Any], number: int) -> Any:
        for foreign in column.foreign_keys:
            of = foreign.column.table.name
            users = self._floor.users["new"] if of == "user_account" else ""
            return users or self._floor.rows.get((of, "")) or self._add(of, "")
        default = default_of(column)
        if default is not None:
            return default
        kind: type = UtcDateTime if isinstance(column.type, UtcDateTime) else column.type.python_type
        longest = column.type.length if isinstance(column.type, String) else None
        fitting: Mapping[type, Any] = {
            UtcDateTime: NOW,
            str: f"{number:x}-{column.name}"[: longest or 60],
            int: number,
            bool: False,
            date: NOW.date(),
            dict: {},
            object: {},
            list: [],
            float: 1.0,
            bytes: b"x",
        }
        return fitting[kind]


def _is_needed(column: Column[Any]) -> bool:
    return not column.nullable and column.name != "id"


def _command(seq: int, lead: str, actor: str) -> dict[str, Any]:
    return {
        "seq": seq,
        "at": NOW,
        "actor_id": actor,
        "name": "lead.edit",
        "summary": "Changed.",
        "subject_kind": "lead",
        "subject_id": lead,
    }


def root_of(name: str, known: Mapping[str, Rule]) -> str:
    """The kind of record by whose owner it is decided who sees a row of a table here."""
    rule = known[name]
    if name in ROOTS:
        return name
    match rule:
        case Owned():
            return root_of(rule.follows[0][1], known) if rule.follows else name
        case Follows():
            return root_of(rule.by[0][1], known)
        case _:
            return "lead"


def cells(known: Mapping[str, Rule]) -> Iterator[tuple[str, Rule]]:
    """The tables whose rows are somebody's."""
    return ((name, rule) for name, rule in known.items() if not isinstance(rule, (Shared, Members, Kept, Managers)))
