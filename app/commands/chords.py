"""Chords: two keys in a row, such as ``gg``, told apart from single keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.commands.command import Command


@dataclass(slots=True, repr=False, eq=False)
class Chords:
    """Remembers the first key of a chord until the second is pressed.

    Attributes:
        first: The key that was pressed and waits for another; empty when none does.
    """

    first: str = field(default="")

    def press(self, key: str, keys: Mapping[str, Command]) -> tuple[bool, Command | None]:
        """Take a key.

        Args:
            key: The key as the register spells it, such as ``g``.
            keys: What each key does here; see ``Register.keys_at``.

        Returns:
            Whether the key is used up, and the command if it completes a chord. A second key that completes
            nothing ends the waiting and keeps its own meaning.
        """
        if self.first:
            chord, self.first = f"{self.first} {key}", ""
            if chord in keys:
                return True, keys[chord]
        if any(each.startswith(f"{key} ") for each in keys):
            self.first = key
            return True, None
        return False, None
