"""How the program looks: the colours of its screens, and which way they are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from textual.app import App

from app.screens.base import CommandScreen
from app.terminals import Order, order_for, terminal_key
from app.themes import DEFAULT_THEME, THEMES
from app.widgets.direction import Direction, Mode
from app.widgets.mirroring_app import MirroringApp
from app.widgets.type_ahead import ASIDE
from app.words import is_rtl, say

if TYPE_CHECKING:
    from app.screens.context import ScreenContext
    from app.settings import Settings

#: Remembered of a terminal instead of an answer: its user knows that it can be given.
_TOLD = "told"


class Appearance(MirroringApp, inherit_bindings=False):
    """An app with themes and a direction, each chosen by the user, else by the settings, else by what suits.

    Attributes:
        context: What every screen is given.
        settings: What the user wants.
    """

    context: ScreenContext
    settings: Settings
    _is_asking = False

    def begin_to_look(self) -> None:
        """Take theme and direction before anything is drawn."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = (self.context.remembered.theme, self.settings.theme, DEFAULT_THEME)
        self._begin_with_theme(next(name for name in wanted if name in self.available_themes))
        self.look_at_direction()

    def _begin_with_theme(self, name: str) -> None:
        """Choose the theme before any style is read; assigning it would have all of them read twice."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    # which way the screens are read ------------------------------------------------------------------------------

    @property
    def order(self) -> Order:
        """Who puts right-to-left letters in order on this terminal."""
        answer = self.context.remembered.orders.get(terminal_key(os.environ), "")
        return order_for(self.settings.bidi, answer, os.environ)

    def look_at_direction(self) -> None:
        """Have the screens read as the language of the moment and the terminal want it."""
        self.turn_to(Direction(cast("Mode", self.order.mode), is_rtl()))

    def right_to_left_met(self) -> None:
        """Where nobody knows who puts the letters in order that are shown now, ask once, or say that it can be said."""
        if self._is_asking or self.is_headless or not self.order.is_to_be_asked:
            return
        self._is_asking = True
        orders, terminal = self.context.remembered.orders, terminal_key(os.environ)
        if self.direction.is_rtl:
            self.run_worker(self.action_direction_ask(), group=f"{ASIDE}direction", exit_on_error=False)
        elif terminal not in orders:
            orders[terminal] = _TOLD
            self._say(say("Do the Arabic words read correctly? {direction.ask} sets it right."))

    async def action_direction_ask(self) -> None:
        """Ask which of two lines reads correctly on this terminal, and go on as that says."""
        from app.screens.dialogs.direction import DirectionDialog

        before = self.direction
        self.turn_to(before._replace(mode="leadline"))
        answer = await self.push_screen_wait(DirectionDialog())
        if answer is None:
            self.turn_to(before)
            return
        self.context.remembered.orders[terminal_key(os.environ)] = answer
        self.look_at_direction()
        if self.order.reason == "setting":
            self._say(say("The setting bidi = “{mode}” decides; without it, your answer will.", mode=self.order.mode))

    def _say(self, sentence: str) -> None:
        """Say something on the screen on which commands are given."""
        screen = next(each for each in self.screen_stack if isinstance(each, CommandScreen))
        screen.message_line.say(screen.register.say(sentence), "info", seconds=30)
