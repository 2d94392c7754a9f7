"""Functions of the server's own: who asks, what a row is to them, and what must be the same for all.

Those that read for everybody are ``SECURITY DEFINER``: they answer a yes or no, a number, or a seal, never a row of
somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from app.domain.core.rights import Entries, Kept, Managers, Members, Naming, Owned, Rule, Shared
from app.domain.store.rights.conditions import Conditions

_OF_EVERYBODY: Final = """
CREATE OR REPLACE FUNCTION leadline_login() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
AS $f$ SELECT CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END $f$;

CREATE OR REPLACE FUNCTION leadline_me() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT id FROM user_account WHERE login = leadline_login() AND active $f$;

CREATE OR REPLACE FUNCTION leadline_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT role FROM user_account WHERE login = leadline_login() AND active $f$;

CREATE OR REPLACE FUNCTION leadline_works() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT leadline_role() IS NOT NULL $f$;

CREATE OR REPLACE FUNCTION leadline_manages() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT COALESCE(leadline_role() IN ('manager', 'admin'), false) $f$;

CREATE OR REPLACE FUNCTION leadline_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT CASE leadline_role() WHEN 'manager' THEN true WHEN 'admin' THEN true WHEN 'rep' THEN {no_teams}
WHEN 'agent' THEN {no_teams} ELSE false END $f$;

CREATE OR REPLACE FUNCTION leadline_crew() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE {definer}
AS $f$ SELECT array_agg(DISTINCT each.id) FROM (SELECT leadline_me() AS id {mates}) each WHERE each.id IS NOT NULL $f$;

CREATE OR REPLACE FUNCTION leadline_made(of text, row_id text) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT EXISTS (SELECT 1 FROM change_log c JOIN command_log m ON m.seq = c.command_seq
WHERE c.row_id = $2 AND c.table_name = $1 AND c.operation = 'insert' AND m.actor_id = leadline_me()) $f$;

CREATE OR REPLACE FUNCTION leadline_did(number bigint) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT EXISTS (SELECT 1 FROM command_log m WHERE m.seq = $1
AND (m.actor_id IS NULL OR m.actor_id = leadline_me())) $f$;

CREATE OR REPLACE FUNCTION leadline_last_command() RETURNS bigint LANGUAGE sql STABLE {definer}
AS $f$ SELECT COALESCE(max(seq), 0) FROM command_log $f$;

CREATE OR REPLACE FUNCTION leadline_last_seal(OUT id bigint, OUT seal text) RETURNS SETOF record
LANGUAGE sql STABLE {definer}
AS $f$ SELECT s.id, s.seal FROM log_seal s ORDER BY s.id DESC LIMIT 1 $f$;

CREATE OR REPLACE FUNCTION leadline_seal_at(number bigint) RETURNS text LANGUAGE sql STABLE {definer}
AS $f$ SELECT s.seal FROM log_seal s WHERE s.id = $1 $f$;

CREATE OR REPLACE FUNCTION leadline_add_seal(number bigint, what text, many integer, made text) RETURNS bigint
LANGUAGE sql VOLATILE {definer}
AS $f$ INSERT INTO log_seal (command_seq, "of", changes, seal) VALUES ($1, $2, $3, $4) RETURNING id $f$;

CREATE OR REPLACE FUNCTION leadline_reserve(of text, many bigint) RETURNS bigint LANGUAGE sql VOLATILE {definer}
AS $f$ INSERT INTO counter AS c (kind, value) VALUES ($1, $2)
ON CONFLICT (kind) DO UPDATE SET value = c.value + $2 WHERE $2 > 0 RETURNING value $f$;
"""

_OF_ROWS: Final = """
CREATE OR REPLACE FUNCTION leadline_given(kind text) RETURNS SETOF text LANGUAGE plpgsql STABLE {definer} ROWS 100
AS $f$ BEGIN
{given}
END $f$;

CREATE OR REPLACE FUNCTION leadline_sees(of text, row_id text) RETURNS boolean LANGUAGE plpgsql STABLE {definer}
AS $f$ BEGIN
IF row_id IS NULL THEN RETURN false; END IF;
CASE of
{sees}
ELSE RETURN leadline_manages();
END CASE; END $f$;

CREATE OR REPLACE FUNCTION leadline_changes(of text, row_id text) RETURNS boolean LANGUAGE plpgsql STABLE {definer}
AS $f$ BEGIN
IF row_id IS NULL THEN RETURN false; END IF;
CASE of
{changes}
ELSE RETURN leadline_manages();
END CASE; END $f$;

