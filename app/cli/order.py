"""Commands of sales orders: what was bought of a quotation."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.options import Limit, Values, Version, noun
from app.cli.papers import To, print_pdf
from app.cli.quote import tell_lines
from app.cli.session import here, pairs, text_or_input
from app.words import in_context, say

app = noun("Orders: order what was offered, and confirm it.")

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Order"),
    Column("customer_name", "Customer"),
    Column("status", "Status", called=by_field("app.domain.orders.fields:ORDER_FIELDS", "status")),
    Column("total", "Total", "right"),
    Column("ordered_on", "Ordered on"),
    Column("quotation_code", in_context("field", "Quotation")),
    Column("owner", "Owner"),
    Column("customer_code", in_context("field", "Customer record")),
)
_Ref = Annotated[str, typer.Argument(metavar="ORDER", help="Code or id of the order.")]


@app.command()
def add(
    context: typer.Context,
    *,
    quote: Annotated[str, typer.Option(metavar="QUOTATION", help="Code or id of the quotation.")],
    row: Annotated[
        list[str] | None,
        typer.Option(metavar="ROW:QUANTITY", help="A row of it, such as 3:2; all that is left without any; repeat."),
    ] = None,
) -> None:
    """Order what was offered: all that is left of a quotation, or some rows of it."""
    session = here(context)
    session.answers.outcome(session.workspace.orders.add(quote, row or ()))


@app.command("list")
def list_(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as “total > 10k and status = confirmed”.")] = "",
    *,
    status: Annotated[str | None, typer.Option(metavar="S", help="draft, confirmed or cancelled.")] = None,
    quote: Annotated[str | None, typer.Option(metavar="QUOTATION", help="Only those of this quotation.")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str, typer.Option(metavar="FIELD", help="Such as -total or ordered_on.")] = "-updated_at",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="ORDER", help="Go on after this one.")] = "",
) -> None:
    """List orders, the last changed first."""
    session = here(context)
    orders = session.workspace.orders
    of = session.workspace.quotes.find(quote) if quote else ""
    lines = orders.list(query, status=status, search=search, of=of, sort=sort, limit=limit + 1, after=after)
    counting = partial(orders.count, query, status=status, search=search, of=of)
    session.answers.page(lines, limit, _COLUMNS, empty="No orders.", count=counting)


@app.command()
def show(context: typer.Context, order: _Ref) -> None:
    """Show an order in full: its lines, discount, taxes and total."""
    session = here(context)
    found = session.workspace.orders.show(order)
    if session.answers.as_json:
        session.answers.json(found.as_json())
        return
    session.answers.record(found, [(say("Code"), found.card.code), *found.card.in_words(session.answers.at)])
    tell_lines(session.answers, found.lines, found.sums, is_offer=False)


@app.command()
def edit(context: typer.Context, order: _Ref, values: Values = None, if_version: Version = None) -> None:
    """Change fields; what was ordered stays."""
    session = here(context)
    session.answers.outcome(session.workspace.orders.edit(order, pairs(values), version=if_version))


@app.command()
def confirm(context: typer.Context, order: _Ref) -> None:
    """Confirm an order: its customer is made if there is none, and its lead is converted."""
    session = here(context)
    session.answers.outcome(session.workspace.orders.confirm(order))


@app.command()
def cancel(
    context: typer.Context,
    order: _Ref,
    comment: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; - reads standard input.")] = None,
) -> None:
    """Cancel an order; what it took can be ordered again."""
    session = here(context)
    session.answers.outcome(session.workspace.orders.cancel(order, text_or_input(comment)))


@app.command()
def pdf(context: typer.Context, order: _Ref, to: To) -> None:
    """Make the PDF of the order confirmation: in the language of --lang, else in the customer's."""
    print_pdf(here(context), order, to)


@app.command()
def delete(context: typer.Context, order: _Ref) -> None:
    """Delete an order that is not confirmed; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.orders.delete(order))
