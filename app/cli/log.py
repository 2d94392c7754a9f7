"""Commands that put activities on a timeline, and change what stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import (
    Activity,
    At,
    Direction,
    Notes,
    Override,
    People,
    Reason,
    Record,
    Values,
    noun,
    seconds_of,
)
from app.cli.session import here, pairs, text_or_input
from app.domain.timeline.mail_files import mail_in

app = noun("Log calls, emails, appointments, tasks, notes and posts; complete, move or cancel them.")

_Duration = Annotated[str | None, typer.Option(metavar="LENGTH", help="How long, such as 12m or 1h30.")]
_Subject = Annotated[str | None, typer.Option(metavar="TEXT", help="What it is about.")]
_Text = Annotated[str, typer.Option(metavar="TEXT", help="The text; - reads standard input.")]


@app.command()
def call(
    context: typer.Context,
    record: Record,
    *,
    direction: Direction = "out",
    number: Annotated[str | None, typer.Option(metavar="PHONE", help="The number.")] = None,
    duration: _Duration = None,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="How it ended, such as Reached.")] = None,
    notes: Notes = None,
    subject: _Subject = None,
    at: At = None,
    people: People = None,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Log a phone call, or plan one with --at in the future."""
    session = here(context)
    session.answers.outcome(
        session.workspace.timeline.log_call(
            record,
            direction=direction,
            number=number,
            duration_seconds=seconds_of(duration),
            outcome=outcome,
            notes=text_or_input(notes),
            subject=subject,
            at=at,
            people=people or (),
            override=override,
            override_reason=reason,
        )
    )


@app.command()
def email(
    context: typer.Context,
    record: Record,
    *,
    direction: Direction = "out",
    subject: _Subject = None,
    body: Annotated[str | None, typer.Option(metavar="TEXT", help="Its text; - reads standard input.")] = None,
    address: Annotated[str | None, typer.Option(metavar="EMAIL", help="Written to or from.")] = None,
    at: At = None,
    people: People = None,
    override: Override = False,
    reason: Reason = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The email as a mail program saved it, such as m.eml.")
    ] = None,
) -> None:
    """Log an email sent or received; of a file all of it is read, also which way it went."""
    session = here(context)
    if file is not None:
        session.answers.outcome(session.workspace.timeline.log_message(record, mail_in(file)))
        return
    session.answers.outcome(
        session.workspace.timeline.log_email(
            record,
            direction=direction,
            subject=subject,
            body=text_or_input(body),
            address=address,
            at=at,
            people=people or (),
            override=override,
            override_reason=reason,
        )
    )


@app.command()
def appointment(
    context: typer.Context,
    record: Record,
    *,
    subject: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")],
    start: Annotated[str, typer.Option(metavar="WHEN", help="Such as 2026-11-24T10:00 or “tomorrow 10”.")],
    duration: Annotated[str, typer.Option(metavar="LENGTH", help="How long, such as 1h.")] = "1h",
    end: Annotated[str | None, typer.Option(metavar="WHEN", help="When it ends, instead of how long.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Where.")] = None,
    people: People = None,
    agenda: Annotated[str | None, typer.Option(metavar="TEXT", help="The agenda; - reads standard input.")] = None,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Book an appointment."""
    session = here(context)
    session.answers.outcome(
        session.workspace.timeline.book(
            record,
            subject,
            start,
            duration_seconds=seconds_of(duration) or 0,
            end=end,
            place=place,
            people=people or (),
            agenda=text_or_input(agenda),
            override=override,
            override_reason=reason,
        )
    )


@app.command()
def task(
    context: typer.Context,
    record: Record,
    subject: Annotated[str, typer.Option(metavar="TEXT", help="What is to be done.")],
    due: Annotated[str | None, typer.Option(metavar="WHEN", help="By when, such as “fri 17:00”.")] = None,
    priority: Annotated[str, typer.Option(metavar="low|normal|high", help="How much it matters.")] = "normal",
    notes: Notes = None,
    owner: Annotated[str | None, typer.Option(metavar="USER", help="Who is to do it; you without it.")] = None,
) -> None:
    """Add a task."""
    session = here(context)
    session.answers.outcome(
        session.workspace.timeline.add_task(
            record, subject, due=due, priority=priority, notes=text_or_input(notes), owner=owner
        )
    )


@app.command()
def note(context: typer.Context, record: Record, text: _Text, subject: _Subject = None) -> None:
    """Write a note."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.add_note(record, text_or_input(text) or "", subject=subject))


@app.command()
def post(context: typer.Context, record: Record, text: _Text) -> None:
    """Write a post to colleagues; @name tells one of them."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.post(record, text_or_input(text) or ""))


@app.command()
def reply(
    context: typer.Context, post: Annotated[str, typer.Argument(metavar="POST", help="Code of the post.")], text: _Text
) -> None:
    """Answer a post."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.reply(post, text_or_input(text) or ""))


@app.command()
def complete(
    context: typer.Context,
    activity: Activity,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="How it ended.")] = None,
    notes: Notes = None,
    *,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Mark a task, call, email or appointment as done."""
    session = here(context)
    timeline = session.workspace.timeline
    session.answers.outcome(
        timeline.complete(
            activity,
            outcome=outcome,
            notes=text_or_input(notes),
            override=override,
            override_reason=reason,
        )
    )


@app.command()
def cancel(context: typer.Context, activity: Activity) -> None:
    """Call off what is planned or open."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.cancel(activity))


@app.command()
def reschedule(
    context: typer.Context,
    activity: Activity,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="The new moment, such as “tue 14:00”.")],
    *,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Move what is planned or open to another moment."""
    session = here(context)
    timeline = session.workspace.timeline
    session.answers.outcome(timeline.reschedule(activity, when, override=override, override_reason=reason))


@app.command()
def edit(context: typer.Context, activity: Activity, values: Values = None) -> None:
    """Change fields of an activity, such as subject, body or outcome."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.edit(activity, pairs(values)))


@app.command()
def delete(context: typer.Context, activity: Activity) -> None:
    """Delete an activity; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.delete(activity))


@app.command()
def pin(
    context: typer.Context,
    activity: Activity,
    off: Annotated[bool, typer.Option("--off", help="Let it go again.")] = False,
) -> None:
    """Keep an entry at the top of its timeline."""
    session = here(context)
    session.answers.outcome(session.workspace.timeline.pin(activity, not off))
