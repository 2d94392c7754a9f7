"""The report of days in status: a bar and the figures of each status, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.moments import when
from app.domain.core.text import ellipsize, pad
from app.domain.leads.fields import STATUSES
from app.domain.reports.rows import StatusDays, StatusReport
from app.screens.dialogs.base import Dialog, Hint, Width
from app.screens.dialogs.timeline import Scroll
from app.widgets.text import safe_line
from app.words import formats, label, say, say_in, say_many, sentences

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.core.fields import ParseContext
    from app.widgets.signs import Signs

_LABEL: Final = 18
_FIGURES: Final = (11, 9, 8, 6)
"""Cells of the days, of those of a lead, of the leads and of those in it now."""
_GAP: Final = "  "
_LEAST_BAR: Final = 6
_MARGINS: Final = 8


class StatusReportDialog(Dialog[str]):
    """Shows days in status as bars with their figures; returns what to do next: group, span or save.

    Args:
        title: What it is about.
        report: The report.
        context: The moment and zone in which the span is told.
        signs: The signs that the terminal can show.
    """

    DEFAULT_CSS = """
    StatusReportDialog Scroll {
        height: auto;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 30%;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("report", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        **{f"report.{word}": f"answer('{word}')" for word in ("group", "span", "save")},
    }
    width: Width = "wide"

    def __init__(self, title: str, report: StatusReport, context: ParseContext, signs: Signs) -> None:
        super().__init__(title)
        self._report, self._at, self._signs = report, context, signs

    def compose_body(self) -> Iterable[Widget]:
        """What it is of, then the lines."""
        with Scroll():
            yield Static(id="report")

    def hints(self) -> Sequence[Hint]:
        """Grouping, choosing a span, saving, leaving."""
        return (
            ("report.group", say("group")),
            ("report.span", say_in("key line", "span")),
            ("report.save", say("save as CSV")),
            ("move.up move.down", say("scroll")),
            ("dialog.close", say("close")),
        )

    def on_mount(self) -> None:
        """Draw it in the width there is."""
        self.query_one(Scroll).focus()
        self._draw()

    def on_resize(self) -> None:
        """Draw it again in another width."""
        self._draw()

    def action_answer(self, word: str) -> None:
        """Close with what to do next."""
        self.dismiss(word)

    def _draw(self) -> None:
        self.query_one(Scroll).styles.max_height = self.room
        lines = Content("\n").join(self._lines(min(120, self.app.size.width) - _MARGINS))
        self.query_one("#report", Static).update(lines)

    def _lines(self, width: int) -> Iterator[Content]:
        heavy, light = self._signs.heavy, self._signs.horizontal
        yield Content(self._about())
        legend = say("{open} while open, {closed} after the decision", open=heavy, closed=light)
        yield Content.styled(legend, "$foreground 60%")
        yield Content("")
        heads = (say_in("heading", "Days"), say_in("heading", "A lead"), say_in("heading", "Leads"))
        bar = max(_LEAST_BAR, width - _LABEL - sum(_FIGURES) - len(_GAP) * (len(_FIGURES) + 1))
        heading = (*heads, say_in("heading", "Now"))
        yield Content.styled(self._line(say("Status"), " " * bar, heading), "bold")
        longest = max((each.seconds for each in self._report.lines), default=0)
        group = ""
        for each in self._report.lines:
            if self._report.by and each.group != group:
                group = each.group
                yield Content.styled(safe_line(group) or say_in("owner", "Nobody"), "$accent")
            yield self._of_status(each, bar, longest)

    def _of_status(self, each: StatusDays, bar: int, longest: int) -> Content:
        name = next((label(words) for code, words in STATUSES if code == each.status), each.status)
        whole = 0 if not longest else max(round(bar * each.seconds / longest), int(each.seconds > 0))
        opened = 0 if not each.seconds else min(whole, round(whole * each.open_seconds / each.seconds))
        drawn = self._signs.heavy * opened + self._signs.horizontal * (whole - opened)
        figures = (
            formats.number(each.days),
            formats.number(each.average_days),
            formats.number(each.leads),
            formats.number(each.now),
        )
        before = pad(ellipsize(name, _LABEL), _LABEL) + _GAP
        line = self._line(name, pad(drawn, bar), figures)
        return Content.styled(line, "" if each.seconds else "$foreground 60%").stylize(
            "$accent", len(before), len(before) + len(drawn)
        )

    @staticmethod
    def _line(name: str, bar: str, figures: Sequence[str]) -> str:
        cells = (pad(text, width, "right") for text, width in zip(figures, _FIGURES, strict=True))
        return _GAP.join((pad(ellipsize(name, _LABEL), _LABEL), bar, *cells))

    def _about(self) -> str:
        report, at = self._report, self._at
        leads = say_many("{n} lead.", "{n} leads.", report.leads)
        until = when(report.until, at.now, at.zone)
        if report.since is None:
            ends = say("Until now.") if report.until == at.now else say("Until {until}.", until=until)
            return sentences(leads, ends)
        return sentences(
            leads, say("From {since} until {until}.", since=when(report.since, at.now, at.zone), until=until)
        )
