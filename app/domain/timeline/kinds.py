"""Activities as a kind of record, and the kinds of record that have a timeline."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import KINDS, Kind, register
from app.domain.timeline.fields import ACTIVITY_FIELDS
from app.words import in_context, say_many

ACTIVITY: Final = register(
    Kind(
        "activity",
        "ACT",
        "ACT-7Q3F",
        "app.domain.timeline.records:Activity",
        ACTIVITY_FIELDS,
        turn=4,
        noun=in_context("kind", "activity"),
        plural=in_context("kind", "activities"),
        counted=lambda number: say_many("{n} activity", "{n} activities", number),
        title="subject",
        dated="at",
        noted="event",
        belongs=True,
        stands_with="parent_id",
        telling="app.domain.timeline.rules:told_subject",
    )
)


def with_timeline() -> tuple[str, ...]:
    """Names of the kinds of record that activities stand on."""
    standing = (each for each in KINDS.values() if each.timeline)
    return tuple(each.name for each in sorted(standing, key=lambda each: each.timeline))
