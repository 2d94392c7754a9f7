"""The front door: the workspace when no command is named, else the command line."""

from __future__ import annotations

import os
import sys
from functools import partial

from app.ending import Ending
from app.start import garbage
from app.start.first_frame import FirstFrame
from app.start.process_list import hide_passwords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.cli.arguments import Opening
    from app.domain.core.clock import Clock
    from app.settings import Settings
    from app.walkthrough.plan import Plan

#: What a program interrupted by ctrl+c answers with.
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run Leadline and answer its exit code.

    Args:
        argv: The arguments after the program's name; the process's own without them.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"] and _tells_version():
        return 0
    if argv is None:
        hide_passwords(words)
    ending = Ending()
    ending.heed()
    first_frame = FirstFrame(words, ending=ending)
    try:
        first_frame.show()
        return _run(words, first_frame, ending)
    except KeyboardInterrupt:  # before anything was begun that would have to be said
        return _INTERRUPTED
    finally:
        first_frame.take_away()
        ending.heed_no_more()
        first_frame.forget_outdated()
        garbage.leave_behind()


def _tells_version() -> bool:
    """Say the version before anything else is loaded; what cannot be written is left to the command line to say."""
    from app import __version__

    try:
        sys.stdout.write(f"leadline {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True


def _run(words: Sequence[str], first_frame: FirstFrame, ending: Ending) -> int:
    """Do what the words say."""
    garbage.put_off()
    from app.cli.arguments import opening
    from app.cli.failures import guarded

    given = None if "_LEADLINE_COMPLETE" in os.environ else opening(words)
    if given is not None:
        return guarded(partial(_open_workspace, given, first_frame, ending), as_json=False)
    first_frame.take_away()
    from app.cli.program import run

    ending.heed_no_more()
    return run(words, launch=partial(_launch, first_frame=first_frame, ending=ending))


def _open_workspace(given: Opening, first_frame: FirstFrame, ending: Ending) -> int:
    """Open the screen with what the command line says about the settings."""
    from app.settings import load_settings

    try:
        settings = load_settings(**given.settings)
        settings.speak()
        if "database" in given.settings and not given.create and not first_frame.is_shown:
            from app.cli.failures import require_terminal
            from app.cli.new_database import ask_before_making

            require_terminal()
            ending.heed_no_more()
            ask_before_making(settings)
        return _launch(settings, given.view, first_frame=first_frame, ending=ending)
    finally:
        first_frame.take_away()  # what went wrong is said where it can be read


def _launch(
    settings: Settings,
    view: str = "",
    *,
    clock: Clock | None = None,
    plan: Plan | None = None,
    first_frame: FirstFrame,
    ending: Ending,
) -> int:
    """Show the workspace, if there is a terminal to show it on; a walkthrough of it without one too."""
    from app.cli.failures import require_terminal
    from app.start import frames

    if plan is None or not plan.headless:
        require_terminal()
    ending.heed()
    frames.often()
    if plan is not None:
        from app.coach.running import run_walkthrough

        return run_walkthrough(settings, plan, clock=clock, ending=ending)
    from app.shell import run_workspace

    return run_workspace(settings, view, clock=clock, first_frame=first_frame, ending=ending)


if __name__ == "__main__":
    sys.exit(main())
