"""On a server each user signs in with a role of their own, which follows their row; nobody works as another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.domain.store.base import Base
from app.domain.store.rights.granting import renew_rights
from app.workspace import Workspace
from tests.cli.conftest import Leadline
from tests.conftest import settings_for
from tests.postgres import PostgresServer, database_name

SignIn = Callable[..., Workspace]


@pytest.fixture
def address(postgres_url: str, clock: FixedClock) -> str:
    """A database of a server with its first user."""
    open_workspace(settings_for(postgres_url), clock).close()
    return postgres_url


@pytest.fixture
def sign_in(address: str, clock: FixedClock) -> Iterator[SignIn]:
    """Signs in with a login of one's own; ``user`` is what ``--as`` says."""
    with ExitStack() as opened:

        def sign_in(login: str, user: str = "") -> Workspace:
            url = make_url(address).set(username=login).render_as_string(hide_password=False)
            return opened.enter_context(closing(open_workspace(settings_for(url, user=user), clock)))

        yield sign_in


@pytest.fixture
def owner(address: str, clock: FixedClock) -> Iterator[Workspace]:
    """Omar, where the owner of the tables sits."""
    with closing(open_workspace(settings_for(address), clock)) as space:
        yield space


def role_on(server: PostgresServer, url: str, login: str) -> tuple[bool, list[str]]:
    """Whether a role may sign in, and in which groups of a database it is."""
    asked = """
        SELECT r.rolcanlogin, array(SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        WHERE m.member = r.oid) FROM pg_roles r WHERE r.rolname = %s
    """
    with server.connect() as connection:
        found = connection.execute(asked, (login,)).fetchone()
    assert found is not None, login
    return found[0], [str(each).removeprefix(f"{database_name(url)}_") for each in found[1]]


def test_the_role_follows_the_user(owner: Workspace, address: str, postgres_server: PostgresServer) -> None:
    login = 'amal "the first"'
    owner.users.add("Amal", login=login, role="rep")
    assert role_on(postgres_server, address, login) == (True, ["rep"])
    edited = owner.users.edit("Amal", {"role": "admin"})
    assert role_on(postgres_server, address, login) == (True, ["admin"])
    owner.log.undo(edited.seq)
    assert role_on(postgres_server, address, login) == (True, ["rep"])
    owner.users.edit("Amal", {"active": "no"})
    assert role_on(postgres_server, address, login) == (False, [])
    owner.users.edit("Amal", {"active": "yes", "login": "أمل"})
    assert role_on(postgres_server, address, "أمل") == (True, ["rep"])


def test_a_user_that_is_refused_leaves_no_role(owner: Workspace, postgres_server: PostgresServer) -> None:
    for login in ("pg_reader", "public", "x" * 64):
        with pytest.raises(Invalid, match=r"login|name of the server"):
            owner.users.add("Amal", login=login)
    with pytest.raises(Invalid, match="cannot be a password"):
        owner.users.add("Amal", login="amal_short", password="short")  # noqa: S106 - it is refused
    with postgres_server.connect() as connection:
        assert connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'amal_short'").fetchone() is None


def test_a_role_that_was_there_keeps_its_password_and_login(
    owner: Workspace, address: str, postgres_server: PostgresServer
) -> None:
    login = f"{database_name(address)}_elsewhere"
    with postgres_server.connect() as connection:
        connection.execute(f"CREATE ROLE {login} LOGIN")
        assert "had a role" in owner.users.add("Sara", login=login, password="a long password").message  # noqa: S106 - it is never set
        kept = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (login,)).fetchone()
    assert kept == (None,)
    owner.users.edit("Sara", {"active": "no"})
    assert role_on(postgres_server, address, login) == (True, [])


def test_who_signs_in_is_who_works(owner: Workspace, sign_in: SignIn) -> None:
    for name, role in (("Amal", "admin"), ("Mona", "manager"), ("Huda", "rep")):
        owner.users.add(name, role=role)
    assert (sign_in("huda").desk.actor.name, sign_in("huda", "HUDA").desk.actor.name) == ("Huda", "Huda")
    assert sign_in("amal", "huda").desk.actor.name == "Huda"
    for login in ("huda", "mona"):
        with pytest.raises(NotAllowed, match=f"You signed in as {login}; only an admin"):
            sign_in(login, "amal")
    owner.users.edit("Huda", {"active": "no"})
    with pytest.raises(Refusal):
        sign_in("huda")


def test_a_pooler_takes_on_the_role_of_each_transaction(
    owner: Workspace, address: str, sign_in: SignIn, postgres_server: PostgresServer
) -> None:
    for name in ("Lina", "Rami"):
        owner.users.add(name, role="rep")
    lead = owner.leads.add({"company": "Contoso", "owner": "Rami"})
    pool = f"{database_name(address)}_pool"
    with postgres_server.connect() as connection:
        connection.execute(f"CREATE ROLE {pool} LOGIN NOINHERIT IN ROLE lina")
    space = sign_in(pool, "lina")
    assert space.desk.actor.name == "Lina"
    assert "added" in space.leads.add({"company": "Fabrikam"}).message
    assert space.leads.show(lead.code).title == "Contoso"
    for named, kind in (("", NotFound), ("rami", NotFound)):
        with pytest.raises(kind, match="Nobody who works here has the login"):
            sign_in(pool, named)


def test_a_password_is_shown_once_and_nowhere_else(
    address: str, leadline: Leadline, postgres_server: PostgresServer
) -> None:
    added = leadline("--db", address, "--as", "omar", "--json", "user", "add", "Nora Aziz")
    assert added.code == 0, added.err
    password = added.data["password"]
    assert len(password) == 19
    again = leadline(
        "--db", address, "--as", "omar", "user", "password", "nora.aziz", "--password", "-", typed="قهوة سوداء\n"
    )
    assert again.code == 0, again.err
    assert leadline("--db", address, "--as", "omar", "user", "password", "nora.aziz", "--password", password).code == 1
    with postgres_server.connect() as connection:
        found = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'nora.aziz'").fetchone()
    assert found is not None
    assert str(found[0]).startswith("SCRAM-SHA-256$")
    with psycopg.connect(address) as connection:
        for table in ("command_log", "change_log", "user_account"):
            kept = connection.execute(
                sql.SQL("SELECT count(*) FROM {} t WHERE t::text LIKE %s").format(sql.Identifier(table)),
                (f"%{password}%",),
            ).fetchone()
            assert kept == (0,)


def test_rights_set_anew_are_the_same(owner: Workspace, address: str) -> None:
    asked = """
        SELECT (SELECT array_agg((tablename, policyname, cmd, qual, with_check)::text ORDER BY tablename, policyname)
        FROM pg_policies), (SELECT array_agg((grantee, table_name, privilege_type)::text
        ORDER BY grantee, table_name, privilege_type)
        FROM information_schema.role_table_grants WHERE table_schema = 'public'),
        (SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND NOT relrowsecurity)
    """
    with psycopg.connect(address) as connection:
        before = connection.execute(asked).fetchone()
    with owner.desk.database.read() as reader, reader.connection.engine.begin() as connection:
        assert renew_rights(connection, Base.metadata.tables)
    with psycopg.connect(address) as connection:
        assert connection.execute(asked).fetchone() == before
    assert before is not None
    assert before[2] == 1  # alembic_version, which says what the tables are
