"""Activities as a kind of record, and the kinds of record that have a timeline."""

from __future__ import annotations

from app.domain.fields.kinds import Kind, register
from app.domain.timeline.fields import ACTIVITY_FIELDS
from app.domain.timeline.records import Activity

ACTIVITY = register(Kind("activity", "ACT", Activity, ACTIVITY_FIELDS, title="subject"))

WITH_TIMELINE = ("lead", "opportunity", "contact", "account")
"""Names of the kinds of record that activities stand on."""
