"""The assistant: what needs a look, and why."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows, Personal

ASSISTANT: Final = Area(
    "assistant",
    records="app.domain.assistant.records",
    rights=(("card_state", Personal()), ("reminder", Follows((("activity_id", "activity"),), also="user_id"))),
    statements="app.domain.assistant.statements",
    services=(("assistant", "app.domain.assistant.service:AssistantService"),),
    reactions=(
        ("app.domain.timeline.events:ActivityLogged", "app.domain.assistant.reminders:on_activity_logged"),
        ("app.domain.timeline.events:ActivityChanged", "app.domain.assistant.reminders:on_activity_changed"),
        ("app.domain.process.events:ProcessJudged", "app.domain.assistant.reactions:on_process_judged"),
    ),
    jobs=(("assistant.remind", "app.domain.assistant.reminders:on_remind"),),
    cards=("app.domain.assistant.given:GIVEN", "app.domain.assistant.unassigned:UNASSIGNED"),
    commands="app.commands.assistant",
    panels=("app.screens.panels.assistant:ASSISTANT",),
    nouns=(Noun("assistant", "app.cli.assistant", turn=9),),
)
