"""Making a quotation, changing its lines, losing or cancelling it, ordering of it, and its papers as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from app.domain.core.errors import Invalid
from app.domain.core.exact import shortest
from app.domain.core.fields import Field, ParseContext
from app.domain.products.lines import LINE_FIELDS, typed_line
from app.domain.quotes.fields import COMMENT, LOST_REASON
from app.screens.dialogs.contacting import ContactingDialog
from app.screens.dialogs.form_dialog import FormDialog, Values, ValuesDialog
from app.words import LANGUAGES, Words, in_context, own, say

if TYPE_CHECKING:
    from app.domain.quotes.rows import SoldLine

_LANGUAGES: Final = tuple((code, own(name)) for code, name in LANGUAGES.items())
_LINES: Final = Field(
    "lines", "Products", "offered_lines", help="Such as M2:3, or M2:3@4000-10% with another price and a discount."
)
_OFFER: Final = (
    _LINES,
    Field("discount", "Discount", help="On all of it: 10%, or an amount such as 75."),
    Field("valid", "Valid until", help="A day, or a number of days such as 30d; as managers say without it."),
    Field("price_list", "Price list", "price_list"),
    Field("currency", "Currency", help="As its first price is without it."),
)
_PAPER: Final = (
    Field("language", "Language", "choice", choices=_LANGUAGES),
    Field("to", "File", "path", help="A file that is not there yet."),
)


class QuoteDialog(FormDialog[Values]):
    """Makes a quotation; returns lines, discount, valid, price_list and currency.

    Args:
        name: Whom it is for.
        context: In which text is read.
        options: As for ``FormDialog``; ``values`` may give what is proposed.
    """

    verb: ClassVar[Words] = in_context("key line", "make it")
    codes = (("product", "lines"), ("quantity", "lines"), ("unit_price", "lines"), ("valid_until", "valid"),
             ("reduction", "discount"), ("price", "lines"), ("line", "lines"))  # fmt: skip

    def __init__(self, name: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("New quotation · {name}", name=name), _OFFER, context, **options)

    def result(self, values: Values) -> Values:
        """The lines read, and what else is given."""
        lines = [typed_line(text) for text in values.get("lines") or ()]
        price_list = values.get("price_list")
        return {
            "lines": lines,
            "discount": values.get("discount"),
            "valid": values.get("valid"),
            "price_list": getattr(price_list, "id", price_list),
            "currency": values.get("currency"),
        }


class LineDialog(FormDialog[Values]):
    """Adds a line to a quotation, or changes one; returns the values that were given, or that changed.

    Args:
        title: What it is about.
        context: In which text is read.
        currency: Of the quotation.
        line: The line that is changed; none for a new one.
        options: As for ``FormDialog``.
    """

    def __init__(
        self, title: str, context: ParseContext, *, currency: str, line: SoldLine | None = None, **options: Any
    ) -> None:
        values = _values_of(line) if line else {"quantity": "1"}
        begin = "quantity" if line else "product"
        super().__init__(title, LINE_FIELDS, replace(context, currency=currency), values=values, begin=begin, **options)
        self._is_new = line is None

    def result(self, values: Values) -> Values:
        """What was given; of a line that is there, what changed."""
        if not self._is_new:
            return self.form.changes()
        return {code: value for code, value in values.items() if value is not None}


def _values_of(line: SoldLine) -> dict[str, Any]:
    return {
        "product": line.product,
        "name": line.name,
        "name_ar": line.name_ar,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount": line.discount or None,
        "tax_rate": line.tax_rate,
        "description": line.description,
    }


class LoseQuoteDialog(ValuesDialog):
    """Gives a quotation up as lost; returns reason and comment."""

    verb: ClassVar[Words] = "lose it"
    codes = (("lost_reason", "reason"),)

    def __init__(self, name: str, context: ParseContext, **options: Any) -> None:
        fields = (replace(LOST_REASON, code="reason"), COMMENT)
        super().__init__(say("Lose · {name}", name=name), fields, context, required=("reason",), **options)


class CancelDialog(ValuesDialog):
    """Cancels a quotation or an order; returns a comment."""

    verb: ClassVar[Words] = "cancel it"

    def __init__(self, name: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Cancel · {name}", name=name), (COMMENT,), context, **options)


class OrderDialog(FormDialog[list[str]]):
    """Orders what is left of a quotation, or a part of it; returns each row with its quantity, such as ``3:2``.

    Args:
        name: The quotation.
        lines: Those of which something is left.
        context: In which text is read.
        options: As for ``FormDialog``.
    """

    verb: ClassVar[Words] = in_context("key line", "order it")

    def __init__(self, name: str, lines: Sequence[SoldLine], context: ParseContext, **options: Any) -> None:
        fields = [
            Field(
                f"row_{line.row}",
                own(f"{line.row} {line.name}", ar=f"{line.row} {line.name_ar or line.name}"),
                "exact_number",
                help=say("Of {quantity} {unit}; 0 leaves it for later.", quantity=shortest(line.left), unit=line.unit),
            )
            for line in lines
        ]
        values = {f"row_{line.row}": line.left for line in lines}
        super().__init__(say("Make an order · {name}", name=name), fields, context, values=values, **options)

    def result(self, values: Values) -> list[str]:
        """The quantities that are ordered now."""
        wanted = [f"{code.removeprefix('row_')}:{shortest(number)}" for code, number in values.items() if number]
        if not wanted:
            raise Invalid(say("Nothing is to be ordered."), hint=say("Give a quantity."))
        return wanted


class PaperDialog(ValuesDialog):
    """Makes a PDF; returns language and to."""

    verb: ClassVar[Words] = in_context("key line", "print it")

    def __init__(self, name: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Print · {name}", name=name), _PAPER, context, required=("language", "to"), **options)


class SendDialog(ContactingDialog):
    """Makes an email with a quotation; returns language, to, and an override with its reason where there is a wish."""

    verb: ClassVar[Words] = in_context("key line", "make it")

    def __init__(self, name: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Send · {name}", name=name), _PAPER, context, required=("language", "to"), **options)
