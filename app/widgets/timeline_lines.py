"""How an entry of the timeline reads: one to three lines, and its replies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.core.moments import duration
from app.domain.core.text import pad
from app.widgets.lines import Line, Run, joined
from app.widgets.text import shown, shown_lines, unmarked

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.timeline.rows import TimelineEntry, TimelineFilter
    from app.widgets.ink import Token
    from app.widgets.vantage import Vantage

#: The lines of a body shown below the subject.
BODY_LINES = 2
#: The replies shown below a post; the entry opened shows all.
REPLIES = 4
#: Names shown at the right.
NAMES = 2
#: From so many cells on, a line has room for more than the subject and one name.
ROOMY = 56

_DIRECTIONS = {"in": "incoming", "out": "outgoing"}


def is_planned(entry: TimelineEntry) -> bool:
    """Whether an entry is still to be done."""
    return entry.status in {"planned", "open"} and entry.kind in {"call", "email", "appointment", "task"}


def moment_of(entry: TimelineEntry) -> datetime:
    """When an entry takes place, is due, or took place."""
    return entry.start_at or entry.due_at or entry.at if is_planned(entry) else entry.at


def planned_time(entry: TimelineEntry, vantage: Vantage) -> str:
    """When a planned entry is to be done, as short as can be: of what is late, the day says enough."""
    moment = moment_of(entry)
    past = vantage.day(moment) < vantage.today
    return vantage.short_day(vantage.day(moment)) if past else vantage.when(moment)


def entry_lines(entry: TimelineEntry, vantage: Vantage, time_cells: int, cells: int) -> Iterator[Line]:
    """The lines of an entry.

    Args:
        entry: The entry.
        vantage: From where the user looks.
        time_cells: The width of the column of times.
        cells: The width of a line.
    """
    indent = 2 + time_cells + 2
    yield _head(entry, vantage, time_cells, cells)
    for line in shown_lines(body_below(entry), BODY_LINES, max(cells - indent, 1) * BODY_LINES * 2):
        yield Line([(" " * indent, "text"), (unmarked(line), "dim")])
    replies = entry.replies[-REPLIES:]
    if len(entry.replies) > len(replies):
        yield Line([(" " * indent, "text"), (f"{len(entry.replies) - len(replies)} earlier answers", "dim")])
    for reply in replies:
        author: Run = (f"{shown(reply.author)}: ", "text")
        words = " ".join(map(unmarked, shown_lines(reply.body, BODY_LINES))) or vantage.signs.nothing
        yield Line([(" " * indent + vantage.signs.branch + " ", "rule"), author, (words, "dim")])


def body_below(entry: TimelineEntry) -> str | None:
    """The text that stands below the subject: nothing where the subject says it all."""
    body = (entry.body or "").strip()
    return None if body == entry.subject.strip() else entry.body


def _head(entry: TimelineEntry, vantage: Vantage, time_cells: int, cells: int) -> Line:
    planned = is_planned(entry)
    moment = moment_of(entry)
    time = planned_time(entry, vantage) if planned else vantage.clock(moment)
    late = planned and bool(vantage.late(moment))
    quiet = entry.kind == "system" or entry.status == "cancelled"
    subject: Token = "dim" if quiet else "text"
    left: list[Run] = [
        (f"{vantage.signs.kinds.get(entry.kind, vantage.signs.dot)} ", _kind_ink(entry, late=late)),
        (pad(time, time_cells) + "  ", "dim"),
        (shown(entry.subject), subject),
    ]
    facts = joined(_facts(entry, vantage), vantage.signs.dot)
    if facts:
        left.append((f" {vantage.signs.dot} {facts}", "dim"))
    arrow = _DIRECTIONS.get(entry.direction or "")
    if arrow and entry.kind in {"call", "email"}:
        left.append((f" {getattr(vantage.signs, arrow)}", "dim"))
    return Line(left, _right(entry, vantage, cells))


def _kind_ink(entry: TimelineEntry, *, late: bool) -> Token:
    if late:
        return "bad"
    return "accent" if is_planned(entry) or entry.is_new else "dim"


def _facts(entry: TimelineEntry, vantage: Vantage) -> Iterator[str]:
    """What is said after the subject: how it ended, how long it took, where it is."""
    if entry.outcome:
        yield shown(entry.outcome)
    if entry.kind in {"call", "appointment"} and entry.duration_seconds and not is_planned(entry):
        yield duration(entry.duration_seconds)
    if entry.kind == "appointment" and is_planned(entry):
        if entry.end_at is not None:
            yield f"until {vantage.clock(entry.end_at)}"
        yield shown(entry.place)
    if entry.kind == "task" and entry.priority == "high":
        yield "high priority"
    if entry.status == "cancelled":
        yield "cancelled"
    elif entry.kind == "task" and entry.status == "completed":
        yield "done"


def _right(entry: TimelineEntry, vantage: Vantage, cells: int) -> list[Run]:
    """Who, and what is to be noticed: new, pinned, how far away."""
    runs: list[Run] = []
    if cells >= ROOMY:
        who = _who(entry, vantage)
        if who:
            runs.append((who, "dim"))
    elif entry.kind in {"call", "email", "post", "note"} and not is_planned(entry):
        runs.append((_who(entry, vantage), "dim"))
    if entry.is_new:
        runs += [("  ", "text"), ("new", "accent")]
    if entry.pinned:
        runs += [("  ", "text"), ("pinned", "dim")]
    if is_planned(entry):
        moment = moment_of(entry)
        runs += [
            ("  ", "text"),
            (pad(vantage.until(moment), 8, "right"), "bad" if vantage.late(moment) else "text"),
        ]
    if runs and runs[0][0] == "  ":
        runs = runs[1:]
    return runs


def _who(entry: TimelineEntry, vantage: Vantage) -> str:
    """Those who take part, else who logged it; the user is "you"."""
    if entry.people:
        names = [shown(name, 60) for name in entry.people[:NAMES]]
        rest = len(entry.people) - len(names)
        return ", ".join(names) + (f" +{rest}" if rest else "")
    if entry.author_id is not None and entry.author_id == vantage.user_id:
        return "you"
    return shown(entry.author, 60)


def described(chosen: TimelineFilter, vantage: Vantage) -> str:
    """A filter in a few words, for the title line."""
    order = "newest first" if chosen.newest_first else "oldest first"
    parts = (
        ", ".join(f"{kind}s" if kind != "system" else "events" for kind in chosen.kinds) or "all",
        chosen.status,
        f"“{shown(chosen.search, 40)}”" if chosen.search else "",
        f"with {shown(chosen.person, 40)}" if chosen.person else "",
        f"since {vantage.short_day(vantage.day(chosen.since))}" if chosen.since else "",
        f"until {vantage.short_day(vantage.day(chosen.until))}" if chosen.until else "",
        order,
    )
    return joined(parts, vantage.signs.dot)
