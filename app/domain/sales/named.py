"""What is read of opportunities by name, and what its rows are."""

from __future__ import annotations

from typing import Final, NamedTuple

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
