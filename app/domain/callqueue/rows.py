"""What the faces see of call queues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.callqueue.dispositions import Disposition
from app.domain.callqueue.metrics import Figures
from app.domain.core.frozen import frozen


@frozen
class Member:
    """A user who works in a queue."""

    id: str
    code: str
    name: str


@frozen
class QueueLine:
    """A queue, as one line of a list.

    Attributes:
        id: Its identity.
        code: Its short code.
        name: What it is called.
        state: open or paused.
        condition: Which leads.
        members: Who works in it.
        ready: Leads that are next, if it is their time of day.
        waiting: Leads that rest.
        callbacks: Leads that were promised a call.
    """

    id: str
    code: str
    name: str
    state: str
    condition: str
    members: tuple[str, ...]
    ready: int
    waiting: int
    callbacks: int


@frozen
class QueueCard:
    """A queue in full.

    Attributes:
        id: Its identity.
        code: Its short code.
        version: Grows with each change.
        name: What it is called.
        state: open or paused.
        condition: Which leads.
        first: Conditions by which some come first.
        members: Who works in it.
        values: The other fields by code.
        dispositions: How its calls may end.
        left: Leads that can be called now.
        due: Callbacks that are due.
        held_back: How many are held back, by the reason.
        held: Leads that agents hold at the moment.
        next_at: When the next one can be called, where none can now.
    """

    id: str
    code: str
    version: int
    name: str
    state: str
    condition: str
    first: tuple[str, ...]
    members: tuple[Member, ...]
    values: Mapping[str, Any]
    dispositions: tuple[Disposition, ...]
    left: int
    due: int
    held_back: Mapping[str, int]
    held: int
    next_at: datetime | None


@frozen
class Attempted:
    """An earlier call to a lead, or to its number.

    Attributes:
        at: When.
        outcome: How it ended.
        by: Who called.
        notes: What was said.
        seconds: How long it took.
    """

    at: datetime
    outcome: str
    by: str
    notes: str
    seconds: int | None


@frozen
class HeldLead:
    """The lead that an agent holds.

    Attributes:
        lead: The lead's id.
        code: Its short code.
        title: What it is called.
        person: The person, where it is another than the title.
        company: The company.
        job_title: The person's.
        topic: What they want.
        queue: The queue's code.
        queue_name: What the queue is called.
        number: E.164.
        local_times: What the clocks show where they may be, the earliest first.
        zones: Those zones by name.
        call_until: Until when they may be called; ``None`` where they may not.
        refused: Why they may not be called now, as a code; empty where they may.
        refusal: The same in words.
        why: Why this lead: undone, callback, priority or order.
        why_words: The same in words.
        attempt: Which call to the number this is.
        attempts: Calls at the most; ``None`` for any number.
        history: Earlier calls, the newest first.
        script: What is said, with its fields filled in.
        dispositions: How the call may end.
        claimed_at: Since when it is held.
        until: Until when, if nothing more is heard.
        dialled_at: When it was dialled.
        ended_at: When the call ended.
    """

    lead: str
    code: str
    title: str
    person: str
    company: str
    job_title: str
    topic: str
    queue: str
    queue_name: str
    number: str
    local_times: tuple[datetime, ...]
    zones: tuple[str, ...]
    call_until: datetime | None
    refused: str
    refusal: str
    why: str
    why_words: str
    attempt: int
    attempts: int | None
    history: tuple[Attempted, ...]
    script: str
    dispositions: tuple[Disposition, ...]
    claimed_at: datetime
    until: datetime
    dialled_at: datetime | None
    ended_at: datetime | None

    @property
    def last_attempt(self) -> Attempted | None:
        """The call before this one."""
        return self.history[0] if self.history else None


@frozen
class Note:
    """What an agent was told by a manager.

    Attributes:
        id: Its identity.
        text: What.
        by: Who told it.
        at: When.
    """

    id: str
    text: str
    by: str
    at: datetime


@frozen
class AgentLine:
    """An agent, and what they did today.

    Attributes:
        id: The user's identity.
        name: Who.
        queue: In which queue.
        state: ready, on_call, wrap_up or paused; empty for one who is not here.
        reason: Why paused.
        since: Since when.
        wrap_until: When wrap-up is over, while it runs.
        calls: Calls today.
        contacts: Those in which somebody was reached.
        conversions: Those that were a sale, or as good as one.
        notes: What they were told and did not read so far.
    """

    id: str
    name: str
    queue: str
    state: str
    reason: str
    since: datetime | None
    wrap_until: datetime | None
    calls: int
    contacts: int
    conversions: int
    notes: tuple[Note, ...] = ()


@frozen
class MetricLine:
    """Figures of an agent, a queue, an hour or a disposition.

    Attributes:
        key: Which: an id, a moment or a code.
        name: What it is called.
        figures: The figures.
    """

    key: str
    name: str
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """The line as the command line prints it with ``--json``."""
        return {"key": self.key, "name": self.name, **self.figures.values()}


@frozen
class BoardAgent:
    """An agent on the board.

    Attributes:
        id: The user's identity.
        name: Who.
        queue: In which queue.
        state: ready, on_call, wrap_up or paused; empty for one who has left.
        reason: Why paused.
        since: Since when.
        seconds: How long by now.
        tone: ``long`` or ``too_long`` where it is; else empty.
        lead: What they hold.
        figures: What they did today.
    """

    id: str
    name: str
    queue: str
    state: str
    reason: str
    since: datetime | None
    seconds: int
    tone: str
    lead: str
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """The agent as the command line prints them with ``--json``."""
        own = ("id", "name", "queue", "state", "reason", "since", "seconds", "tone", "lead")
        return {**{name: getattr(self, name) for name in own}, **self.figures.values()}


@frozen
class BoardQueue:
    """A queue on the board.

    Attributes:
        code: Its short code.
        name: What it is called.
        state: open or paused.
        left: Leads that can be called now.
        due: Callbacks that are due, in hours or not.
        held_back: How many are held back, by the reason.
        figures: What was done in it today.
    """

    code: str
    name: str
    state: str
    left: int
    due: int
    held_back: Mapping[str, int]
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """The queue as the command line prints it with ``--json``."""
        own = ("code", "name", "state", "left", "due", "held_back")
        return {**{name: getattr(self, name) for name in own}, **self.figures.values()}


@frozen
class Board:
    """The floor at a moment.

    Attributes:
        at: The moment.
        agents: Who is here, or was today.
        queues: The queues.
    """

    at: datetime
    agents: tuple[BoardAgent, ...]
    queues: tuple[BoardQueue, ...]
