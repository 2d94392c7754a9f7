"""Commands of call queues: laying them out, working in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import Answers
from app.cli.arguments import Misuse
from app.cli.data import as_csv, plain
from app.cli.options import Lead, Values, noun
from app.cli.queue_columns import BOARD_AGENTS, BOARD_QUEUES, DISPOSITIONS, LINES, METRICS
from app.cli.session import given_only, here, pairs, text_or_input
from app.domain.core.spans import duration
from app.words import say

if TYPE_CHECKING:
    from app.domain.callqueue.rows import HeldLead

app = noun("Call queues: who is called next, by whom, and what came of it.")

_Queue = Annotated[str, typer.Argument(metavar="QUEUE", help="Code or name of the queue.")]
_OwnQueue = Annotated[str, typer.Argument(metavar="[QUEUE]", help="Code or name; your only queue without it.")]
_Where = Annotated[str | None, typer.Option(metavar="QUERY", help="Which leads; every open one without it.")]
_First = Annotated[
    list[str] | None, typer.Option(metavar="QUERY", help="Leads that come before the others; repeat for the next best.")
]
_Members = Annotated[
    list[str] | None, typer.Option("--member", metavar="USER", help="Who works in it; repeat for more.")
]
_Attempts = Annotated[str | None, typer.Option(metavar="N", help="Calls to a number at the most, in all.")]
_PerDay = Annotated[str | None, typer.Option("--per-day", metavar="N", help="Calls to a number on a day of theirs.")]
_Cooldown = Annotated[str | None, typer.Option(metavar="TIME", help="How long a number rests after a call, like 4h.")]
_WrapUp = Annotated[
    str | None, typer.Option("--wrap-up", metavar="TIME", help="Time after a call before the next one.")
]
_Lease = Annotated[
    str | None, typer.Option(metavar="TIME", help="How long a lead is held if nothing is heard, like 5m.")
]
_Hours = Annotated[
    str | None, typer.Option(metavar="WEEK", help="Calling hours, like 09:00-18:00; the country's without.")
]
_Script = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What is said; {company} is filled in; - reads standard input.")
]


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the queues."""
    session = here(context)
    session.answers.rows(session.workspace.queues.list(), LINES, empty="No queues.")


@app.command()
def show(context: typer.Context, queue: _OwnQueue = "") -> None:
    """Show a queue: what is left, what is due, and how many leads are held back by each reason."""
    from app.domain.callqueue.holding import said_of

    session = here(context)
    card = session.workspace.queues.show(queue)
    values = {name: value for name, value in card.values.items() if value not in (None, 0, "")}
    lines: list[tuple[str, Any]] = [
        (say("Queue"), f"{card.name} ({card.code})"),
        (say("State"), card.state),
        (say("Leads"), card.condition),
        (say("First"), card.first),
        (say("Members"), [each.name for each in card.members]),
        *((name.replace("_", " "), value) for name, value in values.items()),
        (say("Left"), card.left),
        (say("Due"), card.due),
        (say("With agents"), card.held),
        (say("Held back"), said_of(card.held_back) if card.held_back else None),
        (say("Next"), card.next_at),
    ]
    session.answers.record(card, lines)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    *,
    where: _Where = None,
    first: _First = None,
    member: _Members = None,
    attempts: _Attempts = None,
    per_day: _PerDay = None,
    cooldown: _Cooldown = None,
    wrap_up: _WrapUp = None,
    lease: _Lease = None,
    hours: _Hours = None,
    script: _Script = None,
    set_: Values = None,
) -> None:
    """Add a queue and fill it."""
    session = here(context)
    values = _values(where, attempts, per_day, cooldown, wrap_up, lease, hours, script) | pairs(set_)
    session.answers.outcome(session.workspace.queues.add(name, values, first=first or (), members=member or ()))


@app.command()
def edit(
    context: typer.Context,
    queue: _Queue,
    *,
    where: _Where = None,
    first: _First = None,
    member: _Members = None,
    leave: Annotated[list[str] | None, typer.Option(metavar="USER", help="Who works in it no longer.")] = None,
    attempts: _Attempts = None,
    per_day: _PerDay = None,
    cooldown: _Cooldown = None,
    wrap_up: _WrapUp = None,
    lease: _Lease = None,
    hours: _Hours = None,
    script: _Script = None,
    set_: Values = None,
) -> None:
    """Change a queue; blank text empties a value."""
    session = here(context)
    values = _values(where, attempts, per_day, cooldown, wrap_up, lease, hours, script) | pairs(set_)
    done = session.workspace.queues.edit(queue, values, first=first, join=member or (), leave=leave or ())
    session.answers.outcome(done)


