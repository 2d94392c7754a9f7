"""The section of assignment rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import MANAGE_RULES
from app.screens.actions.assignment import RuleActions
from app.screens.spec import Section
from app.widgets.assignment import RuleDetail, RulesPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.assignment.rows import RuleLine
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[RuleLine]:
    return space.rules.list()


RULES: Final = Section(
    "rules",
    "Assignment",
    RulesPane,
    RuleDetail,
    _read,
    frozenset({"assignment_rule", "assignment_decision", "team", "team_membership", "user_account", "custom_field"}),
    "setup_rules",
    (RuleActions,),
    MANAGE_RULES,
    turn=15,
)
