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


@dataclass(frozen=True, slots=True)
class Happening:
    """A command in the log, as far as it takes to tell what was done with which records.

    Attributes:
        seq: Its number.
        name: Its name, such as lead.qualify.
        undoes: The number of the command that it takes back; ``None`` for one that takes nothing back.
        kind: The kind of the record it was about; empty for none.
        record: That record's id; empty for none.
        ids: The rows it touched, and what their values name.
        summary: What happened, in a sentence.
        actor: The id of the user who did it; empty for the program itself.
    """

    seq: int
    name: str
    undoes: int | None
    kind: str
    record: str
    ids: frozenset[str]
    summary: str
    actor: str
