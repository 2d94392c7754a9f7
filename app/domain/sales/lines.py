"""Use cases of the lines of an opportunity: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import NotFound
from app.domain.core.money import Money
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import check_version, describe_changes
from app.domain.people.linking import resolver
from app.domain.products.lines import LINE_FIELDS, changed_columns, typed_line
from app.domain.sales.events import OpportunityChanged
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.known import working
from app.domain.sales.offering import add_line, lines_in, terms_of, work_out
from app.domain.sales.queries import lines_of
from app.domain.sales.records import Opportunity, OpportunityLine
from app.domain.sales.rows import OfferedLine
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, say, sentences


class OpportunityLineService:
    """What opportunities offer."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str) -> tuple[OfferedLine, ...]:
        """The lines of an opportunity in their order, numbered from 1."""
        with self._desk.read() as reader:
            return lines_of(reader, OPPORTUNITY.find(reader.connection, ref))

    def line(self, ref: str, which: str) -> OfferedLine:
        """A line of an opportunity by its place, id, or the number or name of its product.

        Raises:
            NotFound: There is none.
        """
        lines, wanted = self.of(ref), which.strip().casefold()
        for each in lines:
            names = (each.id, str(each.position), each.number or "", each.name)
            if wanted in (name.casefold() for name in names if name):
                return each
        raise NotFound(
            say("There is no line “{which}”.", which=which[:60]),
            field="line",
            hint=say("leadline opportunity line list {ref} shows them.", ref=ref)
            if lines
            else say("None was added yet."),
        )

    def add(self, ref: str, line: str | None = None, **values: object) -> Outcome:
        """Offer a product; the amount of the opportunity follows, unless somebody gave it.

        Args:
            ref: The opportunity.
            line: Typed like ``M2:3@4000-10%``: product, quantity, unit price, discount.
            values: Of ``LINE_FIELDS``, in place of what ``line`` says.

        Raises:
            NotFound: There is no such opportunity or product.
            ReadOnly: The opportunity is closed.
            Invalid: A value does not fit; the product has no price in its currency; there are too many lines.
        """
        given = {**(typed_line(line) if line else {}), **{code: each for code, each in values.items() if each}}
        with self._desk.write("opportunity.add_line") as unit:
            opportunity = working(unit.session, ref)
            added = add_line(unit, self._desk, opportunity, given)
            message = self._told(
                unit, opportunity, say("{name} offers {product}.", name=opportunity.name, product=_called(added))
            )
        return Outcome(added.id, opportunity.code, ("lines",), message, unit.seq)

    def edit(self, id: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change a line; another product brings its own price and tax along.

        Raises:
            NotFound: The line is not there any more, or there is no such product.
            ReadOnly: The opportunity is closed.
            Conflict: It was changed since ``version``.
            Invalid: A value does not fit.
        """
        with self._desk.write("opportunity.edit_line") as unit:
            line, opportunity = _known(unit.session, id)
            check_version(line, version, values, _card(line))
            lines = lines_in(unit.session, opportunity.id)
            resolve = resolver(unit.session, me=self._desk.actor.id)
            columns, _ = changed_columns(
                unit.session, line, values, terms_of(self._desk, lines), self._desk.context(), resolve
            )
            changed = [name for name, value in columns.items() if getattr(line, name) != value]
            for name in changed:
                setattr(line, name, columns[name])
            work_out(opportunity, lines)
            codes = tuple("product" if name == "product_id" else name for name in changed)
            message = self._told(unit, opportunity, describe_changes(line.name, LINE_FIELDS, codes))
        return Outcome(line.id, opportunity.code, codes, message, unit.seq)

    def remove(self, id: str) -> Outcome:
        """Offer something no longer.

        Raises:
            NotFound: The line is not there any more.
            ReadOnly: The opportunity is closed.
        """
        with self._desk.write("opportunity.remove_line") as unit:
            line, opportunity = _known(unit.session, id)
            unit.session.delete(line)
            work_out(opportunity, [each for each in lines_in(unit.session, opportunity.id) if each is not line])
            message = self._told(
                unit,
                opportunity,
                say("{name} no longer offers {product}.", name=opportunity.name, product=_called(line)),
            )
        return Outcome(id, opportunity.code, ("lines",), message, unit.seq)

    def _told(self, unit: UnitOfWork, opportunity: Opportunity, done: Said) -> Said:
        """Say what was done, and what the amount is now where it follows the lines."""
        follows = opportunity.amount_of_lines and opportunity.amount_minor is not None
        amount = Money(opportunity.amount_minor or 0, opportunity.amount_currency or "") if follows else None
        message = sentences(done, say("Its amount is {amount}.", amount=amount) if amount is not None else "")
        unit.describe(message, OPPORTUNITY.name, opportunity.id)
        unit.publish(OpportunityChanged(opportunity.id, ("lines", "amount") if amount is not None else ("lines",)))
        return message


def _known(session: Session, id: str) -> tuple[OpportunityLine, Opportunity]:
    line = session.get(OpportunityLine, id)
    if line is None:
        raise NotFound(say("This line is no longer there."), hint=say("It may have been undone; history tells."))
    return line, working(session, line.opportunity_id)


def _called(line: OpportunityLine) -> str:
    """What a line offers, and how much of it."""
    return f"{line.quantity} × {line.name}"


def _card(line: OpportunityLine) -> RecordCard:
    values = {each.code: getattr(line, each.code, None) for each in LINE_FIELDS}
    return RecordCard("line", line.id, line.number or "", line.version, line.name, values, fields=LINE_FIELDS)
