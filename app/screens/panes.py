"""Panes by the size of the terminal: which are seen, where, and how the keys go from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.reactive import reactive

from app.screens.asking import AskingScreen
from app.screens.layout import (
    SMALLEST,
    Form,
    LayoutState,
    PlacedLayout,
    columns,
    form_of,
    hides_list,
    is_alone,
    is_too_small,
    lines_for,
    middle_of,
    regions,
    right_of,
    tabs,
)
from app.screens.panels import panels_of
from app.widgets.pane import Pane, join_edges
from app.widgets.tab_line import Tab, TabLine
from app.words import say, say_in

if TYPE_CHECKING:
    from textual.layout import Layout

    from app.commands.command import Command, Place
    from app.screens.context import ScreenContext
    from app.screens.listing import Listing
    from app.screens.spec import Panel, ScreenSpec


class PanesScreen(AskingScreen):
    """A list at the left and the panels of a record beside it, in three columns, two or one.

    Attributes:
        spec: What the screen is made of.
        open_record: Whether, with one column, the record is shown rather than the list.
        panel: The panel chosen among those that share a place.
    """

    DEFAULT_CSS: ClassVar[str] = """
    PanesScreen { overflow: hidden; }
    """

    open_record: reactive[bool] = reactive(default=False, init=False)
    panel: reactive[str] = reactive("", init=False)

    list: Listing
    """The list at the left; given by the screen that knows what it lists."""

    def __init__(self, context: ScreenContext, spec: ScreenSpec) -> None:
        super().__init__(context, spec.number, spec.nothing_chosen)
        self.spec = spec
        self.panels: Sequence[Panel] = panels_of(spec.kind)
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.views = TabLine(
            hint=context.register.hint(("search.here", say_in("what a key does", "search"))), id="views"
        )
        self.tabs = TabLine(edge=True, rule=True, id="panels")
        self._panes: dict[str, Pane] = {
            panel.id: panel.widget(edge=True, rule=panel.rule, id=panel.id) for panel in self.panels
        }
        for panel in self.panels:
            if panel.prepare is not None:
                panel.prepare(self._panes[panel.id])
        self._middle = middle_of(self.panels).id
        self._right = right_of(self.panels)
        remembered = context.remembered.panels.get(spec.kind, "")
        begins = remembered if remembered in {panel.id for panel in self._right} else self._right[0].id
        self.set_reactive(PanesScreen.panel, begins)
        self._form: Form = "three"
        self._formed_for = Size()
        self._small = False
        self._misplaced = False
        """Whether the panes were given other places while another screen stood above."""
        self._widened = 0
        """By how many cells the list was wider when the panes were placed last."""
        self._placed = PlacedLayout(self.regions)
        self._lines: dict[str, int] = {}
        """The lines that each panel at the right can fill."""

    # composition -----------------------------------------------------------------------------------------------

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes, in the order the focus goes through them."""
        yield self.top_bar
        yield self.views
        yield self.list.pane
        yield from (self._panes[panel.id] for panel in self.panels if panel.column == "head")
        yield self.tabs
        yield from (self._panes[panel.id] for panel in self.panels if panel.column != "head")
        yield self.message_line
        yield self.key_line

    def pane(self, panel: str) -> Pane:
        """The widget of a panel."""
        return self._panes[panel]

    def on_mount(self) -> None:
        """Begin in the list."""
        self.form(self.size)
        self.list.pane.focus()

    def on_resize(self) -> None:
        """Show as many columns as fit; place and focus stay."""
        if self.app.size != self._formed_for:  # terminals tell their size several times, and late
            self.form(self.app.size)

    def resized_below(self, size: Size) -> None:
        """Lay out for another size while a dialog stands above, which draws what it finds here."""
        if size != self._formed_for:
            self.form(size)
            self._refresh_layout(size)  # at once, since a requested layout would wait until the dialog is gone
            self._join_panes()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen stood above: the size, and the shares of the panels."""
        if self._formed_for and self.app.size != self._formed_for:
            self.form(self.app.size)
        elif self._misplaced or self._widened != self._layout_state.wider:
            self._lay_out()

    def watch_open_record(self) -> None:
        """Show the record with what happened, or the list again."""
        self.panel = self._middle if self.open_record else self.panel
        self.form(self.size)
        (self.pane(self._middle) if self.open_record else self.list.pane).focus()

    def watch_panel(self) -> None:
        """Show another panel."""
        self.form(self.size)

    def form(self, size: Size) -> None:
        """Show and hide panes for the size of the terminal."""
        self._formed_for = size
        self._form = form_of(size.width)
        self._tell_smallness(size)
        if self._form != "one" and self.panel == self._middle:
            self.panel = self._right[0].id
        places = self.regions(size)
        for pane in self.panes():
            pane.display = pane.id in places
        right = {self.tabs.id, *(panel.id for panel in self._right)} if self._form == "three" else set()
        for pane in (self.tabs, *self._panes.values()):
            pane.edge = self._form != "one" and (not self.list.is_wide or pane.id in right)
        one = self._form == "one"
        self.views.set_name(say_in("a list", "View") if one else "")
        self.tabs.set_name(say("Record") if one else "")
        self.views.can_focus = not hides_list(
            self._formed_for, self._layout_state
        )  # another view would show another record in its place
        shared = {panel.id for panel in tabs(size, self._layout_state)}
        for panel in self.panels:
            if panel.column != "head":
                self._panes[panel.id].rule = panel.rule and panel.id not in shared
        self.show_tabs()
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the panes in their places, and join their rules; below a dialog, as soon as it is gone."""
        self._misplaced = not self.is_current
        self._widened = self._layout_state.wider
        if self.is_current:
            self._join_panes()
        self.top_bar.refresh(layout=True)  # Textual forgets a screen's own request while a dialog is above it
        self.call_after_refresh(self._settle)

    def _join_panes(self) -> None:
        """Join the rules of the panes where they meet."""
        places = self.regions(self._formed_for)
        join_edges((pane, places[pane.id]) for pane in self.panes() if pane.id and pane.id in places)

    def _tell_smallness(self, size: Size) -> None:
        """Say what is needed while nothing can be drawn, in words that fit into almost nothing."""
        small = is_too_small(size)
        if small:
            self.message_line.say(say("Needs {size}.", size=f"{SMALLEST[0]}×{SMALLEST[1]}"), "refused", seconds=None)
        elif self._small:
            self.message_line.hush()
        self._small = small

    def _settle(self) -> None:
        """Keep the focus on something that is seen."""
        focused = self.focused
        if focused is None or not focused.display or not focused.can_focus:
            (self.pane(self.panel) if hides_list(self._formed_for, self._layout_state) else self.list.pane).focus()
        self.tell_keys()

    @property
    def _layout_state(self) -> LayoutState:
        wider = self.context.remembered.wider + self.spec.wider
        return LayoutState(self.panels, self.open_record, self.panel, self._lines, wider, is_wide=self.list.is_wide)

    def regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        places = regions(size, self._layout_state)
        if "list" in places:
            places[self.list.pane.id or "list"] = places.pop("list")
        if self.list.searching and "views" in places:
            places["search"] = places.pop("views")
        return places

    def share_column(self) -> None:
        """Give each panel of the right column the lines it can fill; the last takes the rest."""
        lines = {
            panel.id: lines_for(panel, len(getattr(self._panes[panel.id], "items", ())))
            for panel in self._right
            if panel.most
        }
        if lines == self._lines:
            return
        before = set(self.regions(self.size))
        self._lines = lines
        if self._form != "three":
            return
        if set(self.regions(self.size)) != before:
            self.form(self.size)
        else:
            self._lay_out()

    def show_tabs(self) -> None:
        """Show the tabs of the panels that share a place, with how many things are in each."""
        overview = self.overview
        shown = tabs(self._formed_for, self._layout_state) or self._right
        self.tabs.set_tabs(
            [Tab(each.id, each.title, each.count(overview) if overview and each.count else None) for each in shown],
            self.panel,
        )

    def on_tab_line_tab_chosen(self, event: TabLine.TabChosen) -> None:
        """Show the panel, or the view, whose tab was chosen."""
        if event.line is self.tabs:
            self.panel = event.code
            self.context.remembered.panels[self.spec.kind] = event.code
        else:
            self.leave_record()
            self.list.choose_view(event.code)

    # keys ------------------------------------------------------------------------------------------------------

    def places(self) -> tuple[Place, ...]:
        """The pane with the focus, then the record, then the screen."""
        if (typing := self.list.typing_places()) is not None:
            return typing
        focused = self.focused.id if self.focused is not None else None
        inner = (
            self.list.PLACE
            if self.focused is self.list.pane
            else next((panel.place for panel in self.panels if panel.id == focused), "")
        )
        return (inner, *self.spec.places) if inner else self.spec.places

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do: the pane it works in has nothing under its cursor."""
        if not command.on_item:
            return ""
        pane = next((self._panes[each.id] for each in self.panels if each.place in command.places), self.list.pane)
        return pane.emptiness

    def place_name(self, command: Command) -> str:
        """The pane in which a command works."""
        if self.list.PLACE in command.places:
            return say("the list")
        panels = (each for each in self.panels if each.place and each.place in command.places)
        return next((say("“{name}”", name=each.title) for each in panels), "")

    def on_line_pane_filled(self) -> None:
        """Show the keys that have something to do now."""
        self.tell_keys()

    def focus_on(self, panel: str) -> None:
        """Go to a panel, wherever it stands."""
        if is_alone(self._formed_for, self._layout_state):
            self.open_record = True
        if panel in {each.id for each in tabs(self._formed_for, self._layout_state)}:
            self.panel = panel
        self.pane(panel).focus()

    def action_move_right(self) -> None:
        """Go to the pane at the right, or open the record where only one column fits."""
        self._sideways(1)

    def action_move_left(self) -> None:
        """Go to the pane at the left, or back to the list."""
        self._sideways(-1)

    def _sideways(self, step: int) -> None:
        focused = self.focused
        if self._form == "one":
            if step > 0 and not self.open_record and self.overview is not None:
                self.open_record = True
            elif step < 0 and self.open_record:
                self.open_record = False
            return
        right = [self._panes[panel.id] for panel in self._right]
        alone = is_alone(self._formed_for, self._layout_state)
        if alone and (not self.open_record or (step < 0 and focused not in right)):
            self.open_record = self.overview is not None and step > 0
            return
        lane = 0 if focused is self.list.pane else 2 if focused in right else 1
        if self._form == "two" and lane == 2:  # the panels stand above the timeline here
            lane = 1
        wanted = min(max(lane + step, int(alone)), 2 if self._form == "three" else 1)
        first = next((pane for pane in right if pane.display), right[-1])
        (self.list.pane, self.pane(self._middle), first)[wanted].focus()

    def action_back(self) -> None:
        """Close what is open, leave the search, and go back to the list."""
        opened = hides_list(self._formed_for, self._layout_state)
        at_list = self.focused is not None and (self.focused is self.list.pane or self.focused.id == "search")
        if at_list and not opened and self.list.leave():
            return
        if opened:
            self.open_record = False
        elif not at_list:
            self.list.pane.focus()
        elif not self.message_line.message:
            self.message_line.say(
                self.register.say(say("Here is nothing to go back from. {quit} closes Leadline.")), "info"
            )

    def leave_record(self) -> None:
        """Go back to the list where the record had the whole width: it was decided, and may leave the list."""
        if is_alone(self._formed_for, self._layout_state):
            self.open_record = False

    def widen(self, cells: int) -> None:
        """Give the list some of the record's cells, or the other way round."""
        if is_alone(self._formed_for, self._layout_state):
            self.message_line.say(say("The list has the whole width here."), "info")
            return
        remembered, size = self.context.remembered, self.size
        before = columns(size, self._form, self._layout_state.wider)[0].width
        if columns(size, self._form, self._layout_state.wider + cells)[0].width == before:
            words = say("The list cannot be wider.") if cells > 0 else say("The list cannot be narrower.")
            self.message_line.say(words, "info")
            return
        remembered.wider += cells
        self.form(size)

    def leave_nobody(self) -> None:
        """Go to the list from the panels of a record that is there no more: its keys are those that work."""
        self.leave_record()
        if self.focused in self._panes.values():
            self.list.pane.focus()

    def enter_record(self) -> None:
        """Go from the list to the record under its cursor."""
        if is_alone(self._formed_for, self._layout_state):
            self.open_record = True
        else:
            self.pane(self._middle).focus()
