"""Insights: the supervisor board, live: agents, queues, and the day by hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.geometry import Region

from app.domain.core.errors import Refusal
from app.screens.actions.floor import FloorActions
from app.screens.actions.history import HistoryActions
from app.screens.layout import PlacedLayout, form_of, is_too_small
from app.screens.unlisted import UnlistedScreen
from app.widgets.floor import Agents, Hours, Queues
from app.widgets.line_pane import LinePane, Notice
from app.widgets.pane import join_edges
from app.widgets.type_ahead import ASIDE, aside
from app.words import own, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import Layout

    from app.commands.command import Command, Place
    from app.domain.core.changes import Change
    from app.screens.context import ScreenContext

NUMBER: Final = 4
"""Its key in the row at the top."""
#: The worker that reads the board; no key waits for it.
READ: Final = f"{ASIDE}board"
#: How often the board is read while it is shown, in seconds.
_AGAIN: Final = 2.0
#: Of the height where all stand in one column: the queues, and the hours, in eighths.
_QUEUES, _HOURS = 3, 2


class InsightsScreen(UnlistedScreen):
    """The floor as it is now."""

    def __init__(self, context: ScreenContext, number: int = NUMBER) -> None:
        super().__init__(context, number, "Nothing is chosen here.")
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.agents = Agents(rule=True, id="agents")
        self.queues = Queues(rule=True, id="queues")
        self.hours = Hours(rule=True, id="hours")
        self._placed = PlacedLayout(self.regions)
        self.actions = (HistoryActions(self), FloorActions(self))

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes."""
        yield self.top_bar
        yield self.agents
        yield self.queues
        yield self.hours
        yield self.message_line
        yield self.key_line

    def on_mount(self) -> None:
        """Begin with the agents; read the board while it is shown."""
        super().on_mount()
        self.fit_panes()
        self.agents.focus()
        self.start(self._read(), "board", "the board")
        self.set_interval(_AGAIN, self._read_again)

    def on_resize(self) -> None:
        """Show as much as fits; place and focus stay."""
        self.fit_panes()

    def resized_below(self, size: Size) -> None:  # noqa: ARG002 - it asks for the size itself
        """Lay out for another size while a dialog stands above, which draws what it finds here."""
        self.fit_panes()
        self._refresh_layout(self.app.size)

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen stood above."""
        self.fit_panes()
        self._read_again()

    def regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        if is_too_small(size):
            return {"message": Region(0, 0, size.width, 1)}
        places = {
            "top": Region(0, 0, size.width, 1),
            "message": Region(0, size.height - 2, size.width, 1),
            "keys": Region(0, size.height - 1, size.width, 1),
        }
        room = max(size.height - 3, 0)
        if form_of(size.width) == "one":
            queues, hours = room * _QUEUES // 8, room * _HOURS // 8
            agents = room - queues - hours
            return {
                **places,
                "agents": Region(0, 1, size.width, agents),
                "queues": Region(0, 1 + agents, size.width, queues),
                "hours": Region(0, 1 + agents + queues, size.width, hours),
            }
        left = size.width * 11 // 20
        return {
            **places,
            "agents": Region(0, 1, left, room),
            "queues": Region(left, 1, size.width - left, room // 2),
            "hours": Region(left, 1 + room // 2, size.width - left, room - room // 2),
        }

    def fit_panes(self) -> None:
        """Show and hide panes for the size of the terminal."""
        size = self.app.size
        if is_too_small(size):
            self.message_line.say(say("Needs {size}.", size="40×10"), "refused", seconds=None)
        places = self.regions(size)
        beside = form_of(size.width) != "one"
        for pane in self.panes():
            pane.display = pane.id in places
        for pane in (self.queues, self.hours):
            pane.edge = beside
        join_edges((pane, places[pane.id]) for pane in self.panes() if pane.id and pane.id in places)
        self.top_bar.refresh(layout=True)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self.focused is None or not self.focused.display:
            self.agents.focus()
        self.tell_keys()

    # what is shown ---------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        space = await self.workspace()
        try:
            board = await self.ask(space.floor.board)
            hours = await self.ask(space.floor.metrics, "hour")
        except Refusal as refusal:
            self.agents.set_notice(Notice(own(str(refusal)), bad=True))
            return
        self.agents.set_items(board.agents)
        self.queues.set_items(board.queues)
        self.hours.set_items(hours)

    def _read_again(self) -> None:
        """Read the board while it is seen; no key waits for it."""
        if self.is_current:
            with aside():
                self.start(self._read(), READ)

    def changed(self, change: Change) -> None:  # noqa: ARG002 - whatever it was, the board tells of it
        """Something was committed, here or by another program."""
        self._read_again()

    def time_passed(self) -> None:
        """The board is read again anyway."""

    def speak_anew(self) -> None:
        """Say everything in the language of the moment."""
        self.tell_time()
        self.message_line.speak_anew()
        for pane in self.panes():
            pane.redraw()
        self.fit_panes()
        self.refresh(layout=True)

    def on_line_pane_filled(self) -> None:
        """Show the keys that have something to do now."""
        self.tell_keys()

    # keys ------------------------------------------------------------------------------------------------------

    def places(self) -> tuple[Place, ...]:
        """The pane with the focus, then the board."""
        inner = {self.agents: "floor_agents", self.queues: "floor_queues"}.get(self.focused)
        return (inner, "floor", "app") if inner else ("floor", "app")

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do: nothing is under the cursor of its pane."""
        pane: LinePane[Any] = self.queues if "floor_queues" in command.places else self.agents
        return pane.emptiness if command.on_item else super().why_not(command)


def screen(context: ScreenContext) -> InsightsScreen:
    """The screen, made anew."""
    return InsightsScreen(context)
