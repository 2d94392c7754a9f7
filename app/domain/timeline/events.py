"""What happens on timelines, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class ActivityLogged:
    """An activity was put on a record's timeline: it took place, is planned, or was written."""

    activity_id: str
    kind: str
    status: str
    record_kind: str
    record_id: str


@frozen
class ActivityChanged:
    """An activity was completed, cancelled, rescheduled, edited or deleted.

    Attributes:
        activity_id: Which one.
        kind: What kind it is.
        change: completed, cancelled, rescheduled, edited or deleted.
        records: Kind and id of every record on whose timeline it stands.
    """

    activity_id: str
    kind: str
    change: str
    records: tuple[tuple[str, str], ...]
