"""Leads as a kind of record."""

from __future__ import annotations

from app.domain.fields.kinds import Kind, register
from app.domain.leads.fields import LEAD_FIELDS, LEAD_NAMES
from app.domain.leads.records import Lead

LEAD = register(
    Kind(
        "lead",
        "LEAD",
        Lead,
        LEAD_FIELDS,
        title="title",
        names=LEAD_NAMES,
        service="app.domain.leads.service:LeadService",
    )
)
