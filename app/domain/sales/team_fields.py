"""The sales team of an opportunity: its roles, and the further ones that managers add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting
from app.words import WordsByCode, in_context, label, own, small, together

TEAM_ROLES: Final[WordsByCode] = (
    ("account_manager", in_context("role in a sales team", "Account manager")),
    ("technical_sales", in_context("role in a sales team", "Technical sales")),
    ("industry_expert", in_context("role in a sales team", "Industry expert")),
    ("delivery", in_context("role in a sales team", "Delivery")),
    ("service", in_context("role in a sales team", "Service")),
    ("territory_manager", in_context("role in a sales team", "Territory manager")),
)
FURTHER_ROLES: Final = Setting(
    Field(
        "team_roles",
        "Further roles in sales teams",
        "tags",
        help="Beside account manager, technical sales, industry expert, delivery, service, territory manager.",
    ),
    "Opportunities",
    (),
)
SETTINGS: Final = (FURTHER_ROLES,)

_LABELS = dict(TEAM_ROLES)


def team_fields(further: Iterable[str]) -> tuple[Field, ...]:
    """The fields of a member of a sales team.

    Args:
        further: The roles that managers added.
    """
    choices = (*TEAM_ROLES, *((role, own(role)) for role in further))
    return (
        Field("roles", "Roles", "tags", "who", choices, help="One or more, separated by commas."),
        Field("notes", "Notes", "prose", "about"),
    )


def team_role(role: str) -> str:
    """What a role in a sales team is called."""
    return label(_LABELS[role]) if role in _LABELS else role


def team_roles_in_words(roles: Iterable[str]) -> str:
    """Roles inside a sentence, such as “account manager and delivery”."""
    return together(small(team_role(role)) for role in roles)
