"""What the faces see of the change log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A command in the log.

    Attributes:
        seq: Its number, for undoing exactly this one.
        at: When.
        who: Who did it; ``None`` for the program itself.
        command: The command's name, such as lead.qualify.
        summary: What happened, in a sentence.
        standing: Whether it is in effect; not so when it was undone.
        changes: For one record's history: field, before and after, as the log keeps them.
    """

    seq: int
    at: datetime
    who: str | None
    command: str
    summary: str
    standing: bool
    changes: tuple[tuple[str, Any, Any], ...]
