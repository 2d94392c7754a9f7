"""Assignment rules: who gets a lead, and why."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

ASSIGNMENT: Final = Area(
    "assignment",
    records="app.domain.assignment.records",
    rights=(
        ("assignment_rule", Shared("assignment_rule")),
        ("assignment_decision", Shared(by_all=True)),  # whose turn it is depends on what everybody was given
    ),
    statements="app.domain.assignment.statements",
    services=(
        ("rules", "app.domain.assignment.service:RuleService"),
        ("assigning", "app.domain.assignment.assigning:AssigningService"),
    ),
    reactions=(
        ("app.domain.leads.events:LeadsCaptured", "app.domain.assignment.reactions:on_leads_captured"),
        ("app.domain.leads.events:LeadChanged", "app.domain.assignment.reactions:on_lead_changed"),
        ("app.domain.leads.events:LeadStatusChanged", "app.domain.assignment.reactions:on_lead_status_changed"),
        ("app.domain.leads.events:LeadAssigned", "app.domain.assignment.reactions:on_lead_assigned"),
    ),
    commands="app.commands.assignment",
    sections=("app.screens.sections.assignment:RULES",),
    nouns=(Noun("rule", "app.cli.rule", turn=12),),
)
