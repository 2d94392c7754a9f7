"""One line of tabs with counts: saved views, or the panels that share a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.message import Message

from app.widgets.lines import Line, Run, width_of
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import formats

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


#: What parts two tabs, and where not all of them fit so.
_GAP, _NARROW = "   ", "  "


class Tab(NamedTuple):
    """A tab.

    Attributes:
        code: What messages name it by.
        label: What it shows.
        count: How many things are behind it; ``None`` while that is not known.
    """

    code: str
    label: str
    count: int | None = None  # type: ignore[assignment]  # hides tuple.count


class TabLine(Pane, can_focus=True):
    """Tabs on one line, of which one is chosen; what does not fit moves out at the left or right."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {"move.left": "tab_before", "move.right": "tab_after"}
    ROWS = 1

    class TabChosen(Message):
        """Another tab was chosen by its keys or the mouse."""

        def __init__(self, line: TabLine, code: str) -> None:
            super().__init__()
            self.line = line
            self.code = code
            """The tab's code."""

        @property
        def control(self) -> TabLine:
            """The line of tabs it happened in."""
            return self.line

    def __init__(
        self,
        *,
        hint: str = "",
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(edge=edge, rule=rule, id=id, classes=classes)
        self._hint = safe_line(hint)
        self._name = ""
        self._stands = False
        self._tabs: tuple[Tab, ...] = ()
        self._chosen = ""
        self._spans: list[tuple[int, int, str]] = []

    @property
    def chosen(self) -> str:
        """The code of the tab chosen; empty where there are none."""
        return self._chosen

    def set_tabs(self, tabs: Iterable[Tab], chosen: str = "") -> None:
        """Show tabs.

        Args:
            tabs: The tabs in order.
            chosen: The one chosen; else it stays the same, or is the first.
        """
        self._tabs = tuple(tabs)
        codes = [tab.code for tab in self._tabs]
        wanted = chosen or self._chosen
        self._chosen = wanted if wanted in codes else codes[0] if codes else ""
        self.redraw()

    def set_name(self, name: str) -> None:
        """Say before the tabs what they choose; nothing for tabs that nobody takes for others."""
        if name != self._name:
            self._name = name
            self.redraw()

    def set_hint(self, hint: str, *, stands: bool = False) -> None:
        """Say something at the right.

        Args:
            hint: A key, or the search that is on.
            stands: Whether the tabs give way to it where there is no room for both.
        """
        self._hint, self._stands = safe_line(hint), stands
        self.redraw()

    def choose(self, code: str) -> None:
        """Choose a tab without telling."""
        if code in [tab.code for tab in self._tabs]:
            self._chosen = code
            self.redraw()

    def action_tab_before(self) -> None:
        """Choose the tab before."""
        self._step(-1)

    def action_tab_after(self) -> None:
        """Choose the next tab."""
        self._step(1)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab clicked."""
        for start, end, code in self._spans:
            if start <= event.x < end:
                self.choose(code)
                self.post_message(self.TabChosen(self, code))

    def draw(self, y: int) -> Strip:
        """The tabs, and the hint where there is room."""
        if y:
            return self.blank_strip(y)
        hint: Sequence[Run] = [(self._hint, "accent" if self._stands else "dim")] if self._hint else []
        name: list[Run] = [(f"{self._name}  ", "dim")] if self._name else []
        every = [self._runs(tab) for tab in self._tabs]
        widths = [width_of(runs) + len(_GAP) for runs in every]
        room = self.cells - width_of(name)
        if hint and not self._stands and sum(widths) > room - width_of(hint):
            hint = []
        gap = _GAP
        if sum(widths) - len(_GAP) > room - width_of(hint):
            gap, widths = _NARROW, [width - len(_GAP) + len(_NARROW) for width in widths]
        first = self._first(widths, self.cells - width_of(name))
        runs: list[Run] = [*name, ("… ", "dim")] if first else name
        self._spans = []
        cell = self.edge + 1
        for tab, tab_runs in zip(self._tabs[first:], every[first:], strict=True):
            start = cell + width_of(runs)
            runs += [*tab_runs, (gap, "text")]
            self._spans.append((start, cell + width_of(runs) - len(gap), tab.code))
        return self.line_strip(y, Line(runs[:-1], hint))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Accent the tab chosen while the line has focus."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def _first(self, widths: Sequence[int], cells: int) -> int:
        """The first tab drawn, so that the chosen one is seen."""
        at = next((index for index, tab in enumerate(self._tabs) if tab.code == self._chosen), 0)
        first = 0
        while first < at and sum(widths[first : at + 1]) + 2 > cells:
            first += 1
        return first

    def _runs(self, tab: Tab) -> list[Run]:
        chosen = tab.code == self._chosen
        label: Run = (safe_line(tab.label), ("focus" if self.has_focus else "strong") if chosen else "dim")
        return [label] if tab.count is None else [label, (f" {formats.number(tab.count)}", "text" if chosen else "dim")]

    def _step(self, direction: int) -> None:
        codes = [tab.code for tab in self._tabs]
        if codes:
            self.choose(codes[(codes.index(self._chosen) + direction) % len(codes)])
            self.post_message(self.TabChosen(self, self._chosen))
