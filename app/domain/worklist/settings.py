"""What managers decide about seats that several people share."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting

IDLE_MINUTES: Final = "idle_lock_minutes"
"""The code of the setting that says after how many minutes without a key the call screen is locked."""
SETTINGS: Final = (
    Setting(
        Field(
            IDLE_MINUTES,
            "Lock the call screen after",
            "integer",
            minimum=0,
            maximum=240,
            help="Minutes without a key, but for calls; 0 never locks it.",
        ),
        "Calls",
        0,
    ),
)
