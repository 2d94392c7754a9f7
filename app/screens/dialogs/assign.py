"""Assigning: one owner, and any number of colleagues who work on it beside the owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from app.screens.dialogs.base import Hint, Width
from app.screens.dialogs.choose import PickDialog
from app.widgets.forms.matching import Option, best
from app.words import say, say_in, sentences

if TYPE_CHECKING:
    from app.commands.command import Place

_BESIDE: Final = "✓"
_NOT_BESIDE: Final = " "


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a lead can be given.

    Attributes:
        id: Who.
        name: What they are called.
        detail: Their role.
        beside: Whether they work on it beside the owner.
    """

    id: str
    name: str
    detail: str
    beside: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """The answer.

    Attributes:
        owner: The new owner; ``None`` where the owner stays.
        to: The assignees from now on; ``None`` where they stay.
    """

    owner: str | None
    to: tuple[str, ...] | None


class AssignDialog(PickDialog):
    """Picks an owner, or ticks those who work on it beside the owner; returns what is to be changed.

    Enter with nothing ticked or cleared makes the one under the cursor the owner; otherwise it keeps the ticks.

    Args:
        title: What is assigned.
        colleagues: Who works here.
        owner: Who owns it now.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("assign", *PickDialog.PLACES)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**PickDialog.COMMAND_ACTIONS, "assign.tick": "tick"}
    width: Width = "narrow"
    chrome = 12

    def __init__(self, title: str, colleagues: Sequence[Colleague], owner: str | None) -> None:
        super().__init__(title)
        self._colleagues = tuple(colleagues)
        self._owner = owner
        self._before = frozenset(each.id for each in colleagues if each.beside)
        self._typed = ""

    def hints(self) -> Sequence[Hint]:
        """Ticking, choosing and leaving."""
        return (
            ("picker.choose", say("owner, or keep the ticks")),
            ("assign.tick", say_in("key line", "tick")),
            ("move.up move.down", say("move")),
            ("dialog.close", say("close")),
        )

    def on_mount(self) -> None:
        """Show everybody, the cursor on the owner."""
        place = next((at for at, each in enumerate(self._colleagues) if each.id == self._owner), 0)
        self.offer(self._options(), place)

    def narrowed(self, text: str) -> None:
        """Show who fits."""
        self._typed = text
        self.offer(best(self._options(), text))

    def offer(self, options: Sequence[Option], cursor: int = 0) -> None:
        """Show these, and say what enter does."""
        super().offer(options, cursor)
        if options:
            self.say(self.with_keys(self._told()))

    def action_tick(self) -> None:
        """Let the one under the cursor work on it beside the owner, or no longer."""
        option = self.list.option
        if option is None:
            return
        self._colleagues = tuple(
            replace(each, beside=not each.beside) if each.id == option.value else each for each in self._colleagues
        )
        cursor = self.list.cursor
        self.offer(best(self._options(), self._typed), cursor)

    def chosen(self, option: Option) -> None:
        """Keep the ticks where they changed, else make the one picked the owner."""
        ticked = tuple(each.id for each in self._colleagues if each.beside)
        if frozenset(ticked) != self._before:
            self.dismiss(Assigned(None, ticked))
        else:
            self.dismiss(Assigned(option.value, None))

    def _told(self) -> str:
        if frozenset(each.id for each in self._colleagues if each.beside) != self._before:
            return say("{picker.choose} keeps the ticks; the owner stays.")
        return sentences(
            say("{picker.choose} makes the one under the cursor the owner."),
            say("{assign.tick} ticks who works on it beside the owner."),
        )

    def _options(self) -> tuple[Option, ...]:
        return tuple(
            Option(each.id, each.name, self._detail(each), _BESIDE if each.beside else _NOT_BESIDE)
            for each in self._colleagues
        )

    def _detail(self, each: Colleague) -> str:
        if each.id == self._owner:
            return say("{role} · owner", role=each.detail)
        return each.detail
