"""An app whose screen may be read from the right: what is drawn is mirrored, and so are mouse and cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset

from app.widgets.arranging import ArrangingFilter
from app.widgets.direction import AS_WRITTEN, Direction
from app.widgets.pane import Pane
from app.widgets.text import SafeFilter
from app.widgets.type_ahead import TypingAheadApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter


class MirroringApp(TypingAheadApp, inherit_bindings=False):
    """An app that is laid out from the left, and seen as its direction says.

    Attributes:
        direction: Which way the screen is read.
    """

    direction: Direction = AS_WRITTEN
    _safe = SafeFilter()
    _arranging: ArrangingFilter | None = None
    _hiding: LineFilter | None = None
    _cursor_at = Offset(0, 0)

    def hide_by(self, hiding: LineFilter | None) -> None:
        """Have every line pass what hides something, or nothing any more; what is on the screen is drawn anew."""
        self._hiding = hiding
        self._draw_anew()

    def turn_to(self, direction: Direction) -> None:
        """Have the screen read another way from now on; what is on it already has to be drawn anew."""
        self.direction = direction
        met = partial(self.call_later, self.right_to_left_met)
        self._arranging = ArrangingFilter(direction, met) if direction.arranges else None
        if not self.is_running:
            return
        if (show_in_order := getattr(self._driver, "show_in_order", None)) is not None:
            show_in_order()
        self._draw_anew()

    def _draw_anew(self) -> None:
        """Draw all that is on the screen anew."""
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                (widget.redraw if isinstance(widget, Pane) else widget.refresh)()

    def right_to_left_met(self) -> None:
        """Hear that text is shown that is read from the right."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes what lets no control character through, and at last what puts its pieces in order."""
        filters = [*super().get_line_filters(), self._safe]
        if self._hiding is not None:
            filters.append(self._hiding)
        return filters if self._arranging is None else [*filters, self._arranging]

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor is seen."""
        x, y = self._cursor_at
        return Offset(self.size.width - 1 - x, y) if self.direction.mirrors else self._cursor_at

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._cursor_at = offset

    async def on_event(self, event: events.Event) -> None:
        """Take an event; the mouse is where the screen is laid out what it is on where it is seen."""
        if isinstance(event, events.MouseEvent) and not event.is_forwarded and self.direction.mirrors:
            event._x = event._screen_x = self.size.width - 1 - event.x  # noqa: SLF001 - it has no other
            event._delta_x = -event.delta_x  # noqa: SLF001 - it has no other
        await super().on_event(event)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as an SVG picture; its letters are in the order in which they are seen."""
        picture = super().export_screenshot(title=title, simplify=simplify)
        return picture.replace("<style>", "<style>\n    text { direction: ltr; unicode-bidi: bidi-override }", 1)