@app.command()
def dispositions(
    context: typer.Context,
    queue: _OwnQueue = "",
    use: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Let its calls end as a file says.")
    ] = None,
    shipped: Annotated[bool, typer.Option("--shipped", help="Let its calls end as they ship.")] = False,
) -> None:
    """List how the calls of a queue may end, or change it."""
    session = here(context)
    if use is not None and shipped:
        raise Misuse(say("--from and --shipped exclude each other."))
    if use is not None or shipped:
        session.answers.outcome(session.workspace.queues.use_dispositions(queue, use))
        return
    found = session.workspace.queues.dispositions(queue)
    rows = found if session.answers.as_json else [_told(each) for each in found]
    session.answers.rows(rows, DISPOSITIONS, empty="No dispositions.")


@app.command("next")
def next_(context: typer.Context, queue: _OwnQueue = "") -> None:
    """Take the next lead; the one you hold already, if you hold one."""
    session = here(context)
    _show(session.answers, session.workspace.callqueue.next(queue))


@app.command()
def held(context: typer.Context) -> None:
    """Show the lead you hold."""
    session = here(context)
    found = session.workspace.callqueue.held()
    if found is not None:
        _show(session.answers, found)
    elif session.answers.as_json:
        session.answers.json(None)
    else:
        session.answers.say(say("You hold no lead."))


@app.command()
def dial(context: typer.Context) -> None:
    """Say that the lead you hold is dialled; it is checked once more whether it may be."""
    session = here(context)
    _show(session.answers, session.workspace.callqueue.dial())


@app.command()
def release(context: typer.Context) -> None:
    """Give the lead you hold back, uncalled."""
    session = here(context)
    session.answers.outcome(session.workspace.callqueue.give_back())


@app.command()
def dispose(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="How the call ended: code, key or label.")],
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What was said; - reads standard input.")] = None,
    at: Annotated[str | None, typer.Option(metavar="WHEN", help="For a callback: when, on their clock.")] = None,
    anyone: Annotated[bool, typer.Option("--anyone", help="Anybody may call back.")] = False,
) -> None:
    """Say how the call to the lead you hold ended."""
    session = here(context)
    done = session.workspace.callqueue.dispose(code, text_or_input(note), at=at, anyone=anyone)
    session.answers.outcome(done)


@app.command()
def callback(
    context: typer.Context,
    at: Annotated[str, typer.Option(metavar="WHEN", help="When, on their clock, such as “tomorrow 10”.")],
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What was said; - reads standard input.")] = None,
    anyone: Annotated[bool, typer.Option("--anyone", help="Anybody may call back.")] = False,
) -> None:
    """Promise the lead you hold another call."""
    session = here(context)
    service = session.workspace.callqueue
    session.answers.outcome(service.call_back(at, text_or_input(note), anyone=anyone))


@app.command()
def ready(context: typer.Context, queue: _OwnQueue = "") -> None:
    """Say that you are ready for leads."""
    session = here(context)
    session.answers.outcome(session.workspace.callqueue.ready(queue))


@app.command("break")
def break_(
    context: typer.Context, reason: Annotated[str, typer.Argument(metavar="REASON", help="Why, such as lunch.")]
) -> None:
    """Take no more leads for a while."""
    session = here(context)
    session.answers.outcome(session.workspace.callqueue.pause(reason))


@app.command()
def leave(context: typer.Context) -> None:
    """Be gone; a lead that was not dialled goes back."""
    session = here(context)
    session.answers.outcome(session.workspace.callqueue.leave())


@app.command()
def board(
    context: typer.Context, queue: Annotated[str, typer.Argument(metavar="[QUEUE]", help="Only this one.")] = ""
) -> None:
    """Show who does what, how it went today, and what is left."""
    from app.domain.callqueue.holding import said_of

    session = here(context)
    found = session.workspace.floor.board(queue)
    if session.answers.as_json:
        session.answers.json(plain(found))
        return
    agents = [{**each.as_json(), "time": duration(each.seconds) if each.state else ""} for each in found.agents]
    session.answers.rows(agents, BOARD_AGENTS, empty="Nobody works in a queue today.")
    session.answers.text("")
    queues = [
        {**each.as_json(), "held_back": said_of(each.held_back) if each.held_back else ""} for each in found.queues
    ]
    session.answers.rows(queues, BOARD_QUEUES, empty="No queues.")


