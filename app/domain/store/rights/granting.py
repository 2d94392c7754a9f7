"""Granting: has the functions, policies, groups and grants of a database follow from its tables and their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, text

from app.domain.core.area import joined
from app.domain.core.rights import Kept, Managers, Rule
from app.domain.core.roles import ROLES
from app.domain.store.rights.functions import functions
from app.domain.store.rights.logins import FUNCTIONS
from app.domain.store.rights.policies import KEPT, grants, policies

#: Tables without a rule: the log of the schema's versions, which everybody reads.
FREE: Final = frozenset({"alembic_version"})

_OWNS: Final = text("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'alembic_version'::regclass")

_MAY_LET_CONNECT: Final = text("SELECT has_database_privilege(current_database(), 'CONNECT WITH GRANT OPTION')")


def rules_of(tables: Mapping[str, Table]) -> dict[str, Rule]:
    """The rule of each table; only managers see one of which no area says by which rule.

    Args:
        tables: The tables by name.
    """
    said: dict[str, Rule] = {name: rule for area in joined() for name, rule in area.rights}
    said |= dict.fromkeys(KEPT, Kept())
    return {name: said.get(name, Managers()) for name in tables}


def renew_rights(connection: Connection, tables: Mapping[str, Table]) -> bool:
    """Set the rights of a database of PostgreSQL anew, in the transaction of the caller.

    Whoever owns the tables is not bound by them.

    Args:
        connection: That of the tables' owner.
        tables: The tables by name.

    Returns:
        Whether its groups could be made; not so by an owner who may make no roles.
    """
    rules = rules_of(tables)
    schema = str(connection.scalar(text("SELECT quote_ident(current_schema())")))
    own = FUNCTIONS.format(
        definer=f"SECURITY DEFINER SET search_path = {schema}, pg_temp",
        groups=", ".join(f"leadline_group('{role}')" for role in ROLES),
    )
    _run(connection, [*functions(rules, schema), own, *policies(rules)])
    may_make = bool(
        connection.scalar(text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"))
    )
    if may_make:
        groups = dict(_groups(connection))
        _run(connection, grants(rules, groups, schema, list(_made(connection))))
        if connection.scalar(_MAY_LET_CONNECT):
            name = str(connection.scalar(text("SELECT quote_ident(current_database())")))
            connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {name} TO {', '.join(groups.values())}")
        connection.execute(
            text(
                "SELECT CASE WHEN active THEN leadline_let_in(login, role) ELSE leadline_put_out(login) END "
                "FROM user_account ORDER BY id"
            )
        )
    return may_make


def owns_tables(connection: Connection) -> bool:
    """Whether who is connected owns the tables, or may do what their owner may."""
    return bool(connection.scalar(_OWNS))


def _run(connection: Connection, statements: Iterator[str] | list[str]) -> None:
    """Run statements in one go, since each way to the server takes longer than it does."""
    driver: Any = connection.connection.driver_connection
    driver.execute(";\n".join(statements))


def _groups(connection: Connection) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        name, quoted = connection.execute(
            text("SELECT leadline_group(:role), quote_ident(leadline_group(:role))"), {"role": role}
        ).one()
        known = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
        if known is None:
            connection.exec_driver_sql(f"CREATE ROLE {quoted} NOLOGIN")
        yield role, quoted


def _made(connection: Connection) -> Iterator[str]:
    found = text(
        "SELECT p.oid::regprocedure::text FROM pg_proc p "
        "WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'leadline\\_%' ORDER BY 1"
    )
    yield from connection.scalars(found)
