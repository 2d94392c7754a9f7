"""Sequences: steps that follow each other in time."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Hangs, Shared

SEQUENCES: Final = Area(
    "sequences",
    records="app.domain.sequences.records",
    rights=(
        ("sequence", Shared("sequence")),
        ("sequence_version", Shared()),
        ("sequence_instance", Hangs()),
        ("sequence_step", Follows((("instance_id", "sequence_instance"),))),
    ),
    statements="app.domain.sequences.statements",
    services=(
        ("sequences", "app.domain.sequences.service:SequenceService"),
        ("sequence_definitions", "app.domain.sequences.defining:SequenceDefinitionService"),
    ),
    reactions=(
        ("app.domain.timeline.events:ActivityLogged", "app.domain.sequences.reactions:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.sequences.reactions:on_activity_changed"),
        ("app.domain.outbox.events:MailAnswered", "app.domain.sequences.reactions:on_mail_answered"),
        ("app.domain.leads.events:LeadChanged", "app.domain.sequences.reactions:on_lead_changed"),
        ("app.domain.leads.events:LeadsCaptured", "app.domain.sequences.reactions:on_leads_captured"),
        ("app.domain.leads.events:LeadStatusChanged", "app.domain.sequences.reactions:on_lead_status_changed"),
        ("app.domain.qualification.events:LeadDisqualified", "app.domain.sequences.reactions:on_lead_disqualified"),
        ("app.domain.qualification.events:LeadQualified", "app.domain.sequences.reactions:on_lead_qualified"),
        ("app.domain.sales.events:OpportunityCreated", "app.domain.sequences.reactions:on_opportunity_created"),
        ("app.domain.sales.events:OpportunityChanged", "app.domain.sequences.reactions:on_opportunity_changed"),
        ("app.domain.sales.events:OpportunityClosed", "app.domain.sequences.reactions:on_opportunity_closed"),
        ("app.domain.sequences.events:RecordMoved", "app.domain.sequences.reactions:on_record_moved"),
        ("app.domain.store.undo:TakingBack", "app.domain.sequences.reactions:on_taking_back"),
    ),
    jobs=(("sequence.step", "app.domain.sequences.timing:on_step_due"),),
    work_sources=("app.domain.sequences.work:STEPS",),
    commands="app.commands.sequences",
    panels=("app.screens.panels.sequences:UP_NEXT",),
    sections=("app.screens.sections.sequences:SEQUENCES",),
    nouns=(Noun("sequence", "app.cli.sequence", turn=8),),
)
