"""What every screen does alike: keys become commands, writes say what happened, failures say what helps."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from textual import work
from textual._callback import invoke
from textual.message import Message

from app.commands.arabic_keys import pressed
from app.commands.keys import display_key, is_printable
from app.domain.core.errors import Refusal
from app.domain.core.stopping import tell_progress
from app.screens.registry import SCREENS, screen_for
from app.widgets.display_context import DisplayContext
from app.widgets.key_line import KeyHint, KeyLine
from app.widgets.keyed import KeyedScreen, layout_is_arabic
from app.widgets.message_line import MessageLine
from app.widgets.pane import Pane
from app.widgets.top_bar import TopBar
from app.widgets.type_ahead import TypingAheadApp
from app.words import Words, formats, say, sentences

if TYPE_CHECKING:
    from textual.worker import Worker

    from app.commands.command import Command
    from app.domain.core.outcomes import Outcome
    from app.gateway import Gateway
    from app.screens.context import ScreenContext
    from app.screens.host import A, Actions
    from app.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

_UNDOING: Final[Words] = "undoing"
_REDOING: Final[Words] = "redoing"


class CommandScreen(KeyedScreen[None]):
    """A full screen of panes between the top bar and the key line.

    A command is carried out by the object with actions that has the command's prefix, else by a pane, else by a method
    ``action_<command>`` of the screen or of the app.

    Attributes:
        context: What the shell hands to every screen.
        number: Its key in the row at the top.
        actions: The objects with actions that are found here.
        wanted: The id of the record under the cursor; empty where there is none.
    """

    class Began(Message):
        """A command is carried out, on the record under the cursor."""

        def __init__(self, command: str, record: str) -> None:
            super().__init__()
            self.command, self.record = command, record

    wanted = ""

    def __init__(self, context: ScreenContext, number: int) -> None:
        super().__init__()
        self.context = context
        self.number = number
        self.actions: Sequence[Actions] = ()
        self._last: Command | None = None
        self.top_bar = TopBar(
            screens=list({each.number: (each.number, each.title) for each in reversed(SCREENS)}.values())[::-1],
            current=number,
        )
        self.message_line = MessageLine()
        self.key_line = KeyLine()

    # who helps -----------------------------------------------------------------------------------------------

    @property
    def gateway(self) -> Gateway:
        """What runs calls off the screen's thread."""
        return self.context.gateway

    async def workspace(self) -> Workspace:
        """The workspace, once it is open."""
        return await self.context.workspace()

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call to the workspace off the screen's thread."""
        return await self.gateway.ask(call, *args, **kwargs)

    # keys ----------------------------------------------------------------------------------------------------

    async def keys_rest(self) -> None:
        """Wait until nothing has been typed for a moment."""
        app: TypingAheadApp = self.app  # type: ignore[assignment] # screens stand in no other
        await app.keys_rest()

    def command_of(self, commands: Sequence[Command]) -> Command | None:
        """The innermost command of a key, even where it cannot be run, so that a key means one thing in a place."""
        return commands[0] if commands else None

    def acting(self, kind: type[A]) -> A:
        """The object with certain actions on this screen.

        Raises:
            LookupError: The screen has no such actions.
        """
        for actions in self.actions:
            if isinstance(actions, kind):
                return actions
        raise LookupError(kind.__name__)

    def act_of(self, command: Command) -> Callable[[], Any] | None:
        """What carries a command out here; ``None`` where nothing does."""
        for actions in self.actions:
            if (found := actions.of(command.id)) is not None:
                return found
        entry, show = screen_for(command=command.id), getattr(self.app, "show_screen", None)
        if entry is not None and show is not None:
            return partial(show, entry)
        return super().act_of(command)

    def why_not(self, command: Command) -> str:  # noqa: ARG002 - a screen with records knows
        """Why a command has nothing to do just now, and what helps; empty where it has."""
        return ""

    def place_name(self, command: Command) -> str:  # noqa: ARG002 - a screen with panes knows
        """Where on this screen a command works, as people call it; empty where it does not."""
        return ""

    def tell_unused(self, key: str) -> None:
        """Say that a key does nothing here, and where it does something."""
        pressed_key = pressed(key, layout_is_arabic=layout_is_arabic(self)) or key
        meant = [each for each in self.register if pressed_key in each.keys and self.place_name(each)]
        if not meant and not is_printable(key):
            return
        named = next((each for each in self.register if pressed_key in each.words), None)
        shown = display_key(key)
        if meant:
            place, command = self.place_name(meant[0]), meant[0].label
            nothing = say(
                "“{key}” does nothing here; in {place} it is “{command}”.", key=shown, place=place, command=command
            )
        else:
            nothing = say("“{key}” does nothing here.", key=shown)
        helps = (
            say("{key} is “{command}”.", key=f"{{{named.id}}}", command=named.label)
            if named and not meant
            else say("{help} shows the keys.")
        )
        self.message_line.say(self.register.say(sentences(nothing, helps)), "info")

    def run_command(self, command: Command) -> None:
        """Run a command, however it was chosen: by key, palette, key line or mouse."""
        act = self.act_of(command)
        if act is None:
            if command.group != "Move":
                self.message_line.say(say("{command} does not apply here.", command=command.label), "info")
            return
        if not self.permits(command):
            return
        if why_not := self.why_not(command):
            self.message_line.say(self.register.say(why_not), "info")
            return
        if command.group != "Move" and command.id not in ("repeat", "undo", "redo", "help", "palette"):
            self._last = command
        if command.group != "Move":
            self.post_message(self.Began(command.id, self.wanted))
        self.begin(act, command.label)

    def start(self, work: Coroutine[Any, Any, object], group: str = "command", name: Words = "") -> Worker[Any]:
        """Let something go on by itself, instead of what is still going on in its group; commands go on side by side.

        Args:
            work: What is to be done.
            group: What it belongs to.
            name: What keys that wait for it are said to wait for.
        """
        return self.run_worker(work, name=name, group=group, exclusive=group != "command", exit_on_error=False)

    def drop(self, group: str) -> None:
        """Let what is still going on in a group come to nothing."""
        self.workers.cancel_group(self, group)

    async def _on_message(self, message: Message) -> None:
        """Let the objects with actions hear what the panes tell, before the screen does."""
        for actions in self.actions:
            heard = getattr(actions, message.handler_name, None)
            if heard is not None:
                await invoke(heard, message)
        await super()._on_message(message)

    def action_repeat(self) -> None:
        """Run the last command again, on the record shown now."""
        if self._last is not None:
            self.run_command(self._last)

    def action_pane_next(self) -> None:
        """Take the focus to the next pane."""
        self.focus_next()

    def action_pane_previous(self) -> None:
        """Take the focus to the previous pane."""
        self.focus_previous()

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """Do what the key would do."""
        self.run_command(self.register[event.hint.command])

    def on_top_bar_screen_chosen(self, event: TopBar.ScreenChosen) -> None:
        """Go to the screen whose name was clicked."""
        entry = screen_for(number=event.number)
        if entry is not None:
            self.run_command(self.register[entry.command])

    # what is shown ---------------------------------------------------------------------------------------------

    def panes(self) -> Sequence[Pane]:
        """Every pane of the screen."""
        return list(self.query(Pane))

    def display_context(self) -> DisplayContext:
        """What panes need to know of the moment and the user."""
        return self.context.display_context()

    def on_mount(self) -> None:
        """Show who works where, and what time it is."""
        self.tell_time()

    def tell_time(self) -> None:
        """Let the panes know what time it is."""
        display_context = self.display_context()
        local = display_context.now.astimezone(display_context.zone)
        self.top_bar.set_clock(f"{formats.full_day(local, with_year=False)} {formats.clock(local)}")
        self.top_bar.set_place(self.context.user_name, self.context.database_name, self.context.mode)
        minute = display_context._replace(now=display_context.now.replace(second=0, microsecond=0))
        for pane in self.panes():
            pane.display_context = minute

    def time_passed(self) -> None:
        """Show what depends on the time as it is now; to be given where more than the panes does."""

    def tell_keys(self) -> None:
        """Show the keys of the place that has the focus."""
        hints = [
            KeyHint(hint.key, hint.word, hint.command.id, hint.command.dangerous)
            for hint in self.register.key_line(self.places())
            if self.answers(hint.command)
            and self.suits(hint.command)
            and not self.refusal_of(hint.command)
            and not self.why_not(hint.command)
        ]
        self.key_line.set_hints(hints)

    def suits(self, command: Command) -> bool:  # noqa: ARG002 - a screen with records knows
        """Whether a command is one for a record like the one shown."""
        return True

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has the focus now."""
        self.tell_keys()

    def show_waiting(self, words: str) -> None:
        """Say what keys wait for; nothing once they wait no longer."""
        self.message_line.show_waiting(words)

    def show_stopped(self, words: str) -> None:
        """Say that what was under way was stopped."""
        self.message_line.say(words, "info")

    # writing ---------------------------------------------------------------------------------------------------

    async def carry_out(self, call: Callable[P, Outcome], *args: P.args, **kwargs: P.kwargs) -> Outcome | None:
        """Run a write and say what happened, with the key that undoes it; a refusal is said too.

        Returns:
            What the write answered; ``None`` when it was refused.
        """
        try:
            outcome = await self.ask(call, *args, **kwargs)
        except Refusal as refusal:
            self.refused(refusal)
            return None
        self.tell(outcome)
        return outcome

    def tell(self, outcome: Outcome) -> None:
        """Say what a write did, with the keys that show what it made, and undo it."""
        made = outcome.made.get("opportunity")
        shows = ""
        if made:
            self.context.made = made[0]
            shows = say("{screen.pipeline} shows it.") if len(made) == 1 else say("{screen.pipeline} shows them.")
        tail = sentences(shows, say("{undo} undoes.") if outcome.seq else "")
        self.message_line.say(outcome.message, tail=self.register.say(tail))

    def refused(self, refusal: Refusal) -> None:
        """Say why something was refused, and what helps."""
        self.say_refused(str(refusal))

    def say_refused(self, words: str) -> None:
        """Say why something was refused."""
        self.message_line.say(words, "refused", seconds=30)

    @work(group="log", name=_UNDOING, exit_on_error=False)
    async def action_undo(self) -> None:
        """Take the last command back."""
        space = await self.workspace()
        try:
            outcome = await self.ask(space.log.undo, progress=tell_progress)
        except Refusal as refusal:
            self.refused(refusal)
        else:
            self.message_line.say(outcome.message, tail=self.register.say(say("{redo} redoes.")))
            await self.show_restored(outcome)

    @work(group="log", name=_REDOING, exit_on_error=False)
    async def action_redo(self) -> None:
        """Do again what was undone last."""
        space = await self.workspace()
        outcome = await self.carry_out(space.log.redo, progress=tell_progress)
        if outcome is not None:
            await self.show_restored(outcome)

    async def show_restored(self, outcome: Outcome) -> None:
        """Show the record that an undo or a redo was about, if it belongs to what is listed here."""

    def worker_failed(self, problem: BaseException) -> None:
        """Say that something failed; the one end of every worker that did."""
        if isinstance(problem, Refusal):
            self.refused(problem)
        else:
            words = say("That did not work: {problem}. The log has the details.", problem=problem)
            self.message_line.say(words, "refused", seconds=30)

    def on_worker_state_changed(self, event: Any) -> None:
        """Bring every failed worker to its one end."""
        from textual.worker import WorkerState

        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.context.log_failure(event.worker.error)
            self.worker_failed(event.worker.error)
