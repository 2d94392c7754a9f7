"""What is read of opportunities by name, and what its rows are."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from app.domain.sales.rows import TeamLine
from app.domain.store.named import Named


class WinnerRow(NamedTuple):
    """The competitor an opportunity was lost to."""

    id: str
    code: str
    name: str


LOST_TO: Final = Named("app.domain.sales", "opportunity.lost_to", WinnerRow)


class MadeOpportunity(NamedTuple):
    """An opportunity that a lead became."""

    id: str
    code: str
    name: str
    status: str


MADE_OF_LEAD: Final = Named("app.domain.sales", "opportunity.made_of_lead", MadeOpportunity)


def _member(*columns: Any) -> TeamLine:
    *told, roles, notes, active, version = columns
    shown = (*told, tuple(roles), notes, active, version)
    return TeamLine(*shown)


TEAM: Final = Named("app.domain.sales", "opportunity.team", _member)
