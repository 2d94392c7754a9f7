"""Our own colour themes: a dark and a light one, and one with high contrast."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DEFAULT_THEME: Final = "leadline-dark"

DARK: Final = Theme(
    name="leadline-dark",
    dark=True,
    background="#15171c",
    surface="#1b1e24",
    panel="#23272f",
    foreground="#d6dae2",
    primary="#74b4ee",
    secondary="#8fa3bd",
    accent="#74b4ee",
    success="#86c78a",
    warning="#e2b65b",
    error="#ee7b7f",
    variables={
        "ink-dim": "#949cab",
        "ink-rule": "#3a404b",
        "ink-hot": "#f08a5d",
        "ink-warm": "#e2b65b",
        "ink-cold": "#8fa3bd",
        "ground-cursor": "#253446",
        "ground-idle": "#22272f",
    },
)

LIGHT: Final = Theme(
    name="leadline-light",
    dark=False,
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#eae7df",
    foreground="#23262b",
    primary="#0b5cad",
    secondary="#4f6076",
    accent="#0b5cad",
    success="#256b36",
    warning="#855800",
    error="#ac1f2c",
    variables={
        "ink-dim": "#626873",
        "ink-rule": "#cfccc3",
        "ink-hot": "#b3400d",
        "ink-warm": "#855800",
        "ink-cold": "#4f6076",
        "ground-cursor": "#dcebfa",
        "ground-idle": "#eceae4",
    },
)

CONTRAST: Final = Theme(
    name="leadline-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    foreground="#ffffff",
    primary="#ffe14d",
    secondary="#ffffff",
    accent="#ffe14d",
    success="#8dff8d",
    warning="#ffd75f",
    error="#ff9d9d",
    variables={
        "ink-dim": "#e0e0e0",
        "ink-rule": "#a8a8a8",
        "ink-hot": "#ffb08a",
        "ink-warm": "#ffd75f",
        "ink-cold": "#b9dcff",
        "ground-cursor": "#003c9e",
        "ground-idle": "#333333",
    },
)

#: To be registered with the app; the built-in themes of Textual work beside them.
THEMES: Final = (DARK, LIGHT, CONTRAST)
