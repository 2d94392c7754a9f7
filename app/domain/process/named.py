"""What is read of process flows by name, and what its rows are."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class ProcessRow(NamedTuple):
    """A record's current process, with its definition."""

    id: str
    version: int
    lead_id: str | None
    opportunity_id: str | None
    status: str
    stage: str
    ticks: dict[str, Any]
    visits: list[dict[str, Any]]
    body: dict[str, Any]


PROCESSES_OF_LEAD: Final = Named("app.domain.process", "process.of_lead", ProcessRow)
PROCESS_OF_RECORD: Final = Named("app.domain.process", "process.of_record", ProcessRow)
