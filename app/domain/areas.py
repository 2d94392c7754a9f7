"""Every area there is, the lowest first: events tell upwards, and what an area uses stands before it."""

from __future__ import annotations

from typing import Final

from app.domain.assistant.area import ASSISTANT
from app.domain.batches.area import BATCHES
from app.domain.capture.area import CAPTURE
from app.domain.competitors.area import COMPETITORS
from app.domain.core.area import Area
from app.domain.fields.area import FIELDS
from app.domain.history.area import HISTORY
from app.domain.jobs.area import JOBS
from app.domain.leads.area import LEADS
from app.domain.overview.area import OVERVIEW
from app.domain.people.area import PEOPLE
from app.domain.process.area import PROCESS
from app.domain.qualification.area import QUALIFICATION
from app.domain.sales.area import SALES
from app.domain.search.area import SEARCH
from app.domain.stakeholders.area import STAKEHOLDERS
from app.domain.timeline.area import TIMELINE

SHIPPED: Final = (
    JOBS,
    FIELDS,
    PEOPLE,
    LEADS,
    TIMELINE,
    STAKEHOLDERS,
    COMPETITORS,
    PROCESS,
    SALES,
    QUALIFICATION,
    ASSISTANT,
    CAPTURE,
    HISTORY,
    SEARCH,
    BATCHES,
    OVERVIEW,
)
"""The areas that come with Leadline."""
_added: list[Area] = []


def every() -> tuple[Area, ...]:
    """The areas of this program, the lowest first."""
    return (*SHIPPED, *_added)


def add(area: Area) -> None:
    """Add an area from elsewhere, above those there are; every floor has it from then on.

    Args:
        area: Its manifest; added before a workspace is opened and before the commands are first asked for.

    Raises:
        ValueError: There is an area of that name.
    """
    if any(each.name == area.name for each in every()):
        raise ValueError(f"two areas are called {area.name}")
    _added.append(area)
