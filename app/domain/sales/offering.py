"""What an opportunity offers, inside a command: its lines, their sum, and the products its lead asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, Refusal
from app.domain.core.figures import figures_of
from app.domain.core.unit_price import UnitPrice
from app.domain.people.linking import resolver
from app.domain.products.catalogue import known_product
from app.domain.products.interests import asked_about
from app.domain.products.kinds import PRODUCT
from app.domain.products.lines import MOST_LINES, Terms, line_columns, priced, put_figures
from app.domain.sales.records import Opportunity, OpportunityLine
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, say

_NO_PRICE: Final = "0"


def lines_in(session: Session, opportunity_id: str) -> list[OpportunityLine]:
    """The lines of an opportunity, in their order."""
    mine = select(OpportunityLine).where(OpportunityLine.opportunity_id == opportunity_id)
    return list(session.scalars(mine.order_by(OpportunityLine.position, OpportunityLine.id)))


def add_line(unit: UnitOfWork, desk: Desk, opportunity: Opportunity, values: Mapping[str, object]) -> OpportunityLine:
    """Offer a product below those that are offered, and work out the sum.

    Args:
        unit: The command.
        desk: Whose it is.
        opportunity: Which one.
        values: Of ``LINE_FIELDS``, typed or as text; what they leave open the catalogue says.

    Raises:
        InvalidFields: Some values do not fit.
        Invalid: It has no price in the currency of the opportunity, or one of another sort than the others.
        NotFound: There is no such product.
    """
    there = lines_in(unit.session, opportunity.id)
    if len(there) >= MOST_LINES:
        raise Invalid(
            say("An opportunity has at most {most} lines.", most=MOST_LINES),
            field="lines",
            hint=say("Make several opportunities of them."),
        )
    terms = _terms(unit.session, desk, opportunity, there, values)
    resolve = resolver(unit.session, me=desk.actor.id)
    columns, inclusive = line_columns(unit.session, values, terms, desk.context(), resolve)
    line = OpportunityLine(
        **columns,
        opportunity_id=opportunity.id,
        position=max((each.position for each in there), default=0) + 1,
        currency=terms.currency,
        tax_inclusive=bool(terms.tax_inclusive if there else inclusive),
    )
    work_out(opportunity, [*there, line])
    return unit.add(line)


def terms_of(desk: Desk, lines: Sequence[OpportunityLine]) -> Terms:
    """What holds for all lines of an opportunity that has some: prices are those of today."""
    return Terms(lines[0].currency, desk.today(), None, lines[0].tax_inclusive)


def _terms(
    session: Session,
    desk: Desk,
    opportunity: Opportunity,
    there: Sequence[OpportunityLine],
    values: Mapping[str, object],
) -> Terms:
    """What holds for a line: the first one decides the currency, where the opportunity has no amount yet."""
    if there:
        return terms_of(desk, there)
    if opportunity.amount_currency:
        return Terms(opportunity.amount_currency, desk.today())
    known = [desk.currency]
    if isinstance(price := values.get("unit_price"), UnitPrice):
        known.insert(0, price.currency)
    if product := values.get("product"):
        known.append(known_product(session, str(product)).price_currency or desk.currency)
    for currency in known:
        terms = Terms(currency, desk.today())
        try:
            line_columns(session, values, terms, desk.context(), resolver(session, me=desk.actor.id))
        except Refusal:
            continue
        return terms
    return Terms(known[0], desk.today())


def work_out(opportunity: Opportunity, lines: Sequence[OpportunityLine]) -> None:
    """Keep what each line comes to; the amount follows their sum, unless somebody gave it.

    Raises:
        Invalid: A figure is too large.
    """
    if not lines:
        if opportunity.amount_of_lines:
            opportunity.amount_minor = opportunity.amount_currency = opportunity.amount_of_lines = None
        return
    currency = lines[0].currency
    figures = figures_of([priced(each) for each in lines], currency, tax_inclusive=lines[0].tax_inclusive)
    for line, each in zip(lines, figures.lines, strict=True):
        put_figures(line, each)
    if opportunity.amount_minor is None or opportunity.amount_of_lines:
        opportunity.amount_minor, opportunity.amount_currency = figures.net.minor, currency
        opportunity.amount_of_lines = True


def take_amount(session: Session, opportunity: Opportunity) -> None:
    """Keep that somebody gave the amount; where it was emptied, the sum of the lines takes its place."""
    opportunity.amount_of_lines = None
    if opportunity.amount_minor is None:
        work_out(opportunity, lines_in(session, opportunity.id))


def offer_interests(unit: UnitOfWork, desk: Desk, lead_id: str, opportunity: Opportunity) -> list[Said]:
    """Offer the products that a lead asked about; answers what there is to say of them, in sentences.

    One without a price in the currency of the opportunity is offered at none, and one that is not sold is left out.
    """
    remarks = []
    for product_id, quantity in asked_about(unit.session, lead_id):
        values: dict[str, object] = {"product": product_id, "quantity": quantity or "1"}
        called = PRODUCT.called(known_product(unit.session, product_id))
        if _refusal(unit, desk, opportunity, values) is None:
            continue
        refused = _refusal(unit, desk, opportunity, {**values, "unit_price": _NO_PRICE})
        remarks.append(
            say("{product} has no price yet.", product=called)
            if refused is None
            else say("{product} was left out: {why}", product=called, why=refused.message)
        )
    return remarks


def _refusal(unit: UnitOfWork, desk: Desk, opportunity: Opportunity, values: Mapping[str, object]) -> Refusal | None:
    """Offer a product, if that is possible; else answers why it is not."""
    try:
        with unit.part():
            add_line(unit, desk, opportunity, values)
    except Refusal as problem:
        return problem
    return None
