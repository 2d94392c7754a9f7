"""Adding and changing products of interest, lines of an opportunity and members of a sales team."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from app.domain.core.fields import Field, ParseContext
from app.domain.products.fields import INTEREST_FIELDS
from app.domain.products.lines import LINE_FIELDS
from app.screens.dialogs.form_dialog import Values, ValuesDialog, filled
from app.words import say

_LINE_FIELDS: Final = {each.code: each for each in LINE_FIELDS}
_EDITED: Final = ("quantity", "unit_price", "discount", "name", "tax_rate", "description")


class ItemDialog(ValuesDialog):
    """Adds something, or changes it: then only what differs is returned, what was emptied too.

    Args:
        title: What it is about.
        fields: Its fields.
        context: In which text is read.
        edit: Whether one that is there is changed.
        options: As for ``FormDialog``.
    """

    def __init__(
        self, title: str, fields: Sequence[Field], context: ParseContext, *, edit: bool = False, **options: Any
    ) -> None:
        super().__init__(title, fields, context, **options)
        self._edit = edit

    def result(self, values: Values) -> Values:
        """What is new, or what differs."""
        return self.form.changes() if self._edit else filled(values)


class InterestDialog(ItemDialog):
    """Adds or changes a product of interest; returns product (a reference), quantity and notes.

    Args:
        record: The record's title, or the product's name when one is changed.
        context: In which text is read.
        edit: Whether one on the record is changed; then the product is not asked.
        options: As for ``FormDialog``.
    """

    def __init__(self, record: str, context: ParseContext, *, edit: bool = False, **options: Any) -> None:
        product = Field("product", "Product", "product", help="By a part of its number or name.")
        super().__init__(
            say("Product of interest · {name}", name=record)
            if edit
            else say("Add product of interest · {name}", name=record),
            INTEREST_FIELDS if edit else (product, *INTEREST_FIELDS),
            context,
            edit=edit,
            required=() if edit else ("product",),
            **options,
        )


class LineDialog(ItemDialog):
    """Adds or changes a line of an opportunity; returns the values of the line, the product as a reference.

    Args:
        record: The record's title, or the name of the line when one is changed.
        context: In which text is read.
        edit: Whether one of the opportunity is changed; then the product is not asked.
        options: As for ``FormDialog``.
    """

    def __init__(self, record: str, context: ParseContext, *, edit: bool = False, **options: Any) -> None:
        if not edit:
            options["values"] = {"quantity": Decimal(1), **options.get("values", {})}
        super().__init__(
            say("Line · {name}", name=record) if edit else say("Add line · {name}", name=record),
            tuple(_LINE_FIELDS[code] for code in (_EDITED if edit else ("product", *_EDITED))),
            context,
            edit=edit,
            required=("quantity",),
            **options,
        )


class TeamDialog(ItemDialog):
    """Adds or changes a member of a sales team; returns user (a reference), roles and notes.

    Args:
        record: The record's title, or the member's name when one is changed.
        context: In which text is read.
        member: The fields of a member, with the roles there are.
        edit: Whether one of the team is changed; then the user is not asked.
        options: As for ``FormDialog``.
    """

    def __init__(
        self, record: str, context: ParseContext, *, member: tuple[Field, ...], edit: bool = False, **options: Any
    ) -> None:
        user = Field("user", "Colleague", "user", help="By a part of the name.")
        super().__init__(
            say("Member of the sales team · {name}", name=record)
            if edit
            else say("Add to the sales team · {name}", name=record),
            member if edit else (user, *member),
            context,
            edit=edit,
            required=("roles",) if edit else ("user", "roles"),
            **options,
        )
