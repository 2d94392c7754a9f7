"""An app that shows one or more panes, and what a person would read of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from app.commands.command import Place
from app.themes import DEFAULT_THEME, THEMES
from app.widgets.keyed import KeyedScreen
from app.widgets.pane import Pane
from app.widgets.text import SafeFilter
from tests.widgets.rows import DISPLAY_CONTEXT

_PLACES: dict[str, Place] = {
    "LeadList": "list",
    "Timeline": "timeline",
    "Details": "details",
    "People": "stakeholders",
}


class Stand(KeyedScreen[None]):
    """A screen on which the pane with the focus is the place that it is in the workspace."""

    def places(self) -> tuple[Place, ...]:
        """The place of the pane with the focus."""
        here = _PLACES.get(type(self.focused).__name__)
        return (here, "lead") if here else self.PLACES


class Showing(App[None]):
    """The panes under each other; remembers the messages they send."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, widgets: Sequence[Widget], theme: str = DEFAULT_THEME) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self._widgets = widgets
        self.heard: list[Message] = []
        self._safe = SafeFilter()

    def get_default_screen(self) -> Stand:
        """Keys mean what they mean in the workspace."""
        return Stand()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of Textual and ours, as the real app has them."""
        return [*super().get_line_filters(), self._safe]

    def compose(self) -> ComposeResult:
        """The panes."""
        yield from self._widgets

    def hear(self, message: Message) -> None:
        """Remember a message; the hook is called wherever it bubbles to."""
        if not any(each is message for each in self.heard):
            self.heard.append(message)

    def told(self, kind: type[Any]) -> list[Any]:
        """The messages of a kind, in order."""
        return [message for message in self.heard if type(message) is kind]


@asynccontextmanager
async def shown(
    *widgets: Widget, size: tuple[int, int] = (60, 20), theme: str = DEFAULT_THEME
) -> AsyncIterator[tuple[Showing, Pilot[None]]]:
    """Run an app with the widgets; the first that can has the focus."""
    app = Showing(widgets, theme)
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        for widget in widgets:
            if isinstance(widget, Pane):
                widget.display_context = DISPLAY_CONTEXT
        next((widget for widget in widgets if widget.can_focus), widgets[0]).focus()
        await pilot.pause()
        yield app, pilot


def text_of(widget: Widget) -> list[str]:
    """The lines of a widget as they stand on the screen."""
    strips = widget.render_lines(widget.size.region)
    return [strip.text.rstrip() for strip in strips]


def screen_text(app: App[Any]) -> list[str]:
    """The lines of the whole screen."""
    strips = app.screen._compositor.render_strips()
    return [strip.text for strip in strips]
