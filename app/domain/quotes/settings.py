"""What managers decide about quotations."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting

VALID_DAYS: Final = "quote_valid_days"
"""The code of the setting that says how many days a quotation holds."""
SETTINGS: Final = (
    Setting(
        Field(
            VALID_DAYS,
            "Days a quotation is valid",
            "integer",
            minimum=0,
            maximum=3650,
            help="Counted from the day it is made, where nobody says another.",
        ),
        "Quotations",
        30,
    ),
)
