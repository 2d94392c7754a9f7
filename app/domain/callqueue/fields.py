"""The fields of a queue."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.words import in_context

QUEUE_FIELDS: Final = (
    Field("name", "Name"),
    Field("condition", in_context("queue", "Leads"), "prose", help="Which leads, in the query language; all without."),
    Field("attempts", "Attempts", "integer", minimum=1, help="Calls to a number at the most, in all."),
    Field("attempts_per_day", "Attempts a day", "integer", minimum=1, help="Calls to a number on a day of theirs."),
    Field("cooldown_seconds", "Cool-down", "duration", help="How long a number rests after any call to it."),
    Field("wrap_up_seconds", "Wrap-up", "duration", help="Time after a call before the next lead comes by itself."),
    Field("lease_seconds", "Lease", "duration", help="How long a lead is held when nothing is heard of its agent."),
    Field("hours", "Calling hours", help="Such as 09:00-18:00; those of each lead's country without."),
    Field("script", "Script", "prose", help="What is said; {company} and other fields are filled in."),
)
