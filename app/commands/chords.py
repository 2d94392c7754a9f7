"""Keys pressed one after the other: chords such as ``gg``, and what an Arabic keyboard gives in place of Latin keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.commands.arabic_keys import GIVING_LAM, LAM, after_lam, pressed

if TYPE_CHECKING:
    from app.commands.command import Command


class Press(NamedTuple):
    """What a key that was pressed comes to.

    Attributes:
        key: The key that is meant, as the register spells it.
        used: Whether it is used up: it completes a chord, or begins one.
        command: The command of the chord that it completes.
    """

    key: str
    used: bool = False
    command: Command | None = None


@dataclass(slots=True, repr=False, eq=False)
class Chords:
    """Remembers the first key of a chord until the second is pressed.

    A key that an Arabic keyboard gives as two characters, lam and an alef, is put together here: no clock tells
    whether they came at once.

    Attributes:
        first: The key that was pressed and waits for another; empty when none does.
        after_lam: Whether it was lam.
    """

    first: str = ""
    after_lam: bool = False

    def press(self, typed: str, keys: Mapping[str, Command], *, layout_is_arabic: bool = False) -> Press:
        """Take a key.

        Args:
            typed: The key as the keyboard gave it, such as ``g`` or ``ل``.
            keys: What each key does here; see ``Register.keys_at``.
            layout_is_arabic: Whether the layout is known to be Arabic.

        Returns:
            What it comes to. A second key that completes nothing ends the waiting and keeps its own meaning.
        """
        first, self.first = self.first, ""
        with_lam = after_lam(typed) if first and self.after_lam else ""
        if with_lam in keys:
            return Press(with_lam)
        key = meant(typed, keys, layout_is_arabic=layout_is_arabic)
        for second in (key, pressed(typed, layout_is_arabic=layout_is_arabic)) if first else ():
            if (chord := f"{first} {second}") in keys:
                return Press(chord, used=True, command=keys[chord])
        is_lam = typed == LAM and key not in keys
        if begins_chord(key, keys) or (is_lam and not GIVING_LAM.isdisjoint(keys)):
            self.first, self.after_lam = key, is_lam
            return Press(key, used=True)
        return Press(key)


def begins_chord(key: str, keys: Mapping[str, Any]) -> bool:
    """Whether some chord among the keys begins with this one."""
    return any(each.startswith(f"{key} ") for each in keys)


def meant(typed: str, keys: Mapping[str, Any], *, layout_is_arabic: bool = False) -> str:
    """The key that is meant by what the keyboard gave.

    What is a key here itself is meant itself, unless an Arabic layout gives it for a capital letter that is one; else
    the key in that place of the Latin layout, if it is one.
    """
    latin = pressed(typed, layout_is_arabic=layout_is_arabic)
    is_own = not typed.isascii() and (typed in keys or begins_chord(typed, keys))
    if not latin or is_own:
        return typed
    return latin if latin in keys or begins_chord(latin, keys) else typed
