"""What the domain refuses, in words a person can act on."""

from __future__ import annotations

from typing import Any

from app.words import Said, listed, say, say_in, sentences


class Refusal(Exception):  # noqa: N818 - the domain refuses; it does not break
    """A request the domain does not carry out; nothing has been changed.

    Attributes:
        code: A short stable word for programs, such as ``not_found``.
        message: One sentence: what happened.
        field: The field at fault, as the query language names it, if there is one.
        hint: What the person can do about it.
        exit_code: What the command line answers with (1 refused, 3 try again).
    """

    code = "refused"
    exit_code = 1

    def __init__(self, message: Said, *, field: str | None = None, hint: Said | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.hint = hint

    def __str__(self) -> str:
        return sentences(self.message, self.hint or "")

    def as_json(self) -> dict[str, Any]:
        """The refusal as the command line prints it with ``--json``."""
        return {"code": self.code, "message": self.message, "field": self.field, "hint": self.hint}


class Invalid(Refusal):
    """A value that does not fit its field."""

    code = "invalid"


class InvalidFields(Invalid):
    """Several values that do not fit; ``problems`` holds one refusal a field."""

    def __init__(self, problems: list[Invalid]) -> None:
        first = problems[0]
        message = first.message if len(problems) == 1 else sentences(*(problem.message for problem in problems))
        super().__init__(message, field=first.field, hint=first.hint if len(problems) == 1 else None)
        self.problems = problems

    def as_json(self) -> dict[str, Any]:
        """The refusal with every field's own problem."""
        return {**super().as_json(), "problems": [problem.as_json() for problem in self.problems]}


class NotFound(Refusal):
    """No record answers to that name, or more than one does."""

    code = "not_found"


class Ambiguous(NotFound):
    """More than one record answers to that name."""

    code = "ambiguous"


class ReadOnly(Refusal):
    """The record, the database or the session may not be changed."""

    code = "read_only"


def opened_for_reading(name: str) -> ReadOnly:
    """The refusal to change a database that was opened for reading only."""
    return ReadOnly(
        say("{name} is open for reading only.", name=name), hint=say("Start without --read-only to change things.")
    )


class NotAllowed(Refusal):
    """A rule of the process forbids this now (a gate, a state, a permission)."""

    code = "not_allowed"


class Conflict(Refusal):
    """Somebody else changed the record since it was read; both sides are shown.

    Attributes:
        mine: The values this request wanted, by field.
        theirs: The values now stored, by field.
    """

    code = "conflict"

    def __init__(
        self,
        message: Said,
        *,
        mine: dict[str, Any] | None = None,
        theirs: dict[str, Any] | None = None,
        hint: Said | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.mine = mine or {}
        self.theirs = theirs or {}

    def __str__(self) -> str:
        sides = (
            say("{field}: yours {mine}, now {theirs}.", field=name, mine=_quoted(value), theirs=_quoted(theirs))
            for name, value in self.mine.items()
            for theirs in (self.theirs.get(name),)
        )
        return sentences(self.message, *sides, self.hint or "")

    def as_json(self) -> dict[str, Any]:
        """The refusal with both sides."""
        return {**super().as_json(), "mine": self.mine, "theirs": self.theirs}


def _quoted(value: Any) -> Said:
    """A value of one side in words."""
    if isinstance(value, dict):
        value = value.get("title") or " ".join(str(part) for part in value.values())
    elif isinstance(value, list):
        value = listed(str(part) for part in value)
    return say_in("a field's value", "empty") if value in (None, "") else say("“{text}”", text=str(value)[:60])


class Busy(Refusal):
    """Another program holds the database; trying again later will do."""

    code = "busy"
    exit_code = 3


class StoreProblem(Refusal):
    """The database cannot be used: missing, newer, corrupted, read-only, full."""

    code = "store"
