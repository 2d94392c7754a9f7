"""Jobs: what time sets off."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs

JOBS: Final = Area(
    "jobs",
    records="app.domain.jobs.records",
    rights=(("job", Hangs("subject_kind", "subject_id")),),
    services=(("jobs", "app.domain.jobs.service:JobService"),),
    nouns=(
        Noun("jobs", "app.cli.jobs", turn=15),
        Noun("tick", "app.cli.tick", turn=29, alone=True),
    ),
)
