"""Activities as a kind of record, and the kinds of record that have a timeline."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Kind, register
from app.domain.timeline.fields import ACTIVITY_FIELDS

ACTIVITY: Final = register(
    Kind(
        "activity",
        "ACT",
        "ACT-7Q3F",
        "app.domain.timeline.records:Activity",
        ACTIVITY_FIELDS,
        turn=4,
        title="subject",
        dated="at",
        noted="event",
        belongs=True,
        stands_with="parent_id",
    )
)

WITH_TIMELINE: Final = ("lead", "opportunity", "contact", "account")
"""Names of the kinds of record that activities stand on."""
