"""How an entry of the timeline reads: one to three lines, and its replies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from app.domain.core.spans import duration
from app.domain.core.text import pad
from app.widgets.called import outcome_name
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line, safe_lines, unmarked
from app.words import Words, in_context, label, listed, say, say_in, say_many

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.timeline.rows import TimelineEntry, TimelineFilter
    from app.widgets.display_context import DisplayContext
    from app.widgets.ink import Token

#: The lines of a body shown below the subject.
BODY_LINES = 2
#: The replies shown below a post; the entry opened shows all.
REPLIES = 4
#: Names shown at the right.
NAMES = 2
#: From so many cells on, a line has room for more than the subject and one name.
ROOMY = 56

#: The entries that a filter shows, by their kind, and by their state.
_KINDS: Final[Mapping[str, Words]] = {
    "call": "calls",
    "email": "emails",
    "appointment": "appointments",
    "task": "tasks",
    "note": "notes",
    "post": "posts",
    "system": "events",
}
_STATES: Final[Mapping[str, Words]] = {
    "open": in_context("entries", "open"),
    "overdue": in_context("entries", "overdue"),
    "closed": in_context("entries", "closed"),
}
_DIRECTIONS = {"in": "incoming", "out": "outgoing"}


def is_planned(entry: TimelineEntry) -> bool:
    """Whether an entry is still to be done."""
    return entry.status in {"planned", "open"} and entry.kind in {"call", "email", "appointment", "task"}


def moment_of(entry: TimelineEntry) -> datetime:
    """When an entry takes place, is due, or took place."""
    return entry.start_at or entry.due_at or entry.at if is_planned(entry) else entry.at


def is_late(entry: TimelineEntry, context: DisplayContext) -> bool:
    """Whether a planned entry was to be done, or to be over, by now."""
    return bool(context.late(_end_of(entry) or moment_of(entry)))


def _end_of(entry: TimelineEntry) -> datetime | None:
    return entry.end_at if entry.kind == "appointment" else None


def planned_time(entry: TimelineEntry, context: DisplayContext) -> str:
    """When a planned entry is to be done, as short as can be: of what is late, the day says enough."""
    moment = moment_of(entry)
    past = context.day(moment) < context.today
    return context.short_day(context.day(moment)) if past else context.when(moment)


def entry_time(entry: TimelineEntry, context: DisplayContext) -> str:
    """When an entry takes or took place, as its place on the timeline leaves it open.

    What is planned, and what is pinned, stands under no heading of its day.
    """
    if is_planned(entry):
        return planned_time(entry, context)
    if entry.pinned and context.day(entry.at) != context.today:
        return context.short_day(context.day(entry.at))
    return context.clock(entry.at)


def entry_lines(entry: TimelineEntry, context: DisplayContext, time_cells: int, cells: int) -> Iterator[Line]:
    """The lines of an entry.

    Args:
        entry: The entry.
        context: The display context.
        time_cells: The width of the column of times.
        cells: The width of a line.
    """
    indent = 2 + time_cells + 2
    yield _head(entry, context, time_cells, cells)
    for line in safe_lines(body_below(entry), BODY_LINES, max(cells - indent, 1) * BODY_LINES * 2):
        yield Line([(" " * indent, "text"), (unmarked(line), "dim")])
    replies = entry.replies[-REPLIES:]
    if len(entry.replies) > len(replies):
        earlier = len(entry.replies) - len(replies)
        yield Line([(" " * indent, "text"), (say_many("{n} earlier answer", "{n} earlier answers", earlier), "dim")])
    for reply in replies:
        author: Run = (f"{safe_line(reply.author)}: ", "text")
        words = " ".join(map(unmarked, safe_lines(reply.body, BODY_LINES))) or context.signs.nothing
        yield Line([(" " * indent + context.signs.branch + " ", "rule"), author, (words, "dim")])


def body_below(entry: TimelineEntry) -> str | None:
    """The text that stands below the subject: nothing where the subject says it all."""
    body = (entry.body or "").strip()
    return None if body == entry.subject.strip() else entry.body


def _head(entry: TimelineEntry, context: DisplayContext, time_cells: int, cells: int) -> Line:
    planned = is_planned(entry)
    time = entry_time(entry, context)
    late = planned and is_late(entry, context)
    quiet = entry.kind == "system" or entry.status == "cancelled"
    subject: Token = "dim" if quiet else "text"
    left: list[Run] = [
        (f"{context.signs.kinds.get(entry.kind, context.signs.dot)} ", _kind_ink(entry, late=late)),
        (pad(time, time_cells) + "  ", "dim"),
        (safe_line(entry.subject), subject),
    ]
    facts = joined(_facts(entry, context), context.signs.dot)
    if facts:
        left.append((f" {context.signs.dot} {facts}", "dim"))
    arrow = _DIRECTIONS.get(entry.direction or "")
    if arrow and entry.kind in {"call", "email"}:
        left.append((f" {getattr(context.signs, arrow)}", "dim"))
    return Line(left, _right(entry, context, cells))


def _kind_ink(entry: TimelineEntry, *, late: bool) -> Token:
    if late:
        return "bad"
    return "accent" if is_planned(entry) or entry.is_new else "dim"


def _facts(entry: TimelineEntry, context: DisplayContext) -> Iterator[str]:
    """What is said after the subject: how it ended, how long it took, where it is."""
    if entry.outcome:
        yield safe_line(outcome_name(entry.outcome))
    if entry.kind in {"call", "appointment"} and entry.duration_seconds and not is_planned(entry):
        yield duration(entry.duration_seconds)
    if entry.kind == "appointment" and is_planned(entry):
        if entry.end_at is not None:
            yield say("until {time}", time=context.clock(entry.end_at))
        yield safe_line(entry.place)
    if entry.kind == "task" and entry.priority == "high":
        yield say("high priority")
    if entry.details.get("override"):
        yield say("against their wish")
    if entry.status == "cancelled":
        yield say_in("activity", "cancelled")
    elif entry.kind == "task" and entry.status == "completed":
        yield say_in("activity", "done")


def _right(entry: TimelineEntry, context: DisplayContext, cells: int) -> list[Run]:
    """Who, and what is to be noticed: new, pinned, how far away."""
    runs: list[Run] = []
    if cells >= ROOMY:
        who = _who(entry, context)
        if who:
            runs.append((who, "dim"))
    elif entry.kind in {"call", "email", "post", "note"} and not is_planned(entry):
        runs.append((_who(entry, context), "dim"))
    if entry.is_new:
        runs += [("  ", "text"), (say_in("entry", "new"), "accent")]
    if entry.pinned:
        runs += [("  ", "text"), (say_in("entry", "pinned"), "dim")]
    if is_planned(entry):
        late = is_late(entry, context)
        runs += [
            ("  ", "text"),
            (f"{context.standing(moment_of(entry), _end_of(entry)):>8}", "bad" if late else "text"),
        ]
    if runs and runs[0][0] == "  ":
        runs = runs[1:]
    return runs


def _who(entry: TimelineEntry, context: DisplayContext) -> str:
    """Those who take part, else who logged it; the user is "you"."""
    if entry.people:
        names = [safe_line(name, 60) for name in entry.people[:NAMES]]
        rest = len(entry.people) - len(names)
        return listed(names) + (f" +{rest}" if rest else "")
    if entry.author_id is not None and entry.author_id == context.user_id:
        return say_in("who did it", "you")
    return safe_line(entry.author, 60)


def described(chosen: TimelineFilter, context: DisplayContext) -> str:
    """A filter in a few words, for the title line."""
    order = say("newest first") if chosen.newest_first else say("oldest first")
    parts = (
        listed(label(_KINDS.get(kind, kind)) for kind in chosen.kinds) or say_in("entries", "all"),
        label(_STATES.get(chosen.status, chosen.status)),
        say("“{name}”", name=safe_line(chosen.search, 40)) if chosen.search else "",
        say("with {name}", name=safe_line(chosen.person, 40)) if chosen.person else "",
        say("since {day}", day=context.short_day(context.day(chosen.since))) if chosen.since else "",
        say("until {day}", day=context.short_day(context.day(chosen.until))) if chosen.until else "",
        order,
    )
    return joined(parts, context.signs.dot)
