"""Signing in: which role of a server is connected, whether its policies bind it, and whom it may work as."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, Table, event, text

from app.domain.core.roles import MANAGING
from app.domain.store.rights.granting import rules_of
from app.domain.store.rights.policies import is_only_looked_up

_SIGNED: Final = text(
    "SELECT session_user::text, row_security_active('user_account'), has_table_privilege('user_account', 'SELECT')"
)
_MAY_BE: Final = text("SELECT 1 FROM pg_roles WHERE rolname = :login AND pg_has_role(session_user, oid, 'MEMBER')")


class Signed(NamedTuple):
    """Who is connected.

    Attributes:
        login: The role that signed in.
        is_bound: Whether policies bind it; its owner's and a superuser's are not.
        may_look: Whether it may read who works here.
    """

    login: str
    is_bound: bool
    may_look: bool


def signed(connection: Connection) -> Signed | None:
    """Who is connected to a server; ``None`` where the database is a file."""
    return Signed(*connection.execute(_SIGNED).one()) if connection.dialect.name == "postgresql" else None


def keeps_rows_back(connection: Connection) -> bool:
    """Whether a server keeps rows from who is connected."""
    return bool(connection.scalar(text("SELECT row_security_active('lead') AND NOT leadline_manages()")))


def may_be(connection: Connection, login: str) -> bool:
    """Whether who is connected may take on the role of a login, as a pooler's role may."""
    return connection.execute(_MAY_BE, {"login": login}).first() is not None


def take_on(engine: Engine, login: str) -> None:
    """Let every transaction have the rights of a login from its beginning to its end, and no longer."""
    preparer = engine.dialect.identifier_preparer
    statement = f"SET LOCAL ROLE {preparer.quote_identifier(login)}"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(statement))


def only_looked_up(tables: Mapping[str, Table], role: str) -> Collection[str]:
    """The tables whose rows users of a role see and do not change, so that nothing of them may be locked."""
    if role in MANAGING:
        return frozenset()
    return frozenset(name for name, rule in rules_of(tables).items() if is_only_looked_up(rule))
