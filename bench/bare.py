"""The yardsticks: a Textual app that shows one line, and one that repaints a page of text at each key.

``python -m bench.bare`` starts the first, ``python -m bench.bare page`` the second.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events

#: The words that show that the app has painted.
MARK = "A bare Textual app"
#: Lines and characters of the page: a terminal of 160×48 without its first and last row.
PAGE_LINES, PAGE_CELLS = 46, 158


class BareApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(MARK)


class PageApp(App[None]):
    """A page of text that each key changes."""

    keys = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield Static(self._page(), markup=False)

    def on_key(self, _event: events.Key) -> None:
        """Show the page anew."""
        self.keys += 1
        self.query_one(Static).update(self._page())

    def _page(self) -> str:
        words = f"{MARK} repainted {self.keys} times, "
        return "\n".join((f"{number:2} {words * 5}")[:PAGE_CELLS] for number in range(PAGE_LINES))


if __name__ == "__main__":
    (PageApp if sys.argv[1:] == ["page"] else BareApp)().run()
