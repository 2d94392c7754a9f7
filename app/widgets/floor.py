"""The supervisor board: agents with what they do and achieved, queues with what is left, and the day by hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.callqueue.holding import said_of
from app.domain.callqueue.rows import BoardAgent, BoardQueue, MetricLine
from app.domain.core.text import cell_width, pad
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Message, Words, formats, in_context, label, say

if TYPE_CHECKING:
    from app.domain.callqueue.metrics import Figures
    from app.widgets.ink import Token

_STATES: Final[Mapping[str, Message]] = {
    "ready": in_context("agent", "ready"),
    "on_call": in_context("agent", "on call"),
    "wrap_up": in_context("agent", "wrap-up"),
    "paused": in_context("agent", "paused"),
    "": in_context("agent", "left"),
}
"""What agents do."""
_INKS: Final[Mapping[str, Token]] = {"long": "warn", "too_long": "bad"}
#: The cells of a name, of what somebody does, and of a figure.
_NAME, _STATE, _FIGURE = 18, 20, 9
#: The fewest cells of a bar.
_BAR: Final = 8


def span(seconds: float) -> str:
    """A span as minutes and seconds, with hours where there are any."""
    hours, rest = divmod(max(int(seconds), 0), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def _shown(figures: Figures) -> list[tuple[Words, str]]:
    """Figures, each with its heading."""
    handle, occupancy = figures.handle_seconds, figures.occupancy
    return [
        (say("Calls"), formats.number(figures.calls)),
        (say("Contacts"), formats.number(figures.contacts)),
        (say("Sales"), formats.number(figures.conversions)),
        (say("Handle"), "" if handle is None else span(handle)),
        (say("Busy"), "" if occupancy is None else formats.percent(round(100 * occupancy))),
    ]


class Agents(LinePane[BoardAgent]):
    """Who is here: state and time in it, marked where that is long; calls, contacts, sales, handle time, occupancy."""

    TITLE: ClassVar[Words] = "Agents"
    EMPTY: ClassVar[Notice] = Notice("Nobody works in a queue today.", "{work.queue} in the work list takes leads")

    def blocks(self) -> Iterator[Block[BoardAgent]]:
        """A heading, and a line for each."""
        for number, each in enumerate(self.items):
            figures = _shown(each.figures)
            room = max((self.cells - _NAME - _STATE - 4) // _FIGURE, 1)
            if number == 0:
                heads: list[Run] = [(pad(label(name), _FIGURE, "right"), "dim") for name, _ in figures[:room]]
                yield Block("", (Line([(pad("", _NAME + _STATE + 2), "dim"), *heads]),))
            yield Block(each.id, tuple(self._lines(each, figures[:room])), each)

    def _lines(self, each: BoardAgent, figures: Sequence[tuple[Words, str]]) -> Iterator[Line]:
        signs = self._display_context.signs
        token: Token = _INKS.get(each.tone, "text" if each.state else "dim")
        sign = signs.due if each.tone else " "
        doing = f"{label(_STATES.get(each.state, each.state))} {span(each.seconds) if each.state else ''}"
        yield Line(
            [
                (pad(safe_line(each.name), _NAME), "strong" if each.state else "dim"),
                (f"{sign} ", token),
                (pad(doing, _STATE), token),
                *((pad(text, _FIGURE, "right"), "text") for _, text in figures),
            ]
        )
        about = [safe_line(each.reason)] if each.reason else []
        about += [safe_line(each.lead)] if each.lead else []
        if about:
            yield Line([(pad("", _NAME + 2), "dim"), (f" {signs.dot} ".join(about), "dim")])


class Queues(LinePane[BoardQueue]):
    """The queues: what is left, due, and held back by each reason."""

    TITLE: ClassVar[Words] = "Queues"
    EMPTY: ClassVar[Notice] = Notice("There is no queue yet.", "leadline queue add lays one out")

    def blocks(self) -> Iterator[Block[BoardQueue]]:
        """Two lines for each."""
        for each in self.items:
            state: list[Run] = [(f"  {say('paused')}", "warn")] if each.state == "paused" else []
            left = say("left {n}", n=formats.number(each.left))
            due = say("due callbacks {n}", n=formats.number(each.due))
            calls = say("calls {n}", n=formats.number(each.figures.calls))
            lines = [
                Line(
                    [(safe_line(each.name), "strong"), *state],
                    [(left, "text"), ("   ", "text"), (due, "warn" if each.due else "dim"), (f"   {calls}", "dim")],
                )
            ]
            if each.held_back:
                lines.append(Line([(f"  {say('held back: {reasons}', reasons=said_of(each.held_back))}", "dim")]))
            yield Block(each.code, tuple(lines), each)


class Hours(LinePane[MetricLine]):
    """The day by hour: calls as bars, and those in which somebody was reached."""

    TITLE: ClassVar[Words] = "Calls by hour"
    EMPTY: ClassVar[Notice] = Notice("No call was made today.")

    def blocks(self) -> Iterator[Block[MetricLine]]:
        """A bar for each hour."""
        signs = self._display_context.signs
        most = max((each.figures.calls for each in self.items), default=0)
        for each in self.items:
            hour = safe_line(each.name)[-5:]
            figures = each.figures
            told = say("{calls}, {contacts} reached", calls=figures.calls, contacts=figures.contacts)
            room = max(self.cells - len(hour) - cell_width(told) - 4, _BAR)
            cells = round(room * figures.calls / most) if most else 0
            reached = round(cells * figures.contacts / figures.calls) if figures.calls else 0
            bar: list[Run] = [
                (signs.bars[0] * reached, "good"),
                (signs.bars[2] * (cells - reached), "accent"),
            ]
            yield Block(each.key, (Line([(f"{hour}  ", "dim"), *bar], [(told, "dim")]),), each)
