"""The panes of Setup: sections at the left, what there is of one, and one of these in full; by the terminal's size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import Region

from app.screens.layout import PlacedLayout, form_of, is_too_small
from app.screens.sections import every_section
from app.screens.unlisted import UnlistedScreen
from app.widgets.line_pane import Block, LinePane
from app.widgets.lines import Line
from app.widgets.pane import Pane, join_edges
from app.widgets.tab_line import TabLine
from app.widgets.text import safe_line
from app.words import Words, formats, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import Layout

    from app.screens.context import ScreenContext
    from app.screens.spec import Section

#: The cells of the sections: where three columns fit, and where two do.
_SECTIONS_WIDE, _SECTIONS = 24, 18


class Sections(LinePane["SectionLine"]):
    """The sections of Setup; the ids are theirs."""

    TITLE: ClassVar[Words] = "Setup"
    IS_LIST = True

    def blocks(self) -> Iterator[Block[SectionLine]]:
        """A line for each, with how many things are in it."""
        for each in self.items:
            count = "" if each.count is None else formats.number(each.count)
            yield Block(each.section.id, (Line([(safe_line(each.section.title), "text")], [(count, "dim")]),), each)


class SectionLine:
    """A section and how many things are in it, as far as they were read."""

    def __init__(self, section: Section, count: int | None) -> None:
        self.section = section
        self.count = count


class SetupPanes(UnlistedScreen):
    """The panes, in three columns or two, or one pane at a time below a line of tabs.

    Attributes:
        sections: The sections there are.
        section: The one shown.
    """

    DEFAULT_CSS: ClassVar[str] = """
    SetupPanes { overflow: hidden; }
    """

    def __init__(self, context: ScreenContext, number: int) -> None:
        super().__init__(context, number, "Nothing is chosen here.")
        self.sections: Sequence[Section] = every_section()
        self.section = self.sections[0]
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.index = Sections(rule=True, id="sections")
        self.tabs = TabLine(id="tabs")
        self.lists = {each.id: each.list(edge=True, rule=True, id=f"list-{each.id}") for each in self.sections}
        self.details = {each.id: each.detail(edge=True, rule=True, id=f"detail-{each.id}") for each in self.sections}
        self.opened = False
        """Whether, with one column, what is under the cursor is shown rather than the list."""
        self._placed = PlacedLayout(self.regions)

    # composition -----------------------------------------------------------------------------------------------

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes, in the order the focus goes through them."""
        yield self.top_bar
        yield self.tabs
        yield self.index
        for each in self.sections:
            yield self.lists[each.id]
            yield self.details[each.id]
        yield self.message_line
        yield self.key_line

    @property
    def list(self) -> LinePane[Any]:
        """The list of the section shown."""
        return self.lists[self.section.id]

    @property
    def detail(self) -> Any:
        """The pane beside the list."""
        return self.details[self.section.id]

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
        self.tell_keys()

    def regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        if is_too_small(size):
            return {"message": Region(0, 0, size.width, 1)}
        form = form_of(size.width)
        places = {
            "top": Region(0, 0, size.width, 1),
            "message": Region(0, size.height - 2, size.width, 1),
            "keys": Region(0, size.height - 1, size.width, 1),
        }
        listed, shown = f"list-{self.section.id}", f"detail-{self.section.id}"
        if form == "one":
            whole = Region(0, 2, size.width, size.height - 4)
            return {**places, "tabs": Region(0, 1, size.width, 1), shown if self.opened else listed: whole}
        height = size.height - 3
        left = _SECTIONS_WIDE if form == "three" else _SECTIONS
        middle = (size.width - left) * (9 if form == "three" else 10) // 20
        return {
            **places,
            "sections": Region(0, 1, left, height),
            listed: Region(left, 1, middle, height),
            shown: Region(left + middle, 1, size.width - left - middle, height),
        }

    def fit_panes(self) -> None:
        """Show and hide panes for the size of the terminal and the section."""
        size = self.app.size
        if is_too_small(size):
            self.message_line.say(say("Needs {size}.", size="40×10"), "refused", seconds=None)
        places = self.regions(size)
        one = form_of(size.width) == "one"
        self.tabs.set_name(say("Setup") if one else "")
        for pane in self.panes():
            pane.display = pane.id in places
        for pane in (*self.lists.values(), *self.details.values()):
            pane.edge = pane.rule = not one
        join_edges((pane, places[pane.id]) for pane in self.panes() if pane.id and pane.id in places)
        self.top_bar.refresh(layout=True)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Keep the focus on something that is seen."""
        if self.focused is None or not self.focused.display:
            (self.detail if self.opened and not self.list.display else self.list).focus()
        self.tell_keys()

    def panes(self) -> Sequence[Pane]:
        """Every pane of the screen."""
        return list(self.query(Pane))

    def action_move_right(self) -> None:
        """Go to the pane at the right, or open what is under the cursor where only one column fits."""
        if self.focused is self.index:
            self.list.focus()
        elif self.focused is self.list:
            self.open_detail()

    def action_move_left(self) -> None:
        """Go to the pane at the left."""
        if self.focused is self.detail:
            self.close_detail()
        elif self.index.display:
            self.index.focus()

    def action_back(self) -> None:
        """Go back from what is open to the list, and from the list to the sections."""
        if self.focused is self.detail:
            self.close_detail()
        elif self.focused is self.list and self.index.display:
            self.index.focus()
        elif not self.message_line.message:
            back = say("Here is nothing to go back from. {screen.leads} shows the leads.")
            self.message_line.say(self.register.say(back), "info")

    def open_detail(self) -> None:
        """Go from the list to what is beside it."""
        self.opened = True
        self.fit_panes()
        self.detail.focus()

    def close_detail(self) -> None:
        """Go back to the list."""
        self.opened = False
        self.fit_panes()
        self.list.focus()
