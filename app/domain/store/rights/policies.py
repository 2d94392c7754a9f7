"""Policies: the rules of all tables as row-level security, and what is granted to the groups beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from app.domain.core.rights import Kept, Managers, Members, Rule, Shared
from app.domain.core.roles import MANAGING, ROLES
from app.domain.store.rights.conditions import MANAGES, ME, SEES_ALL, USERS, Conditions
from app.domain.store.rights.logins import OWNERS_FUNCTIONS

_LOG_SEEN: Final = (
    f"{SEES_ALL} OR actor_id = {ME} OR (actor_id IS NULL AND subject_id IS NULL) "
    "OR leadline_sees_command(seq, subject_kind, subject_id)"
)
_OF_MINE: Final = f"EXISTS (SELECT 1 FROM command_log m WHERE m.seq = command_seq AND m.actor_id = {ME})"
_IS_ADMIN: Final = "(SELECT leadline_role() = 'admin')"

_ENTERED: Final = (
    f"(actor_id IS NULL OR actor_id = {ME} OR {_IS_ADMIN}) AND (undoes IS NULL OR {MANAGES} OR leadline_did(undoes))"
)

#: Of what the store keeps itself: for which statements there is a policy, and whom it lets.
KEPT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "command_log": (
        ("SELECT USING", _LOG_SEEN),
        (
            "INSERT WITH CHECK",
            _ENTERED,
        ),
        ("UPDATE USING", f"rest IS NOT NULL AND (actor_id = {ME} OR {MANAGES})"),
    ),
    "change_log": (
        ("SELECT USING", f"{SEES_ALL} OR {_OF_MINE} OR leadline_sees(table_name, row_id)"),
        ("INSERT WITH CHECK", f"leadline_did(command_seq) OR {_IS_ADMIN}"),
    ),
    "log_seal": (("SELECT USING", MANAGES),),
    "counter": (("SELECT USING", MANAGES),),
    "blob_part": (
        ("SELECT USING", "EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = blob_part.sha256)"),
        ("INSERT WITH CHECK", "(SELECT leadline_works())"),
    ),
}
#: What everybody is granted on what the store keeps itself; managers may read all of it.
_KEPT_GRANTS: Final[Mapping[str, str]] = {
    "command_log": "SELECT, INSERT, UPDATE (rest, summary, said)",
    "change_log": "SELECT, INSERT",
    "log_seal": "SELECT",
    "counter": "SELECT",
    "blob_part": "SELECT, INSERT",
}
#: What of a user they change themselves; who has which role, login and place here is their managers' to say.
_OWN_COLUMNS: Final = ("name", "email", "phone", "language", "time_zone", "working_hours", "version", "updated_at")


def policies(rules: Mapping[str, Rule]) -> Iterator[str]:
    """What lets row-level security hold on every table, by its rule alone."""
    conditions = Conditions(rules, in_policy=True)
    for table, rule in rules.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for deed in ("select", "insert", "update", "delete"):
            yield f"DROP POLICY IF EXISTS leadline_{deed} ON {table}"
        for clause, condition in KEPT[table] if isinstance(rule, Kept) else _of_table(conditions, table):
            deed = clause.partition(" ")[0]
            yield f"CREATE POLICY leadline_{deed.lower()} ON {table} FOR {clause} ({condition})"


def _of_table(conditions: Conditions, table: str) -> Iterator[tuple[str, str]]:
    changes = conditions.changes(table)
    yield "SELECT USING", conditions.sees(table)
    yield "INSERT WITH CHECK", conditions.adds(table)
    yield "UPDATE USING", changes
    yield "DELETE USING", conditions.takes_away(table)


def grants(
    rules: Mapping[str, Rule], groups: Mapping[str, str], schema: str, functions: Collection[str]
) -> Iterator[str]:
    """What the groups of the roles are granted, and nobody else.

    Args:
        rules: The rules by table.
        groups: The group of each role, quoted.
        schema: The schema of the tables, quoted.
        functions: The functions with the types of what they take.
    """
    everybody = ", ".join(groups[role] for role in ROLES)
    managing = ", ".join(groups[role] for role in MANAGING)
    working = ", ".join(groups[role] for role in ROLES if role not in MANAGING)
    yield f"GRANT USAGE ON SCHEMA {schema} TO {everybody}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {everybody}"
    for function in functions:
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        name = function.partition("(")[0]
        if name not in OWNERS_FUNCTIONS:
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {everybody}"
    for table, rule in rules.items():
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {everybody}"
        if isinstance(rule, Kept):
            yield f"GRANT {_KEPT_GRANTS[table]} ON {table} TO {everybody}"
            continue
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {managing}"
        if table == USERS:
            yield f"GRANT SELECT, UPDATE ({', '.join(_OWN_COLUMNS)}) ON {table} TO {working}"
        elif is_only_looked_up(rule):
            yield f"GRANT SELECT ON {table} TO {working}"
        else:
            yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {working}"
    yield "GRANT SELECT ON alembic_version TO PUBLIC"


def is_only_looked_up(rule: Rule) -> bool:
    """Whether only managers change the rows of a table."""
    return isinstance(rule, (Members, Managers)) or (isinstance(rule, Shared) and not (rule.by_all or rule.own))
