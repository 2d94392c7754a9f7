"""What is read of people by name, and what its rows are."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.domain.people.rows import ContactPointLine, UserLine
from app.domain.store.named import Named


class SeatRow(NamedTuple):
    """A user, and whether they may work here."""

    id: str
    code: str
    login: str
    name: str
    role: str
    time_zone: str
    language: str
    active: bool


CONTACT_POINTS: Final = Named("app.domain.people", "contact_points.of", ContactPointLine)
USERS: Final = Named("app.domain.people", "users", UserLine)
SEATS: Final = Named("app.domain.people", "users.seats", SeatRow)
