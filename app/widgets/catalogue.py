"""The catalogue: products and price lists, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, ClassVar, Final

from app.domain.core.columns import RecordCard
from app.domain.core.fields import in_words
from app.domain.core.text import cell_width, pad
from app.domain.products.fields import PRODUCT_FIELDS
from app.domain.products.rows import ListedPrice, ProductLine
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.text import safe_line
from app.words import Words, formats, say

MOST_PRODUCTS: Final = 2000
"""The products that are listed at the most; the command line lists any number."""
_SHOWN: Final = ("name_ar", "family", "price", "unit", "tax_rate", "active_from", "active_to", "kind")
_MOST_PRICES: Final = 500
_LEAST_ROOM: Final = 10


class ProductsPane(LinePane[ProductLine]):
    """The products by name; the ids are theirs."""

    TITLE: ClassVar[Words] = "Products"
    EMPTY = Notice("The catalogue is empty.", "{product.add} adds a product; leadline product import takes a list in")
    IS_LIST = True

    def title_right(self) -> Sequence[Run]:
        """How many there are, as far as they are listed."""
        number = len(self.items)
        more = "+" if number == MOST_PRODUCTS else ""
        return [(f"{formats.number(number)}{more}", "dim")] if number else []

    def blocks(self) -> Iterator[Block[ProductLine]]:
        """A line for each: its number and name, and what it costs."""
        for each in self.items:
            price = "" if each.price is None else str(each.price)
            name: list[Run] = [(safe_line(each.name), "text"), (f"  {safe_line(each.number)}", "dim")]
            yield Block(each.id, (Line(name, [(price, "text")]),), each)


class ProductDetail(LinePane[ProductLine]):
    """A product in full."""

    TITLE: ClassVar[Words] = "Product"
    EMPTY = Notice("No product is chosen.")

    def title_right(self) -> Sequence[Run]:
        """Nothing: it is one thing."""
        return ()

    def show(self, line: ProductLine | None) -> None:
        """Show a product; ``None`` for none."""
        self.begin_anew()
        self.set_items([line] if line is not None else [])

    def blocks(self) -> Iterator[Block[ProductLine]]:
        """Everything of it, in lines."""
        fields = {each.code: each for each in PRODUCT_FIELDS}
        for each in self.items:
            named = [
                (fields[code].label, in_words(fields[code], getattr(each, code), self.display_context))
                for code in _SHOWN
            ]
            head = Line([(safe_line(each.name), "strong"), (f"  {safe_line(each.number)}", "dim")])
            yield Block(each.id, (head, Line(), *_table(named, self.cells)), each)


class PriceListsPane(LinePane[RecordCard]):
    """The price lists by name; the ids are theirs."""

    TITLE: ClassVar[Words] = "Price lists"
    EMPTY = Notice("There is no price list yet.", "{price_list.add} adds one")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[RecordCard]]:
        """A line for each: its name and currency, and how many prices it has; a second for whom it is."""
        for each in self.items:
            values = each.values
            count = formats.number(len(values["prices"]))
            head: list[Run] = [(safe_line(each.title), "text"), (f"  {values['currency']}", "dim")]
            about = joined(
                (safe_line(values["customer_group"]), safe_line(values["campaign"])), self.display_context.signs.dot
            )
            lines = [Line(head, [(count, "dim")])]
            if about:
                lines.append(Line([("  ", "text"), (about, "dim")]))
            yield Block(each.id, tuple(lines), each)


class PriceListDetail(LinePane[Any]):
    """A price list in full, with its prices."""

    TITLE: ClassVar[Words] = "Price list"
    EMPTY = Notice("No price list is chosen.")

    def title_right(self) -> Sequence[Run]:
        """Nothing: it is one thing."""
        return ()

    def show(self, card: RecordCard | None) -> None:
        """Show a price list; ``None`` for none."""
        self.begin_anew()
        self.set_items([card, *card.values["prices"][:_MOST_PRICES]] if card is not None else [])

    def blocks(self) -> Iterator[Block[Any]]:
        """What is true of the list, then a line for each price."""
        for each in self.items:
            if isinstance(each, RecordCard):
                named = [
                    (field.label, in_words(field, each.values[field.code], self.display_context))
                    for field in each.fields
                    if each.values[field.code] not in (None, False) and field.code != "name"
                ]
                yield Block("", (Line([(safe_line(each.title), "strong")]), Line(), *_table(named, self.cells), Line()))
                left = len(each.values["prices"]) - _MOST_PRICES
                if left > 0:
                    yield Block("", (Line([(say("The first {n} prices:", n=formats.number(_MOST_PRICES)), "dim")]),))
            else:
                yield Block(each.id, (_price(each),), each)


def _price(each: ListedPrice) -> Line:
    name: list[Run] = [(safe_line(each.name), "text"), (f"  {safe_line(each.number)}", "dim")]
    return Line(name, [(f"{each.price} / {safe_line(each.unit)}", "text")])


def _table(named: Sequence[tuple[str, str]], cells: int) -> Iterator[Line]:
    """Labels with their values, as far as there are some."""
    filled = [(label, value) for label, value in named if value]
    width = max((cell_width(label) for label, _ in filled), default=0)
    for label, value in filled:
        first, *others = wrap(safe_line(value), max(cells - width - 2, _LEAST_ROOM)) or [""]
        yield Line([(pad(label, width), "dim"), (f"  {first}", "text")])
        yield from (Line([(" " * (width + 2), "text"), (each, "text")]) for each in others)
