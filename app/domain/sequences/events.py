"""What happens in sequences, told inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class RecordMoved:
    """A record goes on with another sequence.

    Attributes:
        kind: The record's kind.
        record_id: The record.
        sequence: The code of the sequence that it goes on with.
        by_id: Who connected it to the one before.
    """

    kind: str
    record_id: str
    sequence: str
    by_id: str | None
