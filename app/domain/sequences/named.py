"""What is read of sequences by name, and what its rows are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class WayRow(NamedTuple):
    """A record's way, with the version that it follows."""

    id: str
    status: str
    reason: str | None
    started_at: datetime
    ended_at: datetime | None
    edition: int
    body: dict[str, Any]
    started_by: str | None


class StepRow(NamedTuple):
    """A step that a record came to."""

    instance_id: str
    number: int
    step: str
    kind: str
    reached_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    ending: str | None
    note: str | None
    activity: str | None
    owner: str | None


WAYS_OF_RECORD: Final = Named("app.domain.sequences", "sequences.ways", WayRow)
STEPS_REACHED: Final = Named("app.domain.sequences", "sequences.steps", StepRow)
