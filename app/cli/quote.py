"""Commands of quotations: what we offer, at which price, and until when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.called import by_field
from app.cli.options import Limit, Override, Reason, Values, Version, noun
from app.cli.papers import To, print_pdf, write_email
from app.cli.session import given_only, here, pairs, text_or_input
from app.words import formats, in_context, say, say_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.cli.answers import Answers
    from app.domain.quotes.rows import SoldLine, Sums

app = noun("Quotations: offer products with prices, and follow what becomes of the offer.")
line_app = noun("Lines of a quotation: add, change or remove one.")
app.add_typer(line_app, name="line")

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Quotation"),
    Column("customer_name", "Customer"),
    Column("status", "Status", called=by_field("app.domain.quotes.fields:QUOTATION_FIELDS", "status")),
    Column("total", "Total", "right"),
    Column("valid_until", "Valid until"),
    Column("owner", "Owner"),
    Column("lead_code", in_context("field", "Lead")),
    Column("opportunity_code", in_context("field", "Opportunity")),
)
LINE_COLUMNS = (
    Column("row", "#", "right"),
    Column("number", "Product"),
    Column("name", "Name"),
    Column("quantity", "Quantity", "right"),
    Column("unit", in_context("field", "Unit")),
    Column("unit_price", "Unit price", "right"),
    Column("discount", "Discount %", "right"),
    Column("tax_rate", "Tax %", "right"),
    Column("amount", "Amount", "right"),
    Column("ordered", "Ordered", "right"),
)
_Ref = Annotated[str, typer.Argument(metavar="QUOTATION", help="Code or id of the quotation.")]
_Row = Annotated[str, typer.Argument(metavar="ROW", help="The line: its place from 1.")]
_Comment = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in words; - reads standard input.")]
_Name = Annotated[str | None, typer.Option(metavar="N", help="What stands on the paper.")]
_Quantity = Annotated[str | None, typer.Option(metavar="Q", help="How many; below zero for a credit.")]
_Unit = Annotated[str | None, typer.Option(metavar="U", help="One of the product's units.")]
_Price = Annotated[str | None, typer.Option(metavar="MONEY", help="Of one unit; that of the catalogue without it.")]
_Discount = Annotated[str | None, typer.Option(metavar="PERCENT", help="On this line alone, such as 10%.")]
_Tax = Annotated[str | None, typer.Option(metavar="PERCENT", help="The tax rate, such as 5%.")]
_Description = Annotated[str | None, typer.Option(metavar="TEXT", help="More about it; - reads standard input.")]
_Query = Annotated[str, typer.Argument(metavar="[QUERY]", help="Such as “total > 10k and valid_until < tomorrow”.")]


@app.command()
def add(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="An opportunity, a lead or a customer.")],
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(metavar="PRODUCT:QUANTITY", help="A line such as M2:3, M2:3@4000 or M2:3-10%; repeat for more."),
    ] = None,
    discount: Annotated[
        str | None, typer.Option(metavar="D", help="On all of it: 10%, or an amount such as 75.")
    ] = None,
    valid: Annotated[
        str | None, typer.Option(metavar="DAYS|DAY", help="How long it holds, such as 30d, or its last day.")
    ] = None,
    price_list: Annotated[str | None, typer.Option(metavar="LIST", help="Where its prices are taken from.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="Its currency, such as EUR.")] = None,
    values: Values = None,
) -> None:
    """Make a quotation, a draft, for an opportunity, a lead or a customer."""
    from app.domain.products.lines import typed_line

    session = here(context)
    session.answers.outcome(
        session.workspace.quotes.add(
            record,
            [typed_line(each) for each in line or ()],
            discount=discount,
            valid=valid,
            price_list=price_list,
            currency=currency,
            values=pairs(values),
        )
    )


@app.command("list")
def list_(
    context: typer.Context,
    query: _Query = "",
    *,
    status: Annotated[str | None, typer.Option(metavar="S", help="draft, submitted, lost, expired…")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Words they hold.")] = "",
    sort: Annotated[str, typer.Option(metavar="FIELD", help="Such as -total or valid_until.")] = "-updated_at",
    limit: Limit = 50,
    after: Annotated[str, typer.Option(metavar="QUOTATION", help="Go on after this one.")] = "",
) -> None:
    """List quotations, the last changed first."""
    session = here(context)
    quotes = session.workspace.quotes
    lines = quotes.list(query, status=status, search=search, sort=sort, limit=limit + 1, after=after)
    counting = partial(quotes.count, query, status=status, search=search)
    session.answers.page(lines, limit, _COLUMNS, empty="No quotations.", count=counting)


@app.command()
def show(context: typer.Context, quotation: _Ref) -> None:
    """Show a quotation in full: its lines, discount, taxes and total."""
    session = here(context)
    found = session.workspace.quotes.show(quotation)
    if session.answers.as_json:
        session.answers.json(found.as_json())
        return
    told = found.card.in_words(session.answers.at)
    validity = [(say("Validity"), found.validity)] if found.validity else []
    contacts = [(say("Contacts"), ", ".join(each.title for each in found.contacts))] if found.contacts else []
    session.answers.record(found, [(say("Code"), found.card.code), *told, *validity, *contacts])
    tell_lines(session.answers, found.lines, found.sums, is_offer=True)


def tell_lines(answers: Answers, lines: Iterable[SoldLine], sums: Sums, *, is_offer: bool) -> None:
    """Print the lines of a document and what it comes to, for a person; of an offer also how much is ordered."""
    answers.text("")
    answers.rows(list(lines), LINE_COLUMNS if is_offer else LINE_COLUMNS[:-1], empty="No lines.")
    answers.text("")
    answers.record(sums, sums_in_words(sums))


def sums_in_words(sums: Sums) -> list[tuple[str, Any]]:
    """Label and amount of what a document comes to, line by line."""
    percent = sums.discount_percent
    discount = say("Discount {percent}", percent=formats.percent(percent)) if percent is not None else say("Discount")
    taxes = [
        (
            say("Tax {rate} on {base}", rate=formats.percent(each.rate), base=each.base)
            if not sums.tax_inclusive
            else say("Tax {rate} on {base}, included", rate=formats.percent(each.rate), base=each.base),
            each.tax,
        )
        for each in sums.taxes
    ]
    taken = [(discount, sums.discount)] if sums.discount.minor else []
    return [(say("Net"), sums.net), *taken, *taxes, (say_in("of a document", "Total"), sums.total)]


@app.command()
def edit(context: typer.Context, quotation: _Ref, values: Values = None, if_version: Version = None) -> None:
    """Change fields; once it is submitted, what was offered stays."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.edit(quotation, pairs(values), version=if_version))


