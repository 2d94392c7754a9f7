"""The work list: what is to be done, in the order in which it matters, and what is done about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli.answers import Column
from app.cli.called import kind_name
from app.cli.options import Limit
from app.cli.session import here
from app.domain.core.errors import Invalid
from app.domain.core.windows import Anchor
from app.domain.worklist.fields import kinds_of_work
from app.words import in_context, label, say


def _kind(code: str) -> str:
    return label(dict(kinds_of_work()).get(code, code))


_COLUMNS = (
    Column("due_at", "Due"),
    Column("overdue", "Overdue"),
    Column("kind", "Kind", called=_kind),
    Column("subject", in_context("heading", "What")),
    Column("record_title", "Record"),
    Column("record_kind", "Of", called=kind_name),
    Column("rating", "Rating"),
    Column("owner", "Owner"),
    Column("code", "Code"),
)
_Items = Annotated[list[str], typer.Argument(metavar="ITEM…", help="Which, by the code the list shows.")]


class ListByDefault(TyperGroup):
    """``worklist --team`` means ``worklist list --team``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command in front where none is named."""
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ListByDefault,
    rich_markup_mode=None,
    add_completion=False,
    help="What is to be done: yours that is due, the most pressing first.",
)


@app.command("list")
def list_items(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as: kind = call and rating = hot")] = "",
    *,
    mine: Annotated[bool, typer.Option("--mine", help="What is yours; so it is without another choice.")] = False,
    team: Annotated[bool, typer.Option("--team", help="What is your team's.")] = False,
    view: Annotated[str, typer.Option(metavar="VIEW", help="due, overdue, next, followed, unread, team or all.")] = "",
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words in it, or in the record it is about.")] = "",
    sort: Annotated[str, typer.Option(metavar="ORDER", help="priority, due, kind, record, rating or owner.")] = "",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="ITEM", help="Go on after this one.")] = "",
) -> None:
    """List what is to be done."""
    session = here(context)
    worklist = session.workspace.worklist
    if sum((mine, team, bool(view))) > 1:
        raise Invalid(say("Say one of --mine, --team and --view."), field="view")
    wanted = worklist.view(view or ("team" if team else "due")).query
    wanted = replace(wanted, narrowing=query, search=search, sort=(sort,) if sort else wanted.sort)
    anchor = Anchor("after", worklist.find(after).id) if after else Anchor()
    window = worklist.window(wanted, anchor, limit)
    session.answers.rows(window.lines, _COLUMNS, empty="Nothing is to be done here.")
    if window.more_after and window.lines:
        more = say("--after {code} goes on", code=window.lines[-1].code)
        session.answers.limited(len(window.lines), worklist.count(wanted), more)


@app.command()
def done(
    context: typer.Context,
    items: _Items,
    *,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="How it ended, in a few words.")] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT", help="What there is to say about it.")] = None,
) -> None:
    """Mark as done."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.done(items, outcome=outcome, notes=notes))


@app.command()
def skip(context: typer.Context, items: _Items) -> None:
    """Leave out: what is planned is called off, a step goes on to the next."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.skip(items))


@app.command()
def snooze(
    context: typer.Context,
    items: _Items,
    *,
    until: Annotated[str, typer.Option(metavar="WHEN", help="Such as tomorrow 10.")],
) -> None:
    """Move to another moment."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.snooze(items, until))


@app.command()
def give(
    context: typer.Context,
    items: _Items,
    *,
    to: Annotated[str, typer.Option(metavar="USER", help="Who is to do it.")],
) -> None:
    """Give to a colleague."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.give(items, to))


@app.command()
def mail(
    context: typer.Context,
    items: _Items,
    *,
    subject: Annotated[str, typer.Option(metavar="TEXT", help="Its subject.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="Its text.")] = "",
) -> None:
    """Note one email as sent for several items of one step, and mark them as done."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.mail(items, subject, text))


@app.command()
def follow(context: typer.Context, record: Annotated[str, typer.Argument(metavar="RECORD")]) -> None:
    """Follow a record, to find its work among all the rest."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.follow(record))


@app.command()
def unfollow(context: typer.Context, record: Annotated[str, typer.Argument(metavar="RECORD")]) -> None:
    """Follow a record no longer."""
    session = here(context)
    session.answers.outcome(session.workspace.worklist.follow(record, follows=False))
