"""Sales: opportunities, and how they end."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

SALES: Final = Area(
    "sales",
    records="app.domain.sales.records",
    statements="app.domain.sales.statements",
    kinds="app.domain.sales.kinds",
    lead_claims=("app.domain.sales.claims:STANDING",),
    services=(("opportunities", "app.domain.sales.service:OpportunityService"),),
    commands="app.commands.sales",
    nouns=(Noun("opportunity", "app.cli.opportunity", turn=8),),
)
