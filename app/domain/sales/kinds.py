"""Opportunities as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Closing, Kind, register
from app.domain.sales.fields import OPPORTUNITY_FIELDS, WORKING
from app.words import in_context, say_many

OPPORTUNITY: Final = register(
    Kind(
        "opportunity",
        "OPP",
        "OPP-5K2D",
        "app.domain.sales.records:Opportunity",
        OPPORTUNITY_FIELDS,
        turn=6,
        noun=in_context("kind", "opportunity"),
        plural=in_context("kind", "opportunities"),
        counted=lambda number: say_many("{n} opportunity", "{n} opportunities", number),
        detail="customer_name",
        names=("name", "external_id"),
        closing=Closing("status", WORKING, "Reopen it first."),
        derive="app.domain.sales.making:derive",
        service="app.domain.sales.service:OpportunityService",
        related_turn=1,
        timeline=2,
        reading="app.domain.sales.queries:card",
    )
)