CREATE OR REPLACE FUNCTION leadline_sees_kind(kind text, row_id text) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT CASE WHEN $1 IN ({shared_kinds}) THEN leadline_works()
ELSE leadline_sees({table_of_kind}, $2) END $f$;

CREATE OR REPLACE FUNCTION leadline_changes_kind(kind text, row_id text) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT CASE WHEN $1 IN ({shared_kinds}) THEN leadline_works()
ELSE leadline_changes({table_of_kind}, $2) END $f$;

CREATE OR REPLACE FUNCTION leadline_may_file(entry text) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT NOT EXISTS (SELECT 1 FROM {links} t WHERE t.{link_entry} = $1) OR leadline_sees('{entries}', $1) $f$;

CREATE OR REPLACE FUNCTION leadline_sees_command(number bigint, kind text, row_id text) RETURNS boolean
LANGUAGE plpgsql STABLE {definer}
AS $f$ BEGIN
IF leadline_sees_all() THEN RETURN true; END IF;
IF row_id IS NOT NULL THEN RETURN COALESCE(leadline_sees_kind(kind, row_id), false); END IF;
RETURN {of_command};
END $f$;
"""

_DEFINER: Final = "SECURITY DEFINER SET search_path = {schema}, pg_temp"


def functions(rules: Mapping[str, Rule], schema: str) -> Iterator[str]:
    """What makes the functions anew.

    Args:
        rules: The rules by table.
        schema: The schema of the tables, quoted.
    """
    conditions = Conditions(rules, in_policy=False)
    definer = _DEFINER.format(schema=schema)
    no_teams, mates = "true", ""
    for table, rule in rules.items():
        if isinstance(rule, Members):
            no_teams = f"NOT EXISTS (SELECT 1 FROM {table})"
            mates = (
                f"UNION SELECT other.{rule.user} FROM {table} mine JOIN {table} other "
                f"ON other.{rule.team} = mine.{rule.team} WHERE mine.{rule.user} = leadline_me()"
            )
    yield "SET LOCAL check_function_bodies = off"
    yield _OF_EVERYBODY.format(definer=definer, no_teams=no_teams, mates=mates)
    entries = next((table, rule) for table, rule in rules.items() if isinstance(rule, Entries))
    owned = [(table, rule) for table, rule in rules.items() if isinstance(rule, Owned)]
    yield _OF_ROWS.format(
        definer=definer,
        given="\n".join(_given(rule.kind, _naming(rules, table, rule)) for table, rule in owned if rule.given),
        sees=_cases(rules, conditions.sees),
        changes=_cases(rules, conditions.changes),
        table_of_kind=_table_of_kind(conditions.kinds),
        shared_kinds=", ".join(f"'{k}'" for k, of in conditions.kinds.items() if isinstance(rules[of], Shared)),
        links=entries[1].links,
        link_entry=entries[1].entry,
        entries=entries[0],
        of_command=" OR ".join(
            f"EXISTS (SELECT 1 FROM change_log c JOIN {table} ON {table}.id = c.row_id WHERE c.command_seq = number "
            f"AND c.table_name = '{table}' AND ({conditions.sees(table)}))"
            for table, _ in owned
        ),
    )


def _naming(rules: Mapping[str, Rule], of: str, rule: Owned) -> Iterator[Naming]:
    """The tables that give records of a table to users."""
    yield from rule.given
    for table, other in rules.items():
        if isinstance(other, Shared) and other.gives is not None and other.gives[0] == of:
            yield Naming(table, *other.gives[1:])


def _given(kind: str, naming: Iterable[Naming]) -> str:
    selects = " UNION ".join(
        f"SELECT g.{each.record}::text FROM {each.table} g WHERE g.{each.user} = leadline_me()" for each in naming
    )
    return f"IF kind = '{kind}' THEN RETURN QUERY {selects}; END IF;"


def _cases(rules: Mapping[str, Rule], condition: Callable[[str], str]) -> str:
    return "\n".join(
        f"WHEN '{table}' THEN RETURN EXISTS (SELECT 1 FROM {table} WHERE {table}.id = row_id AND ({condition(table)}));"
        for table, rule in rules.items()
        if not isinstance(rule, (Managers, Kept))
    )


def _table_of_kind(kinds: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN '{kind}' THEN '{table}'" for kind, table in kinds.items())
    return f"CASE $1 {cases} ELSE '' END"
