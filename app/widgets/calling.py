"""The panes of the call screen: how the queue stands, who is called, what to say, and how the call may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.callqueue.rows import AgentLine, HeldLead, QueueCard
from app.domain.core.frozen import frozen
from app.domain.core.text import cell_width
from app.widgets.keyed import with_keys
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import Words, formats, label, say, say_many

if TYPE_CHECKING:
    from textual.strip import Strip

    from app.domain.callqueue.dispositions import Disposition
    from app.widgets.ink import Token

#: Cells between two outcomes.
_GAP = 2


@frozen
class Standing:
    """How the agent and the queue stand.

    Attributes:
        queue: The queue; ``None`` until it is known.
        me: The agent; ``None`` until that is known.
        held: The lead the agent holds.
        now: The present moment, to the second.
    """

    queue: QueueCard | None
    me: AgentLine | None
    held: HeldLead | None
    now: datetime


def _clock(span: timedelta) -> str:
    """A span as minutes and seconds, with hours where there are any."""
    seconds = max(int(span.total_seconds()), 0)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


class CallStatus(Pane):
    """One line: the queue, what is left of it, what the agent achieved today, and what they do since when."""

    ROWS = 1

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._standing: Standing | None = None

    def show(self, standing: Standing) -> None:
        """Show how things stand."""
        if standing != self._standing:
            self._standing = standing
            self.redraw()

    def draw(self, y: int) -> Strip:
        """The line."""
        if self._standing is None:
            return self.blank_strip(y)
        return self.line_strip(y, Line(self._left(self._standing), self._right(self._standing)))

    def _left(self, standing: Standing) -> list[Run]:
        queue, me = standing.queue, standing.me
        runs: list[Run] = [(safe_line(queue.name) if queue else "", "strong")]
        if queue is not None:
            runs.append((f"   {say('left {n}', n=formats.number(queue.left))}", "dim"))
            runs.append((f"   {say('due callbacks {n}', n=formats.number(queue.due))}", "warn" if queue.due else "dim"))
        if me is not None:
            runs.append((f"   {say('your calls {n}', n=formats.number(me.calls))}", "dim"))
            runs.append((f"   {say('contacts {n}', n=formats.number(me.contacts))}", "dim"))
            runs.append((f"   {say('conversions {n}', n=formats.number(me.conversions))}", "dim"))
        return runs

    def _right(self, standing: Standing) -> list[Run]:
        """What the agent does, and for how long."""
        held, me, now = standing.held, standing.me, standing.now
        if held is not None and held.ended_at is not None:
            return [(f"{say('Call over')} {_clock(now - held.ended_at)}", "warn")]
        if held is not None and held.dialled_at is not None:
            return [(f"{say('On call')} {_clock(now - held.dialled_at)}", "good")]
        if held is not None:
            return [(f"{say('Ready')} {_clock(now - held.claimed_at)}", "text")]
        if me is None or not me.state or me.since is None:
            return []
        if me.state == "paused":
            return [(f"{say('Paused: {reason}', reason=safe_line(me.reason))} {_clock(now - me.since)}", "warn")]
        return self._between(me, me.since, now)

    @staticmethod
    def _between(me: AgentLine, since: datetime, now: datetime) -> list[Run]:
        """What the agent does between two calls."""
        if me.wrap_until is not None and me.wrap_until > now:
            return [(f"{say('Wrap-up')} {_clock(me.wrap_until - now)}", "text")]
        return [(f"{say('Ready')} {_clock(now - since)}", "text")]


class CallLead(LinePane["HeldLead"]):
    """Who is called: large, with number, the time there, why now, and what was before."""

    TITLE: ClassVar[Words] = "Call"
    EMPTY: ClassVar[Notice] = Notice("No lead yet.")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._told: tuple[str, ...] = ()
        self.is_dense = False
        """Whether every line counts."""

    def show(self, held: HeldLead | None, told: Sequence[str] = ()) -> None:
        """Show a lead; ``None`` for none, and what the agent was told."""
        self._told = tuple(told)
        self.set_items([] if held is None else [held])

    def title_right(self) -> Sequence[Run]:
        """Which queue's lead it is."""
        held = next(iter(self.items), None)
        return [] if held is None else [(safe_line(held.code), "dim")]

    def blocks(self) -> Iterator[Block[HeldLead]]:
        """The lead."""
        for held in self.items:
            yield Block(held.lead, tuple(self._lines(held)), held)
        for number, text in enumerate(self._told):
            yield Block(f"note-{number}", (Line(), Line([(text, "warn")])))

    def _lines(self, held: HeldLead) -> Iterator[Line]:
        dot = self._display_context.signs.dot
        company = safe_line(held.company) if held.company != held.title else ""
        who = safe_line(held.person) or safe_line(held.title)
        further = company or (safe_line(held.title) if held.person and held.title != held.person else "")
        yield Line([(who, "strong"), (f" {dot} {further}" if further else "", "strong")])
        about = joined((safe_line(held.job_title), safe_line(held.topic)), f" {dot} ".strip())
        if about:
            yield Line([(about, "dim")])
        if not self.is_dense:
            yield Line()
        yield Line([(safe_line(held.number) or say("no number"), "accent")])
        yield Line([(self._there(held), "bad" if held.refused else "text")])
        yield Line([(self._calls_before(held), "dim")])
        yield Line([(say("why now: {why}", why=safe_line(held.why_words)), "dim")])

    def _there(self, held: HeldLead) -> str:
        """The time where they are, and until when they may be called."""
        if held.refused:
            return safe_line(held.refusal)
        if not held.local_times:
            return say("their time is not known")
        zones = [name.rpartition("/")[2].replace("_", " ") for name in held.zones]
        first = formats.clock(held.local_times[0])
        where = say("{time} in {place}", time=first, place=safe_line(zones[0]) if zones else "")
        if len(held.local_times) > 1:
            last = formats.clock(held.local_times[-1])
            where = say("between {first} and {last} there", first=first, last=last)
        if held.call_until is None:
            return where
        until = formats.clock(held.call_until.astimezone(held.local_times[0].tzinfo))
        return say("{where}, calling until {until}", where=where, until=until)

    def _calls_before(self, held: HeldLead) -> str:
        """Which attempt it is, and what became of the last one."""
        number = formats.number(held.attempt)
        which = (
            say("attempt {n}", n=number)
            if held.attempts is None
            else say("attempt {n} of {most}", n=number, most=formats.number(held.attempts))
        )
        last = held.last_attempt
        if last is None:
            return which
        when = self._display_context.when(last.at)
        return say("{which} · last: {outcome}, {when}", which=which, outcome=safe_line(last.outcome), when=when)


