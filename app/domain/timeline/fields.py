"""The fields of an activity that a person types."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

DIRECTIONS: WordsByCode = (("out", in_context("entry", "Out")), ("in", in_context("entry", "In")))
PRIORITIES: WordsByCode = (("low", "Low"), ("normal", "Normal"), ("high", "High"))
YEAR_OF_SECONDS = 366 * 86_400

ACTIVITY_FIELDS: tuple[Field, ...] = (
    Field("subject", "Subject", "line", "what"),
    Field("body", "Notes", "prose", "what", help="What was said, the agenda, or the text of a note or post."),
    Field("direction", "Direction", "choice", "what", DIRECTIONS, help="out or in, for calls and emails."),
    Field("address", "Number or address", "line", "what"),
    Field("outcome", "Outcome", "line", "what", help="How it ended, in a few words."),
    Field("place", "Place", "line", "what"),
    Field("priority", "Priority", "choice", "what", PRIORITIES),
    Field("owner", "Owner", "user", "what", help="Who is to do it."),
    Field("at", "When", "moment", "when", help="When it took place."),
    Field("start_at", "Start", "moment", "when", help="Such as tomorrow 10."),
    Field("end_at", "End", "moment", "when"),
    Field("due_at", "Due", "moment", "when"),
    Field(
        "duration_seconds",
        "Duration",
        "duration",
        "when",
        minimum=0,
        maximum=YEAR_OF_SECONDS,
        help="Such as 12m or 1h30; a number alone is minutes.",
    ),
)
