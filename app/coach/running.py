"""Running a walkthrough on the terminal, or without one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.coach.app import CoachedApp
from app.coach.recording import Frames
from app.domain.core.outputs import new_file
from app.remembered import Remembered
from app.start import garbage

if TYPE_CHECKING:
    from app.domain.core.clock import Clock
    from app.ending import Ending
    from app.settings import Settings
    from app.walkthrough.plan import Plan


def run_walkthrough(
    settings: Settings,
    plan: Plan,
    *,
    clock: Clock | None = None,
    ending: Ending | None = None,
) -> int:
    """Walk somebody through a script; returns the exit code.

    Args:
        settings: Which database, user, theme and keys.
        plan: What is asked for; what became of it is told there.
        clock: The time; the machine's without one.
        ending: What ends the program when it is told to.

    Raises:
        Invalid: The recording cannot be made where it is wanted.
    """
    garbage.put_off()
    with ExitStack() as stack:
        file = None
        if plan.record is not None:
            part = stack.enter_context(new_file(plan.record, "record"))
            file = stack.enter_context(part.open("w", encoding="utf-8", errors="replace"))
        remembered = Remembered() if plan.headless else Remembered(settings.state_folder, "", settings.theme)
        app = CoachedApp(settings, plan, file=file, clock=clock, ending=ending, remembered=remembered)
        if plan.frames is not None:
            frames = Frames(plan.frames)
            app.coach.filled = lambda step: frames.take(app, step)
        try:
            status = app.run(size=plan.size if plan.headless else None)
        finally:
            if plan.kept is not None:
                plan.kept.keep(settings.database, plan.marks, app.clock.now(), is_over=app.coach.is_over)
        return app.return_code or status or 0
