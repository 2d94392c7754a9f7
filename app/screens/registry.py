"""The screens of Leadline by their keys; each is loaded when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from app.domain.core.frozen import frozen
from app.words import Words

if TYPE_CHECKING:
    from app.screens.base import CommandScreen
    from app.screens.context import ScreenContext


@frozen
class ScreenEntry:
    """A screen that can be gone to.

    Attributes:
        number: Its key in the row at the top.
        title: Its name there.
        command: The command that shows it.
        kind: The kind of its records.
        module: Where its ``SPEC`` is, or a function ``screen`` that makes it from the context.
    """

    number: int
    title: Words
    command: str
    kind: str
    module: str

    def made(self, context: ScreenContext) -> CommandScreen:
        """The screen, made anew."""
        found = import_module(self.module)
        if hasattr(found, "SPEC"):
            from app.screens.record import RecordScreen

            return RecordScreen(context, found.SPEC)
        made: CommandScreen = found.screen(context)
        return made


#: The screens in the order of the row at the top; the program opens with the first.
SCREENS: Final = (
    ScreenEntry(1, "Leads", "screen.leads", "lead", "app.screens.leads"),
    ScreenEntry(2, "Work", "screen.work", "work", "app.screens.work"),
    ScreenEntry(2, "Work", "screen.calling", "calling", "app.screens.calling"),
    ScreenEntry(3, "Pipeline", "screen.pipeline", "opportunity", "app.screens.pipeline"),
    ScreenEntry(3, "Quotations", "screen.quotations", "quotation", "app.screens.quotations"),
    ScreenEntry(3, "Orders", "screen.orders", "order", "app.screens.orders"),
    ScreenEntry(3, "Customers", "screen.customers", "customer", "app.screens.customers"),
    ScreenEntry(4, "Insights", "screen.insights", "insights", "app.screens.insights"),
    ScreenEntry(6, "Setup", "screen.setup", "setup", "app.screens.setup"),
)


def screen_for(*, command: str = "", kind: str = "", number: int = 0) -> ScreenEntry | None:
    """The screen of a command, for a kind of record, or with a number; ``None`` where there is none."""
    return next(
        (each for each in SCREENS if command == each.command or kind == each.kind or number == each.number), None
    )
