"""Screens and panels as data: what they are called, what they show, and which keys and actions they bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from app.domain.core.frozen import frozen
from app.words import Words

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.overview.rows import Part, RecordOverview
    from app.screens.host import Actions
    from app.screens.listing import Listing
    from app.screens.record import RecordScreen
    from app.widgets.line_pane import LinePane, Notice
    from app.widgets.pane import Pane
    from app.workspace import Workspace

Column = Literal["head", "middle", "right"]
"""Where a panel stands beside the list: in the rows at the top, below them, or at the right."""


@frozen
class Panel:
    """A pane of a record. Layout, tabs, order of the focus, keys, help and reading follow from it.

    Attributes:
        id: Its name, unlike any other panel's.
        title: What its tab says.
        widget: Makes its widget, given ``id``, ``edge`` and ``rule``.
        show: Puts a record into the widget; ``None`` for no record.
        parts: What it shows of a record; what these read says which changes concern it.
        column: Where it stands; of several that may stand in the middle the first does, the others at the right.
            Without three columns those at the right are tabs, of which one is seen.
        rows: Its height at the top; 0 for the widget's own.
        rule: Whether a thin rule parts it from what is above.
        most: The most lines it takes at the right, of those its items need; 0 takes what the others leave.
        spare: The lines it takes beyond what its items need.
        count: How many things are in it, for its tab.
        place: Where the focus is while it is in the panel, by which commands name it; empty for nowhere special.
        actions: The commands of that place.
        opens: The command that opens the item under its cursor; ``{kind}`` stands for the record's kind.
        prepare: Tells the widget more before it is shown.
        say: Says in it that there is no record, and what helps.
        kinds: On which kinds of record it stands.
        turn: Its turn among the panels, the smallest first.
    """

    id: str
    title: Words
    widget: Callable[..., Pane]
    show: Callable[[Any, RecordOverview | None], None]
    parts: tuple[Part[Any], ...] = ()
    column: Column = "right"
    rows: int = 0
    rule: bool = True
    most: int = 0
    spare: int = 0
    count: Callable[[RecordOverview], int] | None = None
    place: Place = ""
    actions: tuple[type[Actions], ...] = ()
    opens: str = ""
    prepare: Callable[[Any], None] | None = None
    say: Callable[[Any, Notice], None] | None = None
    kinds: tuple[str, ...] = ("lead", "opportunity")
    turn: int = 50

    def differs(self, before: RecordOverview | None, now: RecordOverview | None) -> bool:
        """Whether it has something to show anew: another record, or what was read again of the same."""
        if before is None or now is None or before.card.id != now.card.id:
            return True
        return any(before[part] is not now[part] for part in self.parts)

    @property
    def height(self) -> int:
        """Its rows at the top, its rule included."""
        return self.rows + self.rule


@frozen
class Section:
    """A section of Setup: a list of what there is, one of it in full beside the list, and what can be done with it.

    Attributes:
        id: Its name, unlike any other section's.
        title: What stands at the left.
        list: Makes the list, given ``id``, ``edge`` and ``rule``.
        detail: Makes the pane beside it, given the same; it has a method ``show`` for an item or ``None``.
        read: Reads what is listed, off the screen's thread.
        tables: A change of one of these may be about what is listed.
        place: Where the focus is in the list and beside it, by which commands name it; it begins with ``setup_``.
        actions: The commands of that place.
        needs: The command that whoever may change something here must be allowed.
        turn: Its turn at the left, the smallest first.
    """

    id: str
    title: Words
    list: Callable[..., LinePane[Any]]
    detail: Callable[..., Any]
    read: Callable[[Workspace], Sequence[Any]]
    tables: frozenset[str]
    place: Place
    actions: tuple[type[Actions], ...] = ()
    needs: str = ""
    turn: int = 50


@frozen
class ScreenSpec:
    """A screen with a list at the left and a record beside it.

    Attributes:
        number: Its key in the row at the top.
        kind: The kind of its records.
        listing: Makes its list.
        actions: The commands of its records, besides those of its panels.
        places: The places around every pane.
        wider: By how many cells its list is wider than others.
        nothing_chosen: What a command on a record says where there is none, as ``Register.say`` reads it.
    """

    number: int
    kind: str
    listing: Callable[[RecordScreen], Listing]
    actions: tuple[type[Actions], ...]
    places: tuple[Place, ...]
    nothing_chosen: Words
    wider: int = 0
