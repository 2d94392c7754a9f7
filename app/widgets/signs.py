"""The signs that stand beside colours, for terminals with and without more than ASCII."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Signs(NamedTuple):
    """One set of signs, each a single cell.

    Attributes:
        ratings: By rating code; "" for a lead without one.
        kinds: By kind of timeline entry.
        urgencies: From now (0) to when there is time (3).
        cursor: Before the line under the cursor, in the pane with the focus.
        focus: Before the title of the pane with the focus.
        shown: Before the line under the cursor, in a pane without the focus.
        bars: What parts of a bar are filled with.
        joint: Replaces the corner and crossing characters of rules; empty for leaving them as they are.
    """

    ratings: Mapping[str, str]
    kinds: Mapping[str, str]
    urgencies: tuple[str, str, str, str]
    cursor: str = "▸"
    focus: str = "▌"
    shown: str = "›"
    marked: str = "✓"
    done: str = "✓"
    current: str = "●"
    ahead: str = "○"
    decides: str = "◆"
    takes_part: str = "◇"
    due: str = "▲"
    down: str = "▾"
    up: str = "▴"
    incoming: str = "←"
    outgoing: str = "→"
    enter: str = "↵"
    branch: str = "└"
    dot: str = "·"
    nothing: str = "–"
    horizontal: str = "─"
    heavy: str = "━"
    vertical: str = "│"
    joint: str = ""
    bars: tuple[str, ...] = ("█", "▓", "▒", "░")
    ellipsis: str = "…"


UNICODE: Final = Signs(
    ratings=MappingProxyType({"hot": "●", "warm": "◐", "cold": "○", "": " "}),
    kinds=MappingProxyType(
        {
            "call": "☎",
            "email": "✉",
            "appointment": "◷",
            "task": "☐",
            "note": "✎",
            "post": "❝",
            "system": "•",
        }
    ),
    urgencies=("▲", "●", "●", "○"),
)

ASCII: Final = Signs(
    ratings=MappingProxyType({"hot": "H", "warm": "W", "cold": "C", "": " "}),
    kinds=MappingProxyType(
        {
            "call": "C",
            "email": "M",
            "appointment": "A",
            "task": "T",
            "note": "N",
            "post": '"',
            "system": "-",
        }
    ),
    urgencies=("!", "*", "*", "-"),
    cursor=">",
    focus="#",
    shown="-",
    marked="+",
    done="x",
    current="*",
    ahead="o",
    decides="#",
    takes_part="-",
    due="!",
    down="v",
    up="^",
    incoming="<",
    outgoing=">",
    enter="enter",
    branch="`",
    dot="-",
    nothing="-",
    horizontal="-",
    heavy="=",
    vertical="|",
    joint="+",
    bars=("#", "=", "%", "."),
    ellipsis="~",
)
