"""What the faces see of people and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.columns import RecordCard
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.people.labels import label_in_words, medium_in_words
from app.words import Said, say, say_in

if TYPE_CHECKING:
    from app.domain.core.field_types.base import LocalTime

#: Columns of the address that a record itself has.
ADDRESS_PARTS: Final = ("street", "city", "region", "postal_code", "country")


@frozen
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
    language: str
    """The code of the language they read; empty for that of the settings or the machine."""
    active: bool
    working_hours: str | None
    """Windows of a week on the clock of their zone; empty for always."""
    capacity: int | None
    """How many open leads they may have; any number without it."""


@frozen
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


@frozen
class ContactPointLine:
    """A further way to reach a record."""

    id: str
    medium: str
    label: str
    value: str
    key: str | None
    """What it is found by: the address in small letters, or the E.164 number."""

    @property
    def said(self) -> Said:
        """What it is, in words, such as Further phone, mobile."""
        medium = medium_in_words(self.medium)
        if self.label in ("", "other"):
            return say("Further {medium}", medium=medium)
        return say("Further {medium}, {label}", medium=medium, label=label_in_words(self.label))


@frozen
class ReachLine:
    """A way to reach a record: its primary email, phone or address, or a further one."""

    kind: str
    """lead, contact or account."""
    record_id: str
    called: str
    """What the record is called."""
    medium: str
    """email, phone or address."""
    label: str
    """What it is, such as business or mobile."""
    value: str
    point_id: str
    """The contact point that keeps it; empty for the primary one."""

    @property
    def is_primary(self) -> bool:
        """Whether the record itself keeps it."""
        return not self.point_id

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.point_id or f"{self.record_id}:{self.medium}"

    @property
    def words(self) -> tuple[str, ...]:
        """What it is, such as mobile and primary."""
        own = () if self.label == "other" else (label_in_words(self.label),)
        return (*own, say_in("label", "primary")) if self.is_primary else own

    @property
    def ref(self) -> str:
        """By what its record knows it."""
        return self.point_id or self.value


@frozen
class RecordDetails:
    """A record with all that is known about it.

    Attributes:
        card: The record.
        fields: Its fields, a manager's own last.
        contact_points: The further ways to reach it.
    """

    card: RecordCard
    fields: tuple[Field, ...]
    contact_points: tuple[ContactPointLine, ...]

    def as_json(self) -> dict[str, Any]:
        """Everything by name: the card's own values, then how to reach it."""
        more = {"title": self.card.title, "deleted": self.card.deleted, "reach": self.contact_points}
        return {**self.card.as_json(), **more}

    def in_words(self, at: LocalTime) -> list[tuple[str, Any]]:
        """Label and value of everything it says, for a person; what is not so is left out."""
        return [
            (say("Code"), self.card.code),
            (say_in("state", "Deleted"), say("yes; leadline undo brings it back") if self.card.deleted else ""),
            *self.card.in_words(at),
            *((each.said, each.value) for each in self.contact_points),
        ]


def address_line(parts: Mapping[str, Any]) -> str:
    """An address in a line."""
    return ", ".join(str(parts[each]) for each in ADDRESS_PARTS if parts.get(each))
