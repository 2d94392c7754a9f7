"""A user command: what it is called, which keys run it, and where."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from app.commands.keys import is_printable
from app.domain.core.frozen import frozen
from app.words import Message, Words

Place: TypeAlias = str
"""Where the focus is, or what is open around it: ``app``, a list, a record, or a panel on a record."""

GROUPS: Final[tuple[Message, ...]] = (
    "Move",
    "Screens",
    "Find",
    "Work",
    "Calls",
    "Lead",
    "Log",
    "Process",
    "Timeline",
    "Assistant",
    "Stakeholders",
    "Competitors",
    "Products of interest",
    "Lines",
    "Sales team",
    "Contact points",
    "Files",
    "Opportunity",
    "List",
    "Setup",
    "Walkthrough",
    "Leadline",
    "Dialogs",
    "Text",
)
"""The headings of the help, in its order; those that are not here come before the last six."""

_IN_FORM: Final[tuple[Place, ...]] = ("form", "research", "stage", "call", "qualify", "dialog")
_WRITTEN_IN: Final[tuple[Place, ...]] = (*_IN_FORM, "picker", "assign", "import", "search", "notes")

_AROUND: Final[dict[Place, tuple[Place, ...]]] = {
    "app": (),
    "list": ("lead", "app"),
    "lead": ("app",),
    "work": ("lead", "opportunity", "customer", "app"),
    "opportunity": ("app",),
    "pipeline": ("opportunity", "app"),
    "quotation": ("app",),
    "quotations": ("quotation", "app"),
    "order": ("app",),
    "orders": ("order", "app"),
    "customer": ("app",),
    "customers": ("customer", "app"),
    "timeline": ("lead", "opportunity", "customer", "app"),
    "lines": ("quotation", "order", "app"),
    "details": ("lead", "opportunity", "quotation", "order", "customer", "app"),
    "search": (),
    "notes": (),
    "calling": ("app",),
    "floor": ("app",),
    "floor_agents": ("floor", "app"),
    "floor_queues": ("floor", "app"),
    "text": _WRITTEN_IN,
    "line": ("text", *_WRITTEN_IN),
    "prose": ("text", *_IN_FORM, "notes"),
    "tick": ("line", "text", *_IN_FORM),
    "options": ("line", "text", *_IN_FORM),
    "form": ("dialog",),
    "stage": ("form", "dialog"),
    "research": ("form", "dialog"),
    "call": ("form", "dialog"),
    "qualify": ("form", "dialog"),
    "picker": ("dialog",),
    "import": ("dialog",),
    "assign": ("picker", "dialog"),
    "question": ("dialog",),
    "yes_no": ("question", "dialog"),
    "unsaved": ("question", "dialog"),
    "conflict": ("dialog",),
    "direction": ("dialog",),
    "entry": ("dialog",),
    "outline": ("dialog",),
    "report": ("dialog",),
    "dialog": (),
}
_AROUND_A_PANEL: Final = ("lead", "opportunity", "app")

#: Where characters are typed: a key that gives one is text there, and runs nothing.
WRITING: Final[Place] = "text"
#: The places in which there may be text to type into; a command of no other place needs a key that gives no character.
TYPED: Final[frozenset[Place]] = frozenset({"text", "line", "prose", "tick", "options", *_WRITTEN_IN})


#: The screen Setup; the places of its sections begin with it.
SETUP: Final[Place] = "setup"


def around(place: Place) -> tuple[Place, ...]:
    """The places that can be open around a place, the nearest first; a key belongs to the innermost that has it.

    What is open stands in the app, in a dialog, or is the search in the list or the notes of a call: in one of them no
    key of another holds.
    """
    if place.startswith(SETUP):
        return ("app",) if place == SETUP else (SETUP, "app")
    return _AROUND.get(place, _AROUND_A_PANEL)


def turn_of(group: str) -> float:
    """A heading's turn in the help."""
    return GROUPS.index(group) if group in GROUPS else len(GROUPS) - 6.5


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
        writes: Whether it changes something, or begins to ask what to change: where that may not be, it is refused.
        needs: The command of the domain that the user's role must allow, where it has another id.
        record: Whether it is for an ``open`` record or a ``closed`` one: the key line of others leaves it out.
        in_key_line: Its turn in the key line, 1 first; 0 keeps it out.
        short: Its word in the key line; the label's first word where empty.
        fixed: Whether its own keys stay whatever the configuration says.
        yields: Whether its keys give way where the configuration gives them to another command.
        typed_keys: Keys that hold only where text is typed, since all others give characters.
        turn: Its turn under its heading, the smallest first; those of one turn stand as their areas do.
        on_item: Whether it is about the line under the cursor: where there is none it has nothing to do.
        words: What else it is called by whoever looks for it in the palette.
        logs: What its deed is called in the log, where that is not its own id.
        opposite: The command that does the same the other way across the screen. Where the screen is mirrored, each is
            done by what does the other, so that both go where they say.
    """

    id: str
    label: Words
    keys: tuple[str, ...]
    help: Words
    group: Message
    places: tuple[Place, ...] = ("app",)
    over: tuple[str, ...] = ()
    dangerous: bool = False
    writes: bool = False
    needs: str = ""
    record: Literal["", "open", "closed"] = ""
    in_key_line: int = 0
    short: Words = ""
    fixed: bool = False
    yields: bool = False
    typed_keys: tuple[str, ...] = ()
    turn: int = 50
    on_item: bool = False
    words: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    opposite: str = ""

    @property
    def keys_where_typed(self) -> tuple[str, ...]:
        """The keys that run it where a key that gives a character is text."""
        return (*(key for key in self.keys if not is_printable(key)), *self.typed_keys)

    @property
    def logged(self) -> tuple[str, ...]:
        """What its deed is called in the log; nothing for a command that changes nothing."""
        return self.logs or ((self.needs or self.id,) if self.writes else ())

    @property
    def action(self) -> str:
        """The action a screen answers with, such as ``lead_call`` for the method ``action_lead_call``."""
        return self.id.replace(".", "_")

    @property
    def word(self) -> str:
        """What the key line says beside the key."""
        return self.short or self.label.split()[0].lower()
