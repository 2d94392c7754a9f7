"""The work list as lines: about whom, what it is, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.leads.fields import BY_CODE as LEAD_FIELDS
from app.domain.worklist.fields import kinds_of_work
from app.domain.worklist.rows import WorkItem
from app.widgets.columns import Column, choice, plain, when_text
from app.widgets.line_pane import Notice
from app.widgets.record_list import RecordList
from app.widgets.text import safe_line
from app.words import Words, in_context, label, say, say_in

if TYPE_CHECKING:
    from app.widgets.display_context import DisplayContext
    from app.widgets.ink import Token
    from app.widgets.lines import Run

_INKS: Final[Mapping[str, Token]] = {"hot": "hot", "warm": "warm", "cold": "cold"}


def _what(line: WorkItem, context: DisplayContext, _cells: int) -> Run:
    """What it is about, behind the sign of its kind; without that, its kind."""
    subject = safe_line(line.subject) or label(dict(kinds_of_work()).get(line.kind, line.kind))
    return (f"{context.signs.kinds.get(line.kind, context.signs.outgoing)} {subject}", "dim")


def _due(line: WorkItem, context: DisplayContext, cells: int) -> Run:
    """When it is due; what is overdue, and what somebody waits for now, in words."""
    if line.promised and line.due_at <= context.now:
        words = say("call back now")
        return (words if len(words) <= cells else context.late(line.due_at) or say("now"), "bad")
    if line.late_at < context.now and (late := context.late(line.late_at)):
        return (late, "bad")
    return (when_text(line.due_at, context, cells), "text" if context.day(line.due_at) == context.today else "dim")


class WorkList(RecordList[WorkItem]):
    """Items as lines."""

    TITLE: ClassVar[Words] = "Work"
    EMPTY = Notice("Nothing is to be done here.", "{list.view} shows what else there is")
    COLUMNS: ClassVar[Mapping[str, Column]] = {
        column.code: column
        for column in (
            Column("record", "Work", 0, plain("record_title", "text")),
            Column("due", "Due", 13, _due, "right", says_why=True),
            Column("kind", in_context("column", "What"), 14, _what),
            Column("rating", "Rating", 6, choice(LEAD_FIELDS["rating"]), field=LEAD_FIELDS["rating"]),
            Column("owner", "Owner", 14, plain("owner")),
        )
    }
    DEFAULT: ClassVar[Sequence[str]] = ("record", "due", "kind", "owner")

    def sign(self, line: WorkItem) -> Run:
        """The record's rating."""
        rating = line.rating if line.rating in _INKS else ""
        return (self._display_context.signs.ratings[rating], _INKS.get(rating, "dim"))

    def to_next_open(self) -> None:
        """Take the cursor to the next line that is still to be done, else to the one before it; else it stays."""
        below = range(self._cursor + 1, self._cursor + 1 + len(self.ids))
        above = range(self._cursor - 1, self._cursor - 1 - len(self.ids), -1)
        for place in (*below, *above):
            line = self._windows.line(place)
            if line is not None and line.id not in self._strays:
                self._go(place)
                return

    def why_stray(self, line: WorkItem, cells: int) -> str:  # noqa: ARG002 - it is one reason for all
        """That it is done, skipped, moved or given away: it is to be done here no more."""
        words = say_in("work", "done here")
        return words if len(words) <= cells else self._display_context.signs.done
