"""Quotations as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Closing, Kind, register
from app.domain.quotes.fields import OFFERED, QUOTATION_FIELDS
from app.words import in_context, say_many

QUOTATION: Final = register(
    Kind(
        "quotation",
        "QUO",
        "QUO-6H3N",
        "app.domain.quotes.records:Quotation",
        QUOTATION_FIELDS,
        turn=11,
        noun=in_context("kind", "quotation"),
        plural=in_context("kind", "quotations"),
        counted=lambda number: say_many("{n} quotation", "{n} quotations", number),
        beside=("code",),
        detail="customer_name",
        closing=Closing("status", ("draft", *OFFERED, "partially_ordered"), "Copy it to offer it anew."),
        derive="app.domain.quotes.making:derive",
        service="app.domain.quotes.service:QuoteService",
        timeline=5,
    )
)
