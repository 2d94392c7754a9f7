"""Logins: the server's role for each user, which follows the user's row within the transaction that writes it."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

#: The longest name of a role, in bytes.
LONGEST_NAME: Final = 63

#: The functions that nobody calls but the owner and the functions themselves.
OWNERS_FUNCTIONS: Final = ("leadline_put_out", "leadline_let_in", "leadline_follow_user")

FUNCTIONS: Final = """
CREATE OR REPLACE FUNCTION leadline_group(role text) RETURNS text LANGUAGE sql STABLE
AS $f$ SELECT CASE WHEN octet_length(d) + octet_length(role) < 63 THEN d || '_' || role
ELSE left(md5(d), 20) || '_' || role END FROM (SELECT current_database()::text) AS own (d) $f$;

CREATE OR REPLACE FUNCTION leadline_is_ours(login text) RETURNS boolean LANGUAGE sql STABLE {definer}
AS $f$ SELECT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = login
AND shobj_description(r.oid, 'pg_authid') = 'Leadline: ' || current_database()) $f$;

CREATE OR REPLACE FUNCTION leadline_put_out(login text) RETURNS void LANGUAGE plpgsql VOLATILE {definer}
AS $f$ DECLARE held text; BEGIN
FOR held IN SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
JOIN pg_roles u ON u.oid = m.member WHERE u.rolname = login AND g.rolname IN ({groups}) LOOP
EXECUTE format('REVOKE %I FROM %I', held, login);
END LOOP;
IF leadline_is_ours(login) THEN EXECUTE format('ALTER ROLE %I NOLOGIN', login); END IF;
END $f$;

CREATE OR REPLACE FUNCTION leadline_let_in(login text, role text) RETURNS void LANGUAGE plpgsql VOLATILE {definer}
AS $f$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = login) THEN
EXECUTE format('CREATE ROLE %I LOGIN', login);
EXECUTE format('COMMENT ON ROLE %I IS %L', login, 'Leadline: ' || current_database());
ELSE
PERFORM leadline_put_out(login);
IF leadline_is_ours(login) THEN EXECUTE format('ALTER ROLE %I LOGIN', login); END IF;
END IF;
EXECUTE format('GRANT %I TO %I', leadline_group(role), login);
END $f$;

CREATE OR REPLACE FUNCTION leadline_follow_user() RETURNS trigger LANGUAGE plpgsql VOLATILE {definer}
AS $f$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = leadline_group('manager'))
OR NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = current_user AND (r.rolcreaterole OR r.rolsuper))
THEN RETURN NULL; END IF;
IF TG_OP = 'UPDATE' AND OLD.login <> NEW.login AND leadline_is_ours(OLD.login)
AND NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = NEW.login) THEN
EXECUTE format('ALTER ROLE %I RENAME TO %I', OLD.login, NEW.login);
ELSIF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR OLD.login <> NEW.login) THEN
PERFORM leadline_put_out(OLD.login);
END IF;
IF TG_OP <> 'DELETE' THEN
IF NEW.active THEN PERFORM leadline_let_in(NEW.login, NEW.role); ELSE PERFORM leadline_put_out(NEW.login); END IF;
END IF;
RETURN NULL;
END $f$;

CREATE OR REPLACE FUNCTION leadline_set_password(login text, verifier text) RETURNS boolean
LANGUAGE plpgsql VOLATILE {definer}
AS $f$ BEGIN
IF NOT (leadline_manages() OR login = leadline_login()
OR pg_has_role(leadline_login()::name, current_user, 'USAGE')) THEN
RAISE EXCEPTION 'permission denied for the password of %', login USING ERRCODE = '42501';
END IF;
IF verifier NOT LIKE 'SCRAM-SHA-256$%' OR NOT leadline_is_ours(login) THEN RETURN false; END IF;
EXECUTE format('ALTER ROLE %I PASSWORD %L', login, verifier);
RETURN true;
END $f$;

DROP TRIGGER IF EXISTS leadline_follow_user_added ON user_account;
DROP TRIGGER IF EXISTS leadline_follow_user_changed ON user_account;
CREATE TRIGGER leadline_follow_user_added AFTER INSERT OR DELETE ON user_account
FOR EACH ROW EXECUTE FUNCTION leadline_follow_user();
CREATE TRIGGER leadline_follow_user_changed AFTER UPDATE OF login, role, active ON user_account
FOR EACH ROW EXECUTE FUNCTION leadline_follow_user();
"""
"""Functions that make, rename and put out the roles of users; only those that were made here are ever changed."""

_STATE: Final = text(
    "SELECT CASE WHEN leadline_is_ours(:login) THEN 'ours' "
    "WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :login) THEN 'others' ELSE 'missing' END"
)
_SET: Final = text("SELECT leadline_set_password(:login, :verifier)")


class LoginState(Enum):
    """Whose a role of the server is."""

    OURS = "ours"
    """It was made here."""
    OTHERS = "others"
    MISSING = "missing"


def is_server(session: Session) -> bool:
    """Whether users sign in to a server."""
    return session.get_bind().dialect.name == "postgresql"


def login_state(session: Session, login: str) -> LoginState:
    """Whether the server has a role of that name, and whose it is."""
    return LoginState(session.scalar(_STATE, {"login": login}))


def set_password(session: Session, login: str, password: str) -> bool:
    """Set what a user signs in with; the server is only told what it verifies it by.

    Returns:
        Whether it is set; not so for a role that was not made here.
    """
    return bool(session.scalar(_SET, {"login": login, "verifier": _verifier(session, login, password)}))


def change_own_password(session: Session, login: str, password: str) -> None:
    """Set what whoever is connected signs in with, as the server lets each role do for itself."""
    quoted = session.get_bind().dialect.identifier_preparer.quote_identifier(login)
    verifier = _verifier(session, login, password)
    session.connection().exec_driver_sql(f"ALTER ROLE {quoted} PASSWORD '{verifier}'")


def _verifier(session: Session, login: str, password: str) -> str:
    driver: Any = session.connection().connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()
