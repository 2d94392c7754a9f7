"""Who sits down: the user that the settings name, else the operating system's account, else who came first."""

from __future__ import annotations

from app.domain.core.frozen import frozen
from app.domain.store.reading import NamedReader


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
    """

    id: str
    code: str
    login: str
    name: str
    role: str
    time_zone: str


def find_seat(reader: NamedReader, named: str, login: str) -> Seat | None:
    """Who works, or ``None`` if there is nobody of the name or nobody at all.

    Args:
        reader: Where the users are.
        named: The user that the settings name, by login, name or code in any case; empty for nobody in particular.
        login: The operating system's account; whoever came first works where nobody has it.
    """
    seats = [Seat(*row) for row in reader.named("users.active")]
    wanted = (named or login).casefold()
    for seat in seats:
        if wanted in (seat.code.casefold(), seat.login.casefold(), seat.name.casefold()):
            return seat
    return None if named or not seats else seats[0]
