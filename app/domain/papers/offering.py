"""What is offered, as a form takes it: products with quantity, price and discount, completed while they are typed."""

from __future__ import annotations

from typing import Final

from app.domain.core.errors import Refusal
from app.domain.core.exact import shortest
from app.domain.core.field_types.base import EntryKind, Field
from app.domain.core.field_types.choices import Tags
from app.domain.core.suggestions import Suggested
from app.domain.products.lines import typed_line
from app.domain.products.service import ProductService
from app.domain.store.desk import Desk
from app.words import Message, say


class OfferedLines(Tags):
    """Lines typed like ``M2:3@4000-10%``, with commas between; their products are completed."""

    name = "offered_lines"
    noun: Message = "products"
    completes = "offered_line"
    for_custom = False

    def entry(self, field: Field) -> EntryKind:  # noqa: ARG002 - a type is asked with all that any may need
        """Found among products."""
        return "link"


OFFERED_LINES: Final = OfferedLines()


class OfferedLineSuggestions:
    """What a line that is typed may mean."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._products = ProductService(desk)

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """The products that fit, each with the quantity, price and discount typed, and what one costs."""
        try:
            typed = typed_line(text)
        except Refusal:
            return ()
        product = str(typed["product"])
        rest = text.strip()[len(product) :]
        return tuple(
            (f"{number}{rest}", f"{number}{rest}", self._told(code, name, str(typed["quantity"])))
            for code, name, number in self._products.suggest(product, limit)
        )

    def _told(self, code: str, name: str, quantity: str) -> str:
        """What a product is called, and what one of so many costs."""
        try:
            found = self._products.price(code, quantity=quantity)
        except Refusal:
            return name
        if found.discount:
            return say(
                "{name}, {price} less {discount}%", name=name, price=found.price, discount=shortest(found.discount)
            )
        return f"{name}, {found.price}"
