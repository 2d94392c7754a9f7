"""Addresses of databases: read once, and shown without what is secret in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.words import Message, Said, formats, say, say_declared

_FILE_HINT: Final[Message] = "Name a file, or a postgresql:// address."
_SERVER_HINT: Final[Message] = "Write it like postgresql://amal@db.example.com:5432/leadline."
_ENCODE_HINT: Final[Message] = "Within a user or password write @ as %40, / as %2F, ? as %3F and : as %3A."
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+._-]*)://")
#: What begins like an address and is none; taken for a path it would become a folder of that name.
_ALMOST = re.compile(r"(?:postgres(?:ql)?|sqlite|mysql|mariadb|mssql|oracle)(?:\+\w+)?:", re.IGNORECASE)
_SERVERS: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg", "postgres+psycopg"})
_FILES: Final = frozenset({"sqlite", "sqlite+pysqlite", "sqlite+pysqlite3"})
_MOST_PORT: Final = 65535

#: The parameters of libpq that are told to others.
_SHOWN: Final = ("host", "port", "dbname", "user", "service", "sslmode")
#: Those it knows besides.
_OTHERS: Final = frozenset(
    {
        *("password", "passfile", "hostaddr", "channel_binding", "connect_timeout", "client_encoding", "options"),
        *("application_name", "fallback_application_name", "keepalives", "keepalives_idle", "keepalives_interval"),
        *("keepalives_count", "tcp_user_timeout", "replication", "gssencmode", "requiressl", "sslnegotiation"),
        *("sslcompression", "sslcert", "sslkey", "sslpassword", "sslcertmode", "sslrootcert", "sslcrl", "sslcrldir"),
        *("sslsni", "requirepeer", "require_auth", "ssl_min_protocol_version", "ssl_max_protocol_version"),
        *(
            "min_protocol_version",
            "max_protocol_version",
            "krbsrvname",
            "gsslib",
            "gssdelegation",
            "target_session_attrs",
        ),
        *("load_balance_hosts", "scram_client_key", "scram_server_key", "sslkeylogfile", "servicefile"),
        *("oauth_issuer", "oauth_client_id", "oauth_client_secret", "oauth_scope"),
    }
)
_PAIR = re.compile(r"\s*([a-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)+)(?=\s|$)")
#: By which a text of pairs is known as one of libpq, and is no name of a file.
_TELLING: Final = frozenset({"host", "hostaddr", "dbname", "service", "user", "password"})


@frozen
class Address:
    """Where a database is.

    Attributes:
        path: Its file; ``None`` for one on a server.
        parameters: What libpq is told of one on a server, by its names; the password among them.
    """

    path: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"

    @property
    def shown(self) -> str:
        """The address as it may be shown, kept and logged: without password and whatever else may be secret."""
        if self.path is not None:
            return str(self.path)
        told = {name: self.parameters[name] for name in _SHOWN if self.parameters.get(name)}
        user, name = (told.pop(part, "") for part in ("user", "dbname"))
        several = "," in told.get("host", "") + told.get("port", "")
        host, port = ("", "") if several else (told.pop(part, "") for part in ("host", "port"))
        account = f"{quote(user, safe='')}@" if user else ""
        place = f"[{host}]" if ":" in host and not host.startswith("/") else quote(host, safe=".-_")
        further = "&".join(f"{part}={quote(value, safe='')}" for part, value in told.items())
        address = f"postgresql://{account}{place}{f':{port}' if port else ''}/{quote(name, safe='')}"
        return f"{address}?{further}" if further else address

    @property
    def name(self) -> str:
        """What the database is called in a word or two: its file's name, or its own on the server."""
        if self.path is not None:
            return self.path.name
        return self.parameters.get("dbname") or self.parameters.get("service") or self.shown


@lru_cache
def read_address(text: str) -> Address:
    """The address that a path, a ``postgresql://`` address or libpq's pairs of name and value are.

    Raises:
        Invalid: It is none; the message says what is wrong with it, and nothing of what may be a password.
    """
    found = _SCHEME.match(text)
    if found is None:
        pairs = _pairs(text)
        if pairs is not None:
            return Address(parameters=_checked(pairs))
        if not text.strip():
            raise _refused(say("No database is named."), say_declared(_FILE_HINT))
        if _ALMOST.match(text):
            raise _refused(say("This is neither a file nor the address of a database: after the colon belongs //."))
        return Address(_path(text))
    kind = found[1].lower()
    if kind in _FILES:
        return Address(_file(text[found.end() :]))
    if kind in _SERVERS:
        return Address(parameters=_checked(_server(text[found.end() :])))
    backend, _, driver = kind.partition("+")
    if f"{backend}://" in ("postgresql://", "postgres://", "sqlite://"):
        raise _refused(
            say("Leadline does not know the driver {driver} of {backend}.", driver=driver, backend=backend),
            say("Leave it out: {backend}://…", backend=backend),
        )
    raise _refused(
        say("Leadline does not know databases of the kind {backend}.", backend=backend), say_declared(_FILE_HINT)
    )


