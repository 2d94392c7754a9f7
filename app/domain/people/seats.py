"""Who sits down: the user that the settings name, else the operating system's account, else who came first."""

from __future__ import annotations

from app.domain.core.errors import Ambiguous, NotFound
from app.domain.core.frozen import frozen
from app.domain.people.named import SEATS, SeatRow
from app.domain.store.named import NamedReader
from app.words import listed, say


@frozen
class Seat:
    """Somebody who may work here.

    Attributes:
        id: The user's id.
        code: The short code.
        login: The operating system's account.
        name: The person's name.
        role: agent, rep, manager or admin.
        time_zone: IANA name of the zone times are shown in; empty for that of the machine.
        language: The code of the language they read; empty for that of the settings or the machine.
    """

    id: str
    code: str
    login: str
    name: str
    role: str
    time_zone: str
    language: str


def find_seat(reader: NamedReader, named: str, login: str) -> Seat | None:
    """Who works, or ``None`` if there is nobody of the name or nobody at all.

    Args:
        reader: Where the users are.
        named: The user that the settings name, by login, code or name in any case; empty for nobody in particular.
        login: The operating system's account; whoever came first works where nobody has it.

    Raises:
        NotFound: Whoever it is no longer works here.
        Ambiguous: Several users have the name.
    """
    rows = reader.named(SEATS)
    wanted = (named or login).casefold()
    for key in ("login", "code", "name") if named else ("login",):
        meant = [row for row in rows if getattr(row, key).casefold() == wanted]
        if len(meant) > 1:
            codes = listed(row.code for row in meant[:5])
            raise Ambiguous(
                say("Several users are called “{named}”: {codes}.", named=named[:60], codes=codes),
                field="as",
                hint=say("Name one by code."),
            )
        if meant:
            if not meant[0].active:
                raise NotFound(
                    say("{name} no longer works here.", name=meant[0].name),
                    field="as",
                    hint=say("Work as another user with --as, or have somebody make this one active again."),
                )
            return _seat(meant[0])
    working = [row for row in rows if row.active]
    return None if named or not working else _seat(working[0])


def _seat(row: SeatRow) -> Seat:
    return Seat(row.id, row.code, row.login, row.name, row.role, row.time_zone, row.language)
