"""Sales: opportunities, and how they end."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Hangs, Naming, Owned

SALES: Final = Area(
    "sales",
    records="app.domain.sales.records",
    rights=(
        ("opportunity", Owned("opportunity", given=(Naming("team_member", "record_id", "user_id"),))),
        ("opportunity_line", Follows((("opportunity_id", "opportunity"),))),
        ("team_member", Hangs()),
    ),
    statements="app.domain.sales.statements",
    field_types=("app.domain.sales.links:OPPORTUNITY_LINK",),
    kinds="app.domain.sales.kinds",
    lead_claims=("app.domain.sales.claims:STANDING",),
    services=(
        ("opportunities", "app.domain.sales.service:OpportunityService"),
        ("pipeline", "app.domain.sales.pipeline:PipelineService"),
        ("opportunity_lines", "app.domain.sales.lines:OpportunityLineService"),
        ("team", "app.domain.sales.team:TeamService"),
    ),
    reactions=(
        ("app.domain.process.events:ProcessBegun", "app.domain.sales.reactions:on_process_begun"),
        ("app.domain.process.events:StageEntered", "app.domain.sales.reactions:on_stage_entered"),
    ),
    commands="app.commands.sales",
    panels=("app.screens.panels.sales:LINES", "app.screens.panels.sales:TEAM"),
    settings=("app.domain.sales.team_fields:SETTINGS", "app.domain.sales.reasons:SETTINGS"),
    nouns=(Noun("opportunity", "app.cli.opportunity", turn=8),),
)
