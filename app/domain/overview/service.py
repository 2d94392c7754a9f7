"""Use cases of overviews."""

from __future__ import annotations

from app.domain.assistant.queries import Look
from app.domain.assistant.rows import AssistantSettings
from app.domain.fields.kinds import find_record
from app.domain.overview.queries import read_overview
from app.domain.overview.rows import RecordOverview
from app.domain.store.desk import Desk


class OverviewService:
    """Overviews of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk
        self._settings = desk.chosen(AssistantSettings)

    def of(self, ref: str) -> RecordOverview:
        """Everything the workspace shows of a lead or an opportunity, as of one moment."""
        look = Look(self._desk.actor.id, self._desk.now(), self._desk.zone, self._settings)
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, ("lead", "opportunity"))
            return read_overview(reader, kind.name, record_id, look)

    def shown(self, kind: str, record_id: str) -> RecordOverview:
        """The same of a record whose kind and id are known, as a list that follows its cursor asks for it."""
        look = Look(self._desk.actor.id, self._desk.now(), self._desk.zone, self._settings)
        with self._desk.read() as reader:
            return read_overview(reader, kind, record_id, look)
