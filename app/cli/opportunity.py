"""Commands of opportunities: what qualified leads became."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.data import as_csv
from app.cli.offered import app as offered
from app.cli.options import Limit, Values, Version, noun
from app.cli.session import Session, here, pairs
from app.cli.team import app as team
from app.domain.core.errors import Invalid
from app.domain.core.windows import ListQuery
from app.domain.rates.totals import describe_unpriced
from app.domain.sales.reasons import lost_reason
from app.domain.sales.rows import Totals
from app.domain.sales.saying import total_sentence
from app.domain.sales.team_fields import team_roles_in_words
from app.words import formats, in_context, say

app = noun("Opportunities: follow them to won or lost.")
app.add_typer(offered, name="line")
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
    Column("total", "Total", "right"),
    Column("weighted", "Weighted", "right"),
    Column("without_rate", "Without a rate", "right"),
)
_LOSSES = (
    Column("reason", "Reason", called=lost_reason),
    Column("lost", in_context("number of", "Lost"), "right"),
    Column("share", "Share %", "right"),
    Column("amounts", "Amounts"),
    Column("total", "Total", "right"),
)
_FORECAST = (Column("month", "Month"), *_PIPELINE[1:])
_Query = Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as “stage = propose and amount > 10k”.")]
_View = Annotated[str | None, typer.Option(metavar="NAME", help="open, mine, due, on_hold, won, lost or all.")]
_Ref = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="Code, id or name of the opportunity.")]
_Reasons = Annotated[
    list[str] | None,
    typer.Option(
        metavar="R",
        help="Price, timing, competitor, requirements, no_budget, no_decision, other, or one that managers added; "
        "may be repeated.",
    ),
]
_Comment = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in a few words.")]
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
    query: _Query = "",
    view: _View = None,
    status: Annotated[str | None, typer.Option(metavar="S", help="open, on_hold, won, lost, cancelled…")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str | None, typer.Option(metavar="FIELD,-FIELD", help="The order; - turns a field round.")] = None,
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="OPPORTUNITY", help="Go on after this one.")] = "",
) -> None:
    """List opportunities with their stage: those of a view, of a query, or all, the next to close first."""
    session = here(context)
    pipeline = session.workspace.pipeline
    wanted = replace(_wanted(session, query, view, status), search=search)
    if sort:
        wanted = replace(wanted, sort=tuple(part.strip() for part in sort.split(",") if part.strip()))
    lines = session.workspace.opportunities.list(wanted, limit + 1, after)
    session.answers.rows(lines[:limit], _COLUMNS, empty="No opportunities.")
    _say_unknown(session, wanted if query or sort else None)
    if len(lines) > limit:
        more = say("--after {code} goes on", code=lines[limit - 1].code)
        session.answers.limited(limit, pipeline.count(wanted), more)
    if lines and not session.answers.as_json:
        session.answers.say(total_sentence(pipeline.totals(wanted)))


@app.command()
def pipeline(context: typer.Context, query: _Query = "", view: _View = None) -> None:
    """Add up what lies in each stage: in each currency, as one total by the exchange rates, and by probability.

    The last line is about all of them.
    """
    session = here(context)
    wanted = _wanted(session, query, view)
    lines = session.workspace.pipeline.stages(wanted)
    rows = [{"status": each.status, "stage": each.stage, **_summed(each.totals)} for each in lines]
    if rows:
        rows.append({"status": "total", "stage": None, **_summed(session.workspace.pipeline.totals(wanted))})
    session.answers.rows(rows, _PIPELINE, empty="No opportunities.")
    _say_unknown(session, wanted if query else None, *(code for each in rows for code in each["unpriced"]))


@app.command()
def forecast(
    context: typer.Context,
    query: _Query = "",
    view: _View = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print it for a spreadsheet.")] = False,
) -> None:
    """Add up what is expected to close in each month, or was closed in it, by stage."""
    session = here(context)
    wanted = _wanted(session, query, view or (None if query else "open"))
    lines = session.workspace.pipeline.months(wanted)
    rows = [{"month": each.month or None, "stage": each.stage, **_summed(each.totals)} for each in lines]
    if csv:
        for line in as_csv(rows):
            session.answers.text(line)
        return
    session.answers.rows(rows, _FORECAST, empty="No opportunities.")
    _say_unknown(session, wanted if query else None, *(code for each in rows for code in each["unpriced"]))


@app.command()
def losses(context: typer.Context, query: _Query = "", view: _View = None) -> None:
    """Count for which reasons opportunities were lost; one with several reasons counts for each of them."""
    session = here(context)
    wanted = _wanted(session, query, view)
    lines = session.workspace.pipeline.losses(wanted)
    rows = [
        {"reason": each.reason or None, "lost": each.lost, "share": each.share, **_summed(each.totals)}
        for each in lines
    ]
    session.answers.rows(rows, _LOSSES, empty="None was lost.")
    _say_unknown(session, wanted if query else None, *(code for each in rows for code in each["unpriced"]))


@app.command()
def show(context: typer.Context, opportunity: _Ref) -> None:
    """Show an opportunity in full."""
    session = here(context)
    workspace = session.workspace
    card = workspace.opportunities.show(opportunity)
    lines, team = workspace.opportunity_lines.of(card.id), workspace.team.of(card.id)
    whole = replace(card, values=card.values | {"lines": lines, "team": team})
    session.answers.record(
        whole,
        [
            (say("Code"), card.code),
            *card.in_words(session.answers.at),
            (say("Lines"), [f"{formats.number(each.quantity)} × {each.name}" for each in lines]),
            (say("Sales team"), [f"{each.name} ({team_roles_in_words(each.roles)})" for each in team]),
        ],
    )


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
    reason: _Reasons = None,
    comment: _Comment = None,
    competitor: Annotated[str | None, typer.Option(metavar="NAME", help="Who got it instead.")] = None,
    on: _On = None,
    out_sold: Annotated[bool, typer.Option("--out-sold", help="A competitor was better, not only chosen.")] = False,
) -> None:
    """Close an opportunity as lost."""
    session = here(context)
    how = "out_sold" if out_sold else "lost"
    opportunities = session.workspace.opportunities
    session.answers.outcome(
        opportunities.close(opportunity, how, on=on, reasons=reason, comment=comment, competitor=competitor)
    )


@app.command()
def cancel(
    context: typer.Context,
    opportunity: _Ref,
    reason: _Reasons = None,
    comment: _Comment = None,
    on: _On = None,
) -> None:
    """Close an opportunity as cancelled."""
    session = here(context)
    opportunities = session.workspace.opportunities
    session.answers.outcome(opportunities.close(opportunity, "cancelled", on=on, reasons=reason, comment=comment))


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


def _wanted(session: Session, query: str, view: str | None, status: str | None = None) -> ListQuery:
    """What is listed: a view, narrowed by a query and a status."""
    base: ListQuery = session.workspace.pipeline.view(view or "all").query
    if status and base.where:
        raise Invalid(say("A view says the status already."), field="status", hint=say("Leave out --view or --status."))
    where = "status = {}".format('"' + status.replace('"', "") + '"') if status else base.where
    return replace(base, where=where, narrowing=query)


def _summed(totals: Totals) -> dict[str, Any]:
    """What some opportunities amount to, as a row has it."""
    return {
        "count": totals.count,
        "amounts": totals.amounts,
        "total": totals.total.amount,
        "weighted": totals.weighted.amount,
        "unpriced": totals.total.unpriced,
        "without_rate": totals.without_rate,
        "without_probability": totals.without_probability,
    }


def _say_unknown(session: Session, query: ListQuery | None, *currencies: str) -> None:
    """Say which amounts a query compares, and which a sum leaves out, because their currency has no rate."""
    asked = session.workspace.pipeline.unpriced(query) if query is not None else ()
    if unknown := describe_unpriced(dict.fromkeys((*asked, *currencies))):
        session.answers.say(unknown)
