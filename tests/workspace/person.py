"""Somebody at the workspace: presses the keys of its commands, fills in its forms, and reads its panes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Final

from pyte.graphics import FG_BG_256
from rich.color import Color, ColorSystem

from app.commands.register import Register
from app.themes import DARK
from tests.terminal.driver import NeverShownError, Terminal

#: The sizes the workspace is drawn for: three columns, two, and one.
SIZES: Final = ((160, 48), (120, 36), (80, 24))

_AS_TYPED: Final = {"escape": "esc", "delete": "del", "pagedown": "pgdn", "pageup": "pgup"}
_CURRENT_FIELD: Final = re.compile(r"▸ ([A-Z][\w ?]*?)(?: \*)?(?:  |$)")
#: The colour of the title that has the focus, as pyte tells it where there are 256 colours.
_ACCENT: Final = FG_BG_256[Color.parse(str(DARK.accent)).downgrade(ColorSystem.EIGHT_BIT).number or 0]
_TABS: Final = (
    "Assistant", "Up next", "Lines", "Stakeholders", "Competitors", "Products of interest", "Sales team",
    "Quotes and orders", "Details", "Files", "Contact points",
)  # fmt: skip
_PANELS: Final = ("Timeline", *_TABS)
#: Panels that share a place with others where there are three columns, and are chosen there.
_SHARED: Final = ("Details", "Files", "Contact points")
#: Panels that stand side by side in a line of tabs.
_SIDE_BY_SIDE: Final = (
    *pairwise(_TABS),
    ("Assistant", "Stakeholders"),
    ("Up next", "Stakeholders"),
    ("Competitors", "Quotes and orders"),
)
#: How long a screen must stay as it is to count as painted.
_MOMENT_SECONDS: Final = 0.1
#: The focus follows what was taken within so many seconds, on a busy machine too.
_FOLLOWS_SECONDS: Final = 2.0


class Person:
    """Somebody before a workspace of a certain size.

    Args:
        terminal: The terminal in which the workspace runs.
        size: Its columns and rows.
    """

    def __init__(self, terminal: Terminal, size: tuple[int, int]) -> None:
        self.terminal = terminal
        self.columns = 3 if size[0] >= 140 else 2 if size[0] >= 100 else 1
        self.register = Register()

    # keys and eyes

    def sees(self, *words: str, timeout: float = 30.0) -> None:
        """Wait until each of these stands on the screen."""
        for each in words:
            self.terminal.wait_for(each, timeout)

    def no_longer_sees(self, words: str) -> None:
        """Wait until something has left the screen."""
        self.terminal.wait_until_gone(words)

    def runs(self, command: str, *shows: str) -> None:
        """Press the key of a command, and wait for what it shows."""
        keys = self.register[command].keys[0].split()
        self.terminal.press(*(_AS_TYPED.get(key, key) for key in keys))
        self.sees(*shows)

    def taps(self, key: str) -> None:
        """Press a key, and wait until what it does has been drawn."""
        before = len(self.terminal.raw)
        self.terminal.press(key)
        self.terminal.wait_for(lambda terminal: len(terminal.raw) > before)
        self.settles()

    # forms

    @property
    def current_field(self) -> str:
        """The label of the field that is being filled in; empty where no form is open."""
        found = _CURRENT_FIELD.search(self.terminal.text)
        return found[1].strip() if found else ""

    def fills_in(self, values: Mapping[str, str]) -> None:
        """Type values into the fields of the form that is open, going on with the keys only."""
        for label, value in values.items():
            self.goes_to_field(label)
            self.terminal.type(value)
            self.sees(value.split()[-1])

    def goes_to_field(self, label: str) -> None:
        """Go on from field to field until the one of that label has the focus."""
        self.terminal.wait_for(lambda _: self.current_field != "")
        for _ in range(80):
            if self.current_field == label:
                return
            self._goes_on()
        raise AssertionError(f"The form has no field {label!r}:\n{self.terminal.text}")

    def _goes_on(self) -> None:
        """Press tab: it takes what is offered below the field, if something is, and goes to the next field."""
        field, offers = self.current_field, self._offers
        self.terminal.press("tab")
        self.terminal.wait_for(lambda _: self.current_field not in ("", field) or self._offers < offers)
        if offers:  # the focus follows, unless the field takes several values
            with suppress(NeverShownError):
                self.terminal.wait_for(lambda _: self.current_field not in ("", field), _FOLLOWS_SECONDS)

    @property
    def _offers(self) -> bool:
        """Whether completions hang below the field."""
        return self.terminal.text.count("╭") > 1

    def saves(self, title: str, *shows: str) -> None:
        """Save the dialog of that title, and wait until it is gone and the screen says what happened."""
        self.terminal.press("ctrl+s")
        self.no_longer_sees(f"─  {title}")
        self.sees(*shows)

    # panes

    def has_the_focus(self, title: str, *, tab: bool = False) -> bool:
        """Whether the pane of that title is accented, or the tab of that name in the line of the panels."""
        for row, line in enumerate(self.terminal.lines):
            among_tabs = line[1:7] == "Record" or any(one in line and other in line for one, other in _SIDE_BY_SIDE)
            index = line.find(title)
            if index < 0 or among_tabs != tab:
                continue
            if self.terminal.color_at(self.terminal.column_of(index, row), row) == _ACCENT:
                return True
        return False

    @property
    def focus(self) -> str:
        """What has the focus: ``tab Details``, ``Details``, ``stages``, ``views``, ``list``; empty between two."""
        for panel in _PANELS:
            if self.has_the_focus(panel):
                return panel
            if self.has_the_focus(panel, tab=True):
                return f"tab {panel}"
        if re.search(r"▸[✓●○] ", _stages(self.terminal)):
            return "stages"
        if self.has_the_focus("Lead  ") or self.has_the_focus("Opportunities"):
            return "list"
        return "views" if self.has_the_focus("Open") else ""

    def goes_to_panel(self, panel: str) -> None:
        """Take the focus to a panel beside the record, by keys alone."""
        if self.columns == 1 or (self.columns == 2 and panel != "Timeline"):
            self._chooses_tab(panel)
        self._tabs_to(panel)

    def _tabs_to(self, wanted: str) -> None:
        for _ in range(2 * len(_PANELS)):
            if (before := self.focus) == wanted:
                return
            beside = self.columns == len(SIZES) and wanted in _SHARED and before not in (f"tab {wanted}", "")
            self.terminal.press("right" if beside and before.startswith("tab ") else "tab")
            self.terminal.wait_for(lambda _, before=before: self.focus not in ("", before))  # type: ignore[misc]
        raise AssertionError(f"The focus never came to {wanted}:\n{self.terminal.text}")

    def _chooses_tab(self, panel: str) -> None:
        self.goes_to_the_stages()
        self.terminal.press("tab")
        self.terminal.wait_for(lambda _: self.focus.startswith("tab "))
        for _ in _PANELS:
            if (before := self.focus) == f"tab {panel}":
                return
            self.terminal.press("right")
            self.terminal.wait_for(lambda _, before=before: self.focus not in ("", before))  # type: ignore[misc]
        raise AssertionError(f"The tab {panel} was never chosen:\n{self.terminal.text}")

    def goes_to_the_stages(self) -> None:
        """Take the focus to the stage bar."""
        self.runs("stages.open")
        self.terminal.wait_for(lambda _: self.focus == "stages")

    def goes_to_stage(self, stage: str) -> None:
        """Take the cursor of the stage bar to a stage."""
        self.goes_to_the_stages()
        self.settles()
        for _ in range(12):
            before = self._stages_to(stage)
            if not before:
                return
            self.terminal.press("left" if before < 0 else "right")
            self.terminal.wait_for(lambda _, before=before: self._stages_to(stage) != before)  # type: ignore[misc]
        raise AssertionError(f"The cursor never came to {stage}:\n{self.terminal.text}")

    def _stages_to(self, stage: str) -> int:
        """How many cells the cursor of the stage bar stands before a stage; less than nought behind it."""
        line = _stages(self.terminal)
        return line.rfind(stage) - line.rfind("▸") - len("▸● ")

    def goes_back_to_the_list(self) -> None:
        """Leave what is open, until the list has the focus."""
        for _ in range(3):
            if self.focus == "list":
                return
            self.taps("esc")

    def settles(self) -> None:
        """Wait until the screen has not changed for a moment."""
        before = ""
        while before != self.terminal.text:
            before = self.terminal.text
            with suppress(NeverShownError):
                self.terminal.wait_for(lambda _: False, _MOMENT_SECONDS)


def _stages(terminal: Terminal) -> str:
    """The line of the stage bar."""
    return next((line for line in terminal.lines if " Develop" in line and " Close" in line), "")
