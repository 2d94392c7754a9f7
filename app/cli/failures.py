"""Failures: what went wrong, in one line on standard error, and the exit code that says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from app.domain.core.errors import Refusal
from app.domain.core.text import for_display
from app.words import Message, clauses, label, say, say_declared, sentences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from app.domain.core.changes import Change

_KEPT: Message = "Do not repeat it; leadline history shows it, leadline undo takes it back."
_KEPT_BEFORE: Message = "What was done before that is kept; leadline history shows it."

_BY_COMMAND: Message = "Name a command, such as: leadline lead list. All of them: leadline --help"

#: What the system says of files and streams.
_BY_THE_SYSTEM: tuple[Message, ...] = (
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Is a directory",
    "Not a directory",
    "File exists",
    "File name too long",
    "Read-only file system",
    "Input/output error",
    "Bad file descriptor",
)

#: What a program interrupted by ctrl+c answers with (128 and the signal's number).
INTERRUPTED = 130


class CommitWatch:
    """How far a command has come.

    Attributes:
        committed: Whether something it did is committed already, so that it stands whatever comes after.
    """

    def __init__(self) -> None:
        self.committed = False

    def changed(self, _change: Change) -> None:
        """Hear of a change that is committed."""
        self.committed = True


class UnwrittenError(Exception):
    """Standard output does not take the answer; the message says why."""


def guarded(work: Callable[[], int], *, as_json: bool, watch: CommitWatch | None = None) -> int:
    """Do the work and answer its exit code; whatever goes wrong is said in one line.

    Args:
        work: What to do; answers an exit code.
        as_json: Say what went wrong as a JSON object.
        watch: Knows whether something is committed when it goes wrong.
    """
    watch = watch or CommitWatch()
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        hush(sys.stdout)
        return 0
    except Refusal as problem:
        refusal = problem
    except UnwrittenError as problem:
        refusal = _unwritten(str(problem), committed=watch.committed)
    except OSError as problem:
        reason = _refused_by_output()
        refusal = (
            _unwritten(reason, committed=watch.committed) if reason else _about_file(problem, committed=watch.committed)
        )
    except Exception as problem:
        if os.environ.get("LEADLINE_DEBUG"):
            raise
        refusal = _stumble(problem, committed=watch.committed)
    tell(refusal, as_json=as_json)
    return refusal.exit_code


def tell(refusal: Refusal, *, as_json: bool) -> None:
    """Say on standard error what went wrong, if there is one."""
    stream = sys.stderr
    if stream is None:
        return
    if as_json:
        from app.cli.data import dumps  # the way to the first screen does without it

        line = dumps({"error": refusal.as_json()}, indent=None)
    else:
        from app.cli.ordering import mode_here, ordered  # as above

        line = for_display(str(refusal))
        stream = ordered(stream, mode_here)
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except OSError:
        hush(stream)


def has_terminal() -> bool:
    """Whether somebody sits at the program: its input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def require_terminal() -> None:
    """Refuse to open the screen where nobody could see it.

    Raises:
        Refusal: Standard input or output is no terminal, or one that can move no cursor.
    """
    if not has_terminal():
        raise Refusal(
            say("The workspace needs a terminal, and there is none."),
            hint=say_declared(_BY_COMMAND),
        )
    if os.environ.get("TERM", "").casefold() == "dumb":
        raise Refusal(
            say("The workspace cannot be drawn on this terminal, which says that it is “dumb”."),
            hint=sentences(say("If it is not, set TERM, such as TERM=xterm-256color."), say_declared(_BY_COMMAND)),
        )


def hush(stream: object) -> None:
    """Let a stream that takes no more swallow what is still written to it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return
    finally:
        os.close(nowhere)


def _refused_by_output() -> str:
    """Why standard output does not take what is still to be written; nothing when it does."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as problem:
        hush(sys.stdout)
        return problem.strerror or str(problem)
    return ""


def _unwritten(reason: str, *, committed: bool) -> Refusal:
    if committed:
        refusal = Refusal(
            say("It was done, but the answer could not be written: {reason}.", reason=label(reason)),
            hint=say_declared(_KEPT),
        )
    else:
        refusal = Refusal(
            say("The answer could not be written: {reason}.", reason=label(reason)),
            hint=say("Let standard output go where there is room for it."),
        )
    refusal.code = "unwritten"
    return refusal


def _about_file(problem: OSError, *, committed: bool) -> Refusal:
    if problem.filename:
        hint = say("Check that it exists and that you may read and write it.")
    else:  # a stream, such as one that help is written to
        hint = say("Check that there is room where the output goes, and that it may be written.")
    reason = label(problem.strerror or str(problem))
    message = say("{file}: {reason}.", file=problem.filename, reason=reason) if problem.filename else clauses((reason,))
    return Refusal(message, hint=sentences(hint, say_declared(_KEPT_BEFORE) if committed else ""))


def _stumble(problem: Exception, *, committed: bool) -> Refusal:
    refusal = Refusal(
        say(
            "Leadline stumbled over itself: {kind}: {problem}.", kind=type(problem).__name__, problem=str(problem)[:300]
        ),
        hint=sentences(
            say_declared(_KEPT_BEFORE) if committed else say("Nothing half-done was kept."),
            say("LEADLINE_DEBUG=1 shows where."),
        ),
    )
    refusal.code = "internal"
    return refusal
