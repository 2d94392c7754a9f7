"""What a quotation starts from where nobody names a line: what its opportunity offers, or its lead asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.core.errors import Refusal
from app.domain.products.catalogue import known_product
from app.domain.products.documents import work_out
from app.domain.products.kinds import PRODUCT
from app.domain.products.lines import COPIED
from app.domain.quotes.making import add_lines
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.sales.offering import lines_in
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, say


def start_lines(
    unit: UnitOfWork, desk: Desk, quotation: Quotation, asked: Sequence[Mapping[str, object]]
) -> tuple[int, list[Said]]:
    """Give a quotation the lines of its opportunity, else the products that were asked about.

    Args:
        unit: The command under way.
        desk: Who works.
        quotation: One without lines.
        asked: Product and quantity of what its lead asked about.

    Returns:
        How many lines it has then, and what was left out and why, in sentences.
    """
    offered = lines_in(unit.session, quotation.opportunity_id) if quotation.opportunity_id else []
    if offered and offered[0].currency == quotation.total_currency:
        lines = [
            QuotationLine(
                quotation_id=quotation.id,
                position=each.position,
                ordered="0",
                **{name: getattr(each, name) for name in COPIED},
            )
            for each in offered
        ]
        quotation.tax_inclusive = offered[0].tax_inclusive
        work_out(quotation, lines)
        for line in lines:
            unit.add(line)
        return len(lines), []
    return _from_interests(unit, desk, quotation, asked)


def _from_interests(
    unit: UnitOfWork, desk: Desk, quotation: Quotation, asked: Sequence[Mapping[str, object]]
) -> tuple[int, list[Said]]:
    lines: list[QuotationLine] = []
    left_out: list[Said] = []
    for values in asked:
        try:
            lines += add_lines(unit, desk, quotation, lines, [values])
        except Refusal as refusal:
            called = PRODUCT.called(known_product(unit.session, str(values["product"])))
            left_out.append(say("{product} was left out: {why}", product=called, why=refusal.message))
    return len(lines), left_out
