"""The assistant: what needs a look, and why."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

ASSISTANT: Final = Area(
    "assistant",
    records="app.domain.assistant.records",
    statements="app.domain.assistant.statements",
    services=(("assistant", "app.domain.assistant.service:AssistantService"),),
    commands="app.commands.assistant",
    nouns=(Noun("assistant", "app.cli.assistant", turn=9),),
)
