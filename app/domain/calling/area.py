"""Calling: when and how often somebody may be called, and which numbers never are."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

CALLING: Final = Area(
    "calling",
    records="app.domain.calling.records",
    services=(("calling", "app.domain.calling.service:CallingService"),),
    reactions=(
        ("app.domain.timeline.events:ActivityLogged", "app.domain.calling.attempts:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.calling.attempts:on_activity_changed"),
    ),
    settings=("app.domain.calling.settings:SETTINGS",),
)
