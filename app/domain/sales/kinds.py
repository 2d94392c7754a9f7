"""Opportunities as a kind of record."""

from __future__ import annotations

from app.domain.fields.kinds import Kind, register
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.sales.records import Opportunity

OPPORTUNITY = register(
    Kind(
        "opportunity",
        "OPP",
        Opportunity,
        OPPORTUNITY_FIELDS,
        names=("name", "external_id"),
        service="app.domain.sales.service:OpportunityService",
    )
)
