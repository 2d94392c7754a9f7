"""Commands on the settings of the workspace."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.domain.core.roles import SET_SETTINGS
from app.words import in_context

_PLACES: Final[tuple[Place, ...]] = ("setup_settings",)

COMMANDS: Final = (
    Command(
        "setting.edit", "Decide settings", ("e", "enter"), "Decides the settings of this heading.", "Setup", _PLACES,
        over=("open",), in_key_line=20, short=in_context("key line", "decide"), writes=True, needs=SET_SETTINGS,
        on_item=True,
    ),
    Command(
        "setting.reset", "Reset setting", ("z",), "Leaves the setting to its default again.", "Setup", _PLACES,
        in_key_line=30, short=in_context("key line", "default"), writes=True, needs=SET_SETTINGS, on_item=True,
    ),
)  # fmt: skip
