"""Process flows: guided paths of stages and steps."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Shared

PROCESS: Final = Area(
    "process",
    records="app.domain.process.records",
    rights=(
        ("process_definition", Shared("process")),
        ("process_instance", Follows((("lead_id", "lead"), ("opportunity_id", "opportunity")))),
    ),
    statements="app.domain.process.statements",
    field_types=("app.domain.process.conditions:CONDITION",),
    services=(
        ("processes", "app.domain.process.service:ProcessService"),
        ("definitions", "app.domain.process.defining:DefinitionService"),
    ),
    reactions=(
        ("app.domain.leads.events:LeadsCaptured", "app.domain.process.reactions:on_leads_captured"),
        ("app.domain.leads.events:LeadChanged", "app.domain.process.reactions:on_lead_changed"),
        ("app.domain.process.events:ProcessBegun", "app.domain.process.reactions:on_process_begun"),
        ("app.domain.timeline.events:ActivityLogged", "app.domain.process.reactions:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.process.reactions:on_activity_changed"),
        ("app.domain.stakeholders.events:StakeholderAdded", "app.domain.process.reactions:on_stakeholder_added"),
        ("app.domain.competitors.events:CompetitorAdded", "app.domain.process.reactions:on_competitor_added"),
        ("app.domain.process.events:StageEntered", "app.domain.process.reactions:on_stage_entered"),
        ("app.domain.store.undo:TakingBack", "app.domain.process.reactions:on_taking_back"),
        ("app.domain.process.events:ProcessEnded", "app.domain.process.reactions:on_process_ended"),
    ),
    commands="app.commands.process",
    sections=("app.screens.sections.processes:PROCESSES",),
    panels=("app.screens.panels.stages:STAGES",),
    nouns=(Noun("process", "app.cli.process", turn=7),),
)
