"""Calling: when and how often somebody may be called, and which numbers never are."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Shared

CALLING: Final = Area(
    "calling",
    records="app.domain.calling.records",
    rights=(
        ("calling_rule", Shared("calling_rule")),
        ("calling_day", Shared("calling_day")),
        ("do_not_call_list", Shared("do_not_call_list", by_all=True)),
        ("do_not_call", Shared(by_all=True, is_undone=False)),
        ("do_not_call_freed", Shared()),
        ("called_number", Follows((("activity_id", "activity"),))),
    ),
    services=(
        ("calling", "app.domain.calling.service:CallingService"),
        ("do_not_call", "app.domain.calling.listing:DoNotCallService"),
    ),
    reactions=(
        ("app.domain.timeline.events:ActivityLogged", "app.domain.calling.attempts:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.calling.attempts:on_activity_changed"),
    ),
    objections=("app.domain.calling.objecting:against_call",),
    settings=("app.domain.calling.settings:SETTINGS",),
    nouns=(Noun("calling", "app.cli.calling", turn=14), Noun("dnc", "app.cli.dnc", turn=14)),
)
