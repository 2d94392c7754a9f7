"""Jobs: what time sets off."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

JOBS: Final = Area(
    "jobs",
    records="app.domain.jobs.records",
    services=(("jobs", "app.domain.jobs.service:JobService"),),
    nouns=(
        Noun("jobs", "app.cli.jobs", turn=15),
        Noun("tick", "app.cli.tick", turn=29, alone=True),
    ),
)
