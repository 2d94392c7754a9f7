"""What an action knows of the screen it works on, and what every object with actions has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Protocol, TypeVar

from app.words import Words

if TYPE_CHECKING:
    from textual.screen import ModalScreen
    from textual.worker import Worker

    from app.commands.command import Command
    from app.commands.register import Register
    from app.domain.core.columns import RecordCard
    from app.domain.core.errors import Refusal
    from app.domain.core.outcomes import Outcome
    from app.domain.overview.rows import RecordOverview
    from app.screens.context import ScreenContext
    from app.widgets.forms.drafts import DraftFile
    from app.widgets.message_line import MessageLine
    from app.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", bound="Actions")

Attempt = Callable[[Any], Awaitable[object]]
"""What a dialog tries with its answer; it stays open when that is refused."""


class Host(Protocol):
    """A screen that shows a record, as far as its commands know it.

    Attributes:
        context: What the shell hands to every screen.
        message_line: Where things are said.
        overview: What is shown of the record; ``None`` where there is none.
        wanted: The id of the record under the cursor, be it shown already or on its way.
    """

    context: ScreenContext
    message_line: MessageLine
    overview: RecordOverview | None
    wanted: str

    @property
    def kind(self) -> str:
        """The kind of the records shown here."""

    @property
    def register(self) -> Register:
        """The commands with this user's keys."""

    async def workspace(self) -> Workspace:
        """The workspace, once it is open."""

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call to the workspace off the screen's thread."""

    async def show_dialog(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog, and wait for its answer."""

    async def through(
        self, make: Callable[[Attempt], ModalScreen[Any]], write: Callable[[Any], Outcome]
    ) -> Outcome | None:
        """Show a dialog whose answer is written before it closes; a refusal keeps it open, with its reason."""

    async def carry_out(self, call: Callable[P, Outcome], *args: P.args, **kwargs: P.kwargs) -> Outcome | None:
        """Run a write and say what happened, with the key that undoes it; a refusal is said too."""

    def tell(self, outcome: Outcome) -> None:
        """Say what a write did, with the keys that show what it made, and undo it."""

    def refused(self, refusal: Refusal) -> None:
        """Say why something was refused, and what helps."""

    def refusal_of(self, command: Command) -> str:
        """Why a command may not be run by this user on this database; empty where it may."""

    def permits(self, command: Command) -> bool:
        """Whether a command may be run; where it may not, why is said before anything is asked."""

    def chosen_card(self) -> RecordCard | None:
        """The record shown; where there is none, a message says so."""

    def draft(self, name: str) -> DraftFile:
        """Where a form keeps what is typed until it is saved."""

    async def suggest(self, kind: str, text: str) -> list[tuple[str, str, str]]:
        """Records that a link field may mean: reference, label and detail of each."""

    def run_command(self, command: Command) -> None:
        """Run a command, however it was chosen."""

    def act_of(self, command: Command) -> Callable[[], Any] | None:
        """What carries a command out here; ``None`` where nothing does."""

    def tell_keys(self) -> None:
        """Show the keys of the place that has the focus."""

    def start(self, work: Coroutine[Any, Any, object], group: str = "command", name: Words = "") -> Worker[Any]:
        """Let something go on by itself, instead of what is still going on in its group."""

    def drop(self, group: str) -> None:
        """Let what is still going on in a group come to nothing."""

    async def ready(self) -> None:
        """Wait until the record under the cursor is the one shown."""

    def acting(self, kind: type[A]) -> A:
        """The object with certain actions on this screen."""

    def pane(self, panel: str) -> Any:
        """The widget of a panel."""

    def focus_on(self, panel: str) -> None:
        """Go to a panel, wherever it stands."""

    def marked(self) -> tuple[str, ...]:
        """The records selected in the list for a command on several."""

    def unmark(self) -> None:
        """Select no record any more."""

    def go_to(self, record_id: str) -> None:
        """Show a record of the list, or one beside it."""

    def go_into(self, record_id: str) -> None:
        """Show a record of the list, and go from the list to it."""

    def switch_to(self, kind: str) -> Host:
        """The screen for records of a kind, shown from now on."""

    async def show_new(self, outcome: Outcome) -> None:
        """Show a record that was just made."""

    def leave_record(self) -> None:
        """Go back to the list where the record had the whole width."""


class Actions:
    """The commands of one thing, on one screen.

    The command ``stakeholder.add`` is the method ``add`` of the actions whose prefixes name ``stakeholder``; one
    without a point, such as ``history``, is a method of its own name. A method ``on_<message>`` hears a message of the
    screen's panes, as it would on the screen itself.
    """

    PREFIXES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, host: Host) -> None:
        """Act on a screen."""
        self.host = host

    def of(self, command: str) -> Callable[[], Awaitable[None] | None] | None:
        """What carries out a command; ``None`` if it is none of these.

        Args:
            command: The command's id.
        """
        prefix, _, name = command.partition(".")
        return getattr(self, name or prefix, None) if prefix in self.PREFIXES else None

    def why_not(self, command: Command) -> str:  # noqa: ARG002 - only some of its commands depend on the record
        """Why a command of it has nothing to do just now, and what helps; empty where it has."""
        return ""

    def record_shown(self) -> None:
        """Called when another record is shown, or the same one as it is now."""
