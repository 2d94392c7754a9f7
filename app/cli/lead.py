"""Commands of leads."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.interest import app as interests
from app.cli.options import Lead, Limit, Override, Reason, Values, Version, noun
from app.cli.reaching import add_reaching
from app.cli.session import given_only, here, pairs
from app.domain.core.windows import Anchor, ListQuery
from app.domain.products.queries import lead_with_interests
from app.domain.rates.totals import describe_unpriced
from app.words import say

app = noun("Leads: enter, find, change, decide.")
add_reaching(app)
app.add_typer(interests, name="interest")

_COLUMNS = (
    Column("code", "Code"),
    Column("title", "Lead"),
    Column("topic", "Topic"),
    Column("status", "Status", called=by_field("app.domain.leads.fields:LEAD_FIELDS", "status")),
    Column("rating", "Rating", called=by_field("app.domain.leads.fields:LEAD_FIELDS", "rating")),
    Column("source", "Source", called=by_field("app.domain.leads.fields:LEAD_FIELDS", "source")),
    Column("owner", "Owner"),
    Column("next_contact_at", "Next contact"),
    Column("last_activity_at", "Last activity"),
)


@app.command()
def add(
    context: typer.Context,
    *,
    kind: Annotated[str | None, typer.Option(metavar="person|organisation", help="What it is.")] = None,
    name: Annotated[str | None, typer.Option(metavar="N", help="The person's full name.")] = None,
    company: Annotated[str | None, typer.Option(metavar="C", help="The company.")] = None,
    email: Annotated[str | None, typer.Option(metavar="E", help="The email address.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="P", help="The phone number, with the country.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="T", help="What they want, in one line.")] = None,
    source: Annotated[str | None, typer.Option(metavar="S", help="Where they came from.")] = None,
    values: Values = None,
) -> None:
    """Enter a lead."""
    session = here(context)
    given = given_only(kind=kind, name=name, company=company, email=email, phone=phone, topic=topic, source=source)
    session.answers.outcome(session.workspace.leads.add({**given, **pairs(values)}))


@app.command("list")
def list_(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as “rating = hot and city = Dubai”.")] = "",
    view: Annotated[str | None, typer.Option(metavar="NAME", help="A saved view; see: leadline view list")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str | None, typer.Option(metavar="FIELD,-FIELD", help="The order; - turns a field round.")] = None,
    limit: Limit = 50,
    after: Annotated[str | None, typer.Option(metavar="LEAD", help="Go on after this lead.")] = None,
) -> None:
    """List leads: those of a view, of a query, or the open ones."""
    session = here(context)
    leads = session.workspace.leads
    base = leads.view(view or ("all" if query or search else "open")).query
    wanted: ListQuery = replace(base, narrowing=query, search=search)
    if sort:
        wanted = replace(wanted, sort=tuple(part.strip() for part in sort.split(",") if part.strip()))
    anchor = Anchor("after", leads.find(after)) if after else Anchor()
    window = leads.window(wanted, anchor, limit)
    session.answers.rows(window.lines, _COLUMNS, empty="No leads.")
    if unknown := describe_unpriced(leads.unpriced(wanted) if query or sort else ()):
        session.answers.say(unknown)
    if window.more_after:
        more = say("--after {code} goes on", code=window.lines[-1].code)
        session.answers.limited(len(window.lines), leads.count(wanted), more)


@app.command()
def show(context: typer.Context, lead: Lead) -> None:
    """Show a lead in full."""
    session = here(context)
    shown = session.read(lead_with_interests, lead)
    lines = shown.in_words(session.answers.at)
    if not session.answers.as_json:
        from app.domain.calling.saying import their_time_of

        lines.append((say("Their time"), their_time_of(shown.card.values, session.answers.at.now)))
    session.answers.record(shown, lines)


@app.command()
def edit(
    context: typer.Context,
    lead: Lead,
    values: Values = None,
    if_version: Version = None,
    *,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Change fields of an open lead; an empty value empties the field."""
    session = here(context)
    leads = session.workspace.leads
    session.answers.outcome(
        leads.edit(lead, pairs(values), version=if_version, override=override, override_reason=reason)
    )


