"""Timelines: what happened with a record, and what comes."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Entries, Follows, Hangs, Personal

TIMELINE: Final = Area(
    "timeline",
    records="app.domain.timeline.records",
    rights=(
        (
            "activity",
            Entries(
                "activity", "timeline_link", "activity_id", author="author_id", doer="owner_id", deleted="deleted_at"
            ),
        ),
        ("timeline_link", Hangs(entry="activity_id")),
        ("participant", Follows((("activity_id", "activity"),))),
        ("last_look", Personal()),
    ),
    statements="app.domain.timeline.statements",
    kinds="app.domain.timeline.kinds",
    services=(("timeline", "app.domain.timeline.service:TimelineService"),),
    reactions=(
        ("app.domain.leads.events:LeadsCaptured", "app.domain.timeline.reactions:on_leads_captured"),
        ("app.domain.leads.events:LeadStatusChanged", "app.domain.timeline.reactions:on_status_changed"),
        ("app.domain.leads.events:LeadAssigned", "app.domain.timeline.reactions:on_lead_assigned"),
        ("app.domain.leads.events:LeadsAssigned", "app.domain.timeline.reactions:on_leads_assigned"),
        ("app.domain.leads.events:AssigneesChanged", "app.domain.timeline.reactions:on_assignees_changed"),
        ("app.domain.leads.events:NextContactSet", "app.domain.timeline.reactions:on_next_contact_set"),
        ("app.domain.timeline.events:ActivityLogged", "app.domain.timeline.messages:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.timeline.messages:on_activity_changed"),
    ),
    work_sources=("app.domain.timeline.work:ACTIVITIES", "app.domain.timeline.work:NEXT_CONTACTS"),
    commands="app.commands.timeline",
    panels=("app.screens.panels.timeline:TIMELINE",),
    nouns=(
        Noun("log", "app.cli.log", turn=2),
        Noun("timeline", "app.cli.timeline", turn=22, alone=True),
        Noun("agenda", "app.cli.timeline", turn=23, alone=True),
    ),
)
