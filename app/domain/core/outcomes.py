"""What a write answers: which record, what changed, and a sentence about it."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from app.domain.core.frozen import frozen
from app.words import Said


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
    """

    id: str
    code: str
    changed: tuple[str, ...]
    message: Said
    seq: int = 0
    made: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The answer as the command line prints it with ``--json``."""
        return {
            "id": self.id,
            "code": self.code,
            "changed": list(self.changed),
            "message": self.message,
            "command": self.seq,
            **({"made": self.made} if self.made else {}),
            **({"refused": self.refused} if self.refused else {}),
        }
