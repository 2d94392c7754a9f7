"""Inks: what the words of our lines look like in the theme of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from rich.style import Style
from textual.color import Color, ColorParseError

if TYPE_CHECKING:
    from textual.app import App

Token = Literal[
    "text",
    "strong",
    "dim",
    "rule",
    "title",
    "focus",
    "accent",
    "key",
    "hot",
    "warm",
    "cold",
    "good",
    "warn",
    "bad",
]
"""What a word is, from which follows its colour."""

Ground = Literal["plain", "cursor", "idle"]
"""What is behind a line: nothing, the cursor of the pane with focus, the cursor of another pane."""

_VARIABLES: Final = (
    "foreground", "background", "accent", "success", "warning", "error",
    "ink-dim", "ink-rule", "ink-hot", "ink-warm", "ink-cold", "ground-cursor", "ground-idle",
)  # fmt: skip
_SOURCES: Final[Mapping[str, str]] = {
    "text": "foreground",
    "strong": "foreground",
    "title": "foreground",
    "focus": "accent",
    "accent": "accent",
    "key": "accent",
    "good": "success",
    "warn": "warning",
    "bad": "error",
    "dim": "ink-dim",
    "rule": "ink-rule",
    "hot": "ink-hot",
    "warm": "ink-warm",
    "cold": "ink-cold",
}
_BOLD: Final = frozenset({"strong", "title", "focus"})


class Ink:
    """The styles of one theme, each made when it is first used."""

    def __init__(self, colors: Mapping[str, Color], *, native: bool) -> None:
        self._colors = colors
        self._native = native
        self._styles: dict[tuple[Token, Ground], Style] = {}

    @staticmethod
    def of(app: App[Any]) -> Ink:
        """The inks of the app's theme."""
        variables = app.theme_variables
        return _ink(tuple(variables.get(name, "") for name in _VARIABLES), bool(app.current_theme.ansi))

    def style(self, token: Token, ground: Ground = "plain") -> Style:
        """The style of a word on a ground."""
        style = self._styles.get((token, ground))
        if style is None:
            style = self._styles[token, ground] = self._made(token, ground)
        return style

    def _made(self, token: Token, ground: Ground) -> Style:
        if self._native:
            return self._native_style(token, ground)
        back = self._colors["background" if ground == "plain" else f"ground-{ground}"]
        color = self._colors[_SOURCES[token]]
        if ground != "plain" and token in {"dim", "cold"}:  # as easy to read as on the plain ground
            color = color.blend(self._colors["foreground"], 0.4)
        return Style(color=color.rich_color, bgcolor=back.rich_color, bold=True if token in _BOLD else None)

    def _native_style(self, token: Token, ground: Ground) -> Style:
        """A style for terminals whose own sixteen colours are kept: shades are the terminal's business."""
        return Style(
            color=self._colors[_SOURCES[token]].rich_color if not _SOURCES[token].startswith("ink-") else None,
            bold=True if token in _BOLD or ground == "cursor" else None,
            dim=True if token in {"dim", "rule"} else None,
            reverse=True if ground == "cursor" else None,
            underline=True if ground == "idle" else None,
        )


@lru_cache(maxsize=16)
def _ink(values: tuple[str, ...], native: bool) -> Ink:
    """The inks of a theme by the values of its variables; shades a theme lacks are mixed from what it has."""
    given = dict(zip(_VARIABLES, values, strict=True))
    background = _color(given["background"], Color(0, 0, 0))
    background = Color(*background.rgb) if background.a < 1 and background.ansi is None else background
    colors: dict[str, Color] = {"background": background}
    foreground = _color(given["foreground"], Color(224, 224, 224))
    for name in ("foreground", "accent", "success", "warning", "error"):
        colors[name] = _over(background, _color(given[name], foreground))
    if native:
        return Ink(colors, native=True)
    colors["foreground"], mixed = _over(background, foreground), colors
    blends = {
        "ink-dim": background.blend(mixed["foreground"], 0.62),
        "ink-rule": background.blend(mixed["foreground"], 0.22),
        "ink-hot": mixed["error"],
        "ink-warm": mixed["warning"],
        "ink-cold": background.blend(mixed["foreground"], 0.62),
        "ground-cursor": background.blend(mixed["accent"], 0.25),
        "ground-idle": background.blend(mixed["foreground"], 0.10),
    }
    for name, blend in blends.items():
        colors[name] = _over(background, _color(given[name], blend))
    return Ink(colors, native=False)


def _over(background: Color, color: Color) -> Color:
    """A colour as it looks on the background."""
    return color if color.ansi is not None or color.a == 1 else background + color


def _color(text: str, default: Color) -> Color:
    """The colour a theme's variable names; the default where it names none."""
    if not text:
        return default
    try:
        return Color.parse(text)
    except ColorParseError:
        return default
