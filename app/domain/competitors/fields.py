"""The fields of a competitor and of meeting one, in the order of their forms."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

STATUSES: WordsByCode = (
    ("suspected", in_context("status of a competitor", "Suspected")),
    ("confirmed", in_context("status of a competitor", "Confirmed")),
    ("out", in_context("status of a competitor", "Out")),
)

COMPETITOR_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("website", "Website", "url", "who"),
    Field("key_product", "Key product", "line", "who"),
    Field("strengths", "Strengths", "prose", "about"),
    Field("weaknesses", "Weaknesses", "prose", "about"),
    Field(
        "opportunities",
        in_context("of a competitor", "Opportunities"),
        "prose",
        "about",
        help="What their weakness opens for us.",
    ),
    Field("threats", "Threats", "prose", "about", help="How they could take business from us."),
    Field(
        "win_percentage",
        "Win percentage",
        "percent",
        "about",
        help="How often we win against them, as we judge it.",
    ),
    Field("notes", "Notes", "prose", "about"),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

RIVALRY_FIELDS: tuple[Field, ...] = (
    Field("status", "Status", "choice", "about", STATUSES),
    Field("notes", "Notes", "prose", "about"),
)
