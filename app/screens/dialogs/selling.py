"""Adding and changing products of interest and members of a sales team."""

from __future__ import annotations

from typing import Any

from app.domain.core.fields import Field, ParseContext
from app.domain.products.fields import INTEREST_FIELDS
from app.screens.dialogs.form_dialog import ValuesDialog
from app.words import say


class InterestDialog(ValuesDialog):
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
            required=() if edit else ("product",),
            **options,
        )


class TeamDialog(ValuesDialog):
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
            required=("roles",) if edit else ("user", "roles"),
            **options,
        )
