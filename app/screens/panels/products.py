"""Products of interest: what a lead asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.rows import Part
from app.domain.products.queries import interests_of
from app.screens.actions.selling import InterestActions
from app.screens.spec import Panel
from app.widgets.selling import Interests

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview
    from app.domain.products.rows import InterestLine

_READ: Final[Part[tuple[InterestLine, ...]]] = Part(
    "interests", lambda reader, _kind, record_id, _viewer: interests_of(reader, record_id)
)


def _show(pane: Interests, overview: RecordOverview | None) -> None:
    pane.set_items(overview[_READ] if overview else ())


INTERESTS: Final = Panel(
    "interests",
    "Products of interest",
    Interests,
    _show,
    parts=(_READ,),
    most=6,
    count=lambda overview: len(overview[_READ]),
    place="interests",
    actions=(InterestActions,),
    opens="interest.edit",
    kinds=("lead",),
    turn=35,
)
