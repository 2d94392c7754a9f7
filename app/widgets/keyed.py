"""Keys: what a key does where the focus is, and what is said of it, read off the command register."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import events
from textual.actions import SkipAction, parse
from textual.screen import Screen

from app.commands.chords import Chords
from app.commands.register import Register
from app.widgets.direction import direction_of
from app.widgets.mirror import MirroringCompositor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.geometry import Size
    from textual.widget import Widget

    from app.commands.command import Command, Place

T = TypeVar("T")


#: The commands that belong to the typing itself.
_TYPING: Final = frozenset({"text.backspace", "text.delete", "text.left", "text.right"})


def register_of(widget: Widget) -> Register:
    """The commands with the keys of whoever uses the widget's app."""
    register = getattr(widget.app, "register", None)
    return register if isinstance(register, Register) else _own_keys()


@cache
def _own_keys() -> Register:
    """The commands with their own keys, for an app that has none of its user's."""
    return Register()


def types_text(widget: Widget, event: events.Event) -> bool:
    """Whether an event types into a field, or moves in it, and does nothing else."""
    if isinstance(event, events.Key) and not event.is_printable:
        command = register_of(widget).for_key(("line", "text"), key_of(event))
        return command is not None and command.id in _TYPING
    return isinstance(event, (events.Key, events.Paste))


def with_keys(widget: Widget, sentence: str, *, typed: bool = False) -> str:
    """A sentence with the keys of the commands that it names, as ``Register.say`` reads it."""
    return register_of(widget).say(sentence, typed=typed) if "{" in sentence else sentence


@cache
def _parsed(action: str) -> tuple[str, tuple[Any, ...]]:
    """Name and arguments of an action."""
    _, name, arguments = parse(action)
    return name, arguments


def key_of(event: events.Key) -> str:
    """The key of an event as the command register spells it."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key


def layout_is_arabic(widget: Widget) -> bool:
    """Whether the letter that was typed last came from an Arabic keyboard layout."""
    return bool(getattr(widget.app, "layout_is_arabic", False))


class KeyedScreen(Screen[T], inherit_bindings=False):
    """A screen on which every key comes from the command register.

    A key is looked up for the places around the focus: those that the widget with the focus and the widgets around
    it give in ``places``, then the screen's own. Its command is carried out by the innermost of them that can, at
    last by the screen or the app: one that names the command in ``COMMAND_ACTIONS``, or has a method
    ``action_<command>``.

    Attributes:
        PLACES: The places around everything on the screen.
        COMMAND_ACTIONS: By command id: the action that does it, with its arguments if it has any.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("app",)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {}

    _chords: Chords | None = None

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._compositor = self.compositor = MirroringCompositor(self)

    @property
    def register(self) -> Register:
        """The commands with this user's keys."""
        return register_of(self)

    def places(self) -> tuple[Place, ...]:
        """Where the focus is, the innermost place first."""
        inner = [getattr(node, "places", None) for node in self._focus_path() if node is not self]
        return (*(place for places in inner if places is not None for place in places()), *self.PLACES)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Lay out; what waits for the next frame still comes, which Textual puts off when a dialog opens above."""
        super()._refresh_layout(size, scroll)
        self.check_idle()

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key, if it has one here."""
        if self._chords is None:
            self._chords = Chords()
        typed, places = key_of(event), self.places()
        keys = self.register.keys_at(places)
        key, used, command = self._chords.press(typed, keys, layout_is_arabic=layout_is_arabic(self))
        if not used:
            command = self.command_of(self.register.all_for_key(places, key))
        if command is not None or used:
            event.stop()
            event.prevent_default()
        if command is not None:
            self.run_command(command)
        elif not used:
            self.tell_unused(typed)

    def tell_unused(self, key: str) -> None:
        """Say that a key does nothing here."""

    def command_of(self, commands: Sequence[Command]) -> Command | None:
        """Which of the commands that have a key here it runs: the innermost that can be carried out."""
        return next((each for each in commands if self.answers(each)), None)

    def answers(self, command: Command) -> bool:
        """Whether the command can be run here."""
        return self.act_of(command) is not None

    def act_of(self, command: Command) -> Callable[[], Any] | None:
        """What carries a command out here; ``None`` where nothing does."""
        if command.opposite and direction_of(self).mirrors:  # what is laid out at the left is seen at the right
            command = self.register[command.opposite]
        for node in (*self._focus_path(), self.app):
            name, arguments = _parsed(getattr(node, "COMMAND_ACTIONS", {}).get(command.id, command.action))
            act: Callable[..., Any] | None = getattr(node, f"action_{name}", None)
            if act is not None:
                return partial(act, *arguments) if arguments else act
        return None

    def run_command(self, command: Command) -> None:
        """Run a command, however it was chosen; one that may not be is refused."""
        if self.permits(command):
            self.begin(self.act_of(command), command.label)

    def refusal_of(self, command: Command) -> str:
        """Why a command may not be run by this user on this database; empty where it may."""
        context = getattr(self.app, "context", None)  # a dialog may stand in an app of its own
        return str(context.refusal_of(command)) if context is not None else ""

    def permits(self, command: Command) -> bool:
        """Whether a command may be run; where it may not, why is said before anything is asked."""
        refusal = self.refusal_of(command)
        if refusal:
            self.say_refused(refusal)
        return not refusal

    def say_refused(self, words: str) -> None:
        """Say why a command is refused."""

    def begin(self, act: Callable[[], Any] | None, name: str) -> None:
        """Do what carries a command of that name out."""
        try:
            result = act() if act else None
        except SkipAction:  # there is nothing to scroll, or to copy
            return
        if result is not None and hasattr(result, "__await__"):
            self.run_worker(self._when_ready(result), name=name, group="command", exit_on_error=False)

    async def ready(self) -> None:
        """Wait until what the cursor came to is what is shown, so that a command is about nothing else."""

    async def _when_ready(self, command: Awaitable[Any]) -> None:
        await self.ready()
        await command

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002 - Textual's signature
        """Lay out for the size there is now: two sizes that are each told late would take turns for ever."""
        super()._screen_resized(self.app.size)

    def action_copy(self) -> None:
        """Copy the text selected."""
        self.action_copy_text()

    def action_dialog_next(self) -> None:
        """Take the focus to the next field."""
        self.focus_next()

    def action_dialog_previous(self) -> None:
        """Take the focus to the field before."""
        self.focus_previous()

    def _focus_path(self) -> Iterator[DOMNode]:
        """What has the focus, and what is around it, up to the screen."""
        node: DOMNode | None = self.focused
        while node is not None and node is not self:
            yield node
            node = node.parent
        yield self