@app.command()
def copy(context: typer.Context, quotation: _Ref) -> None:
    """Make a draft anew of a quotation, with its lines and prices."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.copy(quotation))


@app.command()
def submit(context: typer.Context, quotation: _Ref) -> None:
    """Offer a draft; its figures stay as they are from now on."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.submit(quotation))


@app.command()
def reply(context: typer.Context, quotation: _Ref) -> None:
    """Note that the customer answered."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.reply(quotation))


@app.command()
def lose(
    context: typer.Context,
    quotation: _Ref,
    reason: Annotated[str | None, typer.Option(metavar="R", help="price, timing, competitor…, or another.")] = None,
    comment: _Comment = None,
) -> None:
    """Give an offer up as lost."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.lose(quotation, reason, text_or_input(comment)))


@app.command()
def cancel(context: typer.Context, quotation: _Ref, comment: _Comment = None) -> None:
    """Take an offer, or a draft, back."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.cancel(quotation, text_or_input(comment)))


@app.command()
def pdf(context: typer.Context, quotation: _Ref, to: To) -> None:
    """Make the PDF of a quotation: in the language of --lang, else in the customer's."""
    print_pdf(here(context), quotation, to)


@app.command()
def send(context: typer.Context, quotation: _Ref, to: To, *, override: Override = False, reason: Reason = None) -> None:
    """Make an email with the PDF for your mail program to send, submit a draft, and log the email."""
    write_email(here(context), quotation, to, override=override, reason=reason)


@app.command()
def delete(context: typer.Context, quotation: _Ref) -> None:
    """Delete a quotation; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.delete(quotation))


@line_app.command("add")
def add_line(
    context: typer.Context,
    quotation: _Ref,
    product: Annotated[
        str | None, typer.Argument(metavar="PRODUCT:QUANTITY", help="Such as M2:3, M2:3@4000 or M2:3-10%.")
    ] = None,
    *,
    name: _Name = None,
    quantity: _Quantity = None,
    unit: _Unit = None,
    price: _Price = None,
    discount: _Discount = None,
    tax: _Tax = None,
    description: _Description = None,
) -> None:
    """Add a line to a draft: a product, or with --name and --price something else."""
    from app.domain.products.lines import typed_line

    session = here(context)
    given = _line_values(name, quantity, unit, price, discount, tax, description)
    values = {**(typed_line(product) if product else {}), **given}
    session.answers.outcome(session.workspace.quotes.add_line(quotation, values))


@line_app.command("set")
def set_line(
    context: typer.Context,
    quotation: _Ref,
    row: _Row,
    *,
    product: Annotated[str | None, typer.Option(metavar="PRODUCT", help="Another product.")] = None,
    name: _Name = None,
    quantity: _Quantity = None,
    unit: _Unit = None,
    price: _Price = None,
    discount: _Discount = None,
    tax: _Tax = None,
    description: _Description = None,
    if_version: Version = None,
) -> None:
    """Change a line of a draft."""
    session = here(context)
    given = _line_values(name, quantity, unit, price, discount, tax, description)
    values = {**given_only(product=product), **given}
    session.answers.outcome(session.workspace.quotes.set_line(quotation, row, values, version=if_version))


@line_app.command("remove")
def remove_line(context: typer.Context, quotation: _Ref, row: _Row) -> None:
    """Remove a line from a draft."""
    session = here(context)
    session.answers.outcome(session.workspace.quotes.remove_line(quotation, row))


def _line_values(
    name: str | None,
    quantity: str | None,
    unit: str | None,
    price: str | None,
    discount: str | None,
    tax: str | None,
    description: str | None,
) -> dict[str, object]:
    return given_only(
        name=name,
        quantity=quantity,
        unit=unit,
        unit_price=price,
        discount=discount,
        tax_rate=tax,
        description=text_or_input(description),
    )
