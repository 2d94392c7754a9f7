"""Quotations: what we offer, at which price, and until when."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Owned

QUOTES: Final = Area(
    "quotes",
    records="app.domain.quotes.records",
    rights=(
        ("quotation", Owned("quotation", follows=(("lead_id", "lead"), ("opportunity_id", "opportunity")))),
        ("quotation_line", Follows((("quotation_id", "quotation"),))),
    ),
    statements="app.domain.quotes.statements",
    field_types=("app.domain.quotes.links:QUOTATION_LINK",),
    kinds="app.domain.quotes.kinds",
    services=(
        ("quotes", "app.domain.quotes.service:QuoteService"),
        ("quotation_lists", "app.domain.quotes.lister:QuotationLister"),
    ),
    jobs=(("quote.expired", "app.domain.quotes.expiring:on_expired"),),
    lead_claims=("app.domain.quotes.claims:OFFERED", "app.domain.quotes.claims:LOST"),
    settings=("app.domain.quotes.settings:SETTINGS",),
    commands="app.commands.quotes",
    nouns=(Noun("quote", "app.cli.quote", turn=9),),
)
