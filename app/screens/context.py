"""What the screens are given: the workspace once it is open, commands, clock, and who works where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.core.roles import refusal_of
from app.remembered import Remembered
from app.widgets.display_context import DisplayContext
from app.words import say

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.commands.register import Register
    from app.domain.core.fields import ParseContext
    from app.gateway import Gateway
    from app.start.opening import Opening
    from app.workspace import Workspace


@dataclass(slots=True, repr=False, eq=False)
class ScreenContext:
    """What the shell hands to every screen.

    Attributes:
        register: The commands with this user's keys.
        gateway: What runs calls off the screen's thread.
        workspace: Waits for the workspace and hands it over.
        display_context: The present moment, zone and user.
        user_name: Who works here.
        user_role: As what; empty until it is known.
        database_name: What the database is called in the top bar.
        why_only_read: Tells why nothing may be written as it is now; empty where it may.
        drafts: The folder for drafts of what is typed into this database.
        state_folder: Where other files are kept, such as rows that could not be imported.
        parse_context: In which moment, zone, currency and region text is read.
        log_failure: Puts a failure into the log, without anybody's data.
        opening: The first screen's rows, read before the workspace was open; ``None`` where that was not possible.
        view: The saved view the list of the first screen begins with; empty for the open leads.
        made: The code of the opportunity made last, with which the pipeline opens next.
        accepted: Values that are new to an open list and were kept since the program began, each with its field's code.
        remembered: What the user chose on the screen, now and at earlier starts.
        dial: What dials a number, as ``app.dialling`` takes it.
    """

    register: Register
    gateway: Gateway
    workspace: Callable[[], Awaitable[Workspace]]
    display_context: Callable[[], DisplayContext]
    user_name: str
    user_role: str
    database_name: str
    why_only_read: Callable[[], str]
    drafts: Path
    state_folder: Path
    parse_context: Callable[[], ParseContext]
    log_failure: Callable[[BaseException], None]
    opening: Opening | None = None
    view: str = ""
    made: str = ""
    accepted: set[tuple[str, str]] = field(default_factory=set)
    remembered: Remembered = field(default_factory=Remembered)
    dial: str = "tel:{number}"

    @property
    def mode(self) -> str:
        """A word of warning for the top bar, where nothing may be changed."""
        return say("read-only") if self.why_only_read() else ""

    def refusal_of(self, command: Command) -> str:
        """Why a command may not be run by this user on this database; empty where it may."""
        if command.writes and (why := self.why_only_read()):
            return why
        return (refusal_of(self.user_role, command.needs or command.id) or "") if self.user_role else ""
