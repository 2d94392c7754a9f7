"""Leads: possible sales nobody has decided about yet."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Naming, Owned

LEADS: Final = Area(
    "leads",
    records="app.domain.leads.records",
    rights=(
        (
            "lead",
            Owned(
                "lead",
                also=("next_contact_by_id",),
                given=(
                    Naming("lead_assignment", "lead_id", "user_id"),
                    Naming("queue_lease", "lead_id", "agent_id"),
                    Naming("queue_call", "lead_id", "agent_id"),
                ),
            ),
        ),
        ("lead_assignment", Follows((("lead_id", "lead"),), also="user_id")),
    ),
    statements="app.domain.leads.statements",
    kinds="app.domain.leads.kinds",
    services=(("leads", "app.domain.leads.service:LeadService"),),
    reactions=(
        ("app.domain.leads.events:NextContactSet", "app.domain.leads.jobs:on_next_contact_set"),
        ("app.domain.leads.events:LeadAssigned", "app.domain.leads.assigning:on_lead_assigned"),
        ("app.domain.leads.events:LeadsAssigned", "app.domain.leads.assigning:on_leads_assigned"),
        ("app.domain.people.events:UserAddressed", "app.domain.leads.reactions:on_user_addressed"),
        ("app.domain.store.undo:TakenBack", "app.domain.leads.statuses:on_taken_back"),
    ),
    query_fields=(("lead", "app.domain.leads.query_fields:WORKING_ON_IT"),),
    jobs=(("lead.next_contact_arrived", "app.domain.leads.jobs:on_next_contact_arrived"),),
    commands="app.commands.leads",
    nouns=(
        Noun("lead", "app.cli.lead", turn=1),
        Noun("view", "app.cli.view", turn=10),
        Noun("duplicates", "app.cli.finding", turn=28, alone=True),
    ),
)
