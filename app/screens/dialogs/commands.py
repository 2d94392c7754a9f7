"""The palette and the keys of a place, both read off the register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from app.commands.command import Command, Place
from app.commands.keys import display_key, on_both_keyboards
from app.commands.register import Register
from app.domain.core.text import cell_width, pad
from app.screens.dialogs.base import Hint
from app.screens.dialogs.choose import PickDialog
from app.widgets.forms.matching import Option, best
from app.words import label, language, say
from app.words.declared import in_each_language
from app.words.language import SOURCE


class _CommandsDialog(PickDialog):
    """Commands to pick from; says in a sentence what the one under the cursor does."""

    def __init__(self, title: str, options: Sequence[Option], about: dict[str, str]) -> None:
        super().__init__(title, say("Type a part of what you want to do"))
        self._options = tuple(options)
        self._in_all: tuple[Option, ...] = ()
        """The same with what they are called in every language, as soon as it is needed."""
        self._about = about

    def hints(self) -> Sequence[Hint]:
        """Running and leaving."""
        return (("picker.choose", say("run")), ("move.up move.down", say("move")), ("dialog.close", say("close")))

    def on_mount(self) -> None:
        """Show everything."""
        self.narrowed("")

    def narrowed(self, text: str) -> None:
        """Show what fits."""
        self.offer(self.fitting(text))
        self._tell()

    def fitting(self, text: str) -> Sequence[Option]:
        """What fits what was typed, the closest first."""
        return best(self._named(text), text)

    def _named(self, text: str) -> Sequence[Option]:
        """The options; where letters of another language are typed, with what each is called in that, too."""
        if text.isascii() is (language() == SOURCE):
            return self._options
        if not self._in_all:
            self._in_all = tuple(replace(each, also=in_each_language(each.label)) for each in self._options)
        return self._in_all

    def action_move(self, lines: int) -> None:
        """Go on, and say what is there."""
        super().action_move(lines)
        self._tell()

    def _tell(self) -> None:
        option = self.list.option
        if option is not None:
            self.say(self._about.get(option.value, ""))


class PaletteScreen(_CommandsDialog):
    """Every command that applies here, with its key; returns the id of the one to run.

    Args:
        register: The commands with this user's keys.
        places: Where the focus is, the innermost place first.
        available: Ids that can be run now; all of the place's where it is not given.
    """

    def __init__(self, register: Register, places: Sequence[Place], available: Collection[str] | None = None) -> None:
        commands = [each for each in register.palette(places) if available is None or each.id in available]
        super().__init__(
            say("Commands"),
            [Option(each.id, each.label, "  ".join(display_key(key) for key in each.keys)) for each in commands],
            {each.id: each.help for each in commands},
        )
        self._words = {each.id: each.words for each in commands}

    def fitting(self, text: str) -> Sequence[Option]:
        """What fits, a command first that is called just so by many."""
        called = [each for each in self._options if text.casefold() in self._words[each.value]]
        return (*called, *(each for each in super().fitting(text) if each not in called))


class HelpScreen(_CommandsDialog):
    """The keys of this place by group; returns the id of a command picked to run.

    Args:
        register: The commands with this user's keys.
        places: Where the focus is, the innermost place first.
        here: What the place is called, such as ``timeline``.
        arabic_too: Whether the letters of an Arabic keyboard stand beside the Latin ones.
    """

    width = "wide"
    columns = True

    def __init__(
        self, register: Register, places: Sequence[Place], here: str = "", *, arabic_too: bool = False
    ) -> None:
        shown = on_both_keyboards if arabic_too else display_key
        keys = register.keys_at(places)
        groups = register.help(places)
        shown_keys = {each.id: _keys(each, keys, shown) for _, group in groups for each in group}
        room = max((cell_width(text) for text in shown_keys.values()), default=1)
        super().__init__(
            say("Keys · {place}", place=here) if here else say("Keys"),
            [
                Option(each.id, each.label, each.help, pad(shown_keys[each.id], room + 1), label(name))
                for name, group in groups
                for each in group
            ],
            {},
        )


def _keys(command: Command, keys: Mapping[str, Command], shown: Callable[[str], str]) -> str:
    return " ".join(shown(key) for key in command.keys if keys.get(key) is command)
