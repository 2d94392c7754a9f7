"""The fields of a stakeholder: the words for roles and attitudes, and the order of the form."""

from __future__ import annotations

from app.domain.core.fields import Field

#: What a person is in a decision while nobody has said more.
DEFAULT_ROLE = "stakeholder"

ROLES = (
    (DEFAULT_ROLE, "Stakeholder"),
    ("decision_maker", "Decision maker"),
    ("economic_buyer", "Economic buyer"),
    ("technical_buyer", "Technical buyer"),
    ("champion", "Champion"),
    ("influencer", "Influencer"),
    ("end_user", "End user"),
    ("blocker", "Blocker"),
    ("legal", "Legal"),
    ("project_lead", "Project lead"),
    ("board_member", "Board member"),
)
ATTITUDES = (
    ("supporter", "Supporter"),
    ("positive", "Positive"),
    ("neutral", "Neutral"),
    ("sceptic", "Sceptic"),
    ("opponent", "Opponent"),
)

STAKEHOLDER_FIELDS: tuple[Field, ...] = (
    Field("roles", "Roles", "tags", "who", ROLES, open=True, help="Separated by commas; new ones are welcome."),
    Field("influence", "Influence", "integer", "about", minimum=1, maximum=5, help="1 (little) to 5 (decides)."),
    Field("attitude", "Attitude", "choice", "about", ATTITUDES),
    Field("notes", "Notes", "prose", "about"),
)
