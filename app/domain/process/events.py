"""What happens on the way through a process, told inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class StageEntered:
    """A record came to another stage."""

    record_kind: str
    record_id: str
    process: str
    before: str
    after: str


@frozen
class ProcessBegun:
    """A record began a process, or took one up again: what its stage asks may be true already."""

    record_kind: str
    record_id: str


@frozen
class ProcessEnded:
    """A record's process was finished or abandoned."""

    record_kind: str
    record_id: str
    process: str
    status: str


@frozen
class ProcessJudged:
    """A lead changed in what conditions of processes look at; ``better`` is the code of one that fits it better."""

    lead_id: str
    better: str
