"""A user command: what it is called, which keys run it, and where."""

from __future__ import annotations

from typing import Final, TypeAlias

from app.domain.core.frozen import frozen

Place: TypeAlias = str
"""Where the focus is, or what is open around it: ``app``, a list, a record, or a panel on a record."""

GROUPS: Final = (
    "Move",
    "Screens",
    "Find",
    "Lead",
    "Log",
    "Process",
    "Timeline",
    "Assistant",
    "Stakeholders",
    "Competitors",
    "Opportunity",
    "List",
    "Leadline",
)
"""The headings of the help, in its order; those that are not here come before the last two."""

_AROUND: Final[dict[Place, tuple[Place, ...]]] = {
    "app": (),
    "list": ("lead", "app"),
    "lead": ("app",),
    "opportunity": ("app",),
    "pipeline": ("opportunity", "app"),
}
_AROUND_A_PANEL: Final = ("lead", "opportunity", "app")


def around(place: Place) -> tuple[Place, ...]:
    """The places that can be open around a place, the nearest first; a key belongs to the innermost that has it."""
    return _AROUND.get(place, _AROUND_A_PANEL)


def turn_of(group: str) -> float:
    """A heading's turn in the help."""
    return GROUPS.index(group) if group in GROUPS else len(GROUPS) - 2.5


@frozen
class Command:
    """One thing a user can do.

    Attributes:
        id: Its stable name, such as ``lead.call``; what the configuration remaps.
        label: What it is called in the palette, such as ``Log a call``.
        keys: What runs it: one character, a named key such as ``ctrl+r``, or two in a row such as ``g g``.
        help: One sentence: what it does.
        group: The heading it stands under in the help.
        places: Where it applies.
        over: Ids of commands whose keys it takes over on purpose while the focus is in its own place.
        dangerous: Whether it removes or closes something; such a command asks first or can be undone.
        in_key_line: Its turn in the key line, 1 first; 0 keeps it out.
        short: Its word in the key line; the label's first word where empty.
        fixed: Whether its own keys stay whatever the configuration says.
    """

    id: str
    label: str
    keys: tuple[str, ...]
    help: str
    group: str
    places: tuple[Place, ...] = ("app",)
    over: tuple[str, ...] = ()
    dangerous: bool = False
    in_key_line: int = 0
    short: str = ""
    fixed: bool = False

    @property
    def action(self) -> str:
        """The action a screen answers with, such as ``lead_call`` for the method ``action_lead_call``."""
        return self.id.replace(".", "_")

    @property
    def word(self) -> str:
        """What the key line says beside the key."""
        return self.short or self.label.split()[0].lower()
