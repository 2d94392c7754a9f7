"""A user command: what it is called, which keys run it, and where."""

from __future__ import annotations

from typing import Final, Literal

from app.domain.core.frozen import frozen

Place = Literal[
    "app",
    "list",
    "lead",
    "opportunity",
    "pipeline",
    "timeline",
    "assistant",
    "stakeholders",
    "competitors",
    "stages",
]
"""Where the focus is, or what is open around it."""

Group = Literal[
    "Move",
    "Screens",
    "Find",
    "Lead",
    "Log",
    "Timeline",
    "Process",
    "Assistant",
    "Stakeholders",
    "Competitors",
    "Opportunity",
    "List",
    "Leadline",
]
"""Under which heading the help shows a command."""

#: The places that can be open around a place, the nearest first. A key belongs to the innermost place that has it.
AROUND: Final[dict[Place, tuple[Place, ...]]] = {
    "app": (),
    "list": ("lead", "app"),
    "lead": ("app",),
    "opportunity": ("app",),
    "pipeline": ("opportunity", "app"),
    "timeline": ("lead", "opportunity", "app"),
    "assistant": ("lead", "opportunity", "app"),
    "stakeholders": ("lead", "opportunity", "app"),
    "competitors": ("lead", "opportunity", "app"),
    "stages": ("lead", "opportunity", "app"),
}


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
    group: Group
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
