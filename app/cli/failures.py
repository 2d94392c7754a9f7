"""Failures: what went wrong, in one line on standard error, and the exit code that says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from app.domain.core.errors import Refusal
from app.domain.core.text import for_display

#: What a program interrupted by ctrl+c answers with (128 and the signal's number).
INTERRUPTED = 130


def guarded(work: Callable[[], int], *, as_json: bool) -> int:
    """Do the work and answer its exit code; whatever goes wrong is said in one line.

    Args:
        work: What to do; answers an exit code.
        as_json: Say what went wrong as a JSON object.
    """
    try:
        return work()
    except Refusal as refusal:
        tell(refusal, as_json=as_json)
        return refusal.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        hush(sys.stdout)
        return 0
    except OSError as problem:
        tell(_about_file(problem), as_json=as_json)
        return 1
    except Exception as problem:
        if os.environ.get("LEADLINE_DEBUG"):
            raise
        tell(_stumble(problem), as_json=as_json)
        return 1


def tell(refusal: Refusal, *, as_json: bool) -> None:
    """Say on standard error why nothing was done."""
    if as_json:
        from app.cli.data import dumps  # the way to the first screen does without it

        line = dumps({"error": refusal.as_json()}, indent=None)
    else:
        line = for_display(str(refusal))
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        hush(sys.stderr)


def require_terminal() -> None:
    """Refuse to open the screen where nobody could see it.

    Raises:
        Refusal: Standard input or output is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(
            "The workspace needs a terminal, and there is none.",
            hint="Name a command, such as: leadline lead list. All of them: leadline --help",
        )


def hush(stream: object) -> None:
    """Let a stream whose reader has gone swallow what is still written to it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return
    finally:
        os.close(nowhere)


def _about_file(problem: OSError) -> Refusal:
    where = f"{problem.filename}: " if problem.filename else ""
    return Refusal(
        f"{where}{problem.strerror or problem}.", hint="Check that it exists and that you may read and write it."
    )


def _stumble(problem: Exception) -> Refusal:
    refusal = Refusal(
        f"Leadline stumbled over itself: {type(problem).__name__}: {str(problem)[:300]}.",
        hint="Nothing half-done was kept. LEADLINE_DEBUG=1 shows where.",
    )
    refusal.code = "internal"
    return refusal