class NotesTitle(Pane):
    """The title above the notes, and the key that goes to them."""

    ROWS = 1

    def draw(self, y: int) -> Strip:
        """The title line; nothing else."""
        hint = with_keys(self, say("{calling.notes} types, {calling.notes_done} leaves"))
        return self.title_strip(y, (hint, "dim"))


class CallScript(LinePane[str]):
    """What to say, filled in for this lead, and what was said before."""

    TITLE: ClassVar[Words] = "Script"
    EMPTY: ClassVar[Notice] = Notice("This queue has no script.")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._held: HeldLead | None = None

    def show(self, held: HeldLead | None) -> None:
        """Show the script of a lead."""
        self.begin_anew()
        self._held = held
        self.set_items(() if held is None else (held.script or "", "history"))

    def title_right(self) -> Sequence[Run]:
        """How often they were called."""
        calls = len(self._held.history) if self._held else 0
        return [(say_many("{n} earlier call", "{n} earlier calls", calls), "dim")] if calls else []

    def blocks(self) -> Iterator[Block[str]]:
        """The script line by line, then the earlier calls."""
        if self._held is None:
            return
        room = max(self.cells - 4, 10)
        script = self._held.script.splitlines() or [say("This queue has no script.")]
        for number, text in enumerate(script):
            lines = wrap(safe_line(text), room) or [""]
            yield Block(f"s{number}", tuple(Line([(each, "text")]) for each in lines), text)
        signs = self._display_context.signs
        for number, call in enumerate(self._held.history):
            heading = (Line(), Line([(say("Earlier calls"), "dim")])) if number == 0 else ()
            what = joined((safe_line(call.outcome), safe_line(call.by)), signs.dot)
            made = Line([(f"{signs.kinds['call']} {what}", "text")], [(self._when(call.at), "dim")])
            notes = tuple(Line([(f"  {each}", "dim")]) for each in wrap(safe_line(call.notes), room))
            yield Block(f"h{number}", (*heading, made, *notes), call.outcome)

    def _when(self, at: datetime) -> str:
        return self._display_context.when(at)


class CallOutcomes(Pane):
    """How the call may end, each with its key: one key records it and brings the next lead."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._dispositions: tuple[Disposition, ...] = ()

    def show(self, dispositions: Sequence[Disposition]) -> None:
        """Show how a call may end."""
        self._dispositions = tuple(dispositions)
        self.redraw()

    def rows_for(self, cells: int) -> int:
        """The rows it takes in so many cells, the rule above not counted."""
        return max(len(self._rows(cells - 2)), 1)

    def draw(self, y: int) -> Strip:
        """The outcomes, as many on a line as fit."""
        rows = self._rows(self.cells)
        return self.line_strip(y, Line(rows[y])) if y < len(rows) else self.blank_strip(y)

    def _rows(self, cells: int) -> list[list[Run]]:
        rows: list[list[Run]] = [[]]
        used = 0
        for each in self._dispositions:
            words = safe_line(label(each.called)) + (self._display_context.signs.ellipsis if each.callback else "")
            width = cell_width(each.key) + 1 + cell_width(words) + _GAP
            if used and used + width - _GAP > cells:
                rows.append([])
                used = 0
            gap: list[Run] = [("  ", "text")] if used else []
            ink: Token = "good" if each.converted else "bad" if each.do_not_contact else "text"
            rows[-1] += [*gap, (each.key, "key"), (f"\u200e {words}", ink)]
            used += width
        return rows
