"""The list at the left of a screen: what it lists, its views and its search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.screens.host import Actions
from app.widgets.type_ahead import ASIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.outcomes import Outcome
    from app.screens.record import RecordScreen
    from app.widgets.pane import Pane
    from app.workspace import Workspace

#: By how many cells a key makes the list wider or narrower.
WIDENING = 4
#: The worker that counts what is behind each tab.
ASIDE_COUNT = f"{ASIDE}count"


class Listing(Actions):
    """What every list of records has; each kind of list gives the rest.

    Attributes:
        screen: Where the list stands.
        pane: Its widget.
        actions: Further objects with actions that it is made of.
    """

    PREFIXES: ClassVar[tuple[str, ...]] = ("list", "search")
    PLACE: ClassVar[Place] = "list"

    def __init__(self, screen: RecordScreen, pane: Pane) -> None:
        """List on a screen."""
        super().__init__(screen)
        self.screen = screen
        self.pane = pane
        self.actions: Sequence[Actions] = ()
        self._counts: Mapping[Any, Count] = {}
        self._uncounted: list[Change] = []
        """What was committed since."""

    def wider(self) -> None:
        """Make the list wider."""
        self.screen.widen(WIDENING)

    def narrower(self) -> None:
        """Make the list narrower."""
        self.screen.widen(-WIDENING)

    @property
    def searching(self) -> bool:
        """Whether the line of the views is a field that a search is typed into."""
        return False

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width, so that it and the record take turns."""
        return False

    @property
    def is_empty(self) -> bool:
        """Whether the list has no lines."""
        return False

    def nobody(self) -> None:
        """Say that nothing is listed, and what helps."""

    def begin(self) -> None:
        """Show the first lines: the screen is there."""

    def resumed(self) -> None:
        """Called when the screen is shown again."""

    def again(self) -> None:
        """Ask for the list again: every record comes to where it belongs now."""

    def choose_view(self, code: str) -> None:
        """Show another saved view."""

    def marked(self) -> tuple[str, ...]:
        """The records selected for a command on several."""
        return ()

    def unmark(self) -> None:
        """Select no record any more."""

    def go_to(self, record_id: str) -> None:
        """Take the cursor to a record, among all records where view and search leave it out."""

    async def show_new(self, outcome: Outcome) -> None:
        """List a record that was just made."""

    async def show_restored(self, outcome: Outcome) -> None:
        """Take the cursor to the record that an undo or a redo was about, if it is listed."""

    def typing_places(self) -> tuple[Place, ...] | None:
        """The places while a search is typed, whose field keeps the keys that do something in it; else ``None``."""
        return None

    def goes_ahead(self, event: events.Event, group: str) -> bool | None:  # noqa: ARG002 - a list with a field looks at it
        """Whether a key that is typed into a search need not wait for what fills the panes; else ``None``."""
        return None

    def leave(self) -> bool:
        """Leave the search, if the list is narrowed; whether it was."""
        return False

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: count again what it concerns."""
        self._uncounted.append(change)
        self.count()

    def time_passed(self) -> None:
        """Count again what depends on the day, or on the time."""
        self.count()

    def speak_anew(self) -> None:
        """Say what is listed in the language of the moment, each record on its line."""

    def count(self) -> None:
        """Count what is listed, and what is behind each tab, as soon as the keys rest."""
        self.screen.start(self._count(), ASIDE_COUNT, "counting")

    async def _count(self) -> None:
        space = await self.screen.workspace()
        await self.screen.keys_rest()
        changes = tuple(self._uncounted)
        self._counts = await self.count_again(space, self._counts, changes)
        del self._uncounted[: len(changes)]
        self.show_counts(self._counts)

    async def count_again(
        self, space: Workspace, known: Mapping[Any, Count], changes: Sequence[Change]
    ) -> Mapping[Any, Count]:
        """The counts of what is behind the tabs; none of those known that still hold is counted again."""
        raise NotImplementedError

    def show_counts(self, counts: Mapping[Any, Count]) -> None:
        """Show what was counted."""
