"""Logging a call while it goes on: the timer runs, the notes are typed while talking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from app.domain.core.fields import Field, ParseContext
from app.domain.core.text import cell_width, ellipsize, pad
from app.screens.dialogs.activity import DIRECTIONS
from app.screens.dialogs.base import Hint
from app.screens.dialogs.contacting import ContactingDialog, Offered, offering
from app.screens.dialogs.form_dialog import FormDialog, Values, filled
from app.widgets.called import OUTCOMES
from app.widgets.ink import Ink
from app.words import in_context, say

if TYPE_CHECKING:
    from app.commands.command import Place

_CHOICES = tuple((str(each), each) for each in OUTCOMES)
_FIELDS = (
    Field("notes", "Notes", "prose", help="Type while you talk. {form.editor} opens your editor."),
    Field("outcome", "Outcome", "choice", choices=_CHOICES, open=True, help="How it ended."),
    Field("direction", "Direction", "choice", choices=DIRECTIONS),
    Field("number", in_context("phone", "Number"), "phone"),
    Field("duration_seconds", "Duration", "duration", help="The timer's, if left empty; such as 12m."),
)


class CallTimer(Widget):
    """How long the call has gone on."""

    DEFAULT_CSS = """
    CallTimer {
        height: 2;
    }
    """

    def __init__(self, monotonic: Callable[[], float], clocks: str = "") -> None:
        super().__init__()
        self._clocks = clocks
        self._monotonic = monotonic
        self._began = monotonic()
        self._ended: float | None = None

    @property
    def running(self) -> bool:
        """Whether the call goes on."""
        return self._ended is None

    @property
    def seconds(self) -> int:
        """Whole seconds from the beginning until now, or until it was stopped."""
        return int((self._ended if self._ended is not None else self._monotonic()) - self._began)

    def stop(self) -> None:
        """The call is over; the time stands."""
        if self._ended is None:
            self._ended = self._monotonic()
            self.refresh()

    def on_mount(self) -> None:
        """Count on the screen."""
        self.set_interval(1, self.refresh)

    def render_line(self, y: int) -> Strip:
        """The time, and below it that of whoever is called."""
        ink, width = Ink.of(self.app), self.size.width
        if y:
            return Strip([Segment(pad(ellipsize(f"   {self._clocks}", width), width), ink.style("dim"))])
        minutes, seconds = divmod(self.seconds, 60)
        words = f" ☎ {say('On the call') if self.running else say('The call took')} "
        return Strip(
            [
                Segment(words, ink.style("good" if self.running else "dim")),
                Segment(pad(f"{minutes:02d}:{seconds:02d}", max(width - cell_width(words), 0)), ink.style("strong")),
            ]
        )


class CallDialog(ContactingDialog):
    """Logs a call; returns direction, number, outcome, notes and duration_seconds.

    Args:
        record: The record's title.
        context: In which text is read.
        monotonic: Seconds that only go forward; the timer runs on it from the moment the dialog is made.
        numbers: The numbers there are, the primary one first.
        clocks: What the clocks of whoever is called show, and until when they may be called.
        options: As for ``ContactingDialog``; ``values`` may give the number and the direction.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("call", *FormDialog.PLACES)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**FormDialog.COMMAND_ACTIONS, "call.stop": "stop"}
    prose_lines = 6
    chrome = 11
    codes = (("body", "notes"), ("address", "number"))

    def __init__(
        self,
        record: str,
        context: ParseContext,
        monotonic: Callable[[], float],
        *,
        numbers: Offered = (),
        clocks: str = "",
        **options: Any,
    ) -> None:
        first = {"number": numbers[0][0]} if numbers else {}
        options["values"] = {"direction": "out", **first, **options.get("values", {})}
        super().__init__(say("Call · {name}", name=record), offering(_FIELDS, "number", numbers), context, **options)
        self.timer = CallTimer(monotonic, clocks)

    def compose_body(self) -> Iterable[Widget]:
        """The timer over the form."""
        yield self.timer
        yield from super().compose_body()

    def hints(self) -> Sequence[Hint]:
        """Saving, hanging up, leaving."""
        return (
            ("form.save", say("save")),
            ("call.stop", say("stop the timer")),
            ("dialog.next", say("next field")),
            ("dialog.close", say("cancel")),
        )

    @property
    def is_unsaved(self) -> bool:
        """A call always is: its time has run."""
        return True

    @property
    def unsaved(self) -> str:
        """The call itself, typed or not."""
        return say("{what} is not logged yet.", what=self.heading)

    def action_stop(self) -> None:
        """The call is over; notes can go on."""
        self.timer.stop()

    def result(self, values: Values) -> Values:
        """The call, with the timer's time where none was typed."""
        self.timer.stop()
        return {"duration_seconds": self.timer.seconds, **filled(values)}
