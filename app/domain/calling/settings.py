"""How often somebody may be called, as managers decide for everybody; nothing is limited until they do."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting
from app.words import in_context

PER_DAY: Final = "calls_per_day"
IN_ALL: Final = "calls_in_all"
COOL_DOWN: Final = "call_cool_down"
AFTER_REFUSAL: Final = "call_after_refusal"

SETTINGS: Final = (
    Setting(
        Field(
            PER_DAY, "Calls a day", "integer", minimum=1,
            help="How often one number is called on one day of theirs; empty for any number.",
        ),
        in_context("settings", "Calling"),
    ),
    Setting(
        Field(
            IN_ALL, "Calls in all", "integer", minimum=1,
            help="How often one number is called in all; empty for any number.",
        ),
        in_context("settings", "Calling"),
    ),
    Setting(
        Field(
            COOL_DOWN, "Hours between calls", "integer", minimum=1,
            help="How many hours pass before one number is called again; empty for none.",
        ),
        in_context("settings", "Calling"),
    ),
    Setting(
        Field(
            AFTER_REFUSAL, "Days after a refusal", "integer", minimum=1,
            help="How many days pass before somebody who said no is called again; empty for none.",
        ),
        in_context("settings", "Calling"),
    ),
)  # fmt: skip
