"""Colours: legible in every theme of ours, and never the only thing that says something."""

from __future__ import annotations

from typing import get_args

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from app.domain.core.windows import Anchor
from app.themes import CONTRAST, THEMES
from app.widgets.ink import Ground, Ink, Token
from app.widgets.lead_list import LeadList
from tests.widgets.rows import window
from tests.widgets.showing import shown, text_of

#: WCAG 2.2, success criterion 1.4.3.
READABLE = 4.5
#: WCAG 2.2, success criterion 1.4.6.
ENHANCED = 7.0


def inks(theme: str) -> Ink:
    app: App[None] = App()
    for each in THEMES:
        app.register_theme(each)
    app.theme = theme
    app.get_css_variables()  # as a running app does when its theme changes
    return Ink.of(app)


def contrast(ink: Ink, token: Token, ground: Ground) -> float:
    style = ink.style(token, ground)
    assert style.color is not None
    assert style.bgcolor is not None
    return _contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    """The relative luminance of WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("token", [each for each in get_args(Token) if each != "rule"])
@pytest.mark.parametrize("ground", get_args(Ground))
@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_words_are_legible_on_every_ground(theme: str, ground: Ground, token: Token) -> None:
    wanted = ENHANCED if theme == CONTRAST.name and ground == "plain" else READABLE
    assert contrast(inks(theme), token, ground) >= wanted


@pytest.mark.parametrize("theme", [name for name, theme in BUILTIN_THEMES.items()])
async def test_the_built_in_themes_work_too(theme: str) -> None:
    leads = LeadList()
    async with shown(leads, size=(48, 12), theme=theme):
        leads.show_window(window(Anchor("start"), 30, 30))
        assert "▸●" in text_of(leads)[1]


async def test_a_change_of_theme_draws_everything_anew() -> None:
    leads = LeadList()
    async with shown(leads, size=(48, 12)) as (app, pilot):
        leads.show_window(window(Anchor("start"), 30, 30))
        before = leads.render_lines(leads.size.region)[3]
        app.theme = "leadline-light"
        await pilot.pause()
        after = leads.render_lines(leads.size.region)[3]
        assert before.text == after.text
        assert [style for _, style, _ in before] != [style for _, style, _ in after]
