"""Leads as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Closing, Kind, register
from app.domain.leads.fields import LEAD_FIELDS
from app.words import in_context, say_many

LEAD: Final = register(
    Kind(
        "lead",
        "LEAD",
        "LEAD-7Q3F",
        "app.domain.leads.records:Lead",
        LEAD_FIELDS,
        turn=3,
        noun=in_context("kind", "lead"),
        plural=in_context("kind", "leads"),
        counted=lambda number: say_many("{n} lead", "{n} leads", number),
        title="title",
        beside=("name", "company"),
        detail="topic",
        names=("email", "title", "name", "external_id"),
        closing=Closing("state", ("open",), "Reactivate it first."),
        derive="app.domain.leads.service:derive_lead",
        service="app.domain.leads.service:LeadService",
        related_turn=2,
        timeline=1,
        reading="app.domain.leads.queries:read_lead",
    )
)
