"""A walkthrough in virtual time, in which waiting takes none, and somebody at its keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.cli.walking import known
from app.coach.app import CoachedApp
from app.walkthrough.drafts import load_script
from app.walkthrough.files import find_script
from app.walkthrough.plan import Plan
from app.walkthrough.progress import Marks
from tests.typed.desk import Desk, Standing, settings_of
from tests.typed.loop import VirtualLoop
from tests.typed.pace import Pace, PacedGateway, paced

#: Three steps, each as short as can be.
SHORT = """
title = "Three steps"
[[steps]]
id = "enter"
title = "Enter"
what = "Enter a lead."
why = "It begins."
[[steps.deeds]]
command = "lead.add"
values = { company = "Zed" }
[[steps]]
id = "note"
title = "Note"
what = "Write a note."
why = "It is kept."
[[steps.deeds]]
command = "lead.note"
values = { text = "Hi" }
[[steps.deeds]]
command = "competitor.add"
panel = "competitors"
values = { name = "Y" }
[[steps]]
id = "read"
title = "Read"
what = "Read the history."
why = "It is all there."
[[steps.deeds]]
command = "lead.history"
shown = true
"""


class Presenter(Desk):
    """Somebody who shows a walkthrough."""

    app: Any

    @property
    def coach(self) -> Any:
        """Who says what is next."""
        return self.app.coach

    @property
    def strip(self) -> str:
        """What the coach's rows show."""
        return "\n".join(row.text.rstrip() for row in self.app.coach_rows())

    @property
    def states(self) -> tuple[str, ...]:
        """How each step stands."""
        return tuple(each.state for each in self.coach.standing.steps)

    async def press(self, *keys: str) -> None:
        """Press keys as a hand does, and wait for what they do."""
        await self.type(keys, None)


def short_plan(**how: Any) -> Plan:
    """The short walkthrough."""
    return Plan(load_script(SHORT, "short.toml", known()), **how)


def shipped_plan(name: str, ending: str = "", **how: Any) -> Plan:
    """A walkthrough that comes with Leadline."""
    return Plan(find_script(name, known()), marks=Marks(ending=ending), **how)


def walked(
    database: Path,
    folder: Path,
    plan: Plan,
    act: Callable[[Presenter], Awaitable[None]] | None = None,
    *,
    size: tuple[int, int] = (160, 48),
    spoken: str = "en",
) -> int | None:
    """Open a walkthrough, let somebody act in it, or let it play to its end; the exit code of one that ended.

    Args:
        database: Its file.
        folder: Where drafts are kept.
        plan: What is asked for.
        act: What is done; nothing where it plays by itself.
        size: Columns and rows of the terminal.
        spoken: The language.
    """

    async def sit_down(loop: VirtualLoop) -> int | None:
        pace = Pace(None)
        gateway = PacedGateway(pace)
        settings = replace(settings_of(database), spoken=spoken, bidi="leadline")
        settings.speak()
        app = CoachedApp(settings, plan, gateway=gateway)
        app.context.drafts = folder / "drafts"
        with paced(pace, loop.time):
            async with app.run_test(size=size):
                presenter = Presenter(app, gateway, database)
                if act is None:
                    while app.return_value is None:  # noqa: ASYNC110 - nobody tells of the end
                        await asyncio.sleep(0.1)
                else:
                    while app.coach.standing is None:  # noqa: ASYNC110 - nor of the beginning
                        await asyncio.sleep(0.1)
                    await act(presenter)
        return app.return_value

    with ExitStack() as stack:
        stack.enter_context(patch("app.screens.actions.activities.time", Standing))
        runner = stack.enter_context(asyncio.Runner(loop_factory=VirtualLoop))
        loop = runner.get_loop()
        assert isinstance(loop, VirtualLoop)
        return runner.run(sit_down(loop))
