"""The Setup screen: what managers lay out and decide, in sections that areas name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.commands.command import SETUP
from app.domain.core.errors import Refusal
from app.domain.core.roles import refusal_of
from app.screens.actions.history import HistoryActions
from app.screens.setup_panes import SectionLine, SetupPanes
from app.widgets.line_pane import LinePane, Notice
from app.widgets.tab_line import Tab, TabLine
from app.words import own, say

if TYPE_CHECKING:
    from app.commands.command import Command, Place
    from app.domain.core.changes import Change
    from app.domain.core.outcomes import Outcome
    from app.screens.context import ScreenContext
    from app.screens.spec import Section

NUMBER: Final = 6
"""Its key in the row at the top."""


class SetupScreen(SetupPanes):
    """Sections, lists and details as the areas name them; everything about a section is said in its ``Section``.

    Attributes:
        wanted: The id of what is under the cursor of the list.
    """

    def __init__(self, context: ScreenContext, number: int) -> None:
        super().__init__(context, number)
        self.wanted = ""
        self._read: dict[str, int] = {}
        """How many things each section has, of those that were read."""
        self._goal = ""
        """What the cursor is to go to when the list was read again."""
        made = dict.fromkeys(kind for each in self.sections for kind in each.actions)
        self.actions = (HistoryActions(self), *(kind(self) for kind in made))

    def on_mount(self) -> None:
        """Begin in the list of the first section."""
        super().on_mount()
        self._tell_sections()
        self.index.move_to(self.section.id)
        self.fit_panes()
        self.list.focus()
        for each in self.sections:
            self._fetch(each)

    # what is shown ---------------------------------------------------------------------------------------------

    def _fetch(self, section: Section) -> None:
        self.start(self._fetch_list(section), f"setup-{section.id}", "the list")

    async def _fetch_list(self, section: Section) -> None:
        pane = self.lists[section.id]
        space = await self.workspace()
        try:
            found = await self.ask(section.read, space)
        except Refusal as refusal:
            pane.set_notice(Notice(own(str(refusal)), bad=True))
            return
        pane.set_items(found)
        self._read[section.id] = len(found)
        if self._goal and section is self.section and pane.move_to(self._goal):
            self._goal = ""
        self._tell_sections()
        self.call_after_refresh(self._listed, section)  # a pane that was never drawn has no cursor yet

    def _listed(self, section: Section) -> None:
        self._show_detail(section)
        self.tell_keys()

    def _show_detail(self, section: Section) -> None:
        pane = self.lists[section.id]
        self.details[section.id].show(pane.cursor_item or next(iter(pane.items), None))
        if section is self.section:
            self.wanted = pane.cursor_id

    def _tell_sections(self) -> None:
        self.index.set_items([SectionLine(each, self._read.get(each.id)) for each in self.sections])
        self.tabs.set_tabs(
            [Tab(each.id, each.title, self._read.get(each.id)) for each in self.sections], self.section.id
        )

    def _choose(self, id: str) -> None:
        """Show another section, and say why nothing can be changed in it, where that is so."""
        if id == self.section.id:
            return
        self.opened = False
        self.section = next(each for each in self.sections if each.id == id)
        self.tabs.choose(id)
        self.fit_panes()
        self._tell_rights()
        self.call_after_refresh(self._listed, self.section)

    def _tell_rights(self) -> None:
        why = self.context.mode and self.context.why_only_read()
        if not why and self.context.user_role:
            why = refusal_of(self.context.user_role, self.section.needs) or ""
        if why:
            self.message_line.say(why, "info", seconds=None)
        else:
            self.message_line.hush()

    def on_line_pane_highlighted(self, event: LinePane.Highlighted) -> None:
        """Show the section under the cursor, or what is under it beside the list."""
        if event.pane is self.index:
            self._choose(event.id)
        elif event.pane is self.list:
            self._show_detail(self.section)

    def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Go on to the list, or to what is beside it."""
        if event.pane is self.index:
            self.list.focus()
        elif event.pane is self.list:
            self.open_detail()

    def on_line_pane_filled(self) -> None:
        """Show the keys that have something to do now."""
        self.tell_keys()

    def on_tab_line_tab_chosen(self, event: TabLine.TabChosen) -> None:
        """Show the section whose tab was chosen."""
        self.index.move_to(event.code)
        self._choose(event.code)

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: show it where it is seen."""
        for each in self.sections:
            if change.tables & each.tables:
                self._fetch(each)

    def time_passed(self) -> None:
        """Nothing here depends on the time."""

    def speak_anew(self) -> None:
        """Say everything in the language of the moment; section, cursor and focus stay."""
        self.tell_time()
        self.message_line.speak_anew()
        self._tell_sections()
        for each in self.sections:
            self._fetch(each)
        for pane in self.panes():
            pane.redraw()
        self.fit_panes()
        self.refresh(layout=True)

    # keys ------------------------------------------------------------------------------------------------------

    def places(self) -> tuple[Place, ...]:
        """The section with the focus, then the screen."""
        inner = self.focused in (self.list, self.detail)
        return (self.section.place, SETUP, "app") if inner else (SETUP, "app")

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do: the list has nothing under its cursor, or its actions know better."""
        if command.on_item and self.list.emptiness:
            return self.list.emptiness
        said = (actions.why_not(command) for actions in self.actions if actions.of(command.id) is not None)
        return next(filter(None, said), "") or super().why_not(command)

    def place_name(self, command: Command) -> str:
        """The section in which a command works."""
        return next((say("“{name}”", name=each.title) for each in self.sections if each.place in command.places), "")

    # what actions know of it -------------------------------------------------------------------------------------

    def pane(self, panel: str) -> Any:
        """The list of a section."""
        return self.lists[panel]

    def focus_on(self, panel: str) -> None:
        """Go to the list of a section."""
        self._choose(panel)
        self.list.focus()

    def go_to(self, record_id: str) -> None:
        """Put the cursor of the list on something, as soon as it is there."""
        self._goal = "" if self.list.move_to(record_id) else record_id

    async def show_new(self, outcome: Outcome) -> None:
        """Put the cursor on what was just made."""
        self.go_to(outcome.code)

    def leave_record(self) -> None:
        """Go back to the list where what was open had the whole width."""
        self.close_detail()


def screen(context: ScreenContext) -> SetupScreen:
    """The screen, made anew."""
    return SetupScreen(context, NUMBER)