@app.command()
def status(
    context: typer.Context, lead: Lead, status: Annotated[str, typer.Argument(help="Such as replied or interested.")]
) -> None:
    """Set the status of a lead."""
    session = here(context)
    session.answers.outcome(session.workspace.leads.set_status(lead, status))


@app.command("next-contact")
def next_contact(
    context: typer.Context,
    lead: Lead,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="Such as “tomorrow 10”; none takes it away.")],
    by: Annotated[
        str | None, typer.Option(metavar="USER", help="Who gets in touch; the lead's owner without it.")
    ] = None,
    *,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Set when to get in touch with a lead next."""
    session = here(context)
    moment = None if when.strip().lower() == "none" else when
    leads = session.workspace.leads
    session.answers.outcome(leads.set_next_contact(lead, moment, by, override=override, override_reason=reason))


@app.command()
def assign(
    context: typer.Context,
    lead: Lead,
    user: Annotated[str | None, typer.Argument(metavar="[USER]", help="The new owner.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="USER", help="The new owner, too.")] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="USER,USER…", help="Who works on it beside the owner from now on; none for nobody."),
    ] = None,
) -> None:
    """Give a lead to an owner, or to colleagues who work on it beside the owner; each new one is told."""
    session = here(context)
    session.answers.outcome(session.workspace.leads.assign(lead, owner or user, to))


@app.command()
def delete(context: typer.Context, lead: Lead) -> None:
    """Delete a lead; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.qualification.delete(lead))


@app.command()
def qualify(
    context: typer.Context,
    leads: Annotated[list[str] | None, typer.Argument(metavar="LEAD…", help="Which lead, or several.")] = None,
    where: Annotated[
        str | None, typer.Option(metavar="QUERY", help="Every open lead that fits, such as “rating = hot”.")
    ] = None,
    account: Annotated[str | None, typer.Option(metavar="new|none|ID", help="The account to make or use.")] = None,
    contact: Annotated[str | None, typer.Option(metavar="new|none|ID", help="The contact to make or use.")] = None,
    opportunity: Annotated[
        str | None, typer.Option(metavar="new|none|N", help="One opportunity, none, or how many.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(metavar="NAME", help="An opportunity's name; repeat.")] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, although required steps are missing; it is kept.")
    ] = None,
    *,
    plan: Annotated[bool, typer.Option("--plan", help="Only show what it would mean.")] = False,
) -> None:
    """Close leads as qualified, with account, contact and opportunity.

    Without --account or --contact the plan's own suggestion is taken: an existing one that matches, else a new one.
    Of several leads each uses what matches it, and makes what is missing; one undo takes all of it back.
    """
    from app.cli.qualifying import Wanted, qualify_one, qualify_several, show_plan, wanted_leads

    session = here(context)
    wanted = Wanted(account, contact, opportunity, tuple(name or ()), reason)
    refs = wanted_leads(session, leads or [], where, plan=plan)
    if plan:
        show_plan(session.answers, session.workspace.qualification.plan(refs[0]))
    elif where is None and len(refs) == 1:
        qualify_one(session, refs[0], wanted)
    else:
        qualify_several(session, refs, wanted)


@app.command()
def disqualify(
    context: typer.Context,
    lead: Lead,
    reason: Annotated[str, typer.Option(metavar="R", help="Such as poor_fit or no_longer_interested.")],
    comment: Annotated[str | None, typer.Option(metavar="C", help="Why, in a few words; needed for “other”.")] = None,
    keep_contact: Annotated[
        bool, typer.Option("--keep-contact", help="Keep the person as a contact, and the company.")
    ] = False,
) -> None:
    """Close a lead with a reason."""
    session = here(context)
    qualification = session.workspace.qualification
    session.answers.outcome(qualification.disqualify(lead, reason, comment, keep_contact=keep_contact))


@app.command()
def reactivate(context: typer.Context, lead: Lead) -> None:
    """Open a closed lead again."""
    session = here(context)
    session.answers.outcome(session.workspace.qualification.reactivate(lead))
