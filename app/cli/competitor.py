"""Commands of competitors: who else is asked."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.data import plain
from app.cli.options import Deal, Notes, Values, Version, noun
from app.cli.session import Session, given_only, here, pairs, text_or_input
from app.domain.competitors.rows import RivalLine
from app.domain.core.errors import NotFound
from app.domain.core.folding import fold
from app.domain.sales.rows import RivalTally
from app.words import in_context, listed, say

app = noun("Competitors: who they are, and where we meet them.")

_MET = (
    Column("competitor_code", "Code"),
    Column("name", "Name"),
    Column("status", "Status", called=by_field("app.domain.competitors.fields:RIVALRY_FIELDS", "status")),
    Column("key_product", "Key product"),
    Column("won", in_context("number of", "Won"), "right"),
    Column("lost", in_context("number of", "Lost"), "right"),
    Column("win_rate", "Win rate %", "right"),
    Column("notes", "Notes"),
)
_KNOWN = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("website", "Website"),
    Column("key_product", "Key product"),
    Column("met", "Met", "right"),
    Column("won", in_context("number of", "Won"), "right"),
    Column("lost", in_context("number of", "Lost"), "right"),
    Column("win_rate", "Win rate %", "right"),
    Column("win_percentage", "Judged %", "right"),
    Column("won_amount", "Amount won", "right"),
    Column("lost_amount", "Amount lost", "right"),
)
_Who = Annotated[str, typer.Argument(metavar="COMPETITOR", help="Name or code of the competitor.")]


@app.command()
def add(
    context: typer.Context,
    record: Deal,
    name: Annotated[str, typer.Option(metavar="N", help="Name or code; a new name makes a new competitor.")],
    status: Annotated[str | None, typer.Option(metavar="S", help="suspected, confirmed or out.")] = None,
    notes: Notes = None,
) -> None:
    """Note a competitor on a lead or an opportunity."""
    session = here(context)
    competitors = session.workspace.competitors
    session.answers.outcome(competitors.add(record, name, status=status, notes=text_or_input(notes)))


@app.command("list")
def list_(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[RECORD]", help="A lead or an opportunity.")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Of all competitors, those that hold this.")] = "",
) -> None:
    """List the competitors met on a record, or all that we know, with how we did against each."""
    session = here(context)
    competitors = session.workspace.competitors
    if record is None:
        tallies = {each.id: each for each in session.workspace.pipeline.rivals()}
        known = {each.id: each for each in competitors.list(search)}
        rows = [
            {**plain(known[id]), "win_rate": each.win_rate, **_ours(each)}
            for id, each in tallies.items()
            if id in known
        ]
        session.answers.rows(rows, _KNOWN, empty="No competitors.")
    else:
        session.answers.rows(competitors.of(record), _MET, empty="No competitors met here yet.")


@app.command()
def edit(
    context: typer.Context,
    record: Deal,
    competitor: _Who,
    status: Annotated[str | None, typer.Option(metavar="S", help="suspected, confirmed or out.")] = None,
    notes: Notes = None,
) -> None:
    """Change how sure a competitor is on a record, and the notes."""
    session = here(context)
    found = _met(session, record, competitor)
    values = given_only(status=status, notes=text_or_input(notes))
    session.answers.outcome(session.workspace.competitors.edit(found.id, values))


@app.command()
def remove(context: typer.Context, record: Deal, competitor: _Who) -> None:
    """Take a competitor off a record; what we know of them stays."""
    session = here(context)
    session.answers.outcome(session.workspace.competitors.remove(_met(session, record, competitor).id))


@app.command()
def define(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What they are called.")],
    values: Values = None,
) -> None:
    """Add a competitor without meeting it anywhere yet."""
    session = here(context)
    session.answers.outcome(session.workspace.competitors.define({"name": name, **pairs(values)}))


@app.command()
def show(context: typer.Context, competitor: _Who) -> None:
    """Show what we know of a competitor."""
    session = here(context)
    card = session.workspace.competitors.show(competitor)
    ours = next((_ours(each) for each in session.workspace.pipeline.rivals() if each.id == card.id), {})
    shown = [
        (say("Met"), ours.get("met")),
        (say("Amount won"), ours.get("won_amount")),
        (say("Amount lost"), ours.get("lost_amount")),
    ]
    lines = [(say("Code"), card.code), *card.in_words(session.answers.at), *shown]
    session.answers.record({**plain(card), **ours}, lines)


@app.command()
def revise(context: typer.Context, competitor: _Who, values: Values = None, if_version: Version = None) -> None:
    """Change what we know of a competitor."""
    session = here(context)
    session.answers.outcome(session.workspace.competitors.revise(competitor, pairs(values), version=if_version))


@app.command()
def delete(context: typer.Context, competitor: _Who) -> None:
    """Delete a competitor wherever it was met; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.competitors.delete(competitor))


def _ours(tally: RivalTally) -> dict[str, Any]:
    """What our own opportunities say of a competitor."""
    return {
        "met": tally.met,
        "open": tally.open,
        "won_amount": tally.won_amounts.total.amount,
        "lost_amount": tally.lost_amounts.total.amount,
        "unpriced": sorted({*tally.won_amounts.total.unpriced, *tally.lost_amounts.total.unpriced}),
    }


def _met(session: Session, record: str, name: str) -> RivalLine:
    lines = session.workspace.competitors.of(record)
    wanted = fold(name)
    for line in lines:
        if wanted in (line.id, fold(line.competitor_code), fold(line.name)):
            return line
    known = [line.name for line in lines[:12]]
    raise NotFound(
        say("There is no competitor “{name}” on this record.", name=name[:60]),
        hint=say("There are: {names}.", names=listed(known)) if known else say("None was added yet."),
    )
