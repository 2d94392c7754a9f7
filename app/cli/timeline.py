"""The timeline of a record, and the agenda of a day."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import activity, outcome_name, standing
from app.cli.options import Limit, Record, noun, one_of
from app.cli.session import Session, here
from app.domain.core.errors import Invalid
from app.domain.timeline.rows import TimelineFilter
from app.words import in_context, say

app = noun("What happened, and what comes.")

_KINDS = ("call", "email", "appointment", "task", "note", "post", "system")
_STATES = ("open", "overdue", "closed")
_ENTRY = (
    Column("at", "When"),
    Column("code", "Code"),
    Column("kind", "Kind", called=activity),
    Column("status", "Status", called=standing),
    Column("subject", "Subject"),
    Column("outcome", "Outcome", called=outcome_name),
    Column("author", "By"),
    Column("people", "With"),
    Column("body", "Text"),
)
_AGENDA = (
    Column("at", "When"),
    Column("kind", "Kind", called=activity),
    Column("code", "Code"),
    Column("title", in_context("heading", "What")),
    Column("record_title", "Record"),
    Column("overdue", "Overdue"),
)


@app.command("timeline")
def timeline(
    context: typer.Context,
    record: Record,
    *,
    kind: Annotated[list[str] | None, typer.Option(metavar="K", help="Only this kind; repeat for more.")] = None,
    status: Annotated[str, typer.Option(metavar="open|overdue|closed", help="Only what stands so.")] = "",
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words in subject and text.")] = "",
    person: Annotated[str, typer.Option(metavar="NAME", help="Only with or by this person.")] = "",
    since: Annotated[str | None, typer.Option(metavar="WHEN", help="From this moment on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="Before this moment.")] = None,
    oldest_first: Annotated[bool, typer.Option("--oldest-first", help="Turn the order.")] = False,
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="MARK", help="Go on where a shorter answer ended.")] = "",
) -> None:
    """Show everything that happened or is planned with a record."""
    session = here(context)
    chosen = TimelineFilter(
        kinds=tuple(one_of(each, _KINDS, "--kind") for each in kind or ()),
        status=one_of(status, _STATES, "--status") if status else "",
        search=search,
        person=person,
        since=_moment(session, since, "since"),
        until=_moment(session, until, "until"),
        newest_first=not oldest_first,
    )
    page = session.workspace.timeline.page(record, chosen, after=after, limit=limit, count=True)
    session.answers.rows(page.entries, _ENTRY, empty="Nothing on this timeline.")
    if page.next:
        session.answers.limited(len(page.entries), page.total, say("--after “{mark}” goes on", mark=page.next))


@app.command("agenda")
def agenda(
    context: typer.Context,
    day: Annotated[str | None, typer.Argument(metavar="[DAY]", help="Such as tomorrow; today without it.")] = None,
) -> None:
    """Show your day: appointments, tasks and leads to contact."""
    session = here(context)
    workspace = session.workspace
    wanted = None
    if day is not None:
        from app.domain.core.moments import parse_day

        wanted = parse_day(day, workspace.desk.now().astimezone(workspace.desk.zone).date())
    session.answers.rows(workspace.timeline.agenda(wanted), _AGENDA, empty="Nothing is planned for that day.")


def _moment(session: Session, text: str | None, option: str) -> datetime | None:
    if text is None:
        return None
    from app.domain.core.moments import parse_moment

    desk = session.workspace.desk
    try:
        return parse_moment(text, desk.now(), desk.zone)
    except Invalid as problem:
        raise Invalid(
            say("{option}: {problem}", option=f"--{option}", problem=problem.message), field=option, hint=problem.hint
        ) from problem
