"""The front door: the workspace when no command is named, else the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.core.clock import Clock
    from app.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run Leadline and answer its exit code.

    Args:
        argv: The arguments after the program's name; the process's own without them.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:  # answered before anything else is loaded
        from app import __version__

        sys.stdout.write(f"leadline {__version__}\n")
        return 0
    from app.cli.arguments import opening
    from app.cli.failures import guarded

    given = None if "_LEADLINE_COMPLETE" in os.environ else opening(words)
    if given is not None:
        return guarded(lambda: _open_workspace(given.settings, given.view), as_json=False)
    from app.cli.program import run

    return run(words, launch=_launch)


def _open_workspace(given: dict[str, object], view: str) -> int:
    """Open the screen with what the command line says about the settings."""
    from app.settings import load_settings

    return _launch(load_settings(**given), view)


def _launch(settings: Settings, view: str = "", *, clock: Clock | None = None) -> int:
    """Show the workspace, if there is a terminal to show it on."""
    from app.cli.failures import require_terminal

    require_terminal()
    from app.shell import run_workspace

    return run_workspace(settings, view, clock=clock)


if __name__ == "__main__":
    sys.exit(main())