def shown_address(text: str) -> str:
    """An address as it may be shown; of one that cannot be read no more than its kind."""
    try:
        return text if _is_path(text) else read_address(text).shown
    except Invalid:
        found = _SCHEME.match(text)
        return f"{found[1]}://…" if found else "…"


def _is_path(text: str) -> bool:
    return _SCHEME.match(text) is None and _ALMOST.match(text) is None and _pairs(text) is None


def _refused(message: Said, hint: Said | None = None) -> Invalid:
    return Invalid(message, field="db", hint=hint or say_declared(_SERVER_HINT))


def _file(rest: str) -> Path:
    """The file of a ``sqlite:///`` address."""
    if not rest.startswith("/") or rest in ("/", "/:memory:"):
        raise _refused(
            say("The address of SQLite names no file."), say("Write it like sqlite:///leadline.db, or the file alone.")
        )
    if "?" in rest:
        raise _refused(say("The address of a file takes no parameters."), say("Name the file alone."))
    return _path(rest[1:])


def _path(text: str) -> Path:
    """The file of that name; ``~`` is the home folder."""
    if "\0" in text:
        raise _refused(say("The name of the file has a character that no name can have."), say_declared(_FILE_HINT))
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no such user
        return Path(text)


def _server(rest: str) -> dict[str, str]:
    """What the address of a server says, by the names of libpq."""
    before, _, query = rest.partition("?")
    authority, _, name = before.partition("/")
    account, has_account, place = authority.rpartition("@")
    if "@" in account or "@" in name or (not has_account and "@" in query):
        raise _refused(say("The address has an @ where none can be."), say_declared(_ENCODE_HINT))
    found: dict[str, str] = {}
    if has_account:
        user, has_password, password = account.partition(":")
        found |= {"user": unquote(user)} if user else {}
        found |= {"password": unquote(password)} if has_password else {}
    hosts, ports = zip(*map(_place, place.split(",")), strict=True)
    if not has_account and not all(port.isdecimal() for port in ports if port):
        raise _refused(say("The port of the address is no number."))  # it may be a password whose host was forgotten
    found |= {"host": unquote(",".join(hosts))} if any(hosts) else {}
    found |= {"port": ",".join(ports)} if any(ports) else {}
    found |= {"dbname": unquote(name)} if name else {}
    for part in filter(None, query.split("&")):
        if "=" not in part:
            raise _refused(say("A parameter of the address has no value."), say_declared(_ENCODE_HINT))
    return found | dict(parse_qsl(query, keep_blank_values=True))


def _place(place: str) -> tuple[str, str]:
    """Host and port; the host of version 6 stands in brackets."""
    if place.startswith("["):
        host, closed, after = place[1:].partition("]")
        if not closed or (after and not after.startswith(":")):
            raise _refused(say("The host of the address has a bracket too many or too few."))
        return host, after[1:]
    host, _, port = place.partition(":")
    return host, port


def _pairs(text: str) -> dict[str, str] | None:
    """What libpq's ``name=value name=value`` says; ``None`` where the text is something else, such as a path."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip()):
        pair = _PAIR.match(text, at)
        if pair is None:
            if found.keys() & _TELLING:
                raise _refused(say("The address of the database has a part that is no name=value."))
            return None
        value = pair[2][1:-1] if pair[2].startswith("'") else pair[2]
        found[pair[1]] = re.sub(r"\\(.)", r"\1", value)
        at = pair.end()
    return found if found.keys() & _TELLING else None


def _checked(parameters: dict[str, str]) -> dict[str, str]:
    """The parameters, if libpq knows each and the port is one."""
    if not parameters.keys() <= {*_SHOWN, *_OTHERS}:
        raise _refused(say("The address has a parameter that PostgreSQL does not know."), say_declared(_ENCODE_HINT))
    for port in filter(None, parameters.get("port", "").split(",")):
        if not (port.isascii() and port.isdecimal() and 0 < int(port) <= _MOST_PORT):
            raise _refused(
                say(
                    "“{port}” is no port: it is a number from 1 to {most}.",
                    port=port[:20],
                    most=formats.number(_MOST_PORT),
                )
            )
    if any("\0" in value for value in parameters.values()):
        raise _refused(say("The address has a character that no address can have."))
    return parameters
