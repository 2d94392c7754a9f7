"""What the faces see of people and organisations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user as one line of a list."""

    id: str
    code: str
    login: str
    name: str
    email: str | None
    role: str
    time_zone: str
    """IANA name of the zone times are shown in; empty for that of the machine."""
    active: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A contact or an account as one line of a list."""

    kind: str
    """contact or account."""
    id: str
    code: str
    name: str
    detail: str | None
    """The job title and company of a contact, the industry of an account."""
    email: str | None
    phone: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class ReachLine:
    """A further way to reach a record."""

    id: str
    medium: str
    label: str
    value: str
