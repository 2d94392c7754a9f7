"""Direction: which way the screen is read, and who puts right-to-left letters in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from textual.widget import Widget

Mode = Literal["terminal", "leadline", "off"]


class Direction(NamedTuple):
    """Which way the screen is read.

    Attributes:
        mode: ``leadline`` orders and joins the letters itself, ``terminal`` leaves that to the terminal, ``off`` does
            nothing at all.
        is_rtl: Whether the words of the program are read from the right.
    """

    mode: Mode = "off"
    is_rtl: bool = False

    @property
    def arranges(self) -> bool:
        """Whether lines are put in the order in which they are seen."""
        return self.mode != "off"

    @property
    def mirrors(self) -> bool:
        """Whether the finished screen is mirrored: what is laid out at the left is seen at the right."""
        return self.is_rtl and self.mode != "off"

    @property
    def shapes(self) -> bool:
        """Whether letters are joined before they are sent."""
        return self.mode == "leadline"


AS_WRITTEN: Final = Direction()
"""Text is sent as it is written, and nothing is mirrored."""


def direction_of(widget: Widget) -> Direction:
    """Which way the screen of a widget is read."""
    return getattr(widget.app, "direction", AS_WRITTEN)
