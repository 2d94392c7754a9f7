"""Barcodes as a type of field."""

from __future__ import annotations

from typing import Any, Final

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, FieldType, LocalTime, ParseContext
from app.domain.core.folding import fold
from app.words import say


class Barcode(FieldType):
    """The thirteen digits below a barcode, the last of which checks the others."""

    name = "barcode"
    noun = "barcodes"
    has_preview = True

    def parse(self, field: Field, value: object, context: ParseContext) -> str:  # noqa: ARG002
        """The digits alone."""
        digits = fold(str(value)).replace(" ", "")
        if len(digits) != 13 or not digits.isdigit():
            raise Invalid(
                say("“{text}” is not a barcode.", text=str(value)[:60]), hint=say("Write its thirteen digits.")
            )
        if sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10:
            raise Invalid(
                say("“{text}” is not a barcode: a digit is wrong.", text=digits), hint=say("Look at it again.")
            )
        return digits

    def display(self, field: Field, value: Any, at: LocalTime) -> str:  # noqa: ARG002
        """In groups, as it is printed."""
        return f"{value[0]} {value[1:7]} {value[7:]}"

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """As it is printed."""
        return self.display(field, value, context)


BARCODE: Final = Barcode()
