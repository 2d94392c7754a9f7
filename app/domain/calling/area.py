"""Calling: when and how often somebody may be called, and which numbers never are."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

CALLING: Final = Area(
    "calling",
    records="app.domain.calling.records",
    services=(
        ("calling", "app.domain.calling.service:CallingService"),
        ("do_not_call", "app.domain.calling.listing:DoNotCallService"),
    ),
    reactions=(
        ("app.domain.timeline.events:ActivityLogged", "app.domain.calling.attempts:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.calling.attempts:on_activity_changed"),
    ),
    settings=("app.domain.calling.settings:SETTINGS",),
    nouns=(Noun("calling", "app.cli.calling", turn=14), Noun("dnc", "app.cli.dnc", turn=14)),
)
