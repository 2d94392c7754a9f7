"""What is read of process flows by name, and what its rows are."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from app.domain.fields.kinds import CardRow
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


class OfferedRow(NamedTuple):
    """A definition that is in use, and the role of whoever asks."""

    body: dict[str, Any]
    role: str


LEADS_FOLLOWING: Final = Named("app.domain.process", "process.leads_following", CardRow.of)
"""Leads in full; the last cells are what each is called, and the code of the process it follows."""
PROCESSES_OFFERED: Final = Named("app.domain.process", "process.offered", OfferedRow)
PROCESSES_OF_LEAD: Final = Named("app.domain.process", "process.of_lead", ProcessRow)
PROCESS_OF_RECORD: Final = Named("app.domain.process", "process.of_record", ProcessRow)
