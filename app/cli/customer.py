"""Commands of customers: who has bought."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.called import by_field
from app.cli.options import Limit, Values, Version, noun
from app.cli.session import given_only, here, pairs
from app.words import in_context, say

app = noun("Customers: accounts and contacts that have bought.")

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Customer"),
    Column("kind", "Kind", called=by_field("app.domain.customers.fields:CUSTOMER_FIELDS", "kind")),
    Column("customer_group", "Customer group"),
    Column("contact", in_context("field", "Contact")),
    Column("lead_code", in_context("field", "Lead")),
    Column("since", "Customer since"),
    Column("owner", "Owner"),
)
_Ref = Annotated[str, typer.Argument(metavar="CUSTOMER", help="Code, id or name of the customer.")]
_From = Annotated[str | None, typer.Option(metavar="RECORD", help="What it is made from.")]


@app.command()
def add(
    context: typer.Context,
    *,
    lead: _From = None,
    opportunity: _From = None,
    account: _From = None,
    contact: _From = None,
    values: Values = None,
) -> None:
    """Make a customer of a lead, an opportunity, an account or a contact."""
    given = given_only(lead=lead, opportunity=opportunity, account=account, contact=contact)
    if len(given) != 1:
        raise Misuse(
            say("A customer is made from one record."),
            hint=say("Give one of --lead, --opportunity, --account and --contact."),
        )
    ((kind, ref),) = given.items()
    session = here(context)
    session.answers.outcome(session.workspace.customers.add(kind, str(ref), pairs(values)))


@app.command("list")
def list_(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as “since > 2026-01-01”.")] = "",
    *,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str, typer.Option(metavar="FIELD", help="Such as name or -since.")] = "name",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="CUSTOMER", help="Go on after this one.")] = "",
) -> None:
    """List customers by name."""
    session = here(context)
    customers = session.workspace.customers
    lines = customers.list(query, search, sort, limit + 1, after)
    counting = partial(customers.count, query, search)
    session.answers.page(lines, limit, _COLUMNS, empty="No customers.", count=counting)


@app.command()
def show(context: typer.Context, customer: _Ref) -> None:
    """Show a customer in full."""
    session = here(context)
    card = session.workspace.customers.show(customer)
    session.answers.record(card, [(say("Code"), card.code), *card.in_words(session.answers.at)])


@app.command()
def edit(context: typer.Context, customer: _Ref, values: Values = None, if_version: Version = None) -> None:
    """Change fields of a customer; an empty value empties the field."""
    session = here(context)
    session.answers.outcome(session.workspace.customers.edit(customer, pairs(values), version=if_version))


@app.command()
def delete(context: typer.Context, customer: _Ref) -> None:
    """Delete a customer; the lead it was made from is interested again."""
    session = here(context)
    session.answers.outcome(session.workspace.customers.delete(customer))
