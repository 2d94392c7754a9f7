"""What the faces see of a search over everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.core.columns import RecordCard
from app.domain.fields.kinds import KINDS
from app.domain.people.rows import ReachLine


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that holds every word that was searched for.

    Attributes:
        kind: The kind of record.
        id: Its identity.
        code: Its short code.
        title: What it is called.
        detail: What tells it from others: of an activity, whom it belongs to and its day.
        related: Of a contact or an account: the leads and opportunities it has a part in, those still open if any are.
    """

    kind: str
    id: str
    code: str
    title: str
    detail: str | None
    related: tuple[SearchHit, ...] = ()


@dataclass(frozen=True, slots=True)
class ProspectRecord:
    """A record that belongs to a prospect.

    Attributes:
        kind: The kind of record.
        id: Its identity.
        code: Its short code.
        title: What it is called.
        detail: What tells it from others.
        state: Whether and how it is closed; of an activity its status.
        at: When it was changed last; of an activity when it takes place.
        why: Why it is here, each reason in a few words.
    """

    kind: str
    id: str
    code: str
    title: str
    detail: str | None
    state: str | None
    at: datetime
    why: tuple[str, ...]

    @property
    def state_name(self) -> str:
        """What its state is called."""
        kind = KINDS[self.kind]
        if self.state is None:
            return ""
        column = kind.closing.column if kind.closing else "status"
        field = next((each for each in kind.fields if each.code == column), None)
        return field.choice_label(self.state) if field else self.state


@dataclass(frozen=True, slots=True)
class ProspectGroup:
    """The records of one kind, the newest first, and how many there are in all."""

    kind: str
    records: tuple[ProspectRecord, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """Everything we hold of a person or an organisation.

    Attributes:
        asked: By what they were named.
        groups: What there is, by kind.
    """

    asked: str
    groups: tuple[ProspectGroup, ...]


@dataclass(frozen=True, slots=True)
class ProspectCard:
    """A record that has no screen of its own, in full.

    Attributes:
        card: Its fields and their values.
        reach: Every way to reach it.
        related: The records it has a part in.
    """

    card: RecordCard
    reach: tuple[ReachLine, ...]
    related: tuple[SearchHit, ...]
