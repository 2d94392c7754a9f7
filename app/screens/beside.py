"""The lists that stand beside each other on the Pipeline screen: opportunities, quotations, orders and customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.screens.registry import screen_for
from app.screens.window_listing import WindowListing
from app.widgets.tab_line import Tab
from app.words import WordsByCode, in_context, label

#: The kinds of record whose lists these are, and what their tabs say.
KINDS: Final[WordsByCode] = (
    ("opportunity", in_context("tab", "Opportunities")),
    ("quotation", in_context("tab", "Quotations")),
    ("order", in_context("tab", "Orders")),
    ("customer", in_context("tab", "Customers")),
)
_PREFIX: Final = "kind:"


class BesideListing(WindowListing):
    """A list with tabs that lead to those beside it."""

    def further_tabs(self) -> Sequence[Tab]:
        """The lists beside this one, as far as there are screens for them."""
        others = ((code, title) for code, title in KINDS if code != self.screen.kind)
        return [Tab(f"{_PREFIX}{code}", label(title)) for code, title in others if screen_for(kind=code) is not None]

    def choose_view(self, code: str) -> None:
        """Show another saved view, or the list beside."""
        if not code.startswith(_PREFIX):
            super().choose_view(code)
            return
        self.screen.views.choose(self.query.view)
        self.screen.switch_to(code.removeprefix(_PREFIX))
