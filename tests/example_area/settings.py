"""What managers decide about samples."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting

LIMIT: Final = Field("sample_limit", "Samples of a lead", "integer", minimum=1, help="How many may be out at a time.")
RETURN: Final = Field(
    "sample_return", "Samples that come back", "choice", choices=(("ask", "Ask first"), ("always", "Always send anew"))
)
SENDER: Final = Field("sample_sender", "Sender of samples")

SETTINGS: Final = (
    Setting(LIMIT, "Samples", default=3),
    Setting(RETURN, "Samples", default="ask"),
    Setting(SENDER, "Samples"),
)