@app.command()
def metrics(
    context: typer.Context,
    by: Annotated[str, typer.Option(metavar="WHAT", help="agent, queue, hour or disposition.")] = "agent",
    since: Annotated[str | None, typer.Option(metavar="WHEN", help="From when on; today without it.")] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="Until when; now without it.")] = None,
    queue: Annotated[str, typer.Option(metavar="QUEUE", help="Only of this queue.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="As a table for spreadsheets, times in seconds.")] = False,
) -> None:
    """Show figures by agent, queue, hour or disposition."""
    session = here(context)
    found = session.workspace.floor.metrics(by, since=since, until=until, queue=queue)
    rows = [each.as_json() for each in found]
    if csv:
        for line in as_csv([{name: value for name, value in row.items() if name != "key"} for row in rows]):
            session.answers.text(line)
        return
    session.answers.rows(rows, METRICS, empty="No figures.")


@app.command()
def note(
    context: typer.Context,
    agent: Annotated[str, typer.Argument(metavar="USER", help="Who is told.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What.")],
) -> None:
    """Tell an agent something."""
    session = here(context)
    session.answers.outcome(session.workspace.floor.note(agent, text))


@app.command()
def reassign(
    context: typer.Context,
    lead: Lead,
    to: Annotated[str, typer.Option(metavar="USER", help="Who calls back; anyone without it.")] = "",
) -> None:
    """Give the call that a lead was promised to another agent."""
    session = here(context)
    session.answers.outcome(session.workspace.floor.reassign(lead, to))


@app.command()
def me(context: typer.Context) -> None:
    """Show what you do, since when, what you did today, and what you were told."""
    session = here(context)
    line = session.workspace.callqueue.me()
    session.answers.record(
        line,
        (
            (say("Queue"), line.queue),
            (say("State"), line.state.replace("_", " ")),
            (say("Reason"), line.reason),
            (say("Since"), line.since),
            (say("Wrap-up until"), line.wrap_until),
            (say("Calls"), line.calls),
            (say("Contacts"), line.contacts),
            (say("Conversions"), line.conversions),
            (say("Notes"), [each.text for each in line.notes]),
        ),
    )


@app.command()
def pause(context: typer.Context, queue: _Queue) -> None:
    """Give out no more leads of a queue."""
    session = here(context)
    session.answers.outcome(session.workspace.queues.pause(queue))


@app.command()
def resume(context: typer.Context, queue: _Queue) -> None:
    """Give out leads of a queue again."""
    session = here(context)
    session.answers.outcome(session.workspace.queues.resume(queue))


@app.command()
def delete(context: typer.Context, queue: _Queue) -> None:
    """Put a queue away; its calls stay."""
    session = here(context)
    session.answers.outcome(session.workspace.queues.delete(queue))


@app.command()
def reset(
    context: typer.Context,
    queue: _Queue,
    exhausted: Annotated[bool, typer.Option("--exhausted", help="Those that were called often enough.")] = False,
) -> None:
    """Let leads of a queue be called again."""
    session = here(context)
    if not exhausted:
        raise Misuse(
            say("Say which leads."), hint=say("Write it like {example}.", example="queue reset NAME --exhausted")
        )
    session.answers.outcome(session.workspace.queues.reset(queue))


def _values(
    where: str | None,
    attempts: str | None,
    per_day: str | None,
    cooldown: str | None,
    wrap_up: str | None,
    lease: str | None,
    hours: str | None,
    script: str | None,
) -> dict[str, object]:
    """The values of a queue that were given, by field code."""
    return given_only(
        condition=where,
        attempts=attempts,
        attempts_per_day=per_day,
        cooldown_seconds=cooldown,
        wrap_up_seconds=wrap_up,
        lease_seconds=lease,
        hours=hours,
        script=text_or_input(script),
    )


def _told(disposition: Any) -> dict[str, Any]:
    """A disposition for people."""
    from app.domain.callqueue.dispositions import FLAGS

    then = [disposition.status, disposition.disqualify, disposition.step_called]
    if disposition.recycle_seconds:
        then.append(say("again after {time}", time=duration(disposition.recycle_seconds)))
    return {
        "key": disposition.key,
        "code": disposition.code,
        "called": disposition.called,
        "flags": [flag.replace("_", " ") for flag in FLAGS if getattr(disposition, flag)],
        "then": [each for each in then if each],
    }


def _show(answers: Answers, lead: HeldLead) -> None:
    """Print the lead that is held."""
    answers.record(lead, _lines(answers, lead))


def _lines(answers: Answers, lead: HeldLead) -> Iterable[tuple[str, Any]]:
    most = lead.attempts
    attempt = say("{n} of {most}", n=lead.attempt, most=most) if most else str(lead.attempt)
    last = lead.last_attempt
    return (
        (say("Lead"), f"{lead.title} ({lead.code})"),
        (say("Person"), lead.person if lead.person != lead.title else None),
        (say("Wants"), lead.topic),
        (say("Number"), lead.number),
        (say("Time there"), [f"{each:%H:%M}" for each in lead.local_times]),
        (say("Zone"), lead.zones[:3]),
        (say("Call until"), lead.call_until),
        (say("Not now"), lead.refusal),
        (say("Why"), lead.why_words),
        (say("Attempt"), attempt),
        (say("Last"), [answers.display(last.at), last.outcome, last.notes] if last else None),
        (say("Script"), lead.script),
        (say("Held until"), lead.until),
    )
