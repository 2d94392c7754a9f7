"""Commands of opportunities: what qualified leads became."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.options import Limit, Values, Version, noun
from app.cli.session import here, pairs
from app.cli.team import app as team
from app.domain.rates.totals import describe_unpriced
from app.words import in_context, say

app = noun("Opportunities: follow them to won or lost.")
app.add_typer(team, name="team")

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Opportunity"),
    Column("customer", "Customer"),
    Column("status", "Status", called=by_field("app.domain.sales.fields:OPPORTUNITY_FIELDS", "status")),
    Column("stage", "Stage"),
    Column("amount", "Amount", "right"),
    Column("probability", "%", "right"),
    Column("expected_close", "Expected close"),
    Column("owner", "Owner"),
    Column("lead_code", "From"),
)
_PIPELINE = (
    Column("status", "Status", called=by_field("app.domain.sales.fields:OPPORTUNITY_FIELDS", "status")),
    Column("stage", "Stage"),
    Column("count", in_context("heading", "Number")),
    Column("amounts", "Amounts"),
    Column("total", "Total"),
)
_Ref = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="Code, id or name of the opportunity.")]
_On = Annotated[str | None, typer.Option(metavar="DAY", help="The day; today without it.")]


@app.command()
def add(
    context: typer.Context,
    lead: Annotated[str, typer.Option(metavar="LEAD", help="The open lead it is made of; the lead goes on.")],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What it is called; the lead's topic without it.")
    ] = None,
) -> None:
    """Make an opportunity of an open lead, with its values, people and timeline; its process stays."""
    session = here(context)
    session.answers.outcome(session.workspace.qualification.make_opportunity(lead, name))


@app.command("list")
def list_(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(metavar="S", help="open, on_hold, won, lost, cancelled…")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="OPPORTUNITY", help="Go on after this one.")] = "",
) -> None:
    """List opportunities with their stage."""
    session = here(context)
    opportunities = session.workspace.opportunities
    lines = opportunities.list(status, search, limit + 1, after)
    session.answers.rows(lines[:limit], _COLUMNS, empty="No opportunities.")
    if len(lines) > limit:
        total = opportunities.count(status, search)
        session.answers.limited(limit, total, say("--after {code} goes on", code=lines[limit - 1].code))


@app.command()
def pipeline(context: typer.Context) -> None:
    """Add up what lies in each stage: in each currency, and as one total by the exchange rates."""
    session = here(context)
    lines = session.workspace.opportunities.pipeline()
    rows = [
        {
            "status": each.status,
            "stage": each.stage,
            "count": each.count,
            "amounts": each.amounts,
            "total": each.total.amount,
            "unpriced": each.total.unpriced,
        }
        for each in lines
    ]
    session.answers.rows(rows, _PIPELINE, empty="No opportunities.")
    unpriced = dict.fromkeys(code for each in lines for code in each.total.unpriced)
    if unpriced:
        session.answers.say(describe_unpriced(unpriced))


@app.command()
def show(context: typer.Context, opportunity: _Ref) -> None:
    """Show an opportunity in full."""
    session = here(context)
    workspace = session.workspace
    card = workspace.opportunities.show(opportunity)
    session.answers.record(card, [(say("Code"), card.code), *card.in_words(session.answers.at)])


@app.command()
def edit(context: typer.Context, opportunity: _Ref, values: Values = None, if_version: Version = None) -> None:
    """Change fields of an open opportunity; an empty value empties the field."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.edit(opportunity, pairs(values), version=if_version))


@app.command()
def win(
    context: typer.Context,
    opportunity: _Ref,
    revenue: Annotated[
        str | None, typer.Option(metavar="MONEY", help="What it brought; its amount without it.")
    ] = None,
    on: _On = None,
) -> None:
    """Close an opportunity as won."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.close(opportunity, "won", revenue=revenue, on=on))


@app.command()
def lose(
    context: typer.Context,
    opportunity: _Ref,
    reason: Annotated[str | None, typer.Option(metavar="R", help="Why, in a few words.")] = None,
    competitor: Annotated[str | None, typer.Option(metavar="NAME", help="Who got it instead.")] = None,
    on: _On = None,
    out_sold: Annotated[bool, typer.Option("--out-sold", help="A competitor was better, not only chosen.")] = False,
) -> None:
    """Close an opportunity as lost."""
    session = here(context)
    how = "out_sold" if out_sold else "lost"
    opportunities = session.workspace.opportunities
    session.answers.outcome(opportunities.close(opportunity, how, on=on, reason=reason, competitor=competitor))


@app.command()
def cancel(
    context: typer.Context,
    opportunity: _Ref,
    reason: Annotated[str | None, typer.Option(metavar="R", help="Why, in a few words.")] = None,
    on: _On = None,
) -> None:
    """Close an opportunity as cancelled."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.close(opportunity, "cancelled", on=on, reason=reason))


@app.command()
def hold(context: typer.Context, opportunity: _Ref) -> None:
    """Let an opportunity rest."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.set_status(opportunity, "on_hold"))


@app.command()
def resume(context: typer.Context, opportunity: _Ref) -> None:
    """Take up an opportunity that rested."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.set_status(opportunity, "open"))


@app.command()
def reopen(context: typer.Context, opportunity: _Ref) -> None:
    """Open a closed opportunity again."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.reopen(opportunity))


@app.command()
def delete(context: typer.Context, opportunity: _Ref) -> None:
    """Delete an opportunity; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.opportunities.delete(opportunity))
