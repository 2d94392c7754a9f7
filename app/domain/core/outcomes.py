"""What a write answers: which record, what changed, and a sentence about it."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from app.domain.core.frozen import frozen
from app.words import Said


@frozen
class Part:
    """What became of one of several records that a command decided about.

    Attributes:
        id: The record.
        code: Its short code.
        title: What it is called.
        made: Short codes of records made, by kind.
        matched: Short codes of the existing records that were used, by kind.
        remarks: What a person should look at, in sentences.
    """

    id: str
    code: str
    title: str
    made: dict[str, list[str]] = field(default_factory=dict)
    matched: dict[str, list[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The same as the command line prints it with ``--json``."""
        return {
            "id": self.id,
            "code": self.code,
            "title": self.title,
            "made": self.made,
            "matched": self.matched,
            "remarks": list(self.remarks),
        }


@frozen
class Outcome:
    """The result of a command.

    Attributes:
        id: The record it was about.
        code: Its short code.
        changed: Codes of the fields that changed, or names of the things made.
        message: One sentence that says what happened.
        seq: The command's place in the log, for undoing exactly this one; 0 when nothing changed.
        made: Short codes of records made, by kind.
        refused: For a decision about several records: why each of the others was left as it was, by reference.
        matched: Short codes of existing records that were used instead of making some, by kind.
        parts: For a decision about several records: what became of each.
    """

    id: str
    code: str
    changed: tuple[str, ...]
    message: Said
    seq: int = 0
    made: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    matched: dict[str, list[str]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer as the command line prints it with ``--json``."""
        return {
            "id": self.id,
            "code": self.code,
            "changed": list(self.changed),
            "message": self.message,
            "command": self.seq,
            **({"made": self.made} if self.made else {}),
            **({"matched": self.matched} if self.matched else {}),
            **({"refused": self.refused} if self.refused else {}),
            **({"parts": [each.as_json() for each in self.parts]} if self.parts else {}),
        }
