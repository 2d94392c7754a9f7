"""Every area there is, the lowest first: events tell upwards, and what an area uses stands before it."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, join, joined, resolve

NAMES: Final = (
    "jobs",
    "rates",
    "fields",
    "settings",
    "people",
    "teams",
    "leads",
    "timeline",
    "outbox",
    "calling",
    "attachments",
    "stakeholders",
    "research",
    "competitors",
    "process",
    "products",
    "sales",
    "customers",
    "quotes",
    "orders",
    "papers",
    "qualification",
    "assignment",
    "sequences",
    "callqueue",
    "worklist",
    "assistant",
    "capture",
    "history",
    "search",
    "batches",
    "reports",
    "overview",
)
"""The areas that come with Leadline, by the folders that hold their manifests."""
SHIPPED: Final[tuple[Area, ...]] = tuple(resolve(f"app.domain.{name}.area:{name.upper()}") for name in NAMES)
"""Their manifests."""
join(*SHIPPED)


def every() -> tuple[Area, ...]:
    """The areas of this program, the lowest first."""
    return joined()


def add(area: Area) -> None:
    """Add an area from elsewhere, above those there are; every floor has it from then on.

    Args:
        area: Its manifest; added before a workspace is opened and before the commands are first asked for.

    Raises:
        ValueError: There is an area of that name.
    """
    join(area)
