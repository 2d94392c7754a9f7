"""What the faces see of sequences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen
from app.domain.sequences.definitions import Definition
from app.words import Said


@frozen
class SequenceLine:
    """A sequence in one of its versions.

    Attributes:
        id, code: Which one.
        definition: What the version says.
        version: Which version it is.
        state: draft, active or inactive.
        running: How many records are in it now.
    """

    id: str
    code: str
    definition: Definition
    version: int
    state: str
    running: int

    @property
    def key(self) -> str:
        """The code of its definition."""
        return self.definition.code

    @property
    def name(self) -> str:
        """What it is called."""
        return self.definition.name

    def as_json(self) -> dict[str, Any]:
        """The line as the command line prints it with ``--json``."""
        about = {"id": self.id, "sequence": self.code, "state": self.state, "version": self.version}
        return {**about, "running": self.running, **self.definition.as_json()}


@frozen
class VersionLine:
    """A version of a sequence.

    Attributes:
        version: Which one.
        made_at: When it was saved.
        running: How many records go through it now.
        steps: How many steps it has.
    """

    version: int
    made_at: datetime
    running: int
    steps: int


@frozen
class CheckedSequence:
    """A sequence that is sound, and what may surprise whoever wrote it."""

    definition: Definition
    notices: tuple[Said, ...]


@frozen
class StepLine:
    """A step on a record's way.

    Attributes:
        number: Which of the way's steps it is; 0 while it is ahead.
        step: Its code.
        name: What it is called.
        kind: Its kind.
        status: done, skipped, yes, no, stopped, current or ahead.
        reached_at: When the record came to it.
        due_at: When it is due, a wait is over, or a branch waits no longer.
        done_at: When it ended.
        note: Why the program skipped it.
        activity: The code of the entry that it was made into.
        owner: Whose step it is, by name.
    """

    number: int
    step: str
    name: str
    kind: str
    status: str
    reached_at: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    note: str | None = None
    activity: str | None = None
    owner: str | None = None


@frozen
class WayView:
    """A record's way through a sequence.

    Attributes:
        instance_id: Which way.
        sequence: The code of the sequence's definition.
        name: What it is called.
        version: The version that is followed.
        status: active, finished or stopped.
        reason: What ended it.
        started_at, ended_at: When it began and ended.
        started_by: Who connected it, by name.
        steps: Those it came to, the one under way, and, while it is active, those ahead as far as they are known.
    """

    instance_id: str
    sequence: str
    name: str
    version: int
    status: str
    reason: str | None
    started_at: datetime
    ended_at: datetime | None
    started_by: str | None
    steps: tuple[StepLine, ...]

    @property
    def current(self) -> StepLine | None:
        """The step under way."""
        return next((each for each in self.steps if each.status == "current"), None)


@frozen
class StepStats:
    """What became of a step, over all records.

    Attributes:
        step: Its code.
        name: What it is called.
        kind: Its kind.
        reached: How many records came to it.
        done: How many did it, a yes of a branch included.
        skipped: How many skipped it, a no of a branch included.
        stopped: How many left the sequence in it.
        replied: How many left the sequence in it because they replied.
        waiting: How many are in it now.
        average_days: How long it took on average, from being reached; ``None`` where none ended.
    """

    step: str
    name: str
    kind: str
    reached: int
    done: int
    skipped: int
    stopped: int
    replied: int
    waiting: int
    average_days: float | None


@frozen
class SequenceStats:
    """What became of the records in a sequence.

    Attributes:
        sequence: The code of its definition.
        name: What it is called.
        begun: How many records began it.
        active: How many are in it.
        finished: How many came to the end.
        stopped: How many left before, by reason.
        steps: Its steps in the order of the newest version; those of older ones behind.
    """

    sequence: str
    name: str
    begun: int
    active: int
    finished: int
    stopped: dict[str, int]
    steps: tuple[StepStats, ...]


@frozen
class CountedSequence:
    """A sequence with what became of the records in it."""

    line: SequenceLine
    stats: SequenceStats

    @property
    def key(self) -> str:
        """The code of its definition."""
        return self.line.key

    @property
    def name(self) -> str:
        """What it is called."""
        return self.line.name

    @property
    def version(self) -> int:
        """Its newest version."""
        return self.line.version
