"""The fields of a stakeholder: the words for roles and attitudes, and the order of the form."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

#: What a person is in a decision while nobody has said more.
DEFAULT_ROLE = "stakeholder"

ROLES: WordsByCode = (
    (DEFAULT_ROLE, in_context("role in a decision", "Stakeholder")),
    ("decision_maker", in_context("role in a decision", "Decision maker")),
    ("economic_buyer", in_context("role in a decision", "Economic buyer")),
    ("technical_buyer", in_context("role in a decision", "Technical buyer")),
    ("champion", in_context("role in a decision", "Champion")),
    ("influencer", in_context("role in a decision", "Influencer")),
    ("end_user", in_context("role in a decision", "End user")),
    ("blocker", in_context("role in a decision", "Blocker")),
    ("legal", in_context("role in a decision", "Legal")),
    ("project_lead", in_context("role in a decision", "Project lead")),
    ("board_member", in_context("role in a decision", "Board member")),
)
ATTITUDES: WordsByCode = (
    ("supporter", "Supporter"),
    ("positive", in_context("attitude", "Positive")),
    ("neutral", in_context("attitude", "Neutral")),
    ("sceptic", "Sceptic"),
    ("opponent", "Opponent"),
)

STAKEHOLDER_FIELDS: tuple[Field, ...] = (
    Field("roles", "Roles", "tags", "who", ROLES, open=True, help="Separated by commas; new ones are welcome."),
    Field("influence", "Influence", "integer", "about", minimum=1, maximum=5, help="1 (little) to 5 (decides)."),
    Field("attitude", "Attitude", "choice", "about", ATTITUDES),
    Field("notes", "Notes", "prose", "about"),
)
