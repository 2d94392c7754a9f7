"""Seating: who works in a database that was opened; on a server, whoever signed in to it."""

from __future__ import annotations

from app.domain.core.errors import NotAllowed, NotFound
from app.domain.people.named import SEATS
from app.domain.people.seats import Seat, find_seat
from app.domain.store.database import Database
from app.domain.store.rights.signing import Signed, may_be
from app.settings import Settings
from app.words import say


def seat_of(database: Database, settings: Settings) -> Seat | None:
    """The user who works; ``None`` where there is nobody yet, or nobody of the name.

    In a file it is whom the settings name. On a server it is who signed in: somebody else only where that role owns
    the tables, is an admin's, or is a pooler's that may take on theirs.

    Raises:
        NotFound: Whoever it is does not work here, or no longer.
        NotAllowed: Another than who signed in is named.
        Ambiguous: Several users have the name.
    """
    signed = database.signed()
    if signed is None or not signed.is_bound:
        with database.read() as reader:
            signs_in = signed is not None and any(each.login == signed.login for each in reader.named(SEATS))
            return find_seat(reader, settings.user, signed.login if signed and signs_in else settings.login)
    seat = _bound_seat(database, settings.user, signed)
    database.bind(seat.role)
    return seat


def _bound_seat(database: Database, named: str, signed: Signed) -> Seat:
    if named and named != signed.login:
        with database.read() as reader:
            takes_on = may_be(reader.connection, named)
        if takes_on:
            database.take_on(named)
            signed = signed._replace(login=named, may_look=True)
    if not signed.may_look:
        raise _unknown(signed.login)
    with database.read() as reader:
        own = find_seat(reader, signed.login, signed.login)
        if own is None or own.login != signed.login:
            raise _unknown(signed.login)
        if not named or named.casefold() in {each.casefold() for each in (own.login, own.code, own.name)}:
            return own
        if own.role != "admin":
            raise NotAllowed(
                say("You signed in as {login}; only an admin may work as somebody else.", login=own.login),
                field="as",
                hint=say("Leave out --as, or sign in to the server as that user."),
            )
        return find_seat(reader, named, signed.login) or _refuse(named)


def _refuse(named: str) -> Seat:
    raise NotFound(
        say("There is no user “{text}”.", text=named[:40]), field="as", hint=say("leadline user list shows them.")
    )


def _unknown(login: str) -> NotFound:
    return NotFound(
        say("Nobody who works here has the login “{login}”.", login=login[:63]),
        field="as",
        hint=say("A manager adds you: leadline user add NAME --login {login}", login=login[:63]),
    )
