"""The fields of an assignment rule, in the order of its form."""

from __future__ import annotations

from typing import Final

from app.domain.assignment.rules import MOST_HOURS
from app.domain.core.fields import Field
from app.words import WordsByCode

WAYS: WordsByCode = (
    ("round_robin", "Round robin"),
    ("load", "Load balancing"),
    ("field", "By a field"),
)
RULE_FIELDS: Final = (
    Field("name", "Name"),
    Field("condition", "Condition", help="Which leads it is for, such as country = AE; all of them without one."),
    Field("days", "Days", help="On which days it is tried, such as Mon-Fri; every day without any."),
    Field("way", "Way", "choice", choices=WAYS, help="Who has waited the longest, who has the most room, or a field."),
    Field("users", "Users", "users", help="Who gets leads, with commas between."),
    Field("teams", "Teams", "tags", help="The teams whose members get leads, with commas between."),
    Field("user_field", "Field", help="The code of the field of a lead that names whose it is."),
    Field("with_capacity", "With room only", "yes_no", help="Nobody gets a lead beyond their capacity."),
    Field(
        "within_hours",
        "At work within hours",
        "integer",
        minimum=0,
        maximum=MOST_HOURS,
        help="0 for who is at work now, up to 120; whenever they are without it.",
    ),
    Field("on_change", "On change too", "yes_no", help="Also when a field changes that the condition names."),
    Field("due_field", "Due date", help="The code of a date of the lead by which somebody is to get in touch."),
    Field("unassign_when", "Take back when", help="When a lead it gave out is taken back from its owner."),
    Field("close_when", "Done when", help="When a lead it gave out takes up no more room of its owner."),
    Field("active", "Active", "yes_no"),
)
